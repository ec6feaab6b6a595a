package dev.rollcall.internal;

import dev.rollcall.account.RepositoryException;
import dev.rollcall.run.FailureCause;

/** What it means for a run when the host's storage fails (R39). */
final class Repositories {

    private Repositories() {}

    /** Returns the end of the run. Messages of foreign exceptions may hold anything, so only their type is said. */
    static RunStopped down(String what, RuntimeException e) {
        String why = e instanceof RepositoryException
                ? String.valueOf(e.getMessage())
                : e.getClass().getName();
        return RunStopped.failed(FailureCause.REPOSITORY_DOWN, "The host's storage failed (" + what + "): " + why, e);
    }
}
