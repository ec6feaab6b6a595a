package dev.rollcall.testkit;

import dev.rollcall.audit.AuditEvent;
import dev.rollcall.audit.FieldChange;
import dev.rollcall.audit.Subject;
import dev.rollcall.run.HeldRun;
import org.assertj.core.presentation.StandardRepresentation;
import org.jspecify.annotations.Nullable;

/** How failures show what a store keeps: every part of it, null told from text, and long texts cut. */
final class BriefRepresentation extends StandardRepresentation {

    private static final int SHOWN = 60;

    @Override
    protected String toStringOf(String text) {
        return text(text);
    }

    @Override
    protected String fallbackToStringOf(Object object) {
        if (object instanceof AuditEvent event) {
            return event(event);
        }
        if (object instanceof FieldChange change) {
            return "[" + text(change.field()) + ": " + text(change.before()) + " -> " + text(change.after())
                    + (change.sensitive() ? ", sensitive]" : "]");
        }
        if (object instanceof Subject subject) {
            return "[" + text(subject.username()) + ", " + text(subject.externalId()) + ", " + text(subject.accountId())
                    + "]";
        }
        if (object instanceof HeldRun.Item item) {
            return "[" + item.guard() + ", " + text(item.key()) + ", " + text(item.value()) + "]";
        }
        String shown = object.toString();
        return shown.length() > 10 * SHOWN ? cut(shown, 9 * SHOWN) : shown;
    }

    private String event(AuditEvent event) {
        return String.join(
                ", ",
                "[id " + text(event.id()),
                "time " + event.time(),
                "directory " + text(event.directory()),
                "run " + text(event.runId()),
                "actor " + text(event.actor()),
                event.action() + " " + event.outcome(),
                "subject " + fallbackToStringOf(event.subject()),
                "rule " + event.rule(),
                "details " + text(event.details()),
                "changes " + toStringOf(event.changes()) + "]");
    }

    private static String text(@Nullable Object text) {
        if (text == null) {
            return "null";
        }
        String shown = text.toString();
        return shown.length() > 2 * SHOWN ? cut(shown, SHOWN) : "\"" + shown + "\"";
    }

    /** The beginning of a long text, with what tells it from another one that begins like it. */
    private static String cut(String text, int length) {
        return "\"" + text.substring(0, length) + "...\" (" + text.length() + " characters, hash "
                + Integer.toHexString(text.hashCode()) + ")";
    }
}
