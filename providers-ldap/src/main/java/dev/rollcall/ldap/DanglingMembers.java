package dev.rollcall.ldap;

/**
 * What becomes of a group's member that nothing is found under: deleted without a trace in the group, or hidden from
 * the service account. From outside the two look alike.
 */
public enum DanglingMembers {
    /** Each is somebody who could not be read: nobody is removed in that run (R5). */
    HOLD_REMOVALS,

    /**
     * They are told of, and nothing more. For directories that leave deleted people in their groups. Somebody who is
     * renamed while the read is under way looks just like that, and counts as absent until the next run.
     */
    IGNORE
}
