package dev.rollcall.run;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A dry run, an explanation or an administrator's act that needs to read the directory could not be carried out. The
 * message says what a failed run's report would say; the cause may hold foreign text and is never printed by Rollcall.
 */
public final class RunFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final @Nullable FailureCause failureCause;

    /** Creates the exception; {@code failureCause} is null for something that was cancelled. */
    public RunFailedException(@Nullable FailureCause failureCause, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.failureCause = failureCause;
    }

    /** Why it failed; empty where it was cancelled. */
    public Optional<FailureCause> failureCause() {
        return Optional.ofNullable(failureCause);
    }
}
