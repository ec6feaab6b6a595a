package dev.rollcall.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.testkit.ScriptedDirectory;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** The end of a read that was given up, which a run does not wait for at any length: it is on a thread of its own. */
final class Parting {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private Parting() {}

    /** Waits until the directory is closed, as it is at once unless the machine has other things to do. */
    static void assertClosed(ScriptedDirectory directory) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (directory.isOpen() && System.nanoTime() - end < 0) {
            LockSupport.parkNanos(Duration.ofMillis(1).toNanos());
        }
        assertThat(directory.isOpen()).as("the directory is open").isFalse();
    }
}
