package dev.rollcall.internal.planning;

import dev.rollcall.account.Change;
import dev.rollcall.audit.FieldChange;
import dev.rollcall.audit.Subject;
import dev.rollcall.plan.Step;
import dev.rollcall.plan.StepKind;
import dev.rollcall.rules.Rule;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The step of an update (R9, R11, R14, R18, R22), and what is left of it where a part goes another way. */
public final class UpdateSteps {

    private UpdateSteps() {}

    /** Makes the step; the rule is that of the weightiest part. */
    static Step of(Subject subject, List<FieldChange> changes, Change.Update change) {
        Rule rule = rule(changes);
        StepKind kind = changes.isEmpty() ? StepKind.NOTE_ABSENCE : StepKind.UPDATE;
        return new Step(kind, subject, rule, why(rule), changes, null, change, false);
    }

    /** The step without its link, which the account has already; empty where nothing else was to be written. */
    static Optional<Step> withoutLink(Step step) {
        return without(FieldChange.EXTERNAL_ID, step);
    }

    /** The step without the new name; empty where nothing else was to be written. */
    public static Optional<Step> withoutName(Step step) {
        return without(FieldChange.USERNAME, step);
    }

    /** The new name alone, to tell that it was not given. */
    public static Step nameAlone(Step step) {
        List<FieldChange> name = step.changes().stream()
                .filter(change -> change.field().equals(FieldChange.USERNAME))
                .toList();
        return of(step.subject(), name, update(step));
    }

    private static Optional<Step> without(String field, Step step) {
        Change.Update update = update(step);
        List<FieldChange> changes = step.changes().stream()
                .filter(change -> !change.field().equals(field))
                .toList();
        if (changes.isEmpty() && update.absence() == null) {
            return Optional.empty();
        }
        Map<String, @Nullable String> fields = new TreeMap<>(update.fields());
        Change.Update rest = new Change.Update(
                update.account(),
                update.version(),
                field.equals(FieldChange.EXTERNAL_ID) ? null : update.externalId(),
                field.equals(FieldChange.USERNAME) ? null : update.username(),
                fields,
                update.absence());
        return Optional.of(of(step.subject(), changes, rest));
    }

    private static Change.Update update(Step step) {
        if (step.change() instanceof Change.Update update) {
            return update;
        }
        throw new IllegalStateException("Not an update: " + step.kind());
    }

    private static Rule rule(List<FieldChange> changes) {
        Rule rule = changes.isEmpty() ? Rule.R22 : Rule.R18;
        for (FieldChange change : changes) {
            if (change.field().equals(FieldChange.EXTERNAL_ID)) {
                return change.before() == null ? Rule.R9 : Rule.R11;
            }
            if (change.field().equals(FieldChange.USERNAME)) {
                rule = Rule.R14;
            }
        }
        return rule;
    }

    private static String why(Rule rule) {
        return switch (rule) {
            case R11 -> "the person was created again under a new external id and receives the old account";
            case R9 -> "the account was handed over to the directory and the person has its name";
            case R14 -> "the person's name changed in the directory";
            case R22 -> "the person is back within the grace";
            default -> "mapped fields follow the directory";
        };
    }
}
