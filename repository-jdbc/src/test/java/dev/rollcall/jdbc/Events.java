package dev.rollcall.jdbc;

import dev.rollcall.audit.AuditAction;
import dev.rollcall.audit.AuditEvent;
import dev.rollcall.audit.Subject;
import dev.rollcall.identity.AccountId;
import dev.rollcall.identity.DirectoryName;
import dev.rollcall.identity.ExternalId;
import dev.rollcall.rules.Rule;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

/** Audit events for tests. */
final class Events {

    static final Instant MONDAY = Instant.parse("2026-11-16T08:00:00Z");

    private Events() {}

    /** An event with this id, so many milliseconds after Monday, eight o'clock. */
    static AuditEvent event(String id, long later, String actor, String username) {
        return new AuditEvent(
                id,
                MONDAY.plusMillis(later),
                DirectoryName.of("staff"),
                "run-1",
                actor,
                AuditAction.CREATED,
                AuditEvent.Outcome.SUCCESS,
                new Subject(username, ExternalId.of("x-" + username), AccountId.of("17")),
                Rule.R16,
                "imported",
                List.of());
    }

    /** So many events of a schedule, two in each millisecond. */
    static List<AuditEvent> events(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> event(String.valueOf(i), i / 2, "", "user" + i))
                .toList();
    }

    static List<String> ids(List<AuditEvent> events) {
        return events.stream().map(AuditEvent::id).toList();
    }
}
