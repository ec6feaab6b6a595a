package dev.rollcall.policy;

import java.util.OptionalLong;

/**
 * How many accounts of the host may be active (R30). Asked once per run, on its thread. A source that throws, or
 * answers with a negative number, grants no seat in that run and is reported; nobody is blocked for it.
 */
@FunctionalInterface
public interface LicenceLimit {

    /** The number of seats; empty for no limit. */
    OptionalLong seats();

    /**
     * Returns a fixed limit.
     *
     * @throws IllegalArgumentException if it is negative
     */
    static LicenceLimit of(long seats) {
        if (seats < 0) {
            throw new IllegalArgumentException("A licence limit must not be negative: " + seats);
        }
        return () -> OptionalLong.of(seats);
    }

    /** Returns the absence of a limit: the default. */
    static LicenceLimit unlimited() {
        return OptionalLong::empty;
    }
}
