package dev.rollcall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What drivers log may quote a password, so it is logged nowhere. */
class LoggingTest {

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void driversLogNothing(boolean verbose) {
        Logger.getLogger("org.postgresql").setLevel(Level.ALL);

        Logging.configure(verbose);

        assertThat(Logger.getLogger("org.postgresql.Driver").isLoggable(Level.SEVERE))
                .isFalse();
        assertThat(Logger.getLogger("another.driver").isLoggable(Level.SEVERE)).isFalse();
    }

    @Test
    void whatSomebodyElseTurnedOnPrintsNothing() {
        Logger root = Logger.getLogger("");
        root.addHandler(new Handler() {
            @Override
            public void publish(LogRecord record) {}

            @Override
            public void flush() {}

            @Override
            public void close() {}
        });

        Logging.configure(false);

        assertThat(root.getHandlers()).isEmpty();
    }
}
