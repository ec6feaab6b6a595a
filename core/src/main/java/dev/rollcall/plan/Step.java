package dev.rollcall.plan;

import dev.rollcall.account.Change;
import dev.rollcall.audit.FieldChange;
import dev.rollcall.audit.Subject;
import dev.rollcall.rules.Rule;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One decision about one person or account: what is done, by which rule, why, and which fields change (R34).
 *
 * @param kind what is done
 * @param subject to whom
 * @param rule the rule that asks for it
 * @param reason why, in words for an administrator
 * @param changes the fields that change, with old and new value; {@link FieldChange#toString()} hides sensitive ones
 * @param refusal for a rejection, refusal or veto: why; otherwise null
 * @param change what the repository will be asked to write; null where nothing is written
 * @param standing whether this failure stood in the last run that finished too, and is not recorded again (R41)
 */
public record Step(
        StepKind kind,
        Subject subject,
        Rule rule,
        String reason,
        List<FieldChange> changes,
        @Nullable RefusalCode refusal,
        @Nullable Change change,
        boolean standing) {

    public Step {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(subject, "subject");
        Objects.requireNonNull(rule, "rule");
        Objects.requireNonNull(reason, "reason");
        changes = List.copyOf(changes);
    }

    /** The step in one line: "BLOCK 'bob' (external id 2, account 17): not in scope any more (R22)". */
    @Override
    public String toString() {
        return kind + " " + subject + ": " + reason + (changes.isEmpty() ? "" : " " + changes) + " (" + rule + ")"
                + (standing ? " as in the last run" : "");
    }
}
