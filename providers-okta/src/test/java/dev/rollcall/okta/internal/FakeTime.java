package dev.rollcall.okta.internal;

import dev.rollcall.http.internal.exchange.Timekeeper;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/** A clock that moves only where somebody waits, or when it is told to. Who waits, waits no time at all. */
public final class FakeTime implements Timekeeper, InstantSource {

    private static final Instant START = Instant.parse("2026-03-01T08:00:00Z");

    private final AtomicLong nanos = new AtomicLong();
    private final List<Duration> waits = new CopyOnWriteArrayList<>();
    private volatile Duration skew = Duration.ZERO;

    @Override
    public Instant now() {
        return instant().plus(skew);
    }

    /** The moment by a clock that is right. */
    @Override
    public Instant instant() {
        return START.plusNanos(nanos.get());
    }

    @Override
    public long nanos() {
        return nanos.get();
    }

    @Override
    public void sleep(Duration duration) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        waits.add(duration);
        pass(duration);
    }

    public void pass(Duration duration) {
        nanos.addAndGet(duration.toNanos());
    }

    /** The clock of this machine is wrong by that much. */
    public FakeTime skewed(Duration by) {
        skew = by;
        return this;
    }

    /** How long was waited, each time. */
    public List<Duration> waits() {
        return waits;
    }
}
