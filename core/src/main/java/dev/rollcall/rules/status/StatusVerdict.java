package dev.rollcall.rules.status;

import dev.rollcall.account.BlockReason;
import dev.rollcall.rules.Rule;
import org.jspecify.annotations.Nullable;

/**
 * What a rule wants of an account's status.
 *
 * @param kind what is to be done
 * @param reason the block reason it leads to; null where none does
 * @param rule the rule
 * @param why the rule's reason, in words
 */
public record StatusVerdict(Kind kind, @Nullable BlockReason reason, Rule rule, String why) {

    /** What is to be done. */
    public enum Kind {
        /** Nothing. */
        KEEP,
        /** Note the first run that missed the person; nothing else yet. */
        NOTE_ABSENCE,
        /** Block the active account. */
        BLOCK,
        /** Give the blocked account this reason. */
        CHANGE_REASON,
        /** Give the waiting account a seat if there is one. */
        QUEUE_WAITING,
        /** Give the returning account a seat if there is one, or let it wait. */
        QUEUE_RETURNING
    }

    /** Returns the verdict that nothing is to be done. */
    public static StatusVerdict keep(Rule rule, String why) {
        return new StatusVerdict(Kind.KEEP, null, rule, why);
    }
}
