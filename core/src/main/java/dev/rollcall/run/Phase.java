package dev.rollcall.run;

/** The phases of a run, in order; data flows one way through them. */
public enum Phase {
    /** The directory's accounts are scanned. */
    SCAN,
    /** The directory is read. */
    READ,
    /** The plan is made, and compared with the guards. */
    DECIDE,
    /** The plan is written. */
    APPLY,
    /** The end is recorded. */
    RECORD
}
