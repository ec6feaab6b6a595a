package dev.rollcall.jdbc;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;

/** Starts PostgreSQL servers for tests. */
public final class PostgresServers {

    private static final Duration PATIENCE = Duration.ofSeconds(45);
    private static final int TRIES = 3;

    private PostgresServers() {}

    /**
     * Starts a server. Its port was free when it was chosen; where somebody else has taken it since, as other tests
     * may, the server does not start, and another one is tried.
     */
    public static EmbeddedPostgres start() {
        IOException first = null;
        for (int i = 0; i < TRIES; i++) {
            try {
                return EmbeddedPostgres.builder().setPGStartupWait(PATIENCE).start();
            } catch (IOException e) {
                first = first == null ? e : first;
            }
        }
        throw new UncheckedIOException("No PostgreSQL server could be started", first);
    }
}
