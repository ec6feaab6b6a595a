package dev.rollcall.account;

import dev.rollcall.audit.AuditEvent;
import java.util.List;
import java.util.Objects;

/**
 * A change together with the audit events that tell of it.
 *
 * @param change what to change
 * @param events at least one event, to be stored in the same transaction by a repository that keeps an audit log. Sinks
 *     get the same events after the commit, with the same ids; a repository without an audit log ignores them. The
 *     event of a creation does not know the account's id yet: a repository that stores it fills it in with
 *     {@link AuditEvent#withAccount}, as the engine does for the sinks
 */
public record Write(Change change, List<AuditEvent> events) {
    public Write {
        Objects.requireNonNull(change, "change");
        events = List.copyOf(events);
        if (events.isEmpty()) {
            throw new IllegalArgumentException("Nothing is written without an audit event (R41)");
        }
    }
}
