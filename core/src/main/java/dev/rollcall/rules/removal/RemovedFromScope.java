package dev.rollcall.rules.removal;

import dev.rollcall.account.AccountStatus;
import dev.rollcall.account.BlockReason;
import dev.rollcall.rules.Rule;
import dev.rollcall.rules.status.StatusVerdict;
import dev.rollcall.rules.status.StatusVerdict.Kind;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The status of an account of this directory whose person is not in the snapshot (R22). */
public final class RemovedFromScope {

    private RemovedFromScope() {}

    /**
     * What is known of such an account.
     *
     * @param status active or blocked
     * @param reason why it is blocked; null where the repository cannot tell
     * @param linked whether it has an external id; one without was handed over and nobody claims it
     * @param absentSince the first run that missed the person; null where that was not noted
     */
    public record Missing(
            AccountStatus status,
            @Nullable BlockReason reason,
            boolean linked,
            @Nullable Instant absentSince) {}

    /** Decides what becomes of the account. */
    public static StatusVerdict decide(Missing account, Instant now, Duration grace) {
        if (account.status() == AccountStatus.BLOCKED && account.reason() == BlockReason.REMOVED_FROM_SCOPE) {
            return StatusVerdict.keep(Rule.R22, "the person is absent and the account is blocked for it");
        }
        if (!isOver(account.absentSince(), now, grace)) {
            return account.absentSince() == null
                    ? new StatusVerdict(
                            Kind.NOTE_ABSENCE,
                            null,
                            Rule.R22,
                            "the person was not found for the first time; the account has a grace of " + grace)
                    : StatusVerdict.keep(
                            Rule.R22,
                            "the person has been absent since " + account.absentSince() + ", within the grace of "
                                    + grace);
        }
        if (account.status() == AccountStatus.ACTIVE) {
            return new StatusVerdict(Kind.BLOCK, BlockReason.REMOVED_FROM_SCOPE, Rule.R22, whyBlocked(account));
        }
        if (account.reason() == null || account.reason() == BlockReason.MANUAL) {
            return StatusVerdict.keep(Rule.R26, "the person is absent, and the account is blocked by an administrator");
        }
        return new StatusVerdict(
                Kind.CHANGE_REASON,
                BlockReason.REMOVED_FROM_SCOPE,
                Rule.R26,
                "the account stays blocked, now because the person is not in scope any more");
    }

    /** Whether a grace has run out; one of no length always has. */
    public static boolean isOver(@Nullable Instant absentSince, Instant now, Duration grace) {
        return grace.isZero()
                || (absentSince != null && Duration.between(absentSince, now).compareTo(grace) >= 0);
    }

    private static String whyBlocked(Missing account) {
        return account.linked()
                ? "the person is not in scope any more; to keep the account active all the same, make it local"
                : "the account was handed over to the directory and nobody in it claims the name; correct the username"
                        + " or make the account local";
    }
}
