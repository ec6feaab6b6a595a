package dev.rollcall.entra.internal;

import dev.rollcall.http.internal.exchange.Timekeeper;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Waits without waiting: whoever sleeps finds the time moved on. */
public final class TestTime implements Timekeeper {

    private final List<Duration> waits = new CopyOnWriteArrayList<>();
    private Instant now = Instant.parse("2026-03-04T05:06:07Z");

    @Override
    public synchronized Instant now() {
        return now;
    }

    @Override
    public synchronized long nanos() {
        return Duration.between(Instant.EPOCH, now).toNanos();
    }

    @Override
    public synchronized void sleep(Duration duration) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        waits.add(duration);
        now = now.plus(duration);
    }

    /** Moves on. */
    public synchronized void advance(Duration duration) {
        now = now.plus(duration);
    }

    /** Says what time it is. */
    public synchronized void set(Instant moment) {
        now = moment;
    }

    /** How long was waited, each time. */
    public List<Duration> waits() {
        return List.copyOf(waits);
    }

    /** How long was waited in all. */
    public Duration waited() {
        return waits.stream().reduce(Duration.ZERO, Duration::plus);
    }
}
