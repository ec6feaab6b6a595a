package dev.rollcall.account;

/** Why an account is blocked. Each block is lifted only by whoever made it: see R24 to R26. */
public enum BlockReason {
    /** There was no free seat: activated as soon as there is one (R24). */
    LICENCE_LIMIT,
    /** The directory holds the person inactive (R21). */
    INACTIVE_IN_DIRECTORY,
    /** The person is not in the chosen scope any more (R22). */
    REMOVED_FROM_SCOPE,
    /** An administrator blocked it: no sync ever lifts that (R26). */
    MANUAL
}
