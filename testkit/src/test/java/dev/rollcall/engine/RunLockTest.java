package dev.rollcall.engine;

import static dev.rollcall.testkit.Accounts.account;
import static dev.rollcall.testkit.People.person;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.rollcall.SyncEngine;
import dev.rollcall.identity.DirectoryName;
import dev.rollcall.lock.Fence;
import dev.rollcall.lock.Lease;
import dev.rollcall.lock.LocalRunLock;
import dev.rollcall.lock.StaleFenceException;
import dev.rollcall.run.FailureCause;
import dev.rollcall.run.Outcome;
import dev.rollcall.run.Phase;
import dev.rollcall.run.RunRequest;
import dev.rollcall.run.SyncListener;
import dev.rollcall.run.SyncReport;
import dev.rollcall.testkit.ScriptedDirectory;
import dev.rollcall.testkit.SettableClock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(60)
@DisplayName("R37: one run per directory at a time")
class RunLockTest {

    private final Host host =
            Host.of(ScriptedDirectory.of(person("1", "ann").inactive(), person("2", "bob")), account("1", "ann"));
    private final WatchedLock lock = new WatchedLock(host.lock);

    RunLockTest() {
        host.with(parts -> parts.lock(lock));
    }

    @Test
    @DisplayName("R37: a second run is told at once, and reads nothing, writes nothing and remembers nothing")
    void aSecondRunIsToldAtOnce() {
        try (Lease held = host.lock.acquire(Host.STAFF, Duration.ofMinutes(1)).orElseThrow()) {
            SyncReport report = host.run(RunRequest.by("jane").believingEmptySnapshot());

            assertThat(held.fence().directory()).isEqualTo(Host.STAFF);
            assertThat(report.outcome()).isEqualTo(Outcome.ALREADY_RUNNING);
        }
        assertThat(host.directory.reads()).isZero();
        assertThat(host.repository.calls(WatchedRepository.Call.SCAN)).isZero();
        assertThat(host.journal.runs()).isEmpty();
        assertThat(host.run().outcome()).isEqualTo(Outcome.COMPLETED);
    }

    @Test
    @DisplayName("R37: of eight threads on one directory exactly one runs")
    void ofEightThreadsExactlyOneRuns() throws InterruptedException, ExecutionException {
        host.directory.hangsAt(1);
        SyncEngine engine = host.engine();
        ExecutorService threads = Executors.newFixedThreadPool(9);
        try {
            Future<SyncReport> first = threads.submit((Callable<SyncReport>) engine::run);
            host.directory.awaitHanging();
            List<Callable<SyncReport>> others = IntStream.range(0, 7)
                    .mapToObj(i -> (Callable<SyncReport>) engine::run)
                    .toList();
            for (Future<SyncReport> other : threads.invokeAll(others)) {
                assertThat(other.get().outcome()).isEqualTo(Outcome.ALREADY_RUNNING);
            }
            host.directory.release();

            assertThat(first.get().outcome()).isEqualTo(Outcome.COMPLETED);
        } finally {
            threads.shutdownNow();
        }
        assertThat(host.directory.reads()).isEqualTo(1);
        assertThat(host.directory.mostReadsAtOnce()).isEqualTo(1);
    }

    @Test
    @DisplayName("R37: runs of other directories are not kept out")
    void runsOfOtherDirectoriesAreNotKeptOut() {
        try (Lease other = host.lock
                .acquire(DirectoryName.of("contractors"), Duration.ofMinutes(1))
                .orElseThrow()) {
            assertThat(other.fence().isChecked()).isTrue();
            assertThat(host.run().outcome()).isEqualTo(Outcome.COMPLETED);
        }
    }

