package dev.rollcall.plan;

/**
 * The one result of each person read, the first that fits in this order (R41). The numbers of all results add up to the
 * people read.
 */
public enum PersonResult {
    /** Nothing could be done for the person. */
    REJECTED,
    /** Some part of what should have been done was refused. */
    FAILED,
    /** In scope and active, and there is no seat. */
    WAITING_FOR_LICENCE,
    /** An account was created. */
    IMPORTED,
    /** The account was blocked. */
    BLOCKED,
    /** The account was activated. */
    ACTIVATED,
    /** The account was linked, renamed, or has other values now. */
    UPDATED,
    /** Nothing changed, and the directory did not say whether the person is active. */
    ACTIVITY_UNKNOWN,
    /** Inactive, and without an account. */
    NOT_PROVISIONED,
    /** On the ignore list. */
    IGNORED,
    /** Nothing to do. */
    UNCHANGED
}
