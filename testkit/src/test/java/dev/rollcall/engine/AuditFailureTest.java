package dev.rollcall.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.rollcall.account.Change;
import dev.rollcall.audit.AuditAction;
import dev.rollcall.audit.AuditEvent;
import dev.rollcall.audit.AuditSink;
import dev.rollcall.plan.Count;
import dev.rollcall.policy.Guard;
import dev.rollcall.policy.GuardKind;
import dev.rollcall.policy.OnAuditFailure;
import dev.rollcall.run.FailureCause;
import dev.rollcall.run.Outcome;
import dev.rollcall.run.RunRequest;
import dev.rollcall.run.SyncListener;
import dev.rollcall.run.SyncReport;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("R43: a failing audit sink never corrupts a run")
class AuditFailureTest {

    private final Host host = BusyNight.host().seats(14);

    private AuditSink failingWhere(Predicate<AuditEvent> which) {
        return events -> {
            if (events.stream().anyMatch(which)) {
                throw new IllegalStateException("s3cr3t-token");
            }
            host.audit.record(events);
        };
    }

    private static List<String> wanted() {
        Host calm = BusyNight.host().seats(14);
        calm.run();
        return calm.rows();
    }

    private void failWhere(Predicate<AuditEvent> which) {
        host.with(parts -> parts.audit(failingWhere(which)));
    }

