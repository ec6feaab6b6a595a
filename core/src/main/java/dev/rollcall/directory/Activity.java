package dev.rollcall.directory;

/** Whether a person is active in the directory (R6). */
public enum Activity {
    /** May have an account. A directory without any notion of activity delivers everybody so. */
    ACTIVE,
    /** Switched off for good by the directory's administrators. A lockout or an expired password is not that. */
    INACTIVE,
    /** The directory has a notion of activity and did not deliver it, or delivered what cannot be understood. */
    UNKNOWN
}
