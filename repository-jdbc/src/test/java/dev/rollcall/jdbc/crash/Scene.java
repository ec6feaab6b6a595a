package dev.rollcall.jdbc.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.SyncEngine;
import dev.rollcall.audit.AuditAction;
import dev.rollcall.run.Outcome;
import dev.rollcall.run.Phase;
import dev.rollcall.run.SyncListener;
import dev.rollcall.run.SyncReport;
import dev.rollcall.testkit.ScriptedDirectory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What the run of a {@link BusyNight} starts from, and where it ends if nothing disturbs it.
 *
 * @param prepared the database to copy
 * @param changes how many changes an undisturbed run makes
 * @param batches in how many batches
 */
record Scene(
        String prepared, UsersShape shape, long seats, Picture atFirst, Picture planned, int changes, int batches) {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final List<AuditAction> EVERYTHING = List.of(
            AuditAction.BLOCKED,
            AuditAction.REASON_CHANGED,
            AuditAction.ACTIVATED,
            AuditAction.UPDATED,
            AuditAction.CREATED,
            AuditAction.ABSENCE_NOTED,
            AuditAction.REJECTED,
            AuditAction.REFUSED);

    /** Prepares a database with this users table, and plays the night in copies of it: with few seats, with more. */
    static List<Scene> of(Databases databases, UsersShape shape) {
        String prepared = databases.prepare("prepared_" + shape.name().toLowerCase(Locale.ROOT), database -> {
            shape.create(database);
            shape.insert(database, BusyNight.begin().accounts());
        });
        return List.of(
                undisturbed(databases, prepared, shape, BusyNight.seats(true)),
                undisturbed(databases, prepared, shape, BusyNight.seats(false)));
    }

    private static Scene undisturbed(Databases databases, String prepared, UsersShape shape, long seats) {
        String name = prepared + "_" + seats;
        Scene scene;
        try (HostDatabase host = HostDatabase.open(databases.copy(prepared, name))) {
            Picture atFirst = Picture.atFirst(host, shape);
            Counted counted = new Counted();
            SyncReport report =
                    engine(host, shape, seats).listener(counted).build().run();
            assertThat(report.outcome()).as("undisturbed: %s", report).isEqualTo(Outcome.COMPLETED);
            Picture planned = Picture.now(host, shape, atFirst);
            AuditTrail trail = AuditTrail.of(host);
            scene = new Scene(
                    prepared, shape, seats, atFirst, planned, trail.changes().size(), counted.batches);
            scene.assertTold(trail, planned, "undisturbed");
            Set<AuditAction> actions = new HashSet<>();
            trail.events().forEach(event -> actions.add(event.action()));
            assertThat(actions).as("what is done in such a night").containsAll(EVERYTHING);
        }
        databases.drop(name);
        return scene;
    }

    private static SyncEngine.Builder engine(HostDatabase host, UsersShape shape, long seats) {
        ScriptedDirectory directory = ScriptedDirectory.of(BusyNight.begin().people());
        return host.engine(BusyNight.STAFF, directory, shape, BusyNight.policy(), seats);
    }

    private static final class Counted implements SyncListener {
        private int batches;

        @Override
        public void progress(Phase phase, long done) {
            batches += phase == Phase.APPLY ? 1 : 0;
        }
    }

    /** The orders of a process that shall run this. */
    String orders(String url, Duration lease, RunProcess.Pause pause) {
        return new RunProcess.Orders(url, shape, seats, lease, pause).line();
    }

    Picture now(HostDatabase host) {
        return Picture.now(host, shape, atFirst);
    }

    /** Runs in this process, as soon as the lock is free. */
    SyncReport run(HostDatabase host) {
        return run(host, () -> false);
    }

    /** Runs in this process as soon as the lock is free, unless it turns out meanwhile that it will not be. */
    SyncReport run(HostDatabase host, BooleanSupplier inVain) {
        SyncEngine engine = engine(host, shape, seats).build();
        long end = System.nanoTime() + PATIENCE.toNanos();
        SyncReport report = engine.run();
        while (report.outcome() == Outcome.ALREADY_RUNNING && System.nanoTime() < end && !inVain.getAsBoolean()) {
            LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
            report = engine.run();
        }
        return report;
    }

    /** Tries once to run in this process. */
    Outcome tryRun(HostDatabase host) {
        return engine(host, shape, seats).build().run().outcome();
    }

    /** The audit log tells of all that was done and of nothing else, and no seat was granted beyond the limit. */
    void assertTold(AuditTrail trail, Picture now, String when) {
        trail.tellsHow(atFirst, now, when);
        trail.grantsNoSeatBeyond(seats, atFirst, now, when);
    }

    /** Everything is as after an undisturbed run. */
    void assertEnd(HostDatabase host, String when) {
        Picture now = now(host);
        assertThat(now.comparable()).as("accounts, %s", when).isEqualTo(planned.comparable());
        assertThat(now.waiting()).as("order of waiting, %s", when).isEqualTo(planned.waiting());
        assertThat(host.number(shape.countActive())).as("active, %s", when).isLessThanOrEqualTo(seats);
        assertTold(AuditTrail.of(host), now, when);
    }

    /** Every account is as it was, or as planned, or has one half as planned (R38). */
    void assertNothingHalfDone(Picture now, String when) {
        List<String> wrong = new ArrayList<>();
        for (String key : planned.keysWith(now)) {
            Picture.Row before = atFirst.rows().get(key);
            Picture.Row after = planned.rows().get(key);
            Picture.Row found = now.rows().get(key);
            if (!isAllowed(before, after, found)) {
                wrong.add("\n  was " + before + "\n  planned " + after + "\n  found " + found);
            }
        }
        assertThat(wrong).as("half done, %s", when).isEmpty();
    }

    private static boolean isAllowed(
            Picture.@Nullable Row before, Picture.@Nullable Row after, Picture.@Nullable Row found) {
        if (before == null) {
            return found == null || (after != null && hasStatus(found, after, true) && hasRest(found, after, true));
        }
        if (after == null || found == null) {
            return false;
        }
        boolean linkedByActivation = before.isLinkedByActivation(after);
        return (hasStatus(found, before, linkedByActivation) || hasStatus(found, after, linkedByActivation))
                && (hasRest(found, before, !linkedByActivation) || hasRest(found, after, !linkedByActivation));
    }

    private static boolean hasStatus(Picture.Row found, Picture.Row wanted, boolean andLink) {
        return found.statusHalf().equals(wanted.statusHalf()) && (!andLink || hasLink(found, wanted));
    }

    private static boolean hasRest(Picture.Row found, Picture.Row wanted, boolean andLink) {
        return found.rest().equals(wanted.rest()) && (!andLink || hasLink(found, wanted));
    }

    private static boolean hasLink(Picture.Row found, Picture.Row wanted) {
        return Objects.equals(found.externalId(), wanted.externalId());
    }
}
