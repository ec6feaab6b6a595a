package dev.rollcall.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.h2.api.Trigger;

/**
 * A trigger of a table in H2. It holds the process that writes when it comes to the row {@value #ROW}, until that
 * process has been told to stop and waits for its end.
 */
public final class HeldInsert implements Trigger {

    /** Which row waits: one in the midst of a batch. */
    static final int ROW = 1_111;

    /** The file that tells of it, in the working folder of the process. */
    static final String MARK = "held";

    private static final long MILLISECOND = 1_000_000;

    private final AtomicInteger rows = new AtomicInteger();

    @Override
    public void fire(Connection connection, Object[] before, Object[] after) {
        if (rows.incrementAndGet() == ROW) {
            try {
                Files.createFile(Path.of(MARK));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            while (!hasBeenTold()) {
                LockSupport.parkNanos(MILLISECOND);
            }
        }
    }

    /** Told to stop is the run, by the time that the thread which tells it waits for its end. */
    private static boolean hasBeenTold() {
        return Thread.getAllStackTraces().keySet().stream()
                .anyMatch(thread -> thread.getName().equals("rollcall-interrupted")
                        && thread.getState() == Thread.State.TIMED_WAITING);
    }
}
