package dev.rollcall.http.internal.token;

import dev.rollcall.http.internal.exchange.Timekeeper;
import java.time.Duration;
import java.time.Instant;

/** A clock that stands still until it is told to go on. */
final class SetTime implements Timekeeper {

    static final Instant START = Instant.parse("2026-11-22T08:00:00.750Z");

    /** Close to the end of what nanoseconds can count, so that who compares them wrongly is found out. */
    private static final long FIRST_NANOS = Long.MAX_VALUE - 1_000;

    private volatile Duration passed = Duration.ZERO;

    void pass(Duration more) {
        passed = passed.plus(more);
    }

    @Override
    public Instant now() {
        return START.plus(passed);
    }

    @Override
    public long nanos() {
        return FIRST_NANOS + passed.toNanos();
    }

    @Override
    public void sleep(Duration duration) {
        throw new UnsupportedOperationException("Nothing here waits");
    }
}
