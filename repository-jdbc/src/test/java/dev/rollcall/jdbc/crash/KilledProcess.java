package dev.rollcall.jdbc.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.audit.AuditAction;
import dev.rollcall.audit.AuditEvent;
import dev.rollcall.identity.DirectoryName;
import dev.rollcall.run.Outcome;
import dev.rollcall.run.RunRecord;
import dev.rollcall.run.SyncReport;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;

/**
 * R38: wherever a process is killed nothing is half done, and the next run ends where an undisturbed one ends. One
 * database each has its test.
 */
abstract class KilledProcess {

    private static final int ROUNDS = 30;
    private static final int MOST_ROUNDS = 90;
    private static final int WHILE_WRITING_AT_LEAST = 20;
    private static final Duration LEASE = Duration.ofSeconds(4);
    private static final int LONGEST_DELAY_MICROS = 150_000;

    private final long seed = Long.getLong("rollcall.seed", System.nanoTime());
    private final Random random = new Random(seed);

    /** A run that was killed. */
    private record Killed(Scene scene, String name, String url, String runId, String when) {}

    final void killAndRunAgain(Databases databases) {
        System.out.println("KilledProcess: -Drollcall.seed=" + seed);
        List<Scene> scenes = new ArrayList<>(Scene.of(databases, UsersShape.HOST_TABLE));
        scenes.addAll(Scene.of(databases, UsersShape.SIDE_TABLE));
        Deque<Killed> toRunAgain = new ArrayDeque<>();
        int whileWriting = 0;
        int round = 0;
        ChildProcess next = ChildProcess.start(RunProcess.class);
        try {
            // On a busy machine more of them come to their end before they are killed.
            for (; round < ROUNDS || (whileWriting < WHILE_WRITING_AT_LEAST && round < MOST_ROUNDS); round++) {
                Scene scene = scenes.get(round % scenes.size());
                Killed killed;
                try (ChildProcess child = next) {
                    killed = kill(child, databases, scene, round);
                    // The next JVM starts while this one's remains are looked at.
                    next = ChildProcess.start(RunProcess.class);
                }
                whileWriting += lookAtRemains(killed) ? 1 : 0;
                toRunAgain.add(killed);
                if (toRunAgain.size() > 2) {
                    // By now its lease has run out.
                    runAgain(databases, toRunAgain.remove());
                }
            }
        } finally {
            next.close();
        }
        toRunAgain.forEach(killed -> runAgain(databases, killed));
        System.out.println("KilledProcess: " + whileWriting + " of " + round + " runs were killed while they wrote");
        assertThat(whileWriting)
                .as("how many of %s runs were killed between their first and their last change", round)
                .isGreaterThanOrEqualTo(WHILE_WRITING_AT_LEAST);
    }

    private Killed kill(ChildProcess child, Databases databases, Scene scene, int round) {
        int batch = random.nextInt(scene.batches());
        int delay = random.nextInt(LONGEST_DELAY_MICROS);
        String when = "round %d (%s, %d seats), killed %d microseconds after batch %d of %d"
                .formatted(round, scene.prepared(), scene.seats(), delay, batch, scene.batches());
        String name = "round" + round + "_" + scene.shape().name().toLowerCase(Locale.ROOT);
        String url = databases.copy(scene.prepared(), name);
        child.await("ready");
        child.tell(scene.orders(url, LEASE, RunProcess.Pause.NONE));
        child.awaitEither("batch " + batch + ".", "ended");
        LockSupport.parkNanos(delay * 1_000L);
        child.kill();
        try (HostDatabase host = HostDatabase.open(url)) {
            host.awaitNobodyElse();
            RunRecord run = lastRun(host);
            if (!child.hasSaid("phase RECORD")) {
                assertThat(run.outcome())
                        .as("outcome of a run that died: %s, %s", when, child)
                        .isNull();
            }
            return new Killed(scene, name, url, run.runId(), when);
        }
    }

    private static RunRecord lastRun(HostDatabase host) {
        return host.rollcall()
                .journal()
                .lastRun(DirectoryName.of(BusyNight.STAFF))
                .orElseThrow(() -> new AssertionError("The journal knows no run"));
    }

    /** Returns whether some of the changes were made, and not all. */
    private static boolean lookAtRemains(Killed killed) {
        Scene scene = killed.scene;
        try (HostDatabase host = HostDatabase.open(killed.url)) {
            Picture now = scene.now(host);
            scene.assertNothingHalfDone(now, killed.when);
            AuditTrail trail = AuditTrail.of(host);
            scene.assertTold(trail, now, killed.when);
            int changes = trail.changes().size();
            return changes > 0 && changes < scene.changes();
        }
    }

    private static void runAgain(Databases databases, Killed killed) {
        try (HostDatabase host = HostDatabase.open(killed.url)) {
            SyncReport report = killed.scene.run(host);
            assertThat(report.outcome()).as("%s: %s", killed.when, report).isEqualTo(Outcome.COMPLETED);
            killed.scene.assertEnd(host, killed.when);
            assertJournal(host, killed, report);
        }
        databases.drop(killed.name);
    }

    private static void assertJournal(HostDatabase host, Killed killed, SyncReport report) {
        assertThat(host.rows("select run_id from rollcall_run order by seq"))
                .as("runs, %s", killed.when)
                .containsExactly(List.of(killed.runId), List.of(report.runId()));
        assertThat(lastRun(host).outcome()).as(killed.when).isEqualTo(Outcome.COMPLETED);
        AuditTrail trail = AuditTrail.of(host);
        assertThat(goodEnds(trail, report.runId())).as(killed.when).isEqualTo(1);
        long completed = host.number("select count(*) from rollcall_run where outcome = 'COMPLETED'");
        assertThat(goodEnds(trail, killed.runId))
                .as("ends that the audit log tells of the run that died, %s", killed.when)
                .isBetween(completed - 1, 1L);
    }

    private static long goodEnds(AuditTrail trail, String runId) {
        return trail.events().stream()
                .filter(event -> event.action() == AuditAction.RUN_FINISHED && runId.equals(event.runId()))
                .filter(event -> event.outcome() == AuditEvent.Outcome.SUCCESS)
                .count();
    }
}
