package dev.rollcall.run;

/** Why a run failed, by what somebody would do about it. A closed list. */
public enum FailureCause {
    /** Correct the configuration: a group that is not there, a column that is missing, a full temporary folder (R3). */
    CONFIGURATION,
    /** Give the reader the right credentials or rights. */
    CREDENTIALS,
    /** The directory cannot be reached: try again. */
    DIRECTORY_UNAVAILABLE,
    /** The read cannot be proven complete, so nobody's absence can be believed (R1). */
    SNAPSHOT_INCOMPLETE,
    /** The host's own storage failed: the user repository, the run journal or the lock (R39). */
    REPOSITORY_DOWN,
    /** The audit sink failed, and the policy is to stop then (R43). */
    AUDIT_DOWN,
    /** The run's time was over: its deadline passed, or its lease was lost (R37). */
    DEADLINE
}
