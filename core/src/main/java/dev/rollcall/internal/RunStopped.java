package dev.rollcall.internal;

import dev.rollcall.run.FailureCause;
import dev.rollcall.run.Outcome;
import dev.rollcall.run.RunFailedException;
import org.jspecify.annotations.Nullable;

/**
 * Ends a run: with which outcome, and what an administrator should know. The message is printed, so it holds no foreign
 * text.
 */
public final class RunStopped extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Outcome outcome;
    private final @Nullable FailureCause failureCause;

    private RunStopped(
            Outcome outcome, @Nullable FailureCause failureCause, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.outcome = outcome;
        this.failureCause = failureCause;
    }

    static RunStopped cancelled() {
        return new RunStopped(Outcome.CANCELLED, null, "The run was told to stop", null);
    }

    /** Returns the end of a run that failed. */
    public static RunStopped failed(FailureCause failureCause, String message, @Nullable Throwable cause) {
        return new RunStopped(Outcome.FAILED, failureCause, message, cause);
    }

    /** The same as an exception of the API. */
    public RunFailedException asException() {
        return new RunFailedException(failureCause, String.valueOf(getMessage()), getCause());
    }

    Outcome outcome() {
        return outcome;
    }

    @Nullable
    FailureCause failureCause() {
        return failureCause;
    }
}
