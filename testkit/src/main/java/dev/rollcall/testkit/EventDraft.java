package dev.rollcall.testkit;

import dev.rollcall.audit.AuditAction;
import dev.rollcall.audit.AuditEvent;
import dev.rollcall.audit.FieldChange;
import dev.rollcall.audit.Subject;
import dev.rollcall.identity.AccountId;
import dev.rollcall.identity.DirectoryName;
import dev.rollcall.identity.ExternalId;
import dev.rollcall.rules.Rule;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An audit event in the making, with an id of its own. */
final class EventDraft {

    private static final Instant TIME = Instant.parse("2024-03-04T08:15:30.123Z");

    private String id = UUID.randomUUID().toString();
    private Instant time = TIME;
    private DirectoryName directory = DirectoryName.of("staff");
    private @Nullable String runId = "run-4711";
    private String actor = "";
    private AuditAction action = AuditAction.UPDATED;
    private AuditEvent.Outcome outcome = AuditEvent.Outcome.SUCCESS;
    private Subject subject = Subject.NOBODY;
    private @Nullable Rule rule = Rule.R18;
    private final String details;
    private List<FieldChange> changes = List.of();

    private EventDraft(String details) {
        this.details = details;
    }

    /** Starts an event that happened on a Monday morning in a scheduled run, about nobody. */
    static EventDraft of(String details) {
        return new EventDraft(details);
    }

    EventDraft id(String text) {
        this.id = text;
        return this;
    }

    EventDraft at(Instant moment) {
        this.time = moment;
        return this;
    }

    /** So many milliseconds later than the first one. */
    EventDraft later(long milliseconds) {
        return at(TIME.plusMillis(milliseconds));
    }

    EventDraft directory(String name) {
        this.directory = DirectoryName.of(name);
        return this;
    }

    EventDraft run(@Nullable String name) {
        this.runId = name;
        return this;
    }

    EventDraft actor(String name) {
        this.actor = name;
        return this;
    }

    EventDraft action(AuditAction told) {
        this.action = told;
        return this;
    }

    EventDraft outcome(AuditEvent.Outcome told) {
        this.outcome = told;
        return this;
    }

    EventDraft about(@Nullable String username) {
        return about(username, "id-1", "17");
    }

    EventDraft about(@Nullable String username, @Nullable String externalId, @Nullable String account) {
        this.subject = new Subject(
                username,
                externalId == null ? null : ExternalId.of(externalId),
                account == null ? null : AccountId.of(account));
        return this;
    }

    EventDraft rule(@Nullable Rule asked) {
        this.rule = asked;
        return this;
    }

    EventDraft changes(FieldChange... told) {
        return changes(List.of(told));
    }

    EventDraft changes(List<FieldChange> told) {
        this.changes = told;
        return this;
    }

    AuditEvent event() {
        return new AuditEvent(id, time, directory, runId, actor, action, outcome, subject, rule, details, changes);
    }
}
