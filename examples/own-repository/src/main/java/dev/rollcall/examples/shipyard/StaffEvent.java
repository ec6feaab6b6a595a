package dev.rollcall.examples.shipyard;

import dev.rollcall.audit.AuditAction;
import dev.rollcall.audit.AuditEvent;
import dev.rollcall.audit.FieldChange;
import dev.rollcall.audit.Subject;
import dev.rollcall.identity.AccountId;
import dev.rollcall.identity.DirectoryName;
import dev.rollcall.identity.ExternalId;
import dev.rollcall.rules.Rule;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.OrderColumn;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An audit event as a row: what the sync did to a member of staff, for the yard's own screens. */
@Entity
class StaffEvent {

    @Id
    private String id;

    @Column(insertable = false, updatable = false)
    private @Nullable Long seq;

    private Instant happenedAt;
    private String directory;
    private @Nullable String runId;
    private String actor;

    @Enumerated(EnumType.STRING)
    private AuditAction action;

    @Enumerated(EnumType.STRING)
    private AuditEvent.Outcome outcome;

    private @Nullable String username;
    private @Nullable String externalId;
    private @Nullable String accountId;

    @Enumerated(EnumType.STRING)
    private @Nullable Rule rule;

    private String details;

    @ElementCollection
    @CollectionTable(name = "staff_event_field", joinColumns = @JoinColumn(name = "event_id"))
    @OrderColumn(name = "position")
    private List<Field> fields;

    /** One field before and after. */
    @Embeddable
    record Field(
            String field,
            @Nullable String valueBefore,
            @Nullable String valueAfter,
            boolean sensitive) {}

    /** For JPA. */
    @SuppressWarnings("NullAway.Init")
    protected StaffEvent() {}

    StaffEvent(AuditEvent event) {
        id = event.id();
        happenedAt = event.time();
        directory = event.directory().value();
        runId = event.runId();
        actor = withoutNul(event.actor());
        action = event.action();
        outcome = event.outcome();
        username = event.subject().username();
        ExternalId person = event.subject().externalId();
        externalId = person == null ? null : person.value();
        AccountId account = event.subject().accountId();
        accountId = account == null ? null : account.value();
        rule = event.rule();
        details = withoutNul(event.details());
        fields = event.changes().stream()
                .map(change -> new Field(change.field(), change.before(), change.after(), change.sensitive()))
                .toList();
    }

    /** PostgreSQL has no room for U+0000 in a text, and a change is not to be refused for the sake of its event. */
    private static String withoutNul(String text) {
        return text.replace('\0', '\uFFFD');
    }

    AuditEvent toEvent() {
        return new AuditEvent(
                id,
                happenedAt,
                DirectoryName.of(directory),
                runId,
                actor,
                action,
                outcome,
                new Subject(
                        username,
                        externalId == null ? null : ExternalId.of(externalId),
                        accountId == null ? null : AccountId.of(accountId)),
                rule,
                details,
                fields.stream()
                        .map(each ->
                                new FieldChange(each.field(), each.valueBefore(), each.valueAfter(), each.sensitive()))
                        .toList());
    }
}
