package dev.rollcall.ldap.internal.scope;

import com.unboundid.ldap.sdk.Filter;
import com.unboundid.util.StaticUtils;
import dev.rollcall.ldap.internal.connection.RootDse;
import java.time.Clock;
import java.time.Duration;
import java.util.Date;

/** What changed on a server since a moment: by its own count of changes where it has one, else by time. */
record Changes(Filter filter) {

    /** How far the clocks of this machine and of the server may be apart. */
    private static final Duration CLOCKS_APART = Duration.ofMinutes(15);

    static Changes since(RootDse server, Clock clock) {
        if (server.highestCommittedUsn().isPresent()) {
            long next = server.highestCommittedUsn().get() + 1;
            return new Changes(Filter.createGreaterOrEqualFilter("uSNChanged", String.valueOf(next)));
        }
        Date since = Date.from(clock.instant().minus(CLOCKS_APART));
        return new Changes(
                Filter.createGreaterOrEqualFilter("modifyTimestamp", StaticUtils.encodeGeneralizedTime(since)));
    }
}
