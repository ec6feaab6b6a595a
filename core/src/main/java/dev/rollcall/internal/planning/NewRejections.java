package dev.rollcall.internal.planning;

import dev.rollcall.internal.planning.PlanningContext.KnownRefusals;
import java.util.HashMap;
import java.util.Map;

/**
 * Tells rejections that the last finished run had too from new ones (R33); rows that look alike are counted against as
 * many.
 */
final class NewRejections {

    private final KnownRefusals known;
    private final Map<String, Long> seen = new HashMap<>();

    NewRejections(KnownRefusals known) {
        this.known = known;
    }

    /** Whether one more rejection of this person goes beyond those of the last finished run. */
    boolean isNew(String person) {
        long before = known.timesRejected(person);
        return before == 0 || seen.merge(person, 1L, Long::sum) > before;
    }
}
