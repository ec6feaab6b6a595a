package dev.rollcall.account;

import org.jspecify.annotations.Nullable;

/**
 * The user repository cannot work at all: the run stops ({@code FAILED}, repository down). The message goes into the
 * report and the log as it is, so it says what was tried and holds neither secrets nor personal data; any other
 * exception that a repository throws has the same effect, but is reported by its type alone.
 */
public final class RepositoryException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Creates the exception. */
    public RepositoryException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
