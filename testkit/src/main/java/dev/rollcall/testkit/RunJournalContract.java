package dev.rollcall.testkit;

import dev.rollcall.run.RunJournal;
import org.junit.jupiter.api.Assumptions;

/**
 * The contract of {@link RunJournal}, one test or more for each of its sentences. Whoever writes a journal extends it:
 *
 * <pre>{@code
 * class JournalTableTest extends RunJournalContract {
 *
 *     @Override
 *     protected RunJournal emptyJournal() {
 *         database.truncateAllTables();
 *         return new JournalTable(dataSource);
 *     }
 * }
 * }</pre>
 *
 * <p>That is enough to begin with. A test that fails says which sentence is broken and what to look at. One that cannot
 * be made without {@link #reopened()} is reported as skipped, with what nobody knows then.
 *
 * <p>Do not let a test framework wrap the tests in a transaction that it rolls back: the journal has to commit, as it
 * will have to in a run. The tests of one class run one after another, and some use several threads. No test notes more
 * than 200 runs of a directory, nor holds more than ten.
 */
public abstract class RunJournalContract extends JournalStoreContract {

    /** For subclasses. */
    protected RunJournalContract() {}

    /**
     * Returns the journal to test, without entries. Called once in each test, after whatever your class does before
     * each.
     */
    @Override
    protected abstract RunJournal emptyJournal();

    /**
     * Returns another journal over the same store, as another process would open it: with its own connections and
     * caches. Unless overridden, whether anything outlives the process is not checked.
     */
    @Override
    protected RunJournal reopened() {
        return Assumptions.abort("reopened() is not overridden: whether a journal outlives the process is not known");
    }
}
