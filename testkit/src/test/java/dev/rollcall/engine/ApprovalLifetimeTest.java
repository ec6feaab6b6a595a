package dev.rollcall.engine;

import static dev.rollcall.testkit.People.person;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.SyncEngine;
import dev.rollcall.audit.AuditAction;
import dev.rollcall.plan.SyncPlan;
import dev.rollcall.policy.Guard;
import dev.rollcall.policy.GuardKind;
import dev.rollcall.run.FailureCause;
import dev.rollcall.run.Outcome;
import dev.rollcall.run.RunRequest;
import dev.rollcall.run.SyncReport;
import dev.rollcall.testkit.ScriptedDirectory;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("R33, R38: how long a permission lasts")
class ApprovalLifetimeTest {

    private final Host host = Crowd.host(60);

    private SyncReport held() {
        Crowd.leave(host, 1, 8);
        SyncReport held = host.run();
        assertThat(held.outcome()).isEqualTo(Outcome.HELD);
        return held;
    }

    private static RunRequest approving(SyncReport held) {
        return RunRequest.by("jane").approving(held.runId());
    }

    @Test
    @DisplayName("R33: an approval that comes too late fails the run, and says until when it was possible")
    void anApprovalThatComesTooLateFailsTheRun() {
        SyncReport held = held();
        host.clock.advance(Duration.ofDays(7));

        SyncReport late = host.run(approving(held));

        assertThat(late.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(late.cause()).contains(FailureCause.CONFIGURATION);
        assertThat(late.message())
                .contains(held.runId(), held.held().orElseThrow().expiresAt().toString());
        assertThat(host.repository.changes()).isEmpty();
        assertThat(host.directory.reads()).isEqualTo(1);
    }

    @Test
    @DisplayName("R33: until the moment before, it is good")
    void untilTheMomentBeforeItIsGood() {
        SyncReport held = held();
        host.clock.advance(Duration.ofDays(7).minusMillis(1));

        assertThat(host.run(approving(held)).outcome()).isEqualTo(Outcome.COMPLETED);
    }

    @Test
    @DisplayName("R33, R38: an approval may be valid for ever, and a deadline as far away")
    void anApprovalMayBeValidForEver() {
        Duration forEver = ChronoUnit.FOREVER.getDuration();
        host.policy(Host.GUARDED.toBuilder().approvalValidity(forEver).build());
        SyncReport held = held();
        assertThat(held.held().orElseThrow().expiresAt()).isEqualTo("9999-12-31T23:59:59.999Z");
        host.clock.advance(Duration.ofDays(365_000));
        host.engine().plan(approving(held).deadline(forEver)).close();

        assertThat(host.run(approving(held).deadline(forEver)).outcome()).isEqualTo(Outcome.COMPLETED);
    }

    @Test
    @DisplayName("R33: the approval of a run that nobody knows fails, and names it")
    void theApprovalOfARunThatNobodyKnowsFails() {
        SyncReport report = host.run(RunRequest.by("jane").approving("no-such-run"));

        assertThat(report.cause()).contains(FailureCause.CONFIGURATION);
        assertThat(report.message()).contains("no-such-run");
    }

    @Test
    @DisplayName("R33: the approval of a run that was not held fails")
    void theApprovalOfARunThatWasNotHeldFails() {
        SyncReport completed = host.run();

        assertThat(host.run(approving(completed)).cause()).contains(FailureCause.CONFIGURATION);
    }

    @Test
    @DisplayName("R33: the approval of another directory's run fails")
    void theApprovalOfAnotherDirectorysRunFails() {
        SyncReport held = held();
        SyncEngine other = SyncEngine.builder("contractors", ScriptedDirectory.of(person("1", "con")), host.repository)
                .journal(host.journal)
                .lock(host.lock)
                .clock(host.clock)
                .audit(host.audit)
                .build();

        SyncReport report = other.run(approving(held));

        assertThat(report.cause()).contains(FailureCause.CONFIGURATION);
        assertThat(host.table.find("con")).isEmpty();
    }

    @Test
    @DisplayName("R38: an approval is used up when a run under it has finished")
    void anApprovalIsUsedUpWhenARunUnderItHasFinished() {
        SyncReport held = held();
        host.run(approving(held));
        IntStream.rangeClosed(1, 8).forEach(i -> host.table.edit(host.idOf(Crowd.name(i)), copy -> copy.active()));

        assertThat(host.run().outcome()).isEqualTo(Outcome.HELD);
        assertThat(host.journal.permissions(Host.STAFF)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 4, 7})
    @DisplayName("R38: an approval survives the run that died under it, wherever it died")
    void anApprovalSurvivesTheRunThatDiedUnderIt(int changes) {
        SyncReport held = held();
        host.repository.diesAfter(changes, new IllegalStateException("the database is gone"));
        assertThat(host.run(approving(held)).cause()).contains(FailureCause.REPOSITORY_DOWN);
        host.repository.behaves();

        SyncReport scheduled = host.run();

        assertThat(scheduled.outcome()).isEqualTo(Outcome.COMPLETED);
        assertThat(Crowd.active(host)).isEqualTo(52);
        assertThat(host.events(AuditAction.PERMISSION_USED)).hasSize(2);
        assertThat(host.journal.permissions(Host.STAFF)).isEmpty();
    }

    @Test
    @DisplayName("R38: an approval survives a read that failed under it")
    void anApprovalSurvivesAReadThatFailedUnderIt() {
        SyncReport held = held();
        host.directory.diesAt(1);
        host.run(approving(held));
        host.directory.behaves();

        assertThat(host.run().outcome()).isEqualTo(Outcome.COMPLETED);
        assertThat(Crowd.active(host)).isEqualTo(52);
    }

    @Test
    @DisplayName("R33: an approval that a failed run left behind expires too")
    void anApprovalThatAFailedRunLeftBehindExpiresToo() {
        SyncReport held = held();
        host.directory.diesAt(1);
        host.run(approving(held));
        host.directory.behaves();
        host.clock.advance(Duration.ofDays(8));

        assertThat(host.run().outcome()).isEqualTo(Outcome.HELD);
        assertThat(Crowd.active(host)).isEqualTo(60);
    }

    @Test
    @DisplayName("R33: a guard that is raised for one run holds again in the next")
    void aGuardThatIsRaisedForOneRunHoldsAgainInTheNext() {
        held();
        RunRequest raised = RunRequest.by("jane").raising(GuardKind.BLOCKS, new Guard(0.5, 5));

        assertThat(host.run(raised).outcome()).isEqualTo(Outcome.COMPLETED);
        assertThat(host.events(AuditAction.PERMISSION_USED))
                .singleElement()
                .satisfies(event -> assertThat(event.details()).contains("50", "jane"));
        Crowd.leave(host, 9, 16);
        assertThat(host.run().outcome()).isEqualTo(Outcome.HELD);
    }

    @Test
    @DisplayName("R33: a guard that is raised too little still holds")
    void aGuardThatIsRaisedTooLittleStillHolds() {
        held();

        assertThat(host.run(RunRequest.by("jane").raising(GuardKind.BLOCKS, new Guard(0.1, 7)))
                        .outcome())
                .isEqualTo(Outcome.HELD);
        assertThat(host.run(RunRequest.by("jane").raising(GuardKind.RENAMES, Guard.off()))
                        .outcome())
                .isEqualTo(Outcome.HELD);
    }

    @Test
    @DisplayName("R34, R38: a plan knows the permissions that stand, names them, and uses none up")
    void aPlanKnowsThePermissionsThatStand() {
        held();
        host.directory.diesAt(1);
        host.run(RunRequest.by("jane").raising(GuardKind.BLOCKS, Guard.off()));
        host.directory.behaves();

        try (SyncPlan plan = host.engine().plan()) {
            assertThat(plan.summary().hold()).isEmpty();
            assertThat(plan.summary().permitted())
                    .containsExactly("The guard on accounts to block is off in this run by jane");
        }

        assertThat(host.journal.permissions(Host.STAFF)).hasSize(1);
        assertThat(host.run().outcome()).isEqualTo(Outcome.COMPLETED);
    }

    @Test
    @DisplayName("R33, R34: a plan under an approval is held for what was not approved")
    void aPlanUnderAnApprovalIsHeldForWhatWasNotApproved() {
        SyncReport held = held();

        try (SyncPlan plan = host.engine().plan(approving(held))) {
            assertThat(plan.summary().hold()).isEmpty();
        }
        Crowd.leave(host, 9, 9);
        try (SyncPlan plan = host.engine().plan(approving(held))) {
            assertThat(plan.summary().hold().orElseThrow().details().toString())
                    .contains("were not among what was approved with run " + held.runId());
        }
    }

    @Test
    @DisplayName("R34: planning under an approval permits nothing")
    void planningUnderAnApprovalPermitsNothing() {
        SyncReport held = held();

        host.engine().plan(approving(held)).close();

        assertThat(host.journal.permissions(Host.STAFF)).isEmpty();
        assertThat(host.run().outcome()).isEqualTo(Outcome.HELD);
    }
}
