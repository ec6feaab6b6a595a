package dev.rollcall.jdbc.internal.users;

import java.util.Locale;

/**
 * What Rollcall keeps of an account besides id, username, status and fields: in the host's table, or else in the side
 * table.
 */
public enum OwnColumn {
    /** The directory that owns the account; null for a local one. */
    OWNER,
    /** The person's id in the directory. */
    EXTERNAL_ID,
    /** For a local account that keeps an external id: the directory that it belongs to. */
    FORMER_OWNER,
    /** Why the account is blocked. */
    BLOCK_REASON,
    /** Since when it is blocked for this reason. */
    BLOCKED_SINCE,
    /** The first run that missed the person. */
    ABSENT_SINCE;

    /** The name of the column in the side table, and the usual one in a host's. */
    public String usualName() {
        return name().toLowerCase(Locale.ROOT);
    }

    boolean isMoment() {
        return this == BLOCKED_SINCE || this == ABSENT_SINCE;
    }
}
