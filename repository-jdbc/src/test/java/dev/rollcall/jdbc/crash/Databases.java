package dev.rollcall.jdbc.crash;

import dev.rollcall.jdbc.PostgresServers;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.function.Consumer;
import org.h2.tools.Server;
import org.jspecify.annotations.Nullable;

/** Databases that other processes reach by their URL. One that is copied must have no connections. */
interface Databases extends AutoCloseable {

    /** Makes an empty database, fills it and returns its name. */
    String prepare(String name, Consumer<HostDatabase> filling);

    /** Copies what was prepared, and returns the URL of the copy. */
    String copy(String prepared, String name);

    /** Removes a copy. */
    void drop(String name);

    @Override
    void close();

    /** A PostgreSQL server. */
    static Databases postgres() {
        return new Postgres();
    }

    /** Files, each for one process at a time. */
    static Databases h2Files(Path folder) {
        return new H2(folder, null);
    }

    /** Files behind a server of this process. */
    static Databases h2Server(Path folder) {
        try {
            String[] options = {"-tcpPort", "0", "-baseDir", folder.toString()};
            return new H2(folder, Server.createTcpServer(options).start());
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Databases of one PostgreSQL server. */
    final class Postgres implements Databases {
        private final EmbeddedPostgres server = PostgresServers.start();

        private String url(String name) {
            return server.getJdbcUrl("postgres", name);
        }

        private void execute(String sql) {
            try (HostDatabase maintenance = HostDatabase.open(url("postgres"))) {
                maintenance.execute(sql);
            }
        }

        @Override
        public String prepare(String name, Consumer<HostDatabase> filling) {
            execute("create database " + name);
            try (HostDatabase database = HostDatabase.open(url(name))) {
                filling.accept(database);
            }
            return name;
        }

        @Override
        public String copy(String prepared, String name) {
            execute("create database " + name + " template " + prepared);
            return url(name);
        }

        @Override
        public void drop(String name) {
            execute("drop database " + name + " with (force)");
        }

        @Override
        public void close() {
            try {
                server.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** H2 databases in a folder. */
    final class H2 implements Databases {
        private final Path folder;
        private final @Nullable Server server;

        private H2(Path folder, @Nullable Server server) {
            this.folder = folder;
            this.server = server;
        }

        private String fileUrl(String name) {
            return "jdbc:h2:file:" + folder.resolve(name).toAbsolutePath() + ";WRITE_DELAY=0";
        }

        private Path file(String name) {
            return folder.resolve(name + ".mv.db");
        }

        @Override
        public String prepare(String name, Consumer<HostDatabase> filling) {
            try (HostDatabase database = HostDatabase.open(fileUrl(name))) {
                filling.accept(database);
            }
            return name;
        }

        @Override
        public String copy(String prepared, String name) {
            try {
                Files.copy(file(prepared), file(name));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return server == null
                    ? fileUrl(name)
                    : "jdbc:h2:tcp://127.0.0.1:" + server.getPort() + "/./" + name + ";WRITE_DELAY=0";
        }

        @Override
        public void drop(String name) {
            try {
                Files.delete(file(name));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void close() {
            if (server != null) {
                server.stop();
            }
        }
    }
}
