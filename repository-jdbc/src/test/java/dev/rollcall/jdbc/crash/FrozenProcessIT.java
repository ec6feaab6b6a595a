package dev.rollcall.jdbc.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.audit.AuditAction;
import dev.rollcall.audit.AuditEvent;
import dev.rollcall.identity.DirectoryName;
import dev.rollcall.run.Outcome;
import dev.rollcall.run.SyncReport;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** R37: a holder of the lock that was stopped and wakes up after its lease has run out writes nothing more. */
final class FrozenProcessIT {

    private static final int ROUNDS = 4;
    private static final Duration LEASE = Duration.ofSeconds(2);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int LONGEST_DELAY_MICROS = 150_000;

    private final long seed = Long.getLong("rollcall.seed", System.nanoTime());
    private final Random random = new Random(seed);
    private final List<Scene> scenes = new ArrayList<>();

    @BeforeEach
    void requireSignals() {
        System.out.println("FrozenProcessIT: -Drollcall.seed=" + seed);
        Assumptions.assumeTrue(
                ChildProcess.canFreeze(),
                "No command 'kill' stops a process here: whether one that wakes up late writes is not known");
    }

    @Test
    @DisplayName("On PostgreSQL another run takes over from a frozen one, which then writes nothing more (R37)")
    void anotherRunTakesOver() {
        try (Databases databases = Databases.postgres()) {
            int frozen = 0;
            for (int round = 0; round < ROUNDS; round++) {
                Scene scene = scene(databases, round);
                frozen += freezeAtRandom(databases, scene, "taken" + round, true) ? 1 : 0;
            }
            assertThat(frozen).as("runs that were frozen while they wrote").isGreaterThanOrEqualTo(ROUNDS / 2);
        }
    }

    @Test
    @DisplayName("On PostgreSQL a frozen run writes nothing more even if nobody took over (R37)")
    void nobodyTakesOver() {
        try (Databases databases = Databases.postgres()) {
            int frozen = 0;
            for (int round = 0; round < ROUNDS; round++) {
                Scene scene = scene(databases, round);
                frozen += freezeAtRandom(databases, scene, "untaken" + round, false) ? 1 : 0;
            }
            assertThat(frozen).as("runs that were frozen while they wrote").isGreaterThanOrEqualTo(ROUNDS / 2);
        }
    }

    @Test
    @DisplayName("On H2 a run that was frozen between two batches writes nothing more (R37)")
    void betweenBatchesOnH2(@TempDir Path folder) {
        try (Databases databases = Databases.h2Server(folder)) {
            for (int round = 0; round < 4; round++) {
                Scene scene = scene(databases, round);
                int batch = 1 + random.nextInt(scene.batches() - 1);
                String when = "frozen after batch " + batch + " of " + scene.batches();
                String url = databases.copy(scene.prepared(), "between" + round);
                try (ChildProcess child = ChildProcess.start(RunProcess.class);
                        HostDatabase host = HostDatabase.open(url)) {
                    child.await("ready");
                    child.tell(scene.orders(url, LEASE, batch));
                    child.await("paused");
                    child.freeze();
                    child.tell("go on");
                    wakeUpLate(child, host, scene, round % 2 == 0, when);
                }
            }
        }
    }

    /** H2 does not end the transaction of a client that is silent: nobody gets in, so nothing is written by two. */
    @Test
    @DisplayName("On H2 nobody gets in while a run is frozen within a batch; killed, it leaves nothing of the batch")
    void withinABatchOnH2(@TempDir Path folder) {
        try (Databases databases = Databases.h2Server(folder)) {
            Scene scene = scene(databases, 0);
            String url = databases.copy(scene.prepared(), "within");
            try (ChildProcess child = ChildProcess.start(RunProcess.class);
                    HostDatabase host = HostDatabase.open(url)) {
                freezeWithinABatch(child, host, scene, url);
                Picture before = scene.now(host);
                awaitEndOfLease(host);
                assertThat(scene.tryRun(host)).isEqualTo(Outcome.ALREADY_RUNNING);
                child.kill();
                assertThat(scene.now(host).exactly()).isEqualTo(before.exactly());
                SyncReport report = scene.run(host);
                assertThat(report.outcome()).as("%s", report).isEqualTo(Outcome.COMPLETED);
                scene.assertEnd(host, "after the frozen process was killed");
            }
        }
    }

