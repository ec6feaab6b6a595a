package dev.rollcall.audit;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** An audit log in memory: for tests, and for hosts that show the last run and keep nothing. Safe for many threads. */
public final class InMemoryAuditLog implements AuditLog {

    private final Map<String, AuditEvent> eventsById = new LinkedHashMap<>();

    /** Creates an empty log. */
    public InMemoryAuditLog() {}

    @Override
    public synchronized void record(List<AuditEvent> events) {
        List.copyOf(events).forEach(event -> eventsById.putIfAbsent(event.id(), event));
    }

    /** All events, in the order in which they were recorded. */
    public synchronized List<AuditEvent> events() {
        return List.copyOf(eventsById.values());
    }

    @Override
    public void find(AuditQuery query, Consumer<AuditEvent> events) {
        events().stream()
                .filter(query::matches)
                .sorted(Comparator.comparing(AuditEvent::time))
                .forEach(events);
    }

    @Override
    public synchronized long purge(Instant olderThan) {
        List<String> old = new ArrayList<>();
        eventsById.forEach((id, event) -> {
            if (event.time().isBefore(olderThan)) {
                old.add(id);
            }
        });
        old.forEach(eventsById::remove);
        return old.size();
    }
}
