package dev.rollcall.engine;

import static dev.rollcall.testkit.People.person;
import static dev.rollcall.testkit.People.withoutId;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.AccountActs;
import dev.rollcall.account.Account;
import dev.rollcall.identity.ExternalId;
import dev.rollcall.plan.Count;
import dev.rollcall.plan.Hold;
import dev.rollcall.policy.Policy;
import dev.rollcall.run.Outcome;
import dev.rollcall.run.RunRequest;
import dev.rollcall.run.SyncReport;
import dev.rollcall.testkit.People.Person;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** R15, R33: what the approval of a new id scheme lets through, and what it does not. */
class ApprovedIdsTest {

    private static RunRequest approving(SyncReport held) {
        return RunRequest.by("jane").approving(held.runId());
    }

    /** Gives everybody another id. */
    private static void change(Host host, UnaryOperator<String> ids) {
        for (var person : List.copyOf(host.directory.people())) {
            String id = String.valueOf(person.externalId());
            host.directory.change(id, each -> each.withId(ids.apply(id)));
        }
    }

    private static void newIds(Host host) {
        change(host, id -> "new-" + id);
    }

    private static String idOf(Host host, String username) {
        return host.account(username).externalId().orElseThrow().value();
    }

    @Test
    @DisplayName("R15: approving a new id scheme relinks the accounts")
    void approvingANewIdSchemeRelinksTheAccounts() {
        Host small = Crowd.host(4);
        newIds(small);
        SyncReport held = small.run();
        assertThat(held.hold().orElseThrow().reason()).isEqualTo(Hold.Reason.IDENTITY_SCHEME_CHANGED);
        assertThat(Crowd.active(small)).isEqualTo(4);

        SyncReport report = small.run(approving(held));

        assertThat(report.outcome()).isEqualTo(Outcome.COMPLETED);
        assertThat(report.figures().of(Count.RELINKED)).isEqualTo(4);
        assertThat(small.table.all())
                .allSatisfy(account ->
                        assertThat(account.externalId().orElseThrow().value()).startsWith("new-"))
                .allSatisfy(account -> assertThat(account.isActive()).isTrue());
    }

    @Test
    @DisplayName("R15, R33: a new id scheme of many accounts goes beyond the guard on relinks too, and can be approved")
    void aNewIdSchemeOfManyAccountsCanBeApproved() {
        Host host = Crowd.host(60);
        newIds(host);
        List<Hold.Reason> reasons = new ArrayList<>();
        SyncReport report = host.run();
        while (report.outcome() == Outcome.HELD && reasons.size() < 3) {
            reasons.add(report.hold().orElseThrow().reason());
            report = host.run(approving(report));
        }

        assertThat(report.outcome()).isEqualTo(Outcome.COMPLETED);
        assertThat(report.figures().of(Count.RELINKED)).isEqualTo(60);
        assertThat(reasons).first().isEqualTo(Hold.Reason.IDENTITY_SCHEME_CHANGED);
    }

    @Test
    @DisplayName("R33: ids that are others than those approved are held again, and the report says so")
    void otherIdsAreHeldAgain() {
        Host host = Crowd.host(4);
        newIds(host);
        SyncReport held = host.run();
        change(host, id -> id.replace("new", "other"));

        SyncReport report = host.run(approving(held));

        assertThat(report.outcome()).isEqualTo(Outcome.HELD);
        Hold hold = report.hold().orElseThrow();
        assertThat(hold.reason()).isEqualTo(Hold.Reason.IDENTITY_SCHEME_CHANGED);
        assertThat(hold.details())
                .last()
                .asString()
                .startsWith(
                        "4 accounts would be given ids that were not among what was approved with run " + held.runId());
        assertThat(idOf(host, "p001")).isEqualTo("1");
    }

