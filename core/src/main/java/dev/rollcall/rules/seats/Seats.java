package dev.rollcall.rules.seats;

import java.util.OptionalLong;

/**
 * The seats of one run (R30).
 *
 * @param limit the licence limit; empty for none
 * @param limitUnknown whether the licence source failed: then nothing is granted
 * @param active the active accounts of the whole host before the run
 */
public record Seats(OptionalLong limit, boolean limitUnknown, long active) {

    /**
     * How many seats can be granted.
     *
     * @param freed active accounts that this run blocks
     */
    public long free(long freed) {
        if (limitUnknown) {
            return 0;
        }
        return limit.isEmpty() ? Long.MAX_VALUE : Math.max(0, limit.getAsLong() - active + freed);
    }
}
