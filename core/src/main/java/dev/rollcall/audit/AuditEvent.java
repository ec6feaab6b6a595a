package dev.rollcall.audit;

import dev.rollcall.identity.AccountId;
import dev.rollcall.identity.DirectoryName;
import dev.rollcall.rules.Rule;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One line of the audit log (R41). Values of sensitive fields are masked when the event is made, so no sink ever sees
 * them.
 *
 * @param id unique; an event that is delivered twice has the same id both times
 * @param time when it happened, by the engine's clock
 * @param directory whose run or account it is
 * @param runId the run it belongs to; null for an administrator's act
 * @param actor who asked for the run or act; blank for a schedule
 * @param action what it tells of
 * @param outcome whether it succeeded
 * @param subject whom it is about
 * @param rule the rule that asked for it; null for the start and the finish of a run
 * @param details what happened, in words for an administrator
 * @param changes the fields that changed, masked where sensitive
 */
public record AuditEvent(
        String id,
        Instant time,
        DirectoryName directory,
        @Nullable String runId,
        String actor,
        AuditAction action,
        Outcome outcome,
        Subject subject,
        @Nullable Rule rule,
        String details,
        List<FieldChange> changes) {

    /** Whether what the event tells of was done. */
    public enum Outcome {
        /** It was done. */
        SUCCESS,
        /** It was not. */
        FAILURE
    }

    /** The category that every event has in the exported log. */
    public static final String CATEGORY = "System";

    /** The subcategory that every event has in the exported log. */
    public static final String SUBCATEGORY = "Users";

    public AuditEvent {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(time, "time");
        Objects.requireNonNull(directory, "directory");
        Objects.requireNonNull(actor, "actor");
        Objects.requireNonNull(action, "action");
        Objects.requireNonNull(outcome, "outcome");
        Objects.requireNonNull(subject, "subject");
        Objects.requireNonNull(details, "details");
        changes = changes.stream().map(FieldChange::masked).toList();
    }

    /** Returns the same event about the account that was created: known only once the repository gave it an id. */
    public AuditEvent withAccount(AccountId account) {
        return new AuditEvent(
                id,
                time,
                directory,
                runId,
                actor,
                action,
                outcome,
                new Subject(subject.username(), subject.externalId(), account),
                rule,
                details,
                changes);
    }
}
