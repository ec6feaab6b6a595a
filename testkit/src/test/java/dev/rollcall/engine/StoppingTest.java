package dev.rollcall.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.SyncEngine;
import dev.rollcall.account.Change;
import dev.rollcall.audit.AuditAction;
import dev.rollcall.audit.AuditEvent;
import dev.rollcall.run.FailureCause;
import dev.rollcall.run.Outcome;
import dev.rollcall.run.Phase;
import dev.rollcall.run.RunRequest;
import dev.rollcall.run.SyncListener;
import dev.rollcall.run.SyncReport;
import dev.rollcall.testkit.Accounts.Row;
import dev.rollcall.testkit.People.Person;
import dev.rollcall.testkit.ScriptedDirectory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(60)
@DisplayName("R38: a run can be told to stop, and has a deadline")
class StoppingTest {

    private final Host host = BusyNight.host().seats(14);

    @AfterEach
    void clearTheFlag() {
        Thread.interrupted();
    }

    /** Listens, and does something when a phase begins. */
    private static SyncListener at(Phase when, Runnable action) {
        return new SyncListener() {
            @Override
            public void phase(Phase phase) {
                if (phase == when) {
                    action.run();
                }
            }
        };
    }

    private void assertStopped(SyncReport report, Outcome outcome) {
        assertThat(report.outcome()).isEqualTo(outcome);
        assertThat(host.repository.changes()).isEmpty();
        Parting.assertClosed(host.directory);
        assertThat(host.events(AuditAction.RUN_FINISHED)).hasSize(1);
        assertThat(host.journal.lastRun(Host.STAFF).orElseThrow().outcome()).isEqualTo(outcome);
        assertThat(host.lock.acquire(Host.STAFF, Duration.ofMinutes(1))).isPresent();
    }

    @ParameterizedTest
    @EnumSource(
            value = Phase.class,
            names = {"SCAN", "READ", "DECIDE", "APPLY"})
    @DisplayName("R38: cancel() in any phase before the first write ends the run CANCELLED")
    void cancelInAnyPhaseEndsTheRun(Phase phase) {
        SyncEngine[] engine = {null};
        host.with(parts -> parts.listener(at(phase, () -> engine[0].cancel())));
        engine[0] = host.engine();

        assertStopped(engine[0].run(), Outcome.CANCELLED);
    }

    @ParameterizedTest
    @EnumSource(
            value = Phase.class,
            names = {"SCAN", "READ", "DECIDE", "APPLY"})
    @DisplayName("R38: the request's own condition ends the run CANCELLED")
    void theRequestsOwnConditionEndsTheRun(Phase phase) {
        AtomicBoolean stop = new AtomicBoolean();
        host.with(parts -> parts.listener(at(phase, () -> stop.set(true))));

        assertStopped(host.run(RunRequest.scheduled().cancelledWhen(stop::get)), Outcome.CANCELLED);
    }

    @ParameterizedTest
    @EnumSource(
            value = Phase.class,
            names = {"SCAN", "READ", "DECIDE", "APPLY"})
    @DisplayName("R38: an interrupt ends the run CANCELLED, and the flag stays for the host to see")
    void anInterruptEndsTheRun(Phase phase) {
        host.with(parts -> parts.listener(at(phase, () -> Thread.currentThread().interrupt())));

        SyncReport report = host.run();

        assertThat(Thread.interrupted()).isTrue();
        assertStopped(report, Outcome.CANCELLED);
    }

    @ParameterizedTest
    @EnumSource(
            value = Phase.class,
            names = {"SCAN", "READ", "DECIDE", "APPLY"})
    @DisplayName("R38: an interrupt ends a run CANCELLED whose people lie in a temporary file, too")
    void anInterruptEndsARunWhosePeopleLieInATemporaryFile(Phase phase) {
        List<Person> people = new ArrayList<>();
        String title = "a title that takes some room. ".repeat(5);
        for (int i = 1; i <= 9_000; i++) {
            people.add(Crowd.member(i).with("title", title));
        }
        Host big = Host.of(ScriptedDirectory.of(people), List.<Row>of())
                .policy(Host.UNGUARDED)
                .with(parts ->
                        parts.listener(at(phase, () -> Thread.currentThread().interrupt())));

        SyncReport report = big.run();

        assertThat(Thread.interrupted()).isTrue();
        assertThat(report.outcome()).isEqualTo(Outcome.CANCELLED);
    }

    @ParameterizedTest
    @EnumSource(
            value = Phase.class,
            names = {"SCAN", "READ", "DECIDE", "APPLY"})
    @DisplayName("R38: a deadline that passes in any phase before the first write ends the run")
    void aDeadlineThatPassesInAnyPhaseEndsTheRun(Phase phase) {
        host.with(parts -> parts.listener(at(phase, () -> host.clock.advance(Duration.ofHours(1)))));

        SyncReport report = host.run(RunRequest.scheduled().deadline(Duration.ofHours(1)));

        assertStopped(report, Outcome.FAILED);
        assertThat(report.cause()).contains(FailureCause.DEADLINE);
    }

