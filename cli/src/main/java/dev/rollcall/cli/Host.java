package dev.rollcall.cli;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool.PoolInitializationException;
import dev.rollcall.SyncEngine;
import dev.rollcall.account.RepositoryException;
import dev.rollcall.audit.AuditSink;
import dev.rollcall.cli.config.ApiWords;
import dev.rollcall.cli.config.Configuration;
import dev.rollcall.cli.config.ConfigurationException;
import dev.rollcall.cli.config.DatabaseSettings;
import dev.rollcall.cli.config.DirectorySettings;
import dev.rollcall.cli.config.Secret;
import dev.rollcall.jdbc.JdbcAuditLog;
import dev.rollcall.jdbc.JdbcConfigurationException;
import dev.rollcall.jdbc.JdbcRunJournal;
import dev.rollcall.jdbc.JdbcRunLock;
import dev.rollcall.jdbc.JdbcUserRepository;
import dev.rollcall.jdbc.RollcallDatabase;
import dev.rollcall.json.JsonLinesAuditSink;
import dev.rollcall.run.SyncListener;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/** The host that the configuration describes, with its database open. */
final class Host implements AutoCloseable {

    /** The run's own, its lease's, and one to spare. */
    private static final int CONNECTIONS = 4;

    private static final long CONNECT_MILLIS = 10_000;

    /** SQL states: of the standard, invalid authorization; of PostgreSQL, no such database; the others are H2's. */
    private static final String WRONG_USER = "28";

    private static final String NO_DATABASE = "3D";
    private static final Set<String> NO_FILE = Set.of("90013", "90146");
    private static final String FILE_IN_USE = "90020";

    private final Configuration configuration;
    private final HikariDataSource pool;
    private final RollcallDatabase database;

    private Host(Configuration configuration, HikariDataSource pool) {
        this.configuration = configuration;
        this.pool = pool;
        this.database = RollcallDatabase.over(pool, configuration.database().schema());
    }

    /**
     * Connects to the database that is there.
     *
     * @throws ConfigurationException if it is not there, does not accept the user, or no driver takes its URL
     * @throws RepositoryException if it cannot be reached
     */
    static Host open(Configuration configuration) {
        return connected(configuration, configuration.database().urlOfExisting());
    }

    /**
     * Connects to the database, for what makes tables in it. One in a file is made if it is not there; all else as with
     * {@link #open}.
     */
    static Host create(Configuration configuration) {
        return connected(configuration, configuration.database().url());
    }

    private static Host connected(Configuration configuration, String url) {
        HikariDataSource pool = connect(configuration, url);
        try {
            return new Host(configuration, pool);
        } catch (RuntimeException e) {
            pool.close();
            throw e;
        }
    }

    private static HikariDataSource connect(Configuration configuration, String url) {
        try {
            return new HikariDataSource(pool(configuration.database(), url));
        } catch (PoolInitializationException e) {
            throw notConnected(configuration, e);
        } catch (RuntimeException e) {
            throw wrong(configuration, "no driver takes database.url");
        }
    }

    static HikariConfig pool(DatabaseSettings settings, String url) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setUsername(settings.user());
        Secret password = settings.password();
        config.setPassword(password == null ? "" : password.reveal());
        settings.driverSettings().forEach(config::addDataSourceProperty);
        config.setMaximumPoolSize(CONNECTIONS);
        config.setMinimumIdle(0);
        config.setConnectionTimeout(CONNECT_MILLIS);
        config.setInitializationFailTimeout(1);
        config.setPoolName("rollcall");
        return config;
    }

    private static RuntimeException notConnected(Configuration configuration, PoolInitializationException failure) {
        DatabaseSettings settings = configuration.database();
        String state = "";
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            state = cause instanceof SQLException sql && sql.getSQLState() != null ? sql.getSQLState() : state;
        }
        String where = settings.place() + (state.isEmpty() ? "" : " (SQL state " + state + ")");
        if (state.startsWith(WRONG_USER)) {
            return wrong(
                    configuration,
                    "database: the database " + where
                            + " does not accept the user or the password; check database.user and database.password");
        }
        if (NO_FILE.contains(state) && settings.file() != null) {
            return wrong(
                    configuration,
                    "database.file: there is no database " + settings.file() + "; 'rollcall tables --create' makes it");
        }
        if (NO_FILE.contains(state) || state.startsWith(NO_DATABASE)) {
            return wrong(configuration, "database: there is no such database: " + where);
        }
        if (state.equals(FILE_IN_USE)) {
            return new RepositoryException(
                    "Another process has the file of the database " + where
                            + " open; such a file takes one process at a time",
                    failure);
        }
        return new RepositoryException(
                "The database " + where + " cannot be reached: is it up, and is database.url right?", failure);
    }

    private static ConfigurationException wrong(Configuration configuration, String what) {
        return new ConfigurationException(List.of(configuration.file() + ": " + what));
    }

    RollcallDatabase database() {
        return database;
    }

    /** @throws ConfigurationException if the table is not as described */
    JdbcUserRepository users() {
        return inTables(() -> database.users(configuration.users()));
    }

    JdbcAuditLog auditLog() {
        return inTables(database::auditLog);
    }

    JdbcRunJournal journal() {
        return inTables(database::journal);
    }

    JdbcRunLock lock() {
        return inTables(database::lock);
    }

    /** What does not fit is said with the file that says so. */
    private <T> T inTables(Supplier<T> opened) {
        try {
            return opened.get();
        } catch (JdbcConfigurationException e) {
            throw new ConfigurationException(
                    e.errors().isEmpty()
                            ? List.of(
                                    configuration.file() + ": database: Rollcall's own tables are not there; 'rollcall"
                                            + " tables --create' creates them")
                            : e.errors().stream()
                                    .map(error -> configuration.file() + ": users: " + ApiWords.inFile(error))
                                    .toList());
        }
    }

    /** An engine for what writes. */
    SyncEngine engine(DirectorySettings directory, SyncListener listener) {
        return engine(directory, listener, audit());
    }

    /** An engine for what only looks. */
    SyncEngine looking(DirectorySettings directory) {
        return engine(directory, new SyncListener() {}, auditLog());
    }

    /** Takes audit events: into the table and, if there is one, into the file of events too. */
    AuditSink audit() {
        Path file = configuration.jsonLines();
        return file == null ? auditLog() : AuditSink.all(auditLog(), jsonLines(file));
    }

    private AuditSink jsonLines(Path file) {
        try {
            return JsonLinesAuditSink.to(file);
        } catch (UncheckedIOException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw wrong(
                    configuration,
                    "audit-json-lines: " + file + " cannot be written ("
                            + cause.getClass().getSimpleName() + ")");
        }
    }

    private SyncEngine engine(DirectorySettings directory, SyncListener listener, AuditSink audit) {
        return SyncEngine.builder(directory.name().value(), directory.provider(), users())
                .policy(directory.policy())
                .licence(configuration.licence())
                .audit(audit)
                .journal(journal())
                .lock(lock())
                .listener(listener)
                .build();
    }

    @Override
    public void close() {
        pool.close();
    }
}
