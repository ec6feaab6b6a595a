package dev.rollcall.testkit;

import dev.rollcall.lock.RunLock;
import java.time.Duration;
import org.junit.jupiter.api.Assumptions;

/**
 * The contract of {@link RunLock} and of the leases it gives, one test or more for each of its sentences. Whoever
 * writes a lock extends it:
 *
 * <pre>{@code
 * class LockTableTest extends RunLockContract {
 *
 *     @Override
 *     protected RunLock lock() {
 *         database.truncateAllTables();
 *         return new LockTable(dataSource);
 *     }
 * }
 * }</pre>
 *
 * <p>That is enough to begin with; a lock that several processes share is worth {@link #anotherLock()}. A test that
 * fails says which sentence is broken and what to look at. One that cannot be made is reported as skipped, with what
 * nobody knows then.
 *
 * <p>The tests of one class run one after another, and some use several threads. Leases are given back at the end of
 * each test.
 */
public abstract class RunLockContract extends RunLockFenceContract {

    /** For subclasses. */
    protected RunLockContract() {}

    /**
     * Returns the lock to test, which nobody holds. Called once in each test, after whatever your class does before
     * each.
     */
    @Override
    protected abstract RunLock lock();

    /**
     * Returns the same lock as another process has it: over the same store, with its own connections and caches. Unless
     * overridden, whether processes exclude one another is not checked.
     */
    @Override
    protected RunLock anotherLock() {
        return Assumptions.abort(
                "anotherLock() is not overridden: whether two processes may hold the lock at once is not known");
    }

    /**
     * Lets so much time go by for the lock. Unless overridden the test sleeps; override it for a lock whose clock you
     * can set.
     */
    @Override
    protected void pass(Duration time) {
        try {
            Thread.sleep(time.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The test was interrupted while it let time go by", e);
        }
    }

    /**
     * How long leases last that are meant to expire. Unless overridden 400 milliseconds. Override it with a longer time
     * where it takes long to ask for the lock, or where leases are counted in whole seconds.
     */
    @Override
    protected Duration shortTimeToLive() {
        return Duration.ofMillis(400);
    }

    /** How long it may take to be told that the lock is held. Unless overridden 30 seconds. */
    @Override
    protected Duration patience() {
        return Duration.ofSeconds(30);
    }
}
