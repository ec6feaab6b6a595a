package dev.rollcall.jdbc.internal.users;

import dev.rollcall.account.RepositoryException;
import dev.rollcall.identity.DirectoryName;
import dev.rollcall.lock.Fence;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How many batches of a run, one after the other, could not even begin, because something that each of them needs
 * stayed locked. Two are left to the next run like accounts that somebody has locked. A run that went on like that
 * would end as completed with nothing done, so from the third on the database counts as down (R39). Safe for many
 * threads.
 */
public final class Standstill {

    private static final int BATCHES_BORNE = 2;

    private final Map<DirectoryName, Stuck> stuck = new ConcurrentHashMap<>();

    /** Only the latest run of a directory is of interest: there is one at a time (R37). */
    private record Stuck(Fence run, int batches) {
        Stuck andOneOf(Fence other) {
            return new Stuck(other, run.equals(other) ? batches + 1 : 1);
        }
    }

    /** A batch of this run could begin. */
    void moved(Fence run) {
        stuck.remove(run.directory());
    }

    /**
     * A batch of this run could not begin. Acts of administrators, which belong to no run, are not counted.
     *
     * @throws RepositoryException if it was one too many
     */
    void lasts(Fence run) {
        if (!run.isChecked()) {
            return;
        }
        Stuck now = stuck.merge(run.directory(), new Stuck(run, 1), (before, first) -> before.andOneOf(run));
        if (now.batches > BATCHES_BORNE) {
            throw new RepositoryException(
                    "For " + now.batches + " batches in a row somebody else has kept locked what every batch needs:"
                            + " the row of rollcall_host under which seats are counted, that of this directory in"
                            + " rollcall_lock, or the users table itself. Look for a transaction that was left open, or a"
                            + " change of the table that is under way; the next run does what was not done",
                    null);
        }
    }
}
