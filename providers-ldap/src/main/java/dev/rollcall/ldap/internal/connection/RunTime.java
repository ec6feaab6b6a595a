package dev.rollcall.ldap.internal.connection;

import dev.rollcall.directory.DirectoryUnavailableException;
import dev.rollcall.directory.PersonSink;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How long a read may still take, and whether it still may. For one read, by one thread. */
public final class RunTime {

    private final long end;
    private final @Nullable PersonSink sink;

    private RunTime(Duration total, @Nullable PersonSink sink) {
        this.end = System.nanoTime() + total.toNanos();
        this.sink = sink;
    }

    /** The time of a read, which the engine may end earlier. */
    public static RunTime of(Duration total, PersonSink sink) {
        return new RunTime(total, sink);
    }

    /** The time of a look that no engine watches. */
    public static RunTime of(Duration total) {
        return new RunTime(total, null);
    }

    /**
     * What is left for one step of at most this length.
     *
     * @throws DirectoryUnavailableException if nothing is left of the total
     */
    public Duration limit(Duration step) {
        check();
        Duration left = Duration.ofNanos(end - System.nanoTime());
        Duration shorter = left.compareTo(step) < 0 ? left : step;
        Duration engine = sink == null ? shorter : sink.remaining().orElse(shorter);
        return max(engine.compareTo(shorter) < 0 ? engine : shorter, Duration.ofMillis(1));
    }

    private static Duration max(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    /**
     * Does nothing while the read may go on.
     *
     * @throws DirectoryUnavailableException if the total is used up
     */
    public void check() {
        if (sink != null) {
            sink.checkpoint();
        }
        if (end - System.nanoTime() <= 0) {
            throw new DirectoryUnavailableException(
                    "The read took longer than its total time limit; raise it, or find out why the server is so slow");
        }
    }
}
