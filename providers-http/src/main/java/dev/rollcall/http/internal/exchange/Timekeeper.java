package dev.rollcall.http.internal.exchange;

import java.time.Duration;
import java.time.Instant;

/** Tells the time and waits; tests wait without waiting. Used by several threads at once. */
public interface Timekeeper {

    /** The moment by the clock on the wall, for what is signed. */
    Instant now();

    /** Nanoseconds since some moment, for what must not jump. */
    long nanos();

    /** Waits. */
    void sleep(Duration duration) throws InterruptedException;

    /** The machine's own time. */
    static Timekeeper ofSystem() {
        return new Timekeeper() {
            @Override
            public Instant now() {
                return Instant.now();
            }

            @Override
            public long nanos() {
                return System.nanoTime();
            }

            @Override
            public void sleep(Duration duration) throws InterruptedException {
                Thread.sleep(duration.toMillis(), duration.toNanosPart() % 1_000_000);
            }
        };
    }
}
