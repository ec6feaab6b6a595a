package dev.rollcall.jdbc;

import dev.rollcall.account.RepositoryException;
import dev.rollcall.identity.DirectoryName;
import dev.rollcall.jdbc.internal.Dialect;
import dev.rollcall.jdbc.internal.Session;
import dev.rollcall.jdbc.internal.SqlErrors;
import dev.rollcall.jdbc.internal.Tables;
import dev.rollcall.jdbc.internal.Texts;
import dev.rollcall.jdbc.internal.ThisProcess;
import dev.rollcall.jdbc.internal.Transactions;
import dev.rollcall.lock.Fence;
import dev.rollcall.lock.Lease;
import dev.rollcall.lock.RunLock;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The run lock in the table {@code rollcall_lock}, one row for each directory: for every process that uses the database
 * (R37).
 *
 * <p>Leases end by the clock of the database; those of the processes play no part. Tokens grow whatever happens, and
 * are above those of a {@link dev.rollcall.lock.LocalRunLock} that was used before. A lease that was given back or has
 * run out writes nothing more: the user repository of the same database compares the token and the end of the lease in
 * the transaction of every batch. Safe for many threads; a lease is for one.
 */
public final class JdbcRunLock implements RunLock {

    private static final Logger LOG = LoggerFactory.getLogger(JdbcRunLock.class);

    private static final Duration LONGEST = Duration.ofDays(36_500);

    /** How many lost connections a renewal bears, and the end of a lease. */
    private static final int LOSSES_BORNE = 3;

    private final Transactions transactions;
    private final String table;
    private final Dialect dialect;

    JdbcRunLock(Transactions transactions, Tables tables) {
        this.transactions = transactions;
        this.table = tables.lock();
        this.dialect = transactions.dialect();
    }

    /**
     * Takes the lock if nobody holds it. Where there is no lease, but somebody is just writing, such as an
     * administrator's act, that is waited for as long as for any lock; if it takes longer, the directory counts as
     * held.
     *
     * @param timeToLive counted in milliseconds
     * @throws RepositoryException if the database fails
     */
    @Override
    public Optional<Lease> acquire(DirectoryName directory, Duration timeToLive) {
        long millis = millis(timeToLive);
        try {
            return transactions.attempt(session -> acquire(session, directory, millis));
        } catch (SQLException e) {
            if (SqlErrors.isTakenMeanwhile(e)) {
                return Optional.empty();
            }
            throw Transactions.failure("take the lock of a directory", e);
        }
    }

    private Optional<Lease> acquire(Session session, DirectoryName directory, long millis) throws SQLException {
        dialect.endWhenSilent(session, millis);
        String name = Texts.storable(directory.value());
        if (isHeld(session, name)) {
            return Optional.empty();
        }
        boolean taken = lockRow(session, name) ? update(session, name, millis) : insert(session, name, millis);
        if (!taken) {
            return Optional.empty();
        }
        return session.first(
                "select token from " + table + " where directory = ?",
                row -> new JdbcLease(new Fence(directory, row.getLong(1)), millis),
                name);
    }

    /** Locks the row, if there is one. A batch or an administrator's act may have it for a moment. */
    private boolean lockRow(Session session, String directory) throws SQLException {
        String select = "select token from " + table + " where directory = ?";
        return session.first(select + " for update skip locked", row -> row.getLong(1), directory)
                        .isPresent()
                || session.first(select + " for update", row -> row.getLong(1), directory)
                        .isPresent();
    }

    private boolean isHeld(Session session, String directory) throws SQLException {
        return session.first(
                        "select token from " + table + " where directory = ? and holder is not null and expires_at > "
                                + dialect.now(),
                        row -> row.getLong(1),
                        directory)
                .isPresent();
    }