    /** The batch was allowed when it began, and the row that says so was locked all the time. */
    @Test
    @DisplayName("On H2 a run that was frozen within a batch ends with that batch, as nobody could take over")
    void wakingUpWithinABatchOnH2(@TempDir Path folder) {
        try (Databases databases = Databases.h2Server(folder)) {
            Scene scene = scene(databases, 0);
            String url = databases.copy(scene.prepared(), "waking");
            try (ChildProcess child = ChildProcess.start(RunProcess.class);
                    HostDatabase host = HostDatabase.open(url)) {
                freezeWithinABatch(child, host, scene, url);
                awaitEndOfLease(host);
                assertThat(scene.tryRun(host)).isEqualTo(Outcome.ALREADY_RUNNING);
                int before = AuditTrail.of(host).changes().size();
                child.thaw();
                assertThat(child.await("ended ")).as("%s", child).startsWith("FAILED DEADLINE");
                child.awaitGoodEnd();
                AuditTrail trail = AuditTrail.of(host);
                assertThat(trail.changes().size() - before)
                        .as("changes that were written after it was continued")
                        .isZero();
                Picture now = scene.now(host);
                scene.assertNothingHalfDone(now, "after the frozen process went on");
                scene.assertTold(trail, now, "after the frozen process went on");
                SyncReport report = scene.run(host);
                assertThat(report.outcome()).as("%s", report).isEqualTo(Outcome.COMPLETED);
                scene.assertEnd(host, "after the frozen process went on");
            }
        }
    }

    private Scene scene(Databases databases, int round) {
        if (scenes.isEmpty()) {
            scenes.addAll(Scene.of(databases, UsersShape.SIDE_TABLE));
        }
        return scenes.get(round % scenes.size());
    }

    /** Returns whether the run was frozen before it had come to its end. */
    private boolean freezeAtRandom(Databases databases, Scene scene, String name, boolean takenOver) {
        int batch = random.nextInt(scene.batches());
        int delay = random.nextInt(LONGEST_DELAY_MICROS);
        String url = databases.copy(scene.prepared(), name);
        boolean frozen;
        try (ChildProcess child = ChildProcess.start(RunProcess.class);
                HostDatabase host = HostDatabase.open(url)) {
            child.await("ready");
            child.tell(scene.orders(url, LEASE, 0));
            child.awaitEither("batch " + batch + ".", "ended");
            LockSupport.parkNanos(delay * 1_000L);
            freezeOutsideAStatement(child, host);
            frozen = !child.hasSaid("phase RECORD");
            if (frozen) {
                String when = "%s, frozen %d microseconds after batch %d of %d, %s a transaction"
                        .formatted(name, delay, batch, scene.batches(), isWithinABatch(host) ? "within" : "outside");
                System.out.println("FrozenProcessIT: " + when);
                wakeUpLate(child, host, scene, takenOver, when);
            }
        }
        databases.drop(name);
        return frozen;
    }

    /**
     * PostgreSQL ends the transaction of a client that is silent between two statements, but waits without end for the
     * rest of one that it has a part of. So nobody gets in then, as on H2.
     */
    private static void freezeOutsideAStatement(ChildProcess child, HostDatabase host) {
        child.freeze();
        while (isWithinAStatement(host)) {
            child.thaw();
            LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
            child.freeze();
        }
    }