    private static void assertAuditDown(SyncReport report) {
        assertThat(report.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(report.cause()).contains(FailureCause.AUDIT_DOWN);
        assertThat(report.unrecordedEvents()).isPositive();
        assertThat(report.toString()).contains("IllegalStateException").doesNotContain("s3cr3t-token");
    }

    @Test
    @DisplayName("R43: a sink that fails at the start stops the run before anything is read or written")
    void aSinkThatFailsAtTheStartStopsTheRun() {
        failWhere(event -> true);

        assertAuditDown(host.run());

        assertThat(host.repository.changes()).isEmpty();
        assertThat(host.directory.reads()).isZero();
    }

    @ParameterizedTest
    @EnumSource(
            value = AuditAction.class,
            names = {"BLOCKED", "ACTIVATED", "UPDATED", "CREATED", "REASON_CHANGED", "REJECTED"})
    @DisplayName("R43: a sink that fails later stops the run after what is committed, and the next run ends the night")
    void aSinkThatFailsLaterStopsTheRunAfterWhatIsCommitted(AuditAction action) {
        failWhere(event -> event.action() == action);

        SyncReport report = host.run();

        assertAuditDown(report);
        assertThat(host.events(AuditAction.RUN_FINISHED)).hasSize(1);
        host.with(parts -> parts);
        assertThat(host.run().outcome()).isEqualTo(Outcome.COMPLETED);
        assertThat(host.rows()).isEqualTo(wanted());
    }

    @Test
    @DisplayName("R43: a listener hears of what was committed though the sink failed")
    void aListenerHearsOfWhatWasCommitted() {
        List<AuditEvent> blocked = new ArrayList<>();
        host.with(parts -> parts.audit(failingWhere(event -> event.action() == AuditAction.BLOCKED))
                .listener(new SyncListener() {
                    @Override
                    public void blocked(AuditEvent event) {
                        blocked.add(event);
                    }
                }));

        host.run();

        assertThat(blocked).hasSize(3);
    }

    @Test
    @DisplayName("R43: a sink that fails at the finish fails the run, though everything is written")
    void aSinkThatFailsAtTheFinishFailsTheRun() {
        failWhere(event -> event.action() == AuditAction.RUN_FINISHED);

        assertAuditDown(host.run());

        assertThat(host.rows()).isEqualTo(wanted());
        assertThat(host.engine().lastFinishedRun()).isEmpty();
    }

    @Test
    @DisplayName("R43: where the host chose that the run goes on, it goes on, and the report tells how much is missing")
    void whereTheHostChoseSoTheRunGoesOn() {
        host.policy(Host.UNGUARDED.toBuilder()
                .onAuditFailure(OnAuditFailure.CONTINUE)
                .build());
        failWhere(event -> true);

        SyncReport report = host.run();

        assertThat(report.outcome()).isEqualTo(Outcome.COMPLETED);
        assertThat(host.rows()).isEqualTo(wanted());
        assertThat(report.unrecordedEvents())
                .isGreaterThanOrEqualTo(host.repository.written().size() + 2L);
        assertThat(report.toString()).contains("could not be recorded");
    }

    @Test
    @DisplayName("R41, R43: what could not be recorded last night is recorded this night, and is no news to the guard")
    void whatCouldNotBeRecordedIsRecordedInTheNextRun() {
        host.policy(Host.GUARDED.toBuilder()
                .guard(GuardKind.REJECTIONS, new Guard(0, 0))
                .guard(GuardKind.RENAMES, Guard.off())
                .onAuditFailure(OnAuditFailure.CONTINUE)
                .build());
        host.repository.refusing(change -> change instanceof Change.Create);
        failWhere(event -> event.action() == AuditAction.REJECTED || event.action() == AuditAction.REFUSED);
        SyncReport first = host.run(RunRequest.by("jane").raising(GuardKind.REJECTIONS, Guard.off()));
        assertThat(first.outcome()).isEqualTo(Outcome.COMPLETED);
        assertThat(host.events(AuditAction.REJECTED)).isEmpty();

        host.with(parts -> parts);
        SyncReport second = host.run();
        host.run();

        assertThat(second.outcome()).isEqualTo(Outcome.COMPLETED);
        assertThat(second.figures().of(Count.STANDING)).isZero();
        assertThat(host.events(AuditAction.REJECTED)).hasSameSizeAs(second.rejected());
        assertThat(host.events(AuditAction.REFUSED)).hasSameSizeAs(second.failed());
    }

    @Test
    @DisplayName("R41, R43: a listener whose class is broken disturbs nothing, nor does one that asserts")
    void aListenerThatIsBrokenDisturbsNothing() {
        host.with(parts -> parts.listener(new SyncListener() {
            @Override
            public void changed(AuditEvent event) {
                throw new AssertionError("a listener");
            }

            @Override
            public void blocked(AuditEvent event) {
                throw new NoClassDefFoundError("a listener");
            }
        }));

        assertThat(host.run().outcome()).isEqualTo(Outcome.COMPLETED);

        assertThat(host.rows()).isEqualTo(wanted());
        assertThat(host.events(AuditAction.BLOCKED)).hasSize(3);
    }

    @Test
    @DisplayName("R41, R43: what is committed is recorded though a listener exhausts the machine, by a run or an act")
    void whatIsCommittedIsRecordedThoughAListenerExhaustsTheMachine() {
        host.with(parts -> parts.listener(new SyncListener() {
            @Override
            public void changed(AuditEvent event) {
                throw new StackOverflowError();
            }
        }));

        assertThatExceptionOfType(StackOverflowError.class).isThrownBy(host::run);
        assertThatExceptionOfType(StackOverflowError.class)
                .isThrownBy(() -> host.engine().acts("jane").block(host.idOf("root")));

        assertThat(host.events(AuditAction.BLOCKED))
                .extracting(event -> event.subject().username())
                .containsExactlyInAnyOrder("bob", "cid", "quin", "root");
    }

    @Test
    @DisplayName("R43: a listener's error is passed on though the sink fails besides")
    void anErrorIsPassedOnThoughTheSinkFailsBesides() {
        host.with(parts -> parts.listener(new SyncListener() {
                    @Override
                    public void changed(AuditEvent event) {
                        throw new StackOverflowError();
                    }
                })
                .audit(events -> {
                    if (events.stream().anyMatch(event -> event.action() == AuditAction.BLOCKED)) {
                        throw new IllegalStateException("down");
                    }
                }));

        assertThatExceptionOfType(StackOverflowError.class)
                .isThrownBy(host::run)
                .satisfies(error -> assertThat(error.getSuppressed()).isNotEmpty());
    }

    @Test
    @DisplayName("R43: of several sinks the first failure stops the rest")
    void ofSeveralSinksTheFirstFailureStopsTheRest() {
        List<AuditEvent> first = new ArrayList<>();
        List<AuditEvent> last = new ArrayList<>();
        host.with(parts -> parts.audit(AuditSink.all(
                first::addAll,
                events -> {
                    throw new IllegalStateException("s3cr3t-token");
                },
                last::addAll)));

        assertAuditDown(host.run());

        assertThat(first).isNotEmpty();
        assertThat(last).isEmpty();
    }
}
