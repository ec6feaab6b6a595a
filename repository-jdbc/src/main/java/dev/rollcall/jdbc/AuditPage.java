package dev.rollcall.jdbc;

import dev.rollcall.audit.AuditEvent;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Some events of an audit log, as a screen shows them. Immutable.
 *
 * @param events the events
 * @param next where the next page begins; null if this is the last
 */
public record AuditPage(List<AuditEvent> events, @Nullable AuditPosition next) {

    public AuditPage {
        events = List.copyOf(Objects.requireNonNull(events, "events"));
    }
}
