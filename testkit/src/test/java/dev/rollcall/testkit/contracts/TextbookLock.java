package dev.rollcall.testkit.contracts;

import dev.rollcall.identity.DirectoryName;
import dev.rollcall.lock.Fence;
import dev.rollcall.lock.Lease;
import dev.rollcall.lock.RunLock;
import dev.rollcall.testkit.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A lock over a table, in the plainest way that keeps the contract; each part of it can be spoilt. */
class TextbookLock implements RunLock {

    /** What all processes share. */
    static final class Table {
        final Map<String, Row> rows = new HashMap<>();
        final Map<String, Long> tokens = new HashMap<>();
        final SettableClock clock = SettableClock.at("2026-01-01T07:00:00Z");
    }

    /** Who holds a directory. */
    static final class Row {
        final long token;
        Instant ends;

        Row(long token, Instant ends) {
            this.token = token;
            this.ends = ends;
        }
    }

    final Table table;

    TextbookLock(Table table) {
        this.table = table;
    }

    @Override
    public Optional<Lease> acquire(DirectoryName directory, Duration timeToLive) {
        synchronized (table) {
            String key = key(directory);
            Row row = table.rows.get(key);
            if (row != null && isAlive(row)) {
                askedInVain(row, timeToLive);
                return Optional.empty();
            }
            Row mine = new Row(nextToken(key), now().plus(timeToLive));
            table.rows.put(key, mine);
            return Optional.of(lease(directory, mine, timeToLive));
        }
    }

    String key(DirectoryName directory) {
        return directory.value();
    }

    Instant now() {
        return table.clock.instant();
    }

    boolean isAlive(Row row) {
        return now().isBefore(row.ends);
    }

    void askedInVain(Row holder, Duration timeToLive) {}

    long nextToken(String key) {
        return table.tokens.merge(key, 1L, Long::sum);
    }

    TextbookLease lease(DirectoryName directory, Row row, Duration timeToLive) {
        return new TextbookLease(directory, row.token, timeToLive);
    }

    /** A lease; each part of it can be spoilt, too. */
    class TextbookLease implements Lease {
        final DirectoryName directory;
        final long token;
        final Duration timeToLive;

        TextbookLease(DirectoryName directory, long token, Duration timeToLive) {
            this.directory = directory;
            this.token = token;
            this.timeToLive = timeToLive;
        }

        @Override
        public Fence fence() {
            return new Fence(directory, token);
        }

        @Override
        public boolean renew() {
            synchronized (table) {
                Row row = table.rows.get(key(directory));
                if (!mayRenew(row)) {
                    return false;
                }
                row.ends = renewedUntil(row);
                return true;
            }
        }

        boolean isMine(@Nullable Row row) {
            return row != null && row.token == token;
        }

        boolean mayRenew(@Nullable Row row) {
            return row != null && isMine(row) && isAlive(row);
        }

        Instant renewedUntil(Row row) {
            return now().plus(timeToLive);
        }

        boolean mayFree(@Nullable Row row) {
            return isMine(row);
        }

        @Override
        public void close() {
            synchronized (table) {
                if (mayFree(table.rows.get(key(directory)))) {
                    table.rows.remove(key(directory));
                }
            }
        }
    }
}
