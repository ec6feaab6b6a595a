package dev.rollcall.run;

import dev.rollcall.identity.DirectoryName;
import dev.rollcall.plan.Figures;
import dev.rollcall.plan.Hold;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of a run (R44).
 *
 * @param runId its id, unique
 * @param directory whose
 * @param actor who asked; blank for a schedule
 * @param startedAt when it began
 * @param finishedAt when it ended; null while it runs, and for one that died
 * @param outcome how it ended; null while it runs, and for one that died
 * @param heldFor why it was held; null if it was not
 * @param cause why it failed; null if it did not
 * @param message what an administrator should know of its end; empty where there is nothing to say
 * @param figures what was done, or for a held run what would have been
 */
public record RunRecord(
        String runId,
        DirectoryName directory,
        String actor,
        Instant startedAt,
        @Nullable Instant finishedAt,
        @Nullable Outcome outcome,
        Hold.@Nullable Reason heldFor,
        @Nullable FailureCause cause,
        String message,
        Figures figures) {

    public RunRecord {
        Objects.requireNonNull(runId, "runId");
        Objects.requireNonNull(directory, "directory");
        Objects.requireNonNull(startedAt, "startedAt");
        Objects.requireNonNull(figures, "figures");
    }

    /** Returns the record of a run that begins. */
    public static RunRecord started(String runId, DirectoryName directory, String actor, Instant at) {
        return new RunRecord(runId, directory, actor, at, null, null, null, null, "", Figures.none());
    }
}
