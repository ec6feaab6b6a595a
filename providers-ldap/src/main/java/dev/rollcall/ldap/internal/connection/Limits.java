package dev.rollcall.ldap.internal.connection;

import java.time.Duration;

/** Time limits as sockets and the client library want them. */
final class Limits {

    private Limits() {}

    /** In milliseconds, at least one: zero would mean no limit. */
    static int millis(Duration limit) {
        return (int) Math.max(1, Math.min(Integer.MAX_VALUE, limit.toMillis()));
    }
}
