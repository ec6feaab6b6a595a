package dev.rollcall.rules.reading;

/** Whether a directory that has a notion of activity delivered it (R6). */
public final class ActivityEvidence {

    private ActivityEvidence() {}

    /** Whether the activity was delivered for nobody out of two or more, so that the read must fail. */
    public static boolean isMissing(long known, long unknown) {
        return known == 0 && unknown >= 2;
    }
}
