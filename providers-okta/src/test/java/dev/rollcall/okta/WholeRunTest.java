package dev.rollcall.okta;

import static dev.rollcall.testkit.Accounts.account;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.SyncEngine;
import dev.rollcall.account.Account;
import dev.rollcall.account.BlockReason;
import dev.rollcall.account.InMemoryUserRepository;
import dev.rollcall.directory.Activity;
import dev.rollcall.policy.Guard;
import dev.rollcall.policy.GuardKind;
import dev.rollcall.policy.Policy;
import dev.rollcall.run.FailureCause;
import dev.rollcall.run.Outcome;
import dev.rollcall.run.SyncReport;
import dev.rollcall.testkit.Accounts;
import dev.rollcall.testservers.okta.Mishap;
import dev.rollcall.testservers.okta.OktaCall;
import dev.rollcall.testservers.okta.OktaGroup;
import dev.rollcall.testservers.okta.OktaPerson;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every guard is off: nothing but the reading stands between a person who is missing and a blocked account. */
@DisplayName("Whole runs over an org")
class WholeRunTest extends WithOrg {

    private final OktaPerson ann = org.person("ann");
    private final OktaPerson bob = org.person("bob");
    private final OktaGroup staff = org.group("Staff").add(ann, bob);
    private final InMemoryUserRepository table =
            Accounts.table(account(ann.id(), "ann"), account(bob.id(), "bob"), account("00uLeft", "left"));

    @BeforeEach
    void later() {
        time.pass(Duration.ofMinutes(5));
    }

    private SyncReport run(OktaDirectoryProvider.Builder provider) {
        Policy.Builder policy = Policy.builder();
        for (GuardKind kind : GuardKind.values()) {
            policy.guard(kind, Guard.off());
        }
        return SyncEngine.builder(Accounts.DIRECTORY, provider.build(), table)
                .policy(policy.build())
                .build()
                .run();
    }

    private Account found(String username) {
        return table.find(username).orElseThrow();
    }

    private void assertFailed(SyncReport report, FailureCause cause) {
        assertThat(report.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(report.cause()).contains(cause);
        for (String name : new String[] {"ann", "bob", "left"}) {
            assertThat(found(name).isActive()).as(name).isTrue();
        }
    }

    @ParameterizedTest(name = "listed: {0}")
    @CsvSource({"true, INACTIVE_IN_DIRECTORY", "false, REMOVED_FROM_SCOPE"})
    @DisplayName("F82: whoever is deactivated ends blocked, whether Okta lists them or not")
    void blocksWhoIsDeactivated(boolean listed, BlockReason reason) {
        assertThat(run(provider().deactivatedPeople(listed)).outcome()).isEqualTo(Outcome.COMPLETED);
        assertThat(found("ann").isActive()).isTrue();
        ann.status("DEPROVISIONED");

        assertThat(run(provider().deactivatedPeople(listed)).outcome()).isEqualTo(Outcome.COMPLETED);

        assertThat(found("ann").isActive()).isFalse();
        assertThat(found("ann").blockReason()).contains(reason);
        assertThat(found("bob").isActive()).isTrue();
    }

    @Test
    @DisplayName("F82: also as a member of a chosen group, which deactivation does not end")
    void blocksADeactivatedMember() {
        ann.status("DEPROVISIONED");

        run(provider().inGroups("Staff"));

        assertThat(found("ann").blockReason()).contains(BlockReason.INACTIVE_IN_DIRECTORY);
        assertThat(found("left").blockReason()).contains(BlockReason.REMOVED_FROM_SCOPE);
        assertThat(found("bob").isActive()).isTrue();
    }

    @Test
    @DisplayName(
            "F82: whoever is deactivated while everybody is read ends blocked, by the next run under the right reason")
    void blocksWhoIsDeactivatedMeanwhile() {
        org.on(question -> !question.query().containsKey("filter"), () -> ann.status("DEPROVISIONED"));

        run(provider());
        assertThat(found("ann").isActive()).isFalse();
        run(provider());

        assertThat(found("ann").blockReason()).contains(BlockReason.INACTIVE_IN_DIRECTORY);
    }

    @Test
    @DisplayName("F82: whoever is activated while everybody is read is blocked by no run")
    void doesNotBlockWhoIsActivatedMeanwhile() {
        ann.status("DEPROVISIONED");
        run(provider());
        assertThat(found("ann").isActive()).isFalse();
        org.on(question -> !question.query().containsKey("filter"), () -> ann.status("ACTIVE"));
        run(provider());

        run(provider());

        assertThat(found("ann").isActive()).isTrue();
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "ACTIVE, true",
        "PASSWORD_EXPIRED, true",
        "LOCKED_OUT, true",
        "RECOVERY, true",
        "PROVISIONED, true",
        "STAGED, false",
        "SUSPENDED, false",
        "DEPROVISIONED, false",
    })
    @DisplayName("F85: each status of Okta means what is documented, and can be told to mean the other")
    void meansWhatIsDocumented(String status, boolean active) {
        ann.status(status);

        run(provider());
        assertThat(found("ann").isActive()).isEqualTo(active);
        run(provider().status(status, active ? Activity.INACTIVE : Activity.ACTIVE));

        assertThat(found("ann").isActive()).isEqualTo(!active);
    }

