package dev.rollcall.rules.activity;

import dev.rollcall.account.AccountStatus;
import dev.rollcall.account.BlockReason;
import dev.rollcall.directory.Activity;
import dev.rollcall.policy.Reactivation;
import dev.rollcall.rules.Rule;
import dev.rollcall.rules.status.StatusVerdict;
import dev.rollcall.rules.status.StatusVerdict.Kind;
import org.jspecify.annotations.Nullable;

/** The status of an account whose person is in scope. */
public final class PresentAndActivity {

    private static final String HOW_TO_KEEP = "; to keep the account active all the same, make it local";

    private PresentAndActivity() {}

    /** Decides from the person's activity and the account's status. */
    public static StatusVerdict decide(
            Activity activity, AccountStatus status, @Nullable BlockReason reason, Reactivation reactivation) {
        return switch (activity) {
            case UNKNOWN ->
                StatusVerdict.keep(
                        Rule.R6, "the directory did not say whether the person is active, so the status stays");
            case INACTIVE -> status == AccountStatus.ACTIVE ? block() : bringUpToDate(reason);
            case ACTIVE ->
                status == AccountStatus.ACTIVE
                        ? StatusVerdict.keep(Rule.R35, "the person and the account are active")
                        : bringBack(reason, reactivation);
        };
    }

    /** Decides for a person of whom no more can be trusted than that they are certainly inactive, or not (R5, R12). */
    public static StatusVerdict decideForRejected(Activity activity, AccountStatus status) {
        return activity == Activity.INACTIVE && status == AccountStatus.ACTIVE
                ? block()
                : StatusVerdict.keep(Rule.R5, "the person was rejected, so the account stays as it is");
    }

    private static StatusVerdict block() {
        return new StatusVerdict(
                Kind.BLOCK,
                BlockReason.INACTIVE_IN_DIRECTORY,
                Rule.R21,
                "the person is inactive in the directory" + HOW_TO_KEEP);
    }

    private static StatusVerdict bringUpToDate(@Nullable BlockReason reason) {
        if (reason == null || reason == BlockReason.MANUAL) {
            return manual(reason);
        }
        if (reason == BlockReason.INACTIVE_IN_DIRECTORY) {
            return StatusVerdict.keep(Rule.R21, "the person is inactive and the account is blocked for it");
        }
        return new StatusVerdict(
                Kind.CHANGE_REASON,
                BlockReason.INACTIVE_IN_DIRECTORY,
                Rule.R26,
                "the account stays blocked, now because the person is inactive in the directory");
    }

    private static StatusVerdict bringBack(@Nullable BlockReason reason, Reactivation reactivation) {
        if (reason == null || reason == BlockReason.MANUAL) {
            return manual(reason);
        }
        if (reason == BlockReason.LICENCE_LIMIT) {
            return new StatusVerdict(
                    Kind.QUEUE_WAITING, reason, Rule.R24, "the person is in scope and active and waits for a licence");
        }
        if (reactivation == Reactivation.ADMINISTRATORS_ONLY) {
            return StatusVerdict.keep(
                    Rule.R25, "the person is back, but the host lets only administrators bring accounts back");
        }
        return new StatusVerdict(
                Kind.QUEUE_RETURNING, BlockReason.LICENCE_LIMIT, Rule.R25, "the person is in scope and active again");
    }

    private static StatusVerdict manual(@Nullable BlockReason reason) {
        return StatusVerdict.keep(
                Rule.R26,
                reason == null
                        ? "the account is blocked for a reason that is not the sync's, and stays so"
                        : "an administrator blocked the account, and it stays so");
    }
}
