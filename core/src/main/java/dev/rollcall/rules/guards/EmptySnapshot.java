package dev.rollcall.rules.guards;

import dev.rollcall.plan.Hold;
import java.util.List;
import java.util.Optional;

/** A snapshot with nobody in it is not believed (R2). */
public final class EmptySnapshot {

    private EmptySnapshot() {}

    /**
     * Returns the reason to hold the run, if there is one.
     *
     * @param peopleRead everybody delivered, the unreadable included
     * @param activeUnprotected active accounts of the directory that are not protected
     * @param believed whether the host said for this run that the snapshot may be empty
     */
    public static Optional<Hold> hold(long peopleRead, long activeUnprotected, boolean believed) {
        return peopleRead > 0 || activeUnprotected == 0 || believed
                ? Optional.empty()
                : Optional.of(new Hold(
                        Hold.Reason.EMPTY_SNAPSHOT,
                        List.of("nobody was read, while the directory owns " + activeUnprotected
                                + " active accounts; if the scope is really empty, say so for one run")));
    }
}