    @Test
    @DisplayName("F86: a status that nobody knows yet leaves the account alone, and harms nobody else on the page (R6)")
    void leavesAnUnknownStatusAlone() {
        ann.status("FUTURE_STATE");
        bob.status("SUSPENDED");

        SyncReport report = run(provider());

        assertThat(report.outcome()).isEqualTo(Outcome.COMPLETED);
        assertThat(found("ann").isActive()).isTrue();
        assertThat(found("bob").isActive()).isFalse();
        assertThat(report.toString() + report.warnings()).contains("FUTURE_STATE");
    }

    @Test
    @DisplayName("A login that changed renames the account, for the id is the same (R14, F16)")
    void renames() {
        ann.rename("anna");

        run(provider());

        assertThat(found("anna").externalId().orElseThrow().value()).isEqualTo(ann.id());
        assertThat(table.find("ann")).isEmpty();
    }

    @ParameterizedTest(name = "page {0}")
    @ValueSource(ints = {1, 2})
    @DisplayName("F2: a page that fails ends the run FAILED, and nobody is blocked")
    void aFailedPageBlocksNobody(int page) {
        Mishap[] mishaps = page == 1
                ? new Mishap[] {Mishap.cutAfter(5)}
                : new Mishap[] {Mishap.changed(good -> good), Mishap.cutAfter(5)};
        org.next(OktaCall.MEMBERS, mishaps);

        assertFailed(
                run(provider().inGroups("Staff").pageSize(1).http(http().withAttempts(1))),
                FailureCause.DIRECTORY_UNAVAILABLE);
    }

    @Test
    @DisplayName("F5: a chosen group that is not there ends the run FAILED, and nobody is blocked")
    void aMissingGroupBlocksNobody() {
        staff.rename("Crew");

        assertFailed(run(provider().inGroups("Staff")), FailureCause.CONFIGURATION);
    }

    @Test
    @DisplayName("F125: a revoked token ends the run FAILED, and nobody is blocked")
    void aRevokedTokenBlocksNobody() {
        org.on(OktaCall.MEMBERS, 2, org::revokeApiToken);

        assertFailed(run(provider().inGroups("Staff").pageSize(1)), FailureCause.CREDENTIALS);
    }

    @Test
    @DisplayName("F87: a next page elsewhere ends the run FAILED, and nobody is blocked")
    void aPageElsewhereBlocksNobody() {
        org.next(OktaCall.MEMBERS, Mishap.nextPageAt(URI.create("https://example-admin.okta.com/api/v1/users")));

        assertFailed(run(provider().inGroups("Staff")), FailureCause.SNAPSHOT_INCOMPLETE);
    }

    @Test
    @DisplayName("F2: the run after a failed one works")
    void theNextRunWorks() {
        org.next(OktaCall.MEMBERS, Mishap.corrupt());
        run(provider().inGroups("Staff"));

        assertThat(run(provider().inGroups("Staff")).outcome()).isEqualTo(Outcome.COMPLETED);
        assertThat(found("left").isActive()).isFalse();
    }
}