    private boolean update(Session session, String directory, long millis) throws SQLException {
        return session.update(
                        "update " + table + " set token = greatest(token + 1, " + dialect.clockToken()
                                + "), holder = ?,"
                                + " expires_at = " + dialect.in(millis)
                                + " where directory = ? and (holder is null or expires_at is null or expires_at <= "
                                + dialect.now() + ")",
                        ThisProcess.name(),
                        directory)
                == 1;
    }

    /** Inserts the first row of a directory; of two who try, the unique key lets one through. */
    private boolean insert(Session session, String directory, long millis) throws SQLException {
        return session.update(
                        "insert into " + table + " (directory, token, holder, expires_at) select cast(? as "
                                + dialect.text() + "), " + dialect.clockToken() + ", cast(? as " + dialect.text()
                                + "), "
                                + dialect.in(millis) + " where not exists (select 1 from " + table
                                + " where directory = ?)",
                        directory,
                        ThisProcess.name(),
                        directory)
                == 1;
    }

    private static long millis(Duration timeToLive) {
        return (timeToLive.compareTo(LONGEST) > 0 ? LONGEST : timeToLive).toMillis();
    }

    /**
     * Who holds the lock of a directory now, for a screen; empty if nobody does.
     *
     * @throws RepositoryException if the database fails
     */
    public Optional<LockHolder> holder(DirectoryName directory) {
        Objects.requireNonNull(directory, "directory");
        return transactions.call(
                "read the lock of a directory",
                session -> session.first(
                        "select holder, token, expires_at from " + table
                                + " where directory = ? and holder is not null and expires_at > " + dialect.now(),
                        row -> new LockHolder(
                                directory, row.getString(1), row.getLong(2), Session.requiredInstant(row, 3)),
                        Texts.storable(directory.value())));
    }

    private final class JdbcLease implements Lease {
        private final Fence fence;
        private final long millis;

        JdbcLease(Fence fence, long millis) {
            this.fence = fence;
            this.millis = millis;
        }

        @Override
        public Fence fence() {
            return fence;
        }

        @Override
        public boolean renew() {
            return persistently("renew the lock of a directory", this::extend);
        }

        /**
         * Does this again where an administrator's act has the row, as the lease lasts longer than that; and where the
         * connection is gone, as only the row can tell whether the lease is. After a night a pool may have several dead
         * ones. The token is compared each time, so nobody else's lease is touched.
         */
        private boolean persistently(String what, Transactions.Work<Boolean> work) {
            int losses = 0;
            boolean waited = false;
            while (true) {
                try {
                    return transactions.attempt(work);
                } catch (SQLException e) {
                    if (SqlErrors.kind(e, false) == SqlErrors.Kind.LOST && losses < LOSSES_BORNE) {
                        losses++;
                    } else if (SqlErrors.isTakenMeanwhile(e) && !waited) {
                        waited = true;
                    } else {
                        throw Transactions.failure(what, e);
                    }
                }
            }
        }

        private boolean extend(Session session) throws SQLException {
            dialect.endWhenSilent(session, millis);
            return changeOwn(
                    session,
                    "expires_at = " + dialect.in(millis),
                    " and holder is not null and expires_at > " + dialect.now());
        }

        @Override
        public void close() {
            try {
                // Not null: a batch that is late has to find that its lease has ended.
                persistently("give back the lock of a directory", session -> {
                    dialect.endWhenSilent(session, millis);
                    return changeOwn(session, "holder = null, expires_at = " + dialect.now(), "");
                });
            } catch (RuntimeException e) {
                LOG.warn(
                        "The lock on directory '{}' could not be given back; it is free when its lease has run out: {}",
                        fence.directory(),
                        e instanceof RepositoryException
                                ? e.getMessage()
                                : e.getClass().getName());
            }
        }

        private boolean changeOwn(Session session, String assignments, String condition) throws SQLException {
            return session.update(
                            "update " + table + " set " + assignments + " where directory = ? and token = ?"
                                    + condition,
                            Texts.storable(fence.directory().value()),
                            fence.token())
                    == 1;
        }
    }
}
