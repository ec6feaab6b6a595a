package dev.rollcall.http.internal.client;

import dev.rollcall.http.internal.exchange.Timekeeper;
import java.time.Duration;

/** When a read has to be over. Safe for several threads. */
public final class Deadline {

    private final Timekeeper time;
    private final long end;

    private Deadline(Timekeeper time, long end) {
        this.time = time;
        this.end = end;
    }

    /** A deadline so long from now. */
    public static Deadline in(Duration duration, Timekeeper time) {
        return new Deadline(time, time.nanos() + duration.toNanos());
    }

    /** How long it still is; nothing or less if it has passed. */
    public Duration remaining() {
        return Duration.ofNanos(end - time.nanos());
    }

    /** Whether it has passed. */
    public boolean isOver() {
        return end - time.nanos() <= 0;
    }
}
