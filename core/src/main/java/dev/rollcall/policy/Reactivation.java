package dev.rollcall.policy;

/** Who brings an account back whose person is in scope and active again, and that the sync had blocked (R25). */
public enum Reactivation {
    /** The sync, if there is a seat. The default. */
    AUTOMATIC,
    /**
     * Administrators only: the account stays blocked, with its reason. Those who wait for a licence are not concerned.
     */
    ADMINISTRATORS_ONLY
}
