package dev.rollcall.lock;

/** A batch of writes came from a run whose lease has passed to another: nothing more is written (R37). */
public final class StaleFenceException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Creates the exception for a fence whose lease has run out, whether a later run holds the lock or not. */
    public StaleFenceException(Fence refused) {
        super("The lease on directory '" + refused.directory() + "' with token " + refused.token()
                + " has run out before it was renewed; its run writes nothing more");
    }

    /** Creates the exception for the fence that was refused and the newer token that was seen. */
    public StaleFenceException(Fence refused, long seen) {
        super("The lock on directory '" + refused.directory() + "' has passed to a later run (token " + seen
                + "); the run with token " + refused.token()
                + " writes nothing more. If there is no later run, the clock that"
                + " tokens come from went back: reset the token that the repository remembers");
    }
}
