package dev.rollcall.audit;

import java.util.List;

/**
 * Takes audit events. The SPI of whoever keeps or forwards an audit log.
 *
 * <p>Called on the thread of {@code run()}, outside any transaction of the engine: first with the start of the run,
 * before anything is written; then after each batch of changes has been committed; last with the finish. Events come in
 * the order in which things happened. The same event may come twice, with the same {@link AuditEvent#id() id}: also
 * when the user repository stores events in its own transaction (see {@code Write#events()}) and shares a table with
 * the sink. A sink that stores events stores it once. Texts may be of any length and hold any character; what a store
 * cannot hold, U+0000 or half a surrogate pair, it may replace, but the event is not lost for it.
 */
public interface AuditSink {

    /**
     * Records these events, all or none.
     *
     * @param events at least one; immutable
     * @throws RuntimeException if they could not be recorded. By default the run then stops ({@code FAILED}, audit
     *     down) after what is already committed; nothing is undone (R43). The exception is reported by its type alone
     */
    void record(List<AuditEvent> events);

    /** Returns a sink that hands every event to each of these, in this order; the first failure stops it. */
    static AuditSink all(AuditSink... sinks) {
        List<AuditSink> targets = List.of(sinks);
        return events -> targets.forEach(sink -> sink.record(events));
    }
}