    @Test
    @DisplayName("R11, R15: an approval that was not needed in the end gives nobody the account of a leaver")
    void anApprovalThatIsLeftOverRelinksNobodyElse() {
        Host host = Crowd.host(60);
        newIds(host);
        SyncReport held = host.run();
        host.directory.diesAt(0);
        assertThat(host.run(approving(held)).outcome()).isEqualTo(Outcome.FAILED);
        host.directory.behaves();
        change(host, id -> id.replace("new-", ""));
        host.directory.leave("7");
        host.directory.hire(person("stranger", "p007"));

        SyncReport report = host.run();

        assertThat(report.outcome()).isEqualTo(Outcome.COMPLETED);
        assertThat(idOf(host, "p007")).isEqualTo("7");
        assertThat(host.account("p007").isActive()).isFalse();
    }

    @Test
    @DisplayName("R15, R33: a plan that would block the accounts instead of relinking them is not what was approved")
    void blockingInsteadIsHeldAgain() {
        Host host =
                Crowd.host(4).policy(Policy.builder().toleratedUnidentified(1).build());
        newIds(host);
        SyncReport held = host.run();
        host.directory.hire(withoutId("zoe"));

        SyncReport report = host.run(approving(held));

        assertThat(report.outcome()).isEqualTo(Outcome.HELD);
        assertThat(report.hold().orElseThrow().details())
                .last()
                .asString()
                .startsWith("4 accounts whose new ids were approved with run " + held.runId() + " would be blocked");
        assertThat(host.table.all()).allMatch(Account::isActive);
    }

    @Test
    @DisplayName("R11, R15: a plan that can relink nobody is not let through by its approval, and says what to do")
    void whatRelinksNobodyIsNotLetThrough() {
        Host host =
                Crowd.host(60).policy(Policy.builder().toleratedUnidentified(1).build());
        newIds(host);
        host.directory.hire(withoutId("zoe"));
        SyncReport held = host.run();
        assertThat(held.hold().orElseThrow().details())
                .first()
                .asString()
                .endsWith("nobody can be given a new id while 1 people came without one: correct that, and run again");

        SyncReport report = host.run(approving(held));

        assertThat(report.outcome()).isEqualTo(Outcome.HELD);
        assertThat(host.table.all()).allMatch(Account::isActive);
    }

    @Test
    @DisplayName("R15: a hold that no approval can end says what to do instead")
    void aHoldThatNoApprovalEndsSaysWhatToDo() {
        Host host = Crowd.host(4);
        newIds(host);
        host.policy(Policy.builder()
                .ignore(List.of(
                        ExternalId.of("new-1"), ExternalId.of("new-2"), ExternalId.of("new-3"), ExternalId.of("new-4")))
                .build());

        Hold hold = host.run().hold().orElseThrow();

        assertThat(hold.reason()).isEqualTo(Hold.Reason.IDENTITY_SCHEME_CHANGED);
        assertThat(hold.details()).first().asString().endsWith("make local the accounts by hand");
    }

    @Test
    @DisplayName("R21, R33: who has become inactive since is relinked and blocked, as the guard on blocks allows")
    void whoIsInactiveByNowIsRelinkedAndBlocked() {
        Host host = Crowd.host(200);
        newIds(host);
        SyncReport held = host.run();
        host.directory.change("new-7", Person::inactive);

        SyncReport report = host.run(approving(held));

        assertThat(report.outcome()).isEqualTo(Outcome.COMPLETED);
        assertThat(idOf(host, "p007")).isEqualTo("new-7");
        assertThat(Crowd.active(host)).isEqualTo(199);
    }

    @Test
    @DisplayName("R15, R38: a run that died half-way through its new ids is brought to its end under the same approval")
    void theRestIsRelinkedUnderTheSameApproval() {
        Host host = Crowd.host(4);
        newIds(host);
        SyncReport held = host.run();
        // What a run leaves behind that died after three of four: by now most are found by id.
        for (int i = 1; i <= 3; i++) {
            AccountActs.Result relinked =
                    host.engine().acts("jane").relink(host.idOf(Crowd.name(i)), ExternalId.of("new-" + i));
            assertThat(relinked.done()).as(relinked.text()).isTrue();
        }

        SyncReport report = host.run(approving(held));

        assertThat(report.outcome()).isEqualTo(Outcome.COMPLETED);
        assertThat(idOf(host, "p004")).isEqualTo("new-4");
        assertThat(host.table.all()).allMatch(Account::isActive);
    }
}
