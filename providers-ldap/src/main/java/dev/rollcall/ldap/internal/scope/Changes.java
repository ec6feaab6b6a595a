package dev.rollcall.ldap.internal.scope;

import com.unboundid.ldap.sdk.Filter;
import com.unboundid.util.StaticUtils;
import dev.rollcall.ldap.internal.connection.RootDse;
import java.time.Clock;
import java.time.Duration;
import java.util.Date;

/**
 * What changed on a server since a moment: by its own count of changes where it has one, else by time.
 *
 * @param filter finds what changed
 * @param isExact whether it finds no more than that, so that asking costs next to nothing
 */
record Changes(Filter filter, boolean isExact) {

    /** How far the clocks of this machine and of the server may be apart. */
    private static final Duration CLOCKS_APART = Duration.ofMinutes(15);

    /** What will have changed from now on; the time is that of this machine, whatever the provider's clock says. */
    static Changes fromNow(RootDse server) {
        if (server.highestCommittedUsn().isPresent()) {
            long next = server.highestCommittedUsn().get() + 1;
            return new Changes(Filter.createGreaterOrEqualFilter("uSNChanged", String.valueOf(next)), true);
        }
        Date since = Date.from(Clock.systemUTC().instant().minus(CLOCKS_APART));
        return new Changes(
                Filter.createGreaterOrEqualFilter("modifyTimestamp", StaticUtils.encodeGeneralizedTime(since)), false);
    }
}
