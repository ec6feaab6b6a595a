package dev.rollcall.ldap.internal.connection;

import java.time.Duration;

/** Time limits as sockets and the client library want them. */
final class Limits {

    private static final long NANOS_OF_A_MILLISECOND = 1_000_000;

    private Limits() {}

    /**
     * In milliseconds, the last one in full: whoever waits until the end of a run finds it over. At least one: zero
     * would mean no limit.
     */
    static int millis(Duration limit) {
        return (int) Math.max(
                1,
                Math.min(
                        Integer.MAX_VALUE,
                        limit.plusNanos(NANOS_OF_A_MILLISECOND - 1).toMillis()));
    }
}
