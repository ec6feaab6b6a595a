package dev.rollcall.testkit;

import dev.rollcall.audit.AuditEvent;
import dev.rollcall.audit.AuditLog;
import dev.rollcall.audit.AuditSink;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/**
 * The contract of {@link AuditSink}, one test or more for each of its sentences. Whoever writes a sink that keeps
 * events where they can be read again extends it; for an {@link AuditLog}, {@link AuditLogContract}:
 *
 * <pre>{@code
 * class EventTableTest extends AuditSinkContract {
 *
 *     @Override
 *     protected AuditSink emptySink() {
 *         database.truncateAllTables();
 *         return new EventTable(dataSource);
 *     }
 *
 *     @Override
 *     protected List<AuditEvent> recorded() {
 *         return database.readEvents();
 *     }
 * }
 * }</pre>
 *
 * <p>A test that fails says which sentence is broken and what to look at. The other methods let more be checked. A test
 * that cannot be made without them is reported as skipped, with what nobody knows then.
 *
 * <p>Do not let a test framework wrap the tests in a transaction that it rolls back: the sink has to commit, as it will
 * have to in a run. The tests of one class run one after another, and some use several threads.
 */
public abstract class AuditSinkContract extends AuditCallContract {

    /** For subclasses. */
    protected AuditSinkContract() {}

    /**
     * Returns the sink to test, over a store without events. Called once in each test, after whatever your class does
     * before each.
     */
    @Override
    protected abstract AuditSink emptySink();

    /** All events that are stored now, in the order in which they were recorded, read afresh. */
    @Override
    protected abstract List<AuditEvent> recorded();

    /**
     * Returns another sink over the same store, as another process would open it: with its own connections and caches.
     * Unless overridden, whether anything outlives the process is not checked.
     */
    @Override
    protected AuditSink reopened() {
        return Assumptions.abort(
                "reopened() is not overridden: whether events are stored when record returns is not known");
    }

    /**
     * Makes the store fail once, in the midst of the next call of {@code record}: when some of its events are written,
     * and others not. A connection that breaks, or a trigger that refuses the second row. Unless overridden this is not
     * checked.
     */
    @Override
    protected void failNextWrite() {
        Assumptions.abort(
                "failNextWrite() is not overridden: whether a call in which the store fails records a part is not known");
    }

    @Override
    String contract() {
        return "AuditSink";
    }
}
