package dev.rollcall.internal;

import java.time.Duration;
import java.time.Instant;

/** Moments that a host's durations lead to, however long those are. */
final class Moments {

    /** The last moment that every journal can store; it stands for all later ones. */
    static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999Z");

    private Moments() {}

    /** The moment so long after another, or {@link #LAST} if that comes first. */
    static Instant after(Instant begin, Duration duration) {
        return duration.compareTo(Duration.between(begin, LAST)) < 0 ? begin.plus(duration) : LAST;
    }
}
