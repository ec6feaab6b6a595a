package dev.rollcall.jdbc.internal.users;

import dev.rollcall.account.RepositoryException;
import dev.rollcall.identity.DirectoryName;
import dev.rollcall.lock.Fence;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * How many batches of a run, one after the other, could not even begin, because something that each of them needs
 * stayed locked, and for how long. Such batches are left to the next run like accounts that somebody has locked. A run
 * that went on like that would end as completed with nothing done, so from the third batch on, when a minute has passed
 * since the first, the database counts as down (R39). Runs of other directories that get through tell that it is not:
 * they only were faster. Safe for many threads.
 */
public final class Standstill {

    private static final int BATCHES_BORNE = 2;
    private static final Duration TIME_BORNE = Duration.ofMinutes(1);

    private final LongSupplier nanoClock;
    private final Map<DirectoryName, Stuck> stuck = new ConcurrentHashMap<>();

    /**
     * Counts, and measures by this clock.
     *
     * @param nanoClock a stopwatch in nanoseconds, such as {@code System::nanoTime}
     */
    public Standstill(LongSupplier nanoClock) {
        this.nanoClock = nanoClock;
    }

    /** Only the latest run of a directory is of interest: there is one at a time (R37). */
    private record Stuck(Fence run, int batches, long since) {
        Stuck and(Stuck next) {
            return run.equals(next.run) ? new Stuck(run, batches + 1, since) : next;
        }

        boolean isTooLong(long now) {
            return batches > BATCHES_BORNE && now - since >= TIME_BORNE.toNanos();
        }
    }

    /**
     * A batch of this run could begin.
     *
     * @param withHostRow whether it held the row of the whole host, which is what the others wait for as a rule
     */
    void moved(Fence run, boolean withHostRow) {
        if (withHostRow) {
            stuck.clear();
        } else {
            stuck.remove(run.directory());
        }
    }

    /**
     * A batch of this run could not begin. Acts of administrators, which belong to no run, are not counted.
     *
     * @throws RepositoryException if that has lasted too long
     */
    void lasts(Fence run) {
        if (!run.isChecked()) {
            return;
        }
        long now = nanoClock.getAsLong();
        Stuck row = stuck.merge(run.directory(), new Stuck(run, 1, now), Stuck::and);
        if (row.isTooLong(now)) {
            throw new RepositoryException(
                    "For " + row.batches + " batches in a row, over "
                            + Duration.ofNanos(now - row.since).toSeconds()
                            + " seconds, somebody else has kept locked what every batch needs:"
                            + " the row of rollcall_host under which seats are counted, that of this directory in"
                            + " rollcall_lock, or the users table itself. Look for a transaction that was left open, or a"
                            + " change of the table that is under way; the next run does what was not done",
                    null);
        }
    }
}