    @Test
    @DisplayName("R37: a lease that is lost while people are read ends the run before its first write")
    void aLeaseThatIsLostWhilePeopleAreReadEndsTheRun() {
        host.directory.beforePerson(1, () -> {
            lock.lose();
            host.clock.advance(Duration.ofMinutes(1));
        });

        SyncReport report = host.run();

        assertThat(report.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(report.cause()).contains(FailureCause.DEADLINE);
        assertThat(report.message()).contains("lease");
        assertThat(host.repository.changes()).isEmpty();
    }

    @Test
    @DisplayName("R37: a clock that is put back does not stop the renewals")
    void aClockThatIsPutBackDoesNotStopTheRenewals() {
        host.directory
                .beforePerson(0, () -> host.clock.advance(Duration.ofHours(-1)))
                .beforePerson(1, lock::awaitRenewal);

        assertThat(host.run().outcome()).isEqualTo(Outcome.COMPLETED);
    }

    @Test
    @DisplayName("R37, R38: a run that outslept its lease at the end has failed, and uses up no later approval")
    void aRunThatOutsleptItsLeaseAtTheEndHasFailed() {
        Host crowd = Crowd.host(60);
        SyncEngine later = crowd.engine();
        crowd.with(parts -> parts.listener(new SyncListener() {
            @Override
            public void phase(Phase phase) {
                if (phase == Phase.RECORD) {
                    crowd.clock.advance(Duration.ofHours(1));
                    Crowd.leave(crowd, 1, 20);
                    SyncReport held = later.run();
                    crowd.directory.diesAt(0);
                    later.run(RunRequest.by("jane").approving(held.runId()));
                }
            }
        }));

        SyncReport report = crowd.run();

        assertThat(report.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(report.cause()).contains(FailureCause.DEADLINE);
        assertThat(crowd.journal.permissions(Host.STAFF)).hasSize(1);
        assertThat(crowd.journal.lastFinishedRun(Host.STAFF)).isEmpty();
    }

    @Test
    @DisplayName("R37: a lease that is lost between two batches ends the run after the first")
    void aLeaseThatIsLostBetweenTwoBatchesEndsTheRun() {
        host.repository.beforeChange(change -> {
            lock.lose();
            host.clock.advance(Duration.ofMinutes(1));
        });

        SyncReport report = host.run();

        assertThat(report.cause()).contains(FailureCause.DEADLINE);
        assertThat(host.repository.changes()).hasSize(1);
        assertThat(host.account("ann").isActive()).isFalse();
        assertThat(host.table.find("bob")).isEmpty();
        assertThat(report.figures().peopleRead()).isEqualTo(2);
    }

    @Test
    @DisplayName(
            "R37: a holder that wakes up after its lease expired writes nothing more, and the later run is undisturbed")
    void aHolderThatWakesUpLateWritesNothingMore() {
        SyncEngine late = host.engine();
        SyncEngine next = host.engine();
        SyncReport[] later = {null};
        host.repository.before(WatchedRepository.Call.ACTIVE_ACCOUNTS, () -> {
            host.repository.behaves();
            host.clock.advance(Duration.ofHours(1));
            later[0] = next.run();
        });

        SyncReport report = late.run();

        assertThat(later[0].outcome()).isEqualTo(Outcome.COMPLETED);
        assertThat(report.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(report.cause()).contains(FailureCause.DEADLINE);
        assertThat(host.repository.changes()).hasSize(2);
    }

    @Test
    @DisplayName("R37: a repository that has seen a later fence ends the run")
    void aRepositoryThatHasSeenALaterFenceEndsTheRun() {
        Host other = Host.of(ScriptedDirectory.of(person("2", "bob")), account("1", "ann"));
        other.repository.before(WatchedRepository.Call.APPLY, () -> {
            throw new StaleFenceException(
                    other.repository.fences().isEmpty()
                            ? Fence.none(Host.STAFF)
                            : other.repository.fences().get(0),
                    99);
        });

        SyncReport report = other.run();

        assertThat(report.cause()).contains(FailureCause.DEADLINE);
        assertThat(report.message()).contains("99");
        assertThat(other.repository.changes()).isEmpty();
    }

    @Test
    @DisplayName("R37: the fences of one directory only ever grow")
    void theFencesOnlyEverGrow() {
        host.run();
        long first = host.repository.fences().get(0).token();
        host.repository.behaves();
        host.directory.leave("2");
        host.run();

        assertThat(host.repository.fences()).isNotEmpty().allMatch(fence -> fence.token() > first);
    }

    @Test
    @DisplayName("R37: a lock that throws fails the run before anything is read; its text is not printed")
    void aLockThatThrowsFailsTheRun() {
        host.with(parts -> parts.lock((directory, timeToLive) -> {
            throw new IllegalStateException("s3cr3t-token");
        }));

        SyncReport report = host.run();

        assertThat(report.cause()).contains(FailureCause.REPOSITORY_DOWN);
        assertThat(report.toString()).contains("IllegalStateException").doesNotContain("s3cr3t-token");
        assertThat(host.directory.reads()).isZero();
    }

    @Test
    @DisplayName("R37: a renewal that throws ends the run")
    void aRenewalThatThrowsEndsTheRun() {
        lock.onRenewal(() -> {
            throw new IllegalStateException("s3cr3t-token");
        });
        host.directory.beforePerson(1, () -> host.clock.advance(Duration.ofMinutes(1)));

        SyncReport report = host.run();

        assertThat(report.cause()).contains(FailureCause.REPOSITORY_DOWN);
        assertThat(report.toString()).doesNotContain("s3cr3t-token");
        assertThat(host.repository.changes()).isEmpty();
    }

    static Stream<Arguments> ends() {
        return Stream.of(
                end("a good end", host -> {}),
                end("a read that failed", host -> host.directory.diesAt(1)),
                end("an empty snapshot", host -> host.directory.everybodyLeaves()),
                end(
                        "a repository that is down",
                        host -> host.repository.diesAfter(1, new IllegalStateException("gone"))),
                end("a crash", host -> host.repository.diesAfter(1, new WatchedRepository.Crash())),
                end(
                        "a scan that crashes",
                        host -> host.repository.before(WatchedRepository.Call.SCAN, () -> {
                            throw new WatchedRepository.Crash();
                        })),
                end(
                        "a sink that fails",
                        host -> host.with(parts -> parts.lock(host.lock).audit(events -> {
                            throw new IllegalStateException("full");
                        }))));
    }

    private static Arguments end(String what, Consumer<Host> how) {
        return Arguments.of(what, how);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("ends")
    @DisplayName("R37: the lock is given back however a run ends")
    void theLockIsGivenBackHoweverARunEnds(String what, Consumer<Host> how) {
        how.accept(host);

        Throwable crash = catchThrowable(host::run);

        assertThat(crash == null || crash instanceof WatchedRepository.Crash).isTrue();
        assertThat(lock.givenBack.get()).isEqualTo(lock.taken.get());
        assertThat(host.lock.acquire(Host.STAFF, Duration.ofMinutes(1))).isPresent();
    }

    @Test
    @DisplayName("R37: the lock of a dead holder is free when its time is over, and not before")
    void theLockOfADeadHolderIsFreeWhenItsTimeIsOver() {
        SettableClock clock = SettableClock.at("2026-03-01T07:00:00Z");
        LocalRunLock local = new LocalRunLock(clock);
        Lease dead = local.acquire(Host.STAFF, Duration.ofMinutes(2)).orElseThrow();
        clock.advance(Duration.ofMinutes(2).minusMillis(1));
        assertThat(local.acquire(Host.STAFF, Duration.ofMinutes(2))).isEmpty();
        assertThat(dead.renew()).isTrue();
        clock.advance(Duration.ofMinutes(2));
        Lease next = local.acquire(Host.STAFF, Duration.ofMinutes(2)).orElseThrow();

        assertThat(dead.renew()).isFalse();
        assertThat(next.fence().token()).isGreaterThan(dead.fence().token());
        dead.close();
        assertThat(local.acquire(Host.STAFF, Duration.ofMinutes(2))).isEmpty();
        next.close();
        assertThat(local.acquire(Host.STAFF, Duration.ofMinutes(2))).isPresent();
    }

    @Test
    @DisplayName("R37: a lease may be for ever")
    void aLeaseMayBeForEver() {
        LocalRunLock local = new LocalRunLock(SettableClock.at("2026-03-01T07:00:00Z"));
        Duration forEver = ChronoUnit.FOREVER.getDuration();
        Lease held = local.acquire(Host.STAFF, forEver).orElseThrow();

        assertThat(held.renew()).isTrue();
        assertThat(local.acquire(Host.STAFF, forEver)).isEmpty();
    }

    @Test
    @DisplayName("R37: a lock made later, as after a restart, gives higher tokens")
    void aLockMadeLaterGivesHigherTokens() {
        SettableClock clock = SettableClock.at("2026-03-01T07:00:00Z");

        List<Long> tokens = IntStream.rangeClosed(1, 3)
                .mapToObj(i -> {
                    clock.advance(Duration.ofMillis(7));
                    return new LocalRunLock(clock)
                            .acquire(Host.STAFF, Duration.ofMinutes(2))
                            .orElseThrow()
                            .fence()
                            .token();
                })
                .toList();

        assertThat(tokens).isSorted().doesNotHaveDuplicates();
    }
}
