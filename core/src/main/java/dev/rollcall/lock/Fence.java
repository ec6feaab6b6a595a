package dev.rollcall.lock;

import dev.rollcall.identity.DirectoryName;
import java.util.Objects;

/**
 * Which holder of a directory's lock a batch of writes comes from (R37). Tokens of one directory only ever grow: a
 * repository that has seen a higher token refuses the batch with {@link StaleFenceException}, because a later run has
 * taken over.
 *
 * @param directory whose lock this is
 * @param token grows with each lease; {@link #UNFENCED} for an administrator's act, which no run can make stale
 */
public record Fence(DirectoryName directory, long token) {

    /** The token of writes that do not belong to a run. */
    public static final long UNFENCED = 0;

    public Fence {
        Objects.requireNonNull(directory, "directory");
        if (token < 0) {
            throw new IllegalArgumentException("A fence's token must not be negative: " + token);
        }
    }

    /** Returns the fence of an act outside any run; a repository checks nothing then. */
    public static Fence none(DirectoryName directory) {
        return new Fence(directory, UNFENCED);
    }

    /** Whether this fence belongs to a run and must be checked. */
    public boolean isChecked() {
        return token != UNFENCED;
    }
}
