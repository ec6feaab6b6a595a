package dev.rollcall.testkit;

import dev.rollcall.audit.AuditEvent;
import dev.rollcall.audit.AuditLog;
import dev.rollcall.audit.AuditQuery;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/**
 * The contract of {@link AuditLog}, one test or more for each of its sentences and those of a sink. Whoever writes a
 * log extends it:
 *
 * <pre>{@code
 * class EventTableTest extends AuditLogContract {
 *
 *     @Override
 *     protected AuditLog emptyLog() {
 *         database.truncateAllTables();
 *         return new EventTable(dataSource);
 *     }
 * }
 * }</pre>
 *
 * <p>That is enough to begin with. A test that fails says which sentence is broken and what to look at. The other
 * methods let more be checked. A test that cannot be made without them is reported as skipped, with what nobody knows
 * then.
 *
 * <p>Do not let a test framework wrap the tests in a transaction that it rolls back: the log has to commit, as it will
 * have to in a run. The tests of one class run one after another, and some use several threads.
 */
public abstract class AuditLogContract extends AuditPurgeContract {

    /** For subclasses. */
    protected AuditLogContract() {}

    /**
     * Returns the log to test, without events. Called once in each test, after whatever your class does before each.
     */
    protected abstract AuditLog emptyLog();

    /** The log to test. */
    @Override
    protected final AuditLog emptySink() {
        return emptyLog();
    }

    /** All events that are stored now. Unless overridden those that the log finds without any criterion. */
    @Override
    protected List<AuditEvent> recorded() {
        List<AuditEvent> events = new ArrayList<>();
        log().find(AuditQuery.everything(), events::add);
        return events;
    }

    /**
     * Returns another log over the same store, as another process would open it: with its own connections and caches.
     * Unless overridden, whether anything outlives the process is not checked.
     */
    @Override
    protected AuditLog reopened() {
        return Assumptions.abort(
                "reopened() is not overridden: whether events are stored when record returns is not known");
    }

    @Override
    String contract() {
        return "AuditLog";
    }
}