    /** Waits until the server has done all that it can do without the process: on a busy machine that takes a while. */
    private static boolean isWithinAStatement(HostDatabase host) {
        String sessions = "select count(*) from pg_stat_activity where datname = current_database()"
                + " and pid <> pg_backend_pid() and backend_type = 'client backend' and state = 'active'";
        long end = System.nanoTime() + PATIENCE.toNanos();
        do {
            assertThat(System.nanoTime())
                    .as("the server is still at a statement of a frozen process")
                    .isLessThan(end);
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        } while (host.number(sessions + " and wait_event is distinct from 'ClientRead'") > 0);
        return host.number(sessions) > 0;
    }

    /** Lets a frozen process go on after its lease has run out and, if so wanted, another run has taken over. */
    private static void wakeUpLate(ChildProcess child, HostDatabase host, Scene scene, boolean takenOver, String when) {
        awaitEndOfLease(host);
        if (takenOver) {
            SyncReport report = scene.run(host);
            assertThat(report.outcome()).as("%s: %s", when, report).isEqualTo(Outcome.COMPLETED);
            scene.assertEnd(host, when);
        }
        Picture before = scene.now(host);
        AuditTrail told = AuditTrail.of(host);
        child.thaw();
        String end = child.await("ended ");
        assertThat(end).as("%s: %s", when, child).startsWith("FAILED DEADLINE");
        child.awaitGoodEnd();
        assertThat(scene.now(host).exactly())
                .as("accounts, %s, %s", when, child)
                .isEqualTo(before.exactly());
        assertNothingMoreIsTold(host, told, end.split(" ", -1)[2], when);
        if (!takenOver) {
            scene.assertNothingHalfDone(before, when);
            assertThat(scene.run(host).outcome()).as(when).isEqualTo(Outcome.COMPLETED);
            scene.assertEnd(host, when);
        }
    }

    /** But for the end of the run that failed, and for what could not be done in the batch before. */
    private static void assertNothingMoreIsTold(HostDatabase host, AuditTrail before, String runId, String when) {
        AuditTrail now = AuditTrail.of(host);
        assertThat(now.changes()).as("changes told, %s", when).isEqualTo(before.changes());
        List<AuditEvent> more = new ArrayList<>(now.events());
        more.removeAll(before.events());
        assertThat(more)
                .as("events, %s", when)
                .allMatch(event -> runId.equals(event.runId()) && event.outcome() == AuditEvent.Outcome.FAILURE)
                .anyMatch(event -> event.action() == AuditAction.RUN_FINISHED);
    }

    /** Stops the process, and lets it go on, until it is stopped while it holds the row that its batches lock. */
    private void freezeWithinABatch(ChildProcess child, HostDatabase host, Scene scene, String url) {
        child.await("ready");
        child.tell(scene.orders(url, PATIENCE.dividedBy(10), 0));
        child.await("batch 1.");
        child.freeze();
        while (!staysWithinABatch(host)) {
            child.thaw();
            assertThat(child.hasSaid("phase RECORD"))
                    .as("it came to its end: %s", child)
                    .isFalse();
            LockSupport.parkNanos(random.nextInt(20_000) * 1_000L);
            child.freeze();
        }
    }

    /** A commit that was under way comes to its end without the process. */
    private static boolean staysWithinABatch(HostDatabase host) {
        if (!isWithinABatch(host)) {
            return false;
        }
        LockSupport.parkNanos(Duration.ofMillis(300).toNanos());
        return isWithinABatch(host);
    }

    private static boolean isWithinABatch(HostDatabase host) {
        return host.rows("select token from rollcall_lock where directory = '" + BusyNight.STAFF
                        + "' for update skip locked")
                .isEmpty();
    }

    private static void awaitEndOfLease(HostDatabase host) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (host.rollcall().lock().holder(DirectoryName.of(BusyNight.STAFF)).isPresent()) {
            assertThat(System.nanoTime())
                    .as("the lease of a frozen process does not end")
                    .isLessThan(end);
            LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
        }
    }
}
