package dev.rollcall.testkit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A clock that stands still until a test moves it, forwards or backwards. In UTC; a clock that {@link #withZone}
 * returns shows the same moment for ever after. Safe for many threads.
 */
public final class SettableClock extends Clock {

    private final AtomicReference<Instant> now;
    private final ZoneId zone;

    private SettableClock(AtomicReference<Instant> now, ZoneId zone) {
        this.now = now;
        this.zone = Objects.requireNonNull(zone, "zone");
    }

    /** Returns a clock that stands at this moment. */
    public static SettableClock at(Instant moment) {
        return new SettableClock(new AtomicReference<>(Objects.requireNonNull(moment, "moment")), ZoneOffset.UTC);
    }

    /**
     * Returns a clock that stands at this moment.
     *
     * @param moment such as {@code 2026-01-01T07:00:00Z}
     */
    public static SettableClock at(String moment) {
        return at(Instant.parse(moment));
    }

    /** Puts the clock forward, or with a negative duration back, and returns the new moment. */
    public Instant advance(Duration duration) {
        return now.updateAndGet(moment -> moment.plus(duration));
    }

    /** Puts the clock to this moment. */
    public void set(Instant moment) {
        now.set(Objects.requireNonNull(moment, "moment"));
    }

    @Override
    public Instant instant() {
        return now.get();
    }

    @Override
    public ZoneId getZone() {
        return zone;
    }

    @Override
    public SettableClock withZone(ZoneId other) {
        return new SettableClock(now, other);
    }

    @Override
    public String toString() {
        return "SettableClock[" + instant() + ", " + zone + "]";
    }
}
