package dev.rollcall.jdbc.internal.users;

import dev.rollcall.jdbc.internal.Dialect;
import dev.rollcall.jdbc.internal.Session;
import dev.rollcall.jdbc.internal.Tables;
import dev.rollcall.lock.Fence;
import dev.rollcall.lock.StaleFenceException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One transaction's look at the fence. Asks in the transaction of each batch whether its run may still write (R37). The
 * row that it locks is also that of the run lock: as long as the transaction lasts nobody else can take the lease, and
 * external ids of the directory are changed by nobody else.
 */
final class FenceCheck {

    /** A client that is stopped within its transaction has at least this time to come back. */
    private static final Duration SHORTEST_SILENCE = Duration.ofSeconds(1);

    private final Session session;
    private final Tables tables;
    private final long begun = System.nanoTime();
    private @Nullable Duration left;

    FenceCheck(Session session, Tables tables) {
        this.session = session;
        this.tables = tables;
    }

    private record Remembered(long token, @Nullable Instant expires, Instant now) {}

    /**
     * Checks and remembers the fence.
     *
     * @throws StaleFenceException if a later run has taken over, or the lease has run out
     */
    void check(Fence fence) throws SQLException {
        Remembered remembered = lockRow(fence);
        if (!fence.isChecked()) {
            return;
        }
        if (remembered.token > fence.token()) {
            throw new StaleFenceException(fence, remembered.token);
        }
        if (remembered.token < fence.token()) {
            // The lock of this run is kept elsewhere; here is only remembered how far its tokens have come.
            session.update(
                    "update " + tables.lock() + " set token = ?, holder = null, expires_at = null where directory = ?",
                    fence.token(),
                    fence.directory().value());
        } else if (remembered.expires != null) {
            Duration left = Duration.between(remembered.now, remembered.expires);
            if (left.isZero() || left.isNegative()) {
                throw new StaleFenceException(fence);
            }
            this.left = left;
        }
    }

    /**
     * Checks once more, before the commit, that the lease has not run out while the batch was written: its holder may
     * have been stopped in the midst of it. Counts on this process's own stopwatch from the moment of the first check,
     * so it costs nothing.
     *
     * @throws StaleFenceException if it has
     */
    void checkAgain(Fence fence) {
        if (left != null && System.nanoTime() - begun > left.toNanos()) {
            throw new StaleFenceException(fence);
        }
    }

    private Remembered lockRow(Fence fence) throws SQLException {
        Optional<Remembered> row = readRow(fence);
        if (row.isEmpty()) {
            session.insertIgnoringRepeats(
                    tables.lock(),
                    List.of("directory", "token"),
                    List.of(Arrays.asList(fence.directory().value(), fence.token())),
                    "directory");
            row = readRow(fence);
        }
        return row.orElseThrow();
    }

    /** One statement, as a process that is stopped between the lock and the limit would keep the lock for ever. */
    private Optional<Remembered> readRow(Fence fence) throws SQLException {
        Dialect dialect = session.dialect();
        String silence = "greatest(" + dialect.millisUntil("expires_at") + ", " + SHORTEST_SILENCE.toMillis() + ")";
        return session.first(
                "select token, expires_at, " + dialect.now() + ", case when expires_at is not null then "
                        + dialect.endWhenIdle(silence) + " end from " + tables.lock()
                        + " where directory = ? for update",
                row -> {
                    Instant now = Session.instant(row, 3);
                    return new Remembered(row.getLong(1), Session.instant(row, 2), now == null ? Instant.EPOCH : now);
                },
                fence.directory().value());
    }
}
