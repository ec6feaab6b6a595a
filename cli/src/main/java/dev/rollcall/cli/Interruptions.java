package dev.rollcall.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Ctrl-C and the end of a service: the run is told to stop, and the process waits until it has, so that whole batches
 * are written, the end is recorded and the lock is free.
 */
final class Interruptions {

    private static final long PATIENCE_SECONDS = 30;

    private final AtomicReference<@Nullable Runnable> running = new AtomicReference<>();
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile int code = ExitCode.CANCELLED.code();

    /** Does something that {@code stop} can end. */
    void during(Runnable stop, Runnable action) {
        running.set(stop);
        try {
            action.run();
        } finally {
            running.set(null);
        }
    }

    /** The command has ended with this code. */
    void ended(int exitCode) {
        code = exitCode;
        ended.countDown();
    }

    /**
     * Ends what is running, if anything can be ended, and waits for it; the code to end with then, or -1 for the usual
     * one.
     */
    int interrupt() {
        Runnable stop = running.get();
        if (stop == null) {
            return -1;
        }
        stop.run();
        try {
            return ended.await(PATIENCE_SECONDS, TimeUnit.SECONDS) ? code : -1;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return -1;
        }
    }
}
