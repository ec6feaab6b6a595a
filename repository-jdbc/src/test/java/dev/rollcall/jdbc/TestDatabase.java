package dev.rollcall.jdbc;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.ConnectionPoolDataSource;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcConnectionPool;
import org.h2.jdbcx.JdbcDataSource;
import org.postgresql.ds.PGConnectionPoolDataSource;

/**
 * An empty database for one test, with a pool of connections: H2, or a schema of its own in the one PostgreSQL of this
 * JVM.
 */
final class TestDatabase implements AutoCloseable {

    /** The databases that everything is tested on. */
    enum Kind {
        H2_MEMORY {
            @Override
            TestDatabase open() {
                return h2();
            }
        },
        POSTGRESQL {
            @Override
            TestDatabase open() {
                return postgres();
            }
        };

        abstract TestDatabase open();
    }

    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final Kind kind;
    private final JdbcConnectionPool pool;
    private final String lastWill;

    private TestDatabase(Kind kind, ConnectionPoolDataSource source, String lastWill) {
        this.kind = kind;
        this.pool = JdbcConnectionPool.create(source);
        this.pool.setMaxConnections(40);
        this.lastWill = lastWill;
    }

    /** An H2 database in memory. */
    static TestDatabase h2() {
        return h2("jdbc:h2:mem:test" + NUMBER.incrementAndGet() + ";DB_CLOSE_DELAY=-1");
    }

    /** An H2 database in a file of this folder. */
    static TestDatabase h2(Path folder) {
        return h2("jdbc:h2:file:" + folder.resolve("test" + NUMBER.incrementAndGet()) + ";WRITE_DELAY=0");
    }

    private static TestDatabase h2(String url) {
        JdbcDataSource source = new JdbcDataSource();
        source.setURL(url);
        return new TestDatabase(Kind.H2_MEMORY, source, "shutdown immediately");
    }

    /** A schema of its own in the one PostgreSQL of this JVM, which is the schema of its connections. */
    static TestDatabase postgres() {
        String schema = "test" + NUMBER.incrementAndGet();
        TestDatabase database = postgres(Server.RUNNING, schema, "drop schema " + schema + " cascade");
        database.execute("create schema " + schema);
        return database;
    }

    /** The database {@code postgres} of this server; nothing is removed at the end. */
    static TestDatabase postgres(EmbeddedPostgres server) {
        return postgres(server, "public", "select 1");
    }

    private static TestDatabase postgres(EmbeddedPostgres server, String schema, String lastWill) {
        PGConnectionPoolDataSource source = new PGConnectionPoolDataSource();
        source.setURL(server.getJdbcUrl("postgres", "postgres") + "&currentSchema=" + schema);
        return new TestDatabase(Kind.POSTGRESQL, source, lastWill);
    }

    /** Which of the databases this is. */
    Kind kind() {
        return kind;
    }

    /** Its connections, of which there are enough for every test's threads. */
    DataSource dataSource() {
        return pool;
    }

    /** Runs these statements, each in a transaction of its own. */
    void execute(String... statements) {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        execute(lastWill);
        pool.dispose();
    }

    /** Ends with the JVM. */
    private static final class Server {
        static final EmbeddedPostgres RUNNING = PostgresServers.start();
    }
}