    @Test
    @DisplayName("R38: a run that is cancelled while it writes ends after the batch, and the next one ends the night")
    void aRunThatIsCancelledWhileItWritesEndsAfterTheBatch() {
        List<String> wanted = wanted();
        SyncEngine engine = host.engine();
        host.repository.beforeChange(change -> engine.cancel());

        SyncReport report = engine.run();

        assertThat(report.outcome()).isEqualTo(Outcome.CANCELLED);
        assertThat(report.figures().peopleRead()).isEqualTo(BusyNight.people().size());
        assertThat(host.repository.changes()).hasSize(4);
        host.repository.behaves();
        assertThat(engine.run().outcome()).isEqualTo(Outcome.COMPLETED);
        assertThat(host.rows()).isEqualTo(wanted);
    }

    @Test
    @DisplayName("R38: a deadline that passes while a run writes ends it after the batch")
    void aDeadlineThatPassesWhileARunWritesEndsItAfterTheBatch() {
        List<String> wanted = wanted();
        host.repository.beforeChange(change -> host.clock.advance(Duration.ofHours(1)));

        SyncReport report = host.run(RunRequest.scheduled().deadline(Duration.ofHours(1)));

        assertThat(report.cause()).contains(FailureCause.DEADLINE);
        assertThat(report.figures().peopleRead()).isEqualTo(BusyNight.people().size());
        host.repository.behaves();
        host.run();
        assertThat(host.rows()).isEqualTo(wanted);
    }

    private static List<String> wanted() {
        Host calm = BusyNight.host().seats(14);
        calm.run();
        return calm.rows();
    }

    @Test
    @DisplayName("R38: a cancellation concerns runs that are under way, not those that begin later")
    void aCancellationConcernsRunsThatAreUnderWay() {
        SyncEngine engine = host.engine();
        engine.cancel();

        assertThat(engine.run().outcome()).isEqualTo(Outcome.COMPLETED);
    }

    @Test
    @DisplayName("R38: a run under an interrupted thread does not begin to write")
    void aRunUnderAnInterruptedThreadDoesNotBeginToWrite() {
        Thread.currentThread().interrupt();

        SyncReport report = host.run();

        assertThat(Thread.interrupted()).isTrue();
        assertStopped(report, Outcome.CANCELLED);
    }

    @Test
    @DisplayName("R38: cancelling a hanging read interrupts it")
    void cancellingAHangingReadInterruptsIt() {
        SyncEngine engine = host.engine();
        host.directory.beforePerson(3, engine::cancel).hangsAt(3);

        assertStopped(engine.run(), Outcome.CANCELLED);
        assertThat(host.directory.interruptions()).isEqualTo(1);
    }

    @Test
    @DisplayName("R41: a listener that throws everywhere disturbs nothing")
    void aListenerThatThrowsEverywhereDisturbsNothing() {
        List<String> wanted = wanted();
        List<String> called = new ArrayList<>();
        Consumer<String> fault = what -> {
            called.add(what);
            throw new IllegalStateException(what);
        };
        host.with(parts -> parts.listener(new SyncListener() {
            @Override
            public void phase(Phase phase) {
                fault.accept("phase");
            }

            @Override
            public void progress(Phase phase, long done) {
                fault.accept("progress");
            }

            @Override
            public void changed(AuditEvent event) {
                fault.accept("changed");
            }

            @Override
            public void blocked(AuditEvent event) {
                fault.accept("blocked");
            }

            @Override
            public void finished(SyncReport report) {
                fault.accept("finished");
            }
        }));

        assertThat(host.run().outcome()).isEqualTo(Outcome.COMPLETED);

        assertThat(host.rows()).isEqualTo(wanted);
        assertThat(called).contains("phase", "progress", "changed", "blocked", "finished");
    }

    @Test
    @DisplayName(
            "R41: blocked() is called once per block, after its commit, on the run's thread, and never for a refused"
                    + " one")
    void blockedIsCalledOncePerBlockAfterItsCommit() {
        List<String> blocked = new ArrayList<>();
        List<AuditEvent> changed = new ArrayList<>();
        Thread runner = Thread.currentThread();
        host.with(parts -> parts.listener(new SyncListener() {
            @Override
            public void changed(AuditEvent event) {
                changed.add(event);
            }

            @Override
            public void blocked(AuditEvent event) {
                String name = String.valueOf(event.subject().username());
                assertThat(host.account(name).isActive()).isFalse();
                assertThat(Thread.currentThread()).isSameAs(runner);
                blocked.add(name);
            }
        }));
        host.repository.refusing(change ->
                change instanceof Change.Block block && block.account().value().equals("acc-cid"));

        host.run();

        assertThat(blocked).containsExactlyInAnyOrder("bob", "quin");
        assertThat(changed).extracting(AuditEvent::action).doesNotContain(AuditAction.REFUSED, AuditAction.REJECTED);
        assertThat(changed)
                .hasSameSizeAs(host.repository.written().stream()
                        .flatMap(write -> write.events().stream())
                        .toList());
    }
}
