package dev.rollcall.cli;

import dev.rollcall.audit.FieldChange;
import dev.rollcall.audit.Subject;
import dev.rollcall.cli.output.Json;
import dev.rollcall.plan.Step;
import dev.rollcall.plan.StepKind;
import java.util.List;
import java.util.stream.Collectors;

/** How steps of a plan or report are shown. */
final class StepWords {

    private StepWords() {}

    /** A heading for the steps of this kind. */
    static String heading(StepKind kind) {
        return switch (kind) {
            case CREATE -> "New accounts";
            case UPDATE -> "Changed fields, names and links";
            case BLOCK -> "Blocked";
            case CHANGE_REASON -> "Blocked for another reason now";
            case ACTIVATE -> "Activated";
            case WAIT -> "Waiting for a licence";
            case NOTE_ABSENCE -> "Absence noted, in grace";
            case REJECT -> "Rejected people";
            case REFUSE -> "Refused in part";
            case VETO -> "Protected, so not blocked";
            case LEAVE -> "Left as they are";
        };
    }

    /** What stands before a name, to be seen at a glance. */
    static String sign(StepKind kind) {
        return switch (kind) {
            case CREATE, ACTIVATE -> "+";
            case BLOCK -> "-";
            case UPDATE, CHANGE_REASON, NOTE_ABSENCE -> "~";
            case WAIT -> ".";
            case REJECT, REFUSE, VETO -> "!";
            case LEAVE -> " ";
        };
    }

    /** Whom a step is about, in a word. */
    static String name(Subject subject) {
        return subject.username() == null ? subject.toString() : subject.username();
    }

    /** Why, and what changes. */
    static String what(Step step) {
        String reason = (step.refusal() == null ? "" : step.refusal() + ": ") + step.reason();
        String changes = changes(step);
        return reason + (changes.isEmpty() ? "" : "; " + changes) + (step.standing() ? " (as before)" : "");
    }

    /** What changes, field by field. */
    static String changes(Step step) {
        return step.changes().stream().map(StepWords::shown).collect(Collectors.joining(", "));
    }

    private static String shown(FieldChange change) {
        FieldChange shown = change.masked();
        String before = shown.before();
        String after = shown.after();
        if (after == null) {
            return shown.field() + " cleared" + (before == null ? "" : ", was '" + before + "'");
        }
        return shown.field() + " " + (before == null ? "" : "'" + before + "' -> ") + "'" + after + "'";
    }

    /** Writes the step as an element of an array. */
    static void write(Json json, Step step) {
        json.object(object -> object.text("kind", step.kind())
                .object(
                        "subject",
                        subject -> subject.text("username", step.subject().username())
                                .text("externalId", step.subject().externalId())
                                .text("accountId", step.subject().accountId()))
                .text("rule", step.rule())
                .text("reason", step.reason())
                .text("refusal", step.refusal())
                .flag("standing", step.standing())
                .array("changes", changes -> writeChanges(changes, step.changes())));
    }

    private static void writeChanges(Json json, List<FieldChange> changes) {
        for (FieldChange change : changes) {
            FieldChange shown = change.masked();
            json.object(object -> object.text("field", shown.field())
                    .text("before", shown.before())
                    .text("after", shown.after()));
        }
    }
}
