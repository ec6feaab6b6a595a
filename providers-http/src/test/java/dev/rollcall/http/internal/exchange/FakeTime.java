package dev.rollcall.http.internal.exchange;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A clock that moves when somebody waits for it, or when a test moves it. Safe for several threads. */
public final class FakeTime implements Timekeeper {

    /** Where the clock on the wall begins: within a second. */
    public static final Instant BEGINNING = Instant.parse("2026-03-01T12:00:00.750Z");

    private final List<Duration> waits = new ArrayList<>();
    private Duration passed = Duration.ZERO;

    @Override
    public synchronized Instant now() {
        return BEGINNING.plus(passed);
    }

    @Override
    public synchronized long nanos() {
        // Close to where the count overflows, as a real one may be.
        return Long.MAX_VALUE - 1_000_000 + passed.toNanos();
    }

    @Override
    public synchronized void sleep(Duration duration) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        waits.add(duration);
        passed = passed.plus(duration);
    }

    /** Lets time pass. */
    public synchronized void pass(Duration duration) {
        passed = passed.plus(duration);
    }

    /** How long it has been. */
    public synchronized Duration passed() {
        return passed;
    }

    /** Each wait, in order. */
    public synchronized List<Duration> waits() {
        return List.copyOf(waits);
    }
}
