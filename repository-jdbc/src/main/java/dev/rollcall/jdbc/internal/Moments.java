package dev.rollcall.jdbc.internal;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Moments as they are stored: to the millisecond, in the years 1 to 9999. */
public final class Moments {

    private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant END = Instant.parse("+10000-01-01T00:00:00Z");

    private Moments() {}

    /** The moment as it is stored: without what is finer than a millisecond. */
    public static Instant stored(Instant moment) {
        if (moment.isBefore(FIRST)) {
            return FIRST;
        }
        return moment.isBefore(END) ? moment.truncatedTo(ChronoUnit.MILLIS) : END.minusMillis(1);
    }

    /**
     * The first moment that can be stored and is not before this one: whatever is stored is before both, or before
     * neither.
     */
    public static Instant bound(Instant moment) {
        if (moment.isBefore(FIRST)) {
            return FIRST;
        }
        if (!moment.isBefore(END)) {
            return END;
        }
        Instant stored = moment.truncatedTo(ChronoUnit.MILLIS);
        return stored.equals(moment) ? stored : stored.plusMillis(1);
    }
}
