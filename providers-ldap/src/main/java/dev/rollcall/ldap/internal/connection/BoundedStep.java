package dev.rollcall.ldap.internal.connection;

import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Runs what blocks on the network on a thread of its own, because neither connecting nor a handshake answers to an
 * interrupt, and a socket's own time limit begins anew with each byte. The thread is gone when {@link #run} returns,
 * with one exception: looking up a name cannot be broken off, and ends when the resolver of the system gives up.
 */
final class BoundedStep {

    private static final long LAST_WORDS_MILLIS = 1_000;

    private final String name;
    private final @Nullable Closeable held;

    /**
     * Creates the step.
     *
     * @param name of the thread
     * @param held what is closed to break the step off; null if nothing can
     */
    BoundedStep(String name, @Nullable Closeable held) {
        this.name = "rollcall-ldap-" + name;
        this.held = held;
    }

    /**
     * Runs {@code work} and returns its result.
     *
     * @throws IOException if the work did
     * @throws TimeoutException if it took longer than the limit; what the step holds is closed
     * @throws InterruptedException if the calling thread was interrupted; what the step holds is closed
     */
    <T> T run(Duration limit, Callable<T> work) throws IOException, TimeoutException, InterruptedException {
        FutureTask<T> task = new FutureTask<>(work);
        Thread thread = new Thread(null, task, name, 0, false);
        thread.setDaemon(true);
        thread.start();
        try {
            T result = task.get(Limits.millis(limit), TimeUnit.MILLISECONDS);
            thread.join(LAST_WORDS_MILLIS);
            return result;
        } catch (ExecutionException e) {
            throw asIoException(e.getCause());
        } catch (TimeoutException | InterruptedException e) {
            breakOff(thread);
            throw e;
        }
    }

    private void breakOff(Thread thread) throws InterruptedException {
        if (held == null) {
            return;
        }
        try {
            held.close();
        } catch (IOException e) {
            // It is given up anyway.
        }
        thread.join(LAST_WORDS_MILLIS);
    }

    private static IOException asIoException(@Nullable Throwable cause) {
        if (cause instanceof IOException io) {
            return io;
        }
        if (cause instanceof RuntimeException unexpected) {
            throw unexpected;
        }
        if (cause instanceof Error fatal) {
            throw fatal;
        }
        return new IOException(cause);
    }
}
