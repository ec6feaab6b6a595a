package dev.rollcall.run;

/** How a run ended. A closed list. */
public enum Outcome {
    /** Everything that could be done was done. Single refusals are in the report. */
    COMPLETED,
    /** As {@link #COMPLETED}, but nobody was removed, because somebody could not be identified (R5). */
    COMPLETED_WITHOUT_REMOVALS,
    /** Nothing was applied: an administrator has to look first (R2, R15, R33). */
    HELD,
    /** The run could not be carried out, or not to its end; the cause tells why. */
    FAILED,
    /** Another run of the same directory is under way; nothing was read (R37). */
    ALREADY_RUNNING,
    /** The run was told to stop. */
    CANCELLED;

    /** Whether the run came to its end and applied its plan. Permissions for one run last until such a run (R38). */
    public boolean isFinished() {
        return this == COMPLETED || this == COMPLETED_WITHOUT_REMOVALS;
    }
}
