package dev.rollcall.testkit;

import dev.rollcall.account.UserRepository;
import dev.rollcall.audit.AuditEvent;
import dev.rollcall.audit.AuditLog;
import dev.rollcall.identity.AccountId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Assumptions;

/**
 * The contract of {@link UserRepository}, one test or more for each of its sentences. A host extends it for the
 * repository over its own user table:
 *
 * <pre>{@code
 * class StaffTableTest extends UserRepositoryContract {
 *
 *     @Override
 *     protected UserRepository emptyRepository() {
 *         database.truncateAllTables();
 *         return new StaffTable(dataSource);
 *     }
 * }
 * }</pre>
 *
 * <p>That is enough to begin with, given fields named {@code email} and {@code displayName}; otherwise override
 * {@link #fields()}. The tests put everything they need into the table with {@link UserRepository#apply} itself. A test
 * that fails says which sentence is broken and what in the repository to look at.
 *
 * <p>The other methods let more be checked, or say what the repository does not offer. A test that cannot be made
 * without them is reported as skipped, with what nobody knows then.
 *
 * <p>Do not let a test framework wrap the tests in a transaction that it rolls back: the repository has to commit, as
 * it will have to in a run. The accounts are those of two directories, {@code staff} and {@code partners}. The tests of
 * one class run one after another, and use several threads where the contract speaks of several runs.
 */
public abstract class UserRepositoryContract extends RepositoryBudgetContract {

    /** For subclasses. */
    protected UserRepositoryContract() {}

    /**
     * Returns the repository to test, over a table without accounts, audit events and remembered fences. Called at most
     * once in a test, after whatever your class does before each; not in one that is skipped before it needs the
     * repository, so what your class does after each must not rely on it.
     */
    @Override
    protected abstract UserRepository emptyRepository();

    /**
     * The names of two or more text fields that the repository knows, and that may be without value. Unless overridden
     * {@code displayName} and {@code email}.
     */
    @Override
    protected Set<String> fields() {
        return Set.of("displayName", "email");
    }

    /**
     * A value that fits into this field, another for each number. Unless overridden it looks like an e-mail address.
     * Override it where a field takes only certain values; some tests write other text too, which the repository may
     * refuse.
     */
    @Override
    protected String valueOf(String field, int n) {
        return field + n + "@example.org";
    }

    /** A value that the table does not take for this field, such as one that is too long. Unless overridden none. */
    @Override
    protected Optional<String> valueThatDoesNotFit(String field) {
        return Optional.empty();
    }

    /** Whether the repository takes any name for that of a field. Unless overridden it does not. */
    @Override
    protected boolean knowsEveryField() {
        return false;
    }

    /**
     * Whether the repository remembers the highest fence and writes nothing for a lower one. Unless overridden it does.
     */
    @Override
    protected boolean remembersFences() {
        return true;
    }

    /** Whether two threads may use the repository at once. Unless overridden they may. */
    @Override
    protected boolean allowsConcurrentRuns() {
        return true;
    }

    /**
     * Returns another repository over the same table, as another process would open it: with its own connections,
     * sessions and caches. Unless overridden, whether anything is committed is not checked.
     */
    @Override
    protected UserRepository reopened() {
        return Assumptions.abort(
                "reopened() is not overridden: whether changes are committed when apply returns is not known");
    }

    /**
     * Changes something of this account that the engine reads, such as a field, with the host's own means, not through
     * the repository: plain SQL, or the code behind the administrator's screen. Unless overridden this is not checked.
     */
    @Override
    protected void editBehindBack(AccountId account) {
        Assumptions.abort(
                "editBehindBack is not overridden: whether an administrator's edit is noticed, or lost, is not known");
    }

    /** Removes this account with the host's own means. Unless overridden this is not checked. */
    @Override
    protected void removeBehindBack(AccountId account) {
        Assumptions.abort("removeBehindBack is not overridden: what a change to a removed account does is not known");
    }

    /**
     * Creates a local account with this name with the host's own means, as its administrators would, and returns its
     * id. Unless overridden this is not checked.
     *
     * @param active whether the account is active, or blocked by an administrator
     */
    @Override
    protected AccountId createBehindBack(String username, boolean active) {
        return Assumptions.abort(
                "createBehindBack is not overridden: whether accounts that the host makes are found and counted is not"
                        + " known");
    }

    /**
     * All audit events that the repository has stored since the test began, in that order; for
     * {@link UserRepository#apply}, which stores events if there is an {@link AuditLog} in the same database. Unless
     * overridden this is not checked.
     */
    @Override
    protected List<AuditEvent> storedEvents() {
        return Assumptions.abort(
                "storedEvents is not overridden: whether changes and their audit events go together is not known");
    }

    /**
     * How many statements the repository has sent to its store by now, those that only read among them. Only
     * differences are looked at, so that the count may begin at any number and go on from test to test. What to count:
     * calls of {@code execute...} where a {@code DataSource} is wrapped, with a batch of JDBC as one;
     * {@code Statistics.getPrepareStatementCount()} of Hibernate; requests of the client of another store. Commits and
     * savepoints need not be counted. Unless overridden this is not checked.
     */
    @Override
    protected long statementsSent() {
        return Assumptions.abort(
                "statementsSent is not overridden: whether the repository sends a query for each account is not known");
    }

    /**
     * How many statements the repository may send for each change of a batch; 40 more are allowed for a batch of 200 as
     * a whole. Unless overridden 1: each account is written by itself, and all that has to be read for the batch is
     * read many at a time. It is 2 where accounts are spread over two tables, 1 more where events are stored one by
     * one, and 0 where rows are written together too. Whoever makes each change in a transaction of its own adds what
     * such a transaction sends for itself: a fence, a lock, a count.
     */
    @Override
    protected int statementsPerChange() {
        return 1;
    }

    /**
     * Lets the connection break at the next commit of the repository, once. The commit, or whatever else makes changes
     * last, throws what it throws when the network fails, and that connection is of no further use; others work. A
     * wrapped {@code DataSource} can do that. Unless overridden this is not checked.
     *
     * @param made whether the store has made what was committed, so that only its answer is lost; otherwise nothing is
     *     made
     */
    @Override
    protected void breakNextCommit(boolean made) {
        Assumptions.abort(
                "breakNextCommit is not overridden: what becomes of a batch whose answer is lost is not known");
    }

    /**
     * Takes the store away from the repository until the end of the test: connections that are open fail from now on,
     * and no other is to be had. A wrapped {@code DataSource} can do that. Unless overridden this is not checked.
     */
    @Override
    protected void stopStore() {
        Assumptions.abort("stopStore is not overridden: whether a store that is down looks like refusals is not known");
    }
}
