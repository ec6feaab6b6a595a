package dev.rollcall.plan;

import java.util.OptionalLong;

/**
 * What the licence means for this run (R29, R30).
 *
 * @param limit the number of seats; empty for no limit
 * @param limitUnknown whether the licence source failed, so that nothing new is granted
 * @param active active accounts of the whole host before the run
 * @param freed seats that the run's own blocks free
 * @param wanted people who want a seat: those who wait, return, or are new
 * @param granted how many of them get one
 */
public record SeatForecast(
        OptionalLong limit, boolean limitUnknown, long active, long freed, long wanted, long granted) {

    /** How many will wait. */
    public long waiting() {
        return wanted - granted;
    }

    /** How many seats more it would take to let nobody wait; empty where the limit is not known. */
    public OptionalLong seatsShort() {
        if (limitUnknown) {
            return OptionalLong.empty();
        }
        if (limit.isEmpty()) {
            return OptionalLong.of(0);
        }
        return OptionalLong.of(Math.max(0, active - freed + wanted - limit.getAsLong()));
    }

    /** The forecast in one line. */
    @Override
    public String toString() {
        String seats = limitUnknown
                ? "the licence source failed: nothing is granted"
                : limit.isEmpty()
                        ? "no licence limit"
                        : limit.getAsLong() + " seats, " + active + " in use"
                                + (freed == 0 ? "" : ", " + freed + " freed");
        String need = waiting() == 0
                ? ", nobody waiting"
                : ", " + waiting() + " waiting"
                        + (seatsShort().isPresent() ? ", " + seatsShort().getAsLong() + " seats short" : "");
        return seats + (granted == 0 ? "" : ", " + granted + " granted") + need;
    }
}
