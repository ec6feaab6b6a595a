package dev.rollcall.jdbc.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.SyncEngine;
import dev.rollcall.directory.DirectoryProvider;
import dev.rollcall.jdbc.RollcallDatabase;
import dev.rollcall.policy.LicenceLimit;
import dev.rollcall.policy.Policy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcConnectionPool;
import org.h2.jdbcx.JdbcDataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/** One process's connections to the database of a host. */
final class HostDatabase implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final String url;
    private final DataSource dataSource;
    private final Runnable atEnd;

    private HostDatabase(String url, DataSource dataSource, Runnable atEnd) {
        this.url = url;
        this.dataSource = dataSource;
        this.atEnd = atEnd;
    }

    /** Connections of which each does something before it prepares a statement that begins so. */
    static HostDatabase open(String url, String statement, Runnable before) {
        HostDatabase plain = open(url);
        return new HostDatabase(url, StatementHook.before(statement, before, plain.dataSource), plain.atEnd);
    }

    static HostDatabase open(String url) {
        if (url.startsWith("jdbc:postgresql:")) {
            // Not a pool, as that of H2 gives out again what the server has closed.
            PGSimpleDataSource postgres = new PGSimpleDataSource();
            postgres.setURL(url);
            return new HostDatabase(url, postgres, () -> {});
        }
        JdbcDataSource h2 = new JdbcDataSource();
        h2.setURL(url);
        JdbcConnectionPool pool = JdbcConnectionPool.create(h2);
        return new HostDatabase(url, pool, pool::dispose);
    }

    boolean isPostgres() {
        return url.startsWith("jdbc:postgresql:");
    }

    Connection connect() throws SQLException {
        return dataSource.getConnection();
    }

    RollcallDatabase rollcall() {
        return RollcallDatabase.over(dataSource);
    }

    /** An engine whose journal, audit log and lock are in this database. */
    SyncEngine.Builder engine(
            String directory, DirectoryProvider provider, UsersShape shape, Policy policy, long seats) {
        RollcallDatabase rollcall = rollcall();
        return SyncEngine.builder(directory, provider, rollcall.users(shape.table()))
                .policy(policy)
                .licence(LicenceLimit.of(seats))
                .audit(rollcall.auditLog())
                .journal(rollcall.journal())
                .lock(rollcall.lock())
                .leaseDuration(Duration.ofSeconds(30));
    }

    void execute(String... statements) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Every row of a query, each value as text. */
    List<List<@Nullable String>> rows(String sql) {
        try (Connection connection = connect();
                PreparedStatement statement = connection.prepareStatement(sql);
                ResultSet rows = statement.executeQuery()) {
            List<List<@Nullable String>> all = new ArrayList<>();
            while (rows.next()) {
                List<@Nullable String> row = new ArrayList<>();
                for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                    row.add(rows.getString(i));
                }
                all.add(row);
            }
            return all;
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    long number(String sql) {
        return Long.parseLong(String.valueOf(rows(sql).get(0).get(0)));
    }

    /**
     * Waits until nobody else is connected. A PostgreSQL server ends what a client had asked for, a commit for one,
     * though the client is dead by then.
     */
    void awaitNobodyElse() {
        if (!isPostgres()) {
            return;
        }
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (number("select count(*) from pg_stat_activity where datname = current_database()"
                        + " and pid <> pg_backend_pid() and backend_type = 'client backend'")
                > 0) {
            assertThat(System.nanoTime() - end)
                    .as("somebody else is still connected to %s", url)
                    .isNegative();
            LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
        }
    }

    @Override
    public void close() {
        atEnd.run();
    }
}
