package dev.rollcall.testkit.contracts;

import dev.rollcall.audit.AuditEvent;
import dev.rollcall.audit.FieldChange;
import dev.rollcall.audit.Subject;
import dev.rollcall.identity.DirectoryName;
import dev.rollcall.identity.ExternalId;
import dev.rollcall.rules.Rule;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Events with something of them changed. */
final class Altered {

    private Altered() {}

    /** Does this to the texts of an event: actor, details, username, external id, old and new values. */
    static AuditEvent texts(AuditEvent event, UnaryOperator<String> change) {
        Subject subject = event.subject();
        ExternalId externalId = subject.externalId();
        return new AuditEvent(
                event.id(),
                event.time(),
                event.directory(),
                event.runId(),
                change.apply(event.actor()),
                event.action(),
                event.outcome(),
                new Subject(
                        textOrNull(subject.username(), change),
                        externalId == null ? null : ExternalId.of(change.apply(externalId.value())),
                        subject.accountId()),
                event.rule(),
                change.apply(event.details()),
                event.changes().stream()
                        .map(each -> new FieldChange(
                                each.field(),
                                textOrNull(each.before(), change),
                                textOrNull(each.after(), change),
                                each.sensitive()))
                        .toList());
    }

    private static @Nullable String textOrNull(@Nullable String text, UnaryOperator<String> change) {
        return text == null ? null : change.apply(text);
    }

    static AuditEvent time(AuditEvent event, Instant time) {
        return new AuditEvent(
                event.id(),
                time,
                event.directory(),
                event.runId(),
                event.actor(),
                event.action(),
                event.outcome(),
                event.subject(),
                event.rule(),
                event.details(),
                event.changes());
    }

    static AuditEvent run(AuditEvent event, @Nullable String runId) {
        return new AuditEvent(
                event.id(),
                event.time(),
                event.directory(),
                runId,
                event.actor(),
                event.action(),
                event.outcome(),
                event.subject(),
                event.rule(),
                event.details(),
                event.changes());
    }

    static AuditEvent directory(AuditEvent event, String name) {
        return new AuditEvent(
                event.id(),
                event.time(),
                DirectoryName.of(name),
                event.runId(),
                event.actor(),
                event.action(),
                event.outcome(),
                event.subject(),
                event.rule(),
                event.details(),
                event.changes());
    }

    static AuditEvent rule(AuditEvent event, @Nullable Rule rule) {
        return new AuditEvent(
                event.id(),
                event.time(),
                event.directory(),
                event.runId(),
                event.actor(),
                event.action(),
                event.outcome(),
                event.subject(),
                rule,
                event.details(),
                event.changes());
    }

    static AuditEvent subject(AuditEvent event, Subject subject) {
        return new AuditEvent(
                event.id(),
                event.time(),
                event.directory(),
                event.runId(),
                event.actor(),
                event.action(),
                event.outcome(),
                subject,
                event.rule(),
                event.details(),
                event.changes());
    }

    static AuditEvent changes(AuditEvent event, List<FieldChange> changes) {
        return new AuditEvent(
                event.id(),
                event.time(),
                event.directory(),
                event.runId(),
                event.actor(),
                event.action(),
                event.outcome(),
                event.subject(),
                event.rule(),
                event.details(),
                changes);
    }
}
