package dev.rollcall.plan;

import java.util.List;
import java.util.Objects;

/**
 * Why a plan is not applied but held for an administrator (R2, R15, R33).
 *
 * @param reason the first that applies
 * @param details what was found, in words, with figures: one sentence per guard that is exceeded
 */
public record Hold(Reason reason, List<String> details) {

    /** The reasons, in the order in which they are looked for. */
    public enum Reason {
        /** Nobody was read, while the directory owns an active account that is not protected (R2). */
        EMPTY_SNAPSHOT,
        /** Most people were found only by username and under another id (R15). */
        IDENTITY_SCHEME_CHANGED,
        /** The plan goes beyond a guard (R33). */
        GUARD
    }

    public Hold {
        Objects.requireNonNull(reason, "reason");
        details = List.copyOf(details);
    }

    @Override
    public String toString() {
        return reason + ": " + String.join("; ", details);
    }
}
