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
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** R37: a holder of the lock that was stopped and wakes up after its lease has run out writes nothing more. */
final class FrozenProcessIT {

    private static final int ROUNDS = 4;
    private static final int MOST_ROUNDS = 16;
    private static final Duration LEASE = Duration.ofSeconds(2);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int LONGEST_DELAY_MICROS = 150_000;
    private static final String ACTIVE = "select count(*) from pg_stat_activity where datname = current_database()"
            + " and pid <> pg_backend_pid() and backend_type = 'client backend' and state = 'active'";

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
            freezeSome(databases, "taken", true);
        }
    }

    @Test
    @DisplayName("On PostgreSQL a frozen run writes nothing more even if nobody took over (R37)")
    void nobodyTakesOver() {
        try (Databases databases = Databases.postgres()) {
            freezeSome(databases, "untaken", false);
        }
    }

    @Test
    @DisplayName("On H2 a run that was frozen between two batches writes nothing more (R37)")
    void betweenBatchesOnH2(@TempDir Path folder) {
        try (Databases databases = Databases.h2Server(folder)) {
            for (int round = 0; round < ROUNDS; round++) {
                Scene scene = scene(databases, round);
                int batch = 1 + random.nextInt(scene.batches() - 1);
                boolean takenOver = round % 2 == 0;
                String when = "frozen after batch " + batch + " of " + scene.batches();
                freezeAt(
                        databases,
                        scene,
                        "between" + round,
                        RunProcess.Pause.after(batch),
                        (child, host) -> assertThat(wakesUpLate(child, host, scene, takenOver, when))
                                .as(when)
                                .isTrue());
            }
        }
    }

    /** H2 does not end the transaction of a client that is silent: nobody gets in, so nothing is written by two. */
    @Test
    @DisplayName("On H2 nobody gets in while a run is frozen within a batch; killed, it leaves nothing of the batch")
    void withinABatchOnH2(@TempDir Path folder) {
        try (Databases databases = Databases.h2Server(folder)) {
            Scene scene = scene(databases, 0);
            freezeAt(databases, scene, "within", RunProcess.Pause.withinTheBatchAfter(1), (child, host) -> {
                Picture before = scene.now(host);
                assertNobodyGetsIn(host, scene);
                child.kill();
                assertThat(scene.now(host).exactly()).isEqualTo(before.exactly());
                SyncReport report = scene.run(host);
                assertThat(report.outcome()).as("%s", report).isEqualTo(Outcome.COMPLETED);
                scene.assertEnd(host, "after the frozen process was killed");
            });
        }
    }

    /** The row that says whose turn it is was locked all the time, so nobody could take over; but the time is over. */
    @Test
    @DisplayName("On H2 a run that was frozen within a batch writes nothing of that batch and nothing more (R37)")
    void wakingUpWithinABatchOnH2(@TempDir Path folder) {
        try (Databases databases = Databases.h2Server(folder)) {
            Scene scene = scene(databases, 0);
            freezeAt(databases, scene, "waking", RunProcess.Pause.withinTheBatchAfter(1), (child, host) -> {
                assertNobodyGetsIn(host, scene);
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
            });
        }
    }

    private static void assertNobodyGetsIn(HostDatabase host, Scene scene) {
        assertThat(isWithinABatch(host)).as("frozen within a batch").isTrue();
        awaitEndOfLease(host);
        assertThat(scene.tryRun(host)).isEqualTo(Outcome.ALREADY_RUNNING);
    }

    private Scene scene(Databases databases, int round) {
        if (scenes.isEmpty()) {
            scenes.addAll(Scene.of(databases, UsersShape.SIDE_TABLE));
        }
        return scenes.get(round % scenes.size());
    }

    /** What is done with a run that is frozen. */
    private interface Frozen {
        void look(ChildProcess child, HostDatabase host);
    }

    /**
     * Freezes a run at a certain place. On a machine that stands still for a while it may lose its lease before it
     * comes there; then another is begun, with a longer one.
     */
    private static void freezeAt(
            Databases databases, Scene scene, String name, RunProcess.Pause pause, Frozen whenFrozen) {
        boolean frozen = false;
        for (int round = 0; !frozen; round++) {
            assertThat(round).as("runs that lost their lease").isLessThan(MOST_ROUNDS);
            String url = databases.copy(scene.prepared(), name + "_" + round);
            try (ChildProcess child = ChildProcess.start(RunProcess.class);
                    HostDatabase host = HostDatabase.open(url)) {
                child.await("ready");
                child.tell(scene.orders(url, LEASE.multipliedBy(1L + round), pause));
                frozen = child.awaitEither("paused", "ended ").equals("paused");
                if (frozen) {
                    assertThat(child.freeze()).as("frozen: %s", child).isTrue();
                    child.tell("go on");
                    whenFrozen.look(child, host);
                } else {
                    assertThat(child.await("ended ")).as("%s", child).startsWith("FAILED DEADLINE");
                }
            }
        }
    }

    /**
     * A run may come to its end before it is frozen, or lose its lease. It does not count, and another is frozen
     * instead, sooner and with a longer lease.
     */
    private void freezeSome(Databases databases, String name, boolean takenOver) {
        int frozen = 0;
        for (int round = 0; frozen < ROUNDS && round < MOST_ROUNDS; round++) {
            Scene scene = scene(databases, round);
            frozen += freezeAtRandom(databases, scene, name + round, round - frozen, takenOver) ? 1 : 0;
        }
        assertThat(frozen).as("runs that were frozen while they wrote").isEqualTo(ROUNDS);
    }

    /**
     * Returns whether the run was frozen before it had made all of its changes, and not in the midst of a statement.
     */
    private boolean freezeAtRandom(Databases databases, Scene scene, String name, int missed, boolean takenOver) {
        int batch = random.nextInt(Math.max(1, scene.batches() / (1 + missed)));
        int delay = random.nextInt(LONGEST_DELAY_MICROS / (1 + missed));
        String url = databases.copy(scene.prepared(), name);
        boolean frozen;
        try (ChildProcess child = ChildProcess.start(RunProcess.class);
                HostDatabase host = HostDatabase.open(url)) {
            child.await("ready");
            child.tell(scene.orders(url, LEASE.multipliedBy(1L + missed), RunProcess.Pause.NONE));
            child.awaitEither("batch " + batch + ".", "ended");
            LockSupport.parkNanos(delay * 1_000L);
            frozen = freezeOutsideAStatement(child, host) && isLeftToDo(child, host, scene);
            if (frozen) {
                String when = "%s, frozen %d microseconds after batch %d of %d, %s a transaction"
                        .formatted(name, delay, batch, scene.batches(), isWithinABatch(host) ? "within" : "outside");
                System.out.println("FrozenProcessIT: " + when);
                frozen = wakesUpLate(child, host, scene, takenOver, when);
            }
        }
        databases.drop(name);
        return frozen;
    }

    /** A run that has made its last change has nothing to write that a fence could keep it from. */
    private static boolean isLeftToDo(ChildProcess child, HostDatabase host, Scene scene) {
        return !child.hasSaid("phase RECORD") && AuditTrail.of(host).changes().size() < scene.changes();
    }

    /**
     * PostgreSQL ends the transaction of a client that is silent between two statements, but waits without end for the
     * rest of one that it has a part of. So nobody gets in then, as on H2.
     *
     * @return whether it is frozen now; on a busy machine it may have come to its end before
     */
    private static boolean freezeOutsideAStatement(ChildProcess child, HostDatabase host) {
        boolean frozen = child.freeze();
        while (frozen && isWithinAStatement(host)) {
            child.thaw();
            LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
            frozen = child.freeze();
        }
        return frozen;
    }

    /** Waits until the server has done all that it can do without the process: on a busy machine that takes a while. */
    private static boolean isWithinAStatement(HostDatabase host) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        do {
            assertThat(System.nanoTime())
                    .as("the server is still at a statement of a frozen process")
                    .isLessThan(end);
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        } while (host.number(ACTIVE + " and wait_event is distinct from 'ClientRead'") > 0);
        return waitsForTheRestOfAStatement(host);
    }

    private static boolean waitsForTheRestOfAStatement(HostDatabase host) {
        return host.isPostgres() && host.number(ACTIVE + " and wait_event = 'ClientRead'") > 0;
    }

    /**
     * Lets a frozen process go on after its lease has run out and, if so wanted, another run has taken over.
     *
     * @return whether it did; nobody can take over where the server got to a part of a statement when all seemed quiet
     *     already
     */
    private static boolean wakesUpLate(
            ChildProcess child, HostDatabase host, Scene scene, boolean takenOver, String when) {
        awaitEndOfLease(host);
        if (takenOver) {
            SyncReport report = scene.run(host, () -> waitsForTheRestOfAStatement(host));
            if (report.outcome() == Outcome.ALREADY_RUNNING && waitsForTheRestOfAStatement(host)) {
                return false;
            }
            assertThat(report.outcome())
                    .as("%s: %s; sessions of the server: %s", when, report, sessions(host))
                    .isEqualTo(Outcome.COMPLETED);
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
        return true;
    }

    private static List<List<@Nullable String>> sessions(HostDatabase host) {
        return host.isPostgres()
                ? host.rows("select pid, state, wait_event, query_start, state_change, query from pg_stat_activity"
                        + " where datname = current_database()")
                : List.of();
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
