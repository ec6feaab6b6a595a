package dev.rollcall.entra;

import static dev.rollcall.testkit.Accounts.account;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.SyncEngine;
import dev.rollcall.account.InMemoryUserRepository;
import dev.rollcall.policy.Guard;
import dev.rollcall.policy.GuardKind;
import dev.rollcall.policy.Policy;
import dev.rollcall.run.FailureCause;
import dev.rollcall.run.Outcome;
import dev.rollcall.run.SyncReport;
import dev.rollcall.testkit.Accounts;
import dev.rollcall.testservers.entra.EntraGroup;
import dev.rollcall.testservers.entra.EntraPerson;
import dev.rollcall.testservers.entra.EntraReplies;
import dev.rollcall.testservers.entra.FakeEntra;
import dev.rollcall.testservers.http.HttpReply;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Every guard is off: nothing but the reading stands between a person who is missing and a blocked account. */
@Timeout(60)
@DisplayName("R1, R5: whole runs over a tenant that does not behave")
class WholeRunTest {

    private static final String LEFT = "00000000-0000-4000-8000-000000000009";

    private final Tenant tenant = new Tenant();
    private final EntraPerson ann = tenant.person("ann");
    private final EntraPerson bob = tenant.person("bob");
    private final EntraPerson cid = tenant.person("cid");
    private final EntraGroup staff = tenant.fake.group("Staff").add(ann, bob, cid);
    private final InMemoryUserRepository table = Accounts.table(
            account(ann.id(), "ann@rollcall.example"),
            account(bob.id(), "bob@rollcall.example"),
            account(cid.id(), "cid@rollcall.example"),
            account(LEFT, "left@rollcall.example"));

    @AfterEach
    void close() {
        tenant.close();
    }

    private SyncReport run(EntraDirectoryProvider.Builder provider) {
        Policy.Builder policy = Policy.builder();
        for (GuardKind kind : GuardKind.values()) {
            policy.guard(kind, Guard.off());
        }
        return SyncEngine.builder(Accounts.DIRECTORY, provider.build(), table)
                .policy(policy.build())
                .build()
                .run();
    }

    private boolean isActive(String name) {
        return table.find(name + "@rollcall.example").orElseThrow().isActive();
    }

