package dev.rollcall.run;

import dev.rollcall.identity.DirectoryName;
import dev.rollcall.plan.Hold;
import dev.rollcall.policy.GuardKind;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A run that was held, as an administrator may approve it (R33).
 *
 * @param runId its id, which the approval names
 * @param directory whose
 * @param expiresAt until when it can be approved
 * @param reason why it was held
 * @param digest stands for everything that was held: the same in two runs that would do the same
 */
public record HeldRun(String runId, DirectoryName directory, Instant expiresAt, Hold.Reason reason, String digest) {

    public HeldRun {
        Objects.requireNonNull(runId, "runId");
        Objects.requireNonNull(directory, "directory");
        Objects.requireNonNull(expiresAt, "expiresAt");
        Objects.requireNonNull(reason, "reason");
        Objects.requireNonNull(digest, "digest");
    }

    /**
     * One thing that the guards counted.
     *
     * @param guard which guard
     * @param key the account, or for a rejection the person
     * @param value for a rename the new name or id, for a cleared field its name; null otherwise
     */
    public record Item(
            GuardKind guard, String key, @Nullable String value) {}
}
