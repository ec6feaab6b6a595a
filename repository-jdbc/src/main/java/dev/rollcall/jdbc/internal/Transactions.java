package dev.rollcall.jdbc.internal;

import dev.rollcall.account.RepositoryException;
import dev.rollcall.jdbc.JdbcConfigurationException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Runs short transactions, each on a connection of its own, which is given back as it was taken. So a run that is
 * called within a transaction of the host takes no part in it.
 */
public final class Transactions {

    private static final String BOUND =
            "The data source gives out the same connection to two callers, such as that of a"
                    + " transaction that is under way. Rollcall has to commit on its own: give it the plain data source, or the pool,"
                    + " behind this one";

    private final DataSource dataSource;
    private final Dialect dialect;

    private Transactions(DataSource dataSource, Dialect dialect) {
        this.dataSource = dataSource;
        this.dialect = dialect;
    }

    /** How long a statement waits for somebody else's lock. */
    public enum Waiting {
        /** As long as a short transaction of the host may take. */
        USUAL(2_000),
        /** For those who waited before. */
        SHORT(200);

        private final long millis;

        Waiting(long millis) {
            this.millis = millis;
        }

        long millis() {
            return millis;
        }
    }

    /** What is done in a transaction. */
    public interface Work<T extends @Nullable Object> {
        T in(Session session) throws SQLException;
    }

    /** What is done in a transaction, without a result. */
    public interface Action {
        void in(Session session) throws SQLException;
    }

    /**
     * Looks at the database.
     *
     * @throws JdbcConfigurationException if Rollcall does not know it, or if the data source gives out the connection
     *     of the caller's transaction
     * @throws RepositoryException if it cannot be reached
     */
    public static Transactions over(DataSource dataSource) {
        for (Class<?> type = dataSource.getClass(); type != null; type = type.getSuperclass()) {
            // Outside of a transaction it behaves like any other, so all that is left is its name.
            if (type.getSimpleName().equals("TransactionAwareDataSourceProxy")) {
                throw new JdbcConfigurationException(BOUND);
            }
        }
        try (Connection connection = dataSource.getConnection()) {
            Dialect dialect = Dialect.of(connection.getMetaData());
            try (Connection second = dataSource.getConnection()) {
                requireTwo(connection, second, dialect);
            }
            return new Transactions(dataSource, dialect);
        } catch (SQLException e) {
            throw failure("be reached", e);
        }
    }

    /**
     * Looks whether two connections are two sessions of the database, leaving a transaction that is under way alone.
     */
    private static void requireTwo(Connection one, Connection other, Dialect dialect) throws SQLException {
        boolean idle = one.getAutoCommit();
        boolean otherIdle = other.getAutoCommit();
        // Within a transaction each has its session for itself, even behind a proxy that shares them.
        one.setAutoCommit(false);
        other.setAutoCommit(false);
        try {
            String session = new Session(one, dialect).text(dialect.sessionId());
            if (session.equals(new Session(other, dialect).text(dialect.sessionId()))) {
                throw new JdbcConfigurationException(BOUND);
            }
        } finally {
            endLook(other, otherIdle);
            endLook(one, idle);
        }
    }

    private static void endLook(Connection connection, boolean idle) throws SQLException {
        if (idle) {
            connection.rollback();
            connection.setAutoCommit(true);
        }
    }

    /** The database. */
    public Dialect dialect() {
        return dialect;
    }

    /**
     * Does this in one transaction, which is committed when the method returns.
     *
     * @param what what the database is asked to do, in words that fit behind "the database could not "
     * @throws RepositoryException if the database fails; the message holds nothing of what was to be stored
     */
    public <T extends @Nullable Object> T call(String what, Work<T> work) {
        try {
            return attempt(work);
        } catch (SQLException e) {
            throw failure(what, e);
        }
    }

    /** As {@link #call}, without a result. */
    public void run(String what, Action action) {
        this.<@Nullable Void>call(what, session -> {
            action.in(session);
            return null;
        });
    }

    /** Does this in one transaction; for those who look at the database's errors themselves. */
    public <T extends @Nullable Object> T attempt(Work<T> work) throws SQLException {
        return attempt(Waiting.USUAL, work);
    }

    /** As {@link #attempt(Work)}, waiting so long for locks. */
    public <T extends @Nullable Object> T attempt(Waiting waiting, Work<T> work) throws SQLException {
        Connection connection = dataSource.getConnection();
        try {
            return attempt(connection, waiting, work);
        } finally {
            close(connection);
        }
    }

    private <T extends @Nullable Object> T attempt(Connection connection, Waiting waiting, Work<T> work)
            throws SQLException {
        boolean autoCommit = connection.getAutoCommit();
        if (!autoCommit) {
            requireIdle(connection);
        }
        int isolation = connection.getTransactionIsolation();
        if (isolation != Connection.TRANSACTION_READ_COMMITTED) {
            connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
        }
        connection.setAutoCommit(false);
        boolean committed = false;
        String undo = "";
        try {
            Session session = new Session(connection, dialect);
            undo = dialect.limitWaiting(session, waiting);
            T result = work.in(session);
            connection.commit();
            committed = true;
            return result;
        } finally {
            giveBack(connection, committed, autoCommit, isolation, undo);
        }
    }

    private static void close(Connection connection) {
        try {
            connection.close();
        } catch (SQLException e) {
            // What was committed is committed, and whatever failed before is on its way already.
        }
    }

    /**
     * A pool may give out connections without auto-commit; so does whoever gives out the one of the caller's
     * transaction.
     */
    private void requireIdle(Connection connection) throws SQLException {
        String underWay = new Session(connection, dialect).text(dialect.isUnderWay());
        if (Boolean.parseBoolean(underWay) || underWay.equals("t")) {
            throw new RepositoryException(BOUND, null);
        }
        connection.rollback();
    }

    private static void giveBack(
            Connection connection, boolean committed, boolean autoCommit, int isolation, String undo) {
        try {
            if (!committed) {
                connection.rollback();
            }
            if (!undo.isEmpty()) {
                try (Statement statement = connection.createStatement()) {
                    statement.execute(undo);
                }
            }
            connection.setAutoCommit(autoCommit);
            if (isolation != Connection.TRANSACTION_READ_COMMITTED) {
                connection.setTransactionIsolation(isolation);
            }
        } catch (SQLException e) {
            // The connection is broken; what broke it is on its way already, or the work is committed.
            abandon(connection);
        }
    }

    private static void abandon(Connection connection) {
        try {
            connection.abort(Runnable::run);
        } catch (SQLException e) {
            // Nothing more can be done for it; closing it comes next.
        }
    }

    /**
     * The exception that tells of a failure without telling anybody's data. The database's own message is kept only
     * where the connection is what failed: any other may quote the row or the statement.
     */
    public static RepositoryException failure(String what, SQLException e) {
        SQLException first = SqlErrors.first(e);
        String state = String.valueOf(first.getSQLState());
        SQLException cause = first;
        if (!SqlErrors.isFreeOfData(first)) {
            cause = new SQLException(
                    "SQL state " + state + "; the database's message is left out", state, first.getErrorCode());
            cause.setStackTrace(first.getStackTrace());
        }
        return new RepositoryException(
                "The database could not " + what + ": SQL state " + state + ", "
                        + first.getClass().getSimpleName(),
                cause);
    }
}
