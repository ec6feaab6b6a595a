package dev.rollcall.http.internal.client;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.DoubleSupplier;

/**
 * How long to wait where nobody says how long: a second at first, twice as long each time, a minute at most, and of
 * that half to all by chance, so that those who failed together do not come back together. Safe for several threads, if
 * the source of chance is.
 */
public final class Backoff {

    private static final int DOUBLINGS = 6;
    private static final long FIRST_MILLIS = 1_000;
    private static final long MOST_MILLIS = 60_000;

    private final DoubleSupplier chance;

    /**
     * Creates one.
     *
     * @param chance gives numbers from 0 to less than 1
     */
    public Backoff(DoubleSupplier chance) {
        this.chance = chance;
    }

    /** One with chance of the JDK's. */
    public static Backoff usual() {
        return new Backoff(() -> ThreadLocalRandom.current().nextDouble());
    }

    /**
     * How long to wait after a failure.
     *
     * @param failure which one it was, from 1
     */
    public Duration after(int failure) {
        long most = Math.min(MOST_MILLIS, FIRST_MILLIS << Math.min(DOUBLINGS, Math.max(0, failure - 1)));
        return Duration.ofMillis(Math.round(most * (0.5 + 0.5 * chance.getAsDouble())));
    }
}
