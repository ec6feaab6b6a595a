package dev.rollcall.run;

import dev.rollcall.policy.Guard;
import dev.rollcall.policy.GuardKind;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What somebody allowed for one run, kept until a run under it has finished (R38).
 *
 * @param actor who allowed it
 * @param expiresAt until when it counts
 * @param approvedRun the held run that is approved; null for none
 * @param emptySnapshot whether an empty snapshot is believed
 * @param raisedGuards guards in the place of the policy's
 */
public record Permission(
        String actor,
        Instant expiresAt,
        @Nullable String approvedRun,
        boolean emptySnapshot,
        Map<GuardKind, Guard> raisedGuards) {

    public Permission {
        Objects.requireNonNull(actor, "actor");
        Objects.requireNonNull(expiresAt, "expiresAt");
        raisedGuards = Map.copyOf(raisedGuards);
    }
}