    private void assertFailed(SyncReport report, FailureCause cause) {
        assertThat(report.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(report.cause()).contains(cause);
        for (String name : List.of("ann", "bob", "cid", "left")) {
            assertThat(isActive(name)).as(name).isTrue();
        }
    }

    @Test
    @DisplayName("a read that is complete blocks whoever left, and has ended before the first write (R7, F69)")
    void aCompleteRead() {
        SyncReport report = run(tenant.provider().inGroups("Staff"));

        assertThat(report.outcome()).isEqualTo(Outcome.COMPLETED);
        assertThat(isActive("ann")).isTrue();
        assertThat(isActive("left")).isFalse();
        assertThat(tenant.fake.server().awaitIdle(Duration.ofSeconds(30))).isTrue();
    }

    @Test
    @DisplayName("F78: without the right to read people the run FAILS, and nobody is blocked or blanked")
    void missingPermission() {
        tenant.fake.withoutUserRead();

        assertFailed(run(tenant.provider().inGroups("Staff")), FailureCause.CREDENTIALS);
        assertFailed(run(tenant.provider()), FailureCause.CREDENTIALS);
    }

    @Test
    @DisplayName("F9, F78: one person who comes as a shell keeps the account; whoever left is blocked all the same")
    void oneShell() {
        tenant.fake.next(
                "/users",
                HttpReply.json(
                        200,
                        "{\"value\":[" + user(ann, "true") + "," + user(bob, "false") + ",{\"id\":\"" + cid.id()
                                + "\"}]}"));

        SyncReport report = run(tenant.provider());

        assertThat(report.outcome()).isEqualTo(Outcome.COMPLETED);
        assertThat(isActive("cid")).isTrue();
        assertThat(isActive("bob")).isFalse();
        assertThat(isActive("left")).isFalse();
    }

    private static String user(EntraPerson person, String enabled) {
        return "{\"id\":\"" + person.id() + "\",\"userPrincipalName\":\"" + (enabled.equals("true") ? "ann" : "bob")
                + "@rollcall.example\",\"accountEnabled\":" + enabled + "}";
    }

    @Test
    @DisplayName("F46, F72: where nobody's activity comes the run FAILS (R6)")
    void noActivity() {
        List.of(ann, bob, cid).forEach(person -> person.enabled(null));

        assertThat(run(tenant.provider().inGroups("Staff")).outcome()).isEqualTo(Outcome.FAILED);
        assertThat(isActive("left")).isTrue();
    }

    @Test
    @DisplayName("F75: a tenant that lets nobody in ends the run FAILED at the deadline of the read")
    void endlessThrottling() {
        tenant.fake.next(
                tenant.fake.page("/transitiveMembers", 2),
                Collections.nCopies(200, EntraReplies.throttled(120)).toArray(HttpReply[]::new));

        assertFailed(run(tenant.provider().inGroups("Staff")), FailureCause.DIRECTORY_UNAVAILABLE);
    }

    @Test
    @DisplayName("F73: a next link that is lost in a broken page ends the run FAILED")
    void aBrokenPage() {
        tenant.fake.next(
                tenant.fake.page("/transitiveMembers", 2),
                HttpReply.json(200, "{\"value\":[").cutAfter(4));
        tenant.fake.next(tenant.fake.page("/transitiveMembers", 2), HttpReply.json(200, "{\"value\":["));

        assertFailed(run(tenant.provider().inGroups("Staff")), FailureCause.SNAPSHOT_INCOMPLETE);
    }

    @Test
    @DisplayName("F5: a group that is not there ends the run FAILED")
    void aGroupThatIsNotThere() {
        assertFailed(run(tenant.provider().inGroups("Staff", "Nobody")), FailureCause.CONFIGURATION);
    }

    @Test
    @DisplayName("F81: a token that is never taken ends the run FAILED")
    void noGoodToken() {
        tenant.fake.onRequest(FakeEntra.at("/transitiveMembers"), tenant.fake::expireTokens);

        assertFailed(run(tenant.provider().inGroups("Staff")), FailureCause.CREDENTIALS);
    }

    @Test
    @DisplayName("whoever moves between chosen groups during the read keeps the account")
    void movedMeanwhile() {
        EntraGroup sales = tenant.fake.group("Sales").add(bob);
        staff.remove(bob);
        tenant.fake.onNextRequest(FakeEntra.at(sales.id() + "/transitiveMembers"), () -> {
            sales.remove(bob);
            staff.add(bob);
        });

        SyncReport report = run(tenant.provider().inGroups("Staff", "Sales").http(Tenant.HTTP.withParallel(1)));

        assertThat(report.outcome()).isEqualTo(Outcome.COMPLETED);
        assertThat(isActive("bob")).isTrue();
    }

    @Test
    @DisplayName("F81, F74, F75: trouble that passes changes nothing of the outcome, and nobody is there twice")
    void troubleThatPasses() {
        tenant.fake.onNextRequest(tenant.fake.page("/transitiveMembers", 2), tenant.fake::expireTokens);
        tenant.fake.next(
                tenant.fake.page("/transitiveMembers", 2),
                EntraReplies.throttled(3),
                EntraReplies.refused(400, "Directory_ExpiredPageToken", "too late"),
                EntraReplies.unavailable());

        SyncReport report = run(tenant.provider().inGroups("Staff"));

        assertThat(report.outcome()).isEqualTo(Outcome.COMPLETED);
        assertThat(isActive("cid")).isTrue();
        assertThat(run(tenant.provider().inGroups("Staff")).outcome()).isEqualTo(Outcome.COMPLETED);
    }
}
