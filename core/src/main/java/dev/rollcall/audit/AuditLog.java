package dev.rollcall.audit;

import java.time.Instant;
import java.util.function.Consumer;

/** An audit sink that can be searched and purged (R42). */
public interface AuditLog extends AuditSink {

    /** Hands every event that matches to {@code events}, oldest first. */
    void find(AuditQuery query, Consumer<AuditEvent> events);

    /**
     * Removes the events that are older than this.
     *
     * @return how many were removed
     */
    long purge(Instant olderThan);
}
