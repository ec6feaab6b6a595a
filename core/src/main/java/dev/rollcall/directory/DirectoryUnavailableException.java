package dev.rollcall.directory;

import org.jspecify.annotations.Nullable;

/** The directory could not be reached, or stopped answering. */
public final class DirectoryUnavailableException extends DirectoryException {
    private static final long serialVersionUID = 1L;

    /** Creates the exception; for the rules of the message see {@link DirectoryException}. */
    public DirectoryUnavailableException(String message) {
        this(message, null);
    }

    /**
     * Creates the exception with the exception that led to it; for the rules of the message see
     * {@link DirectoryException}.
     */
    public DirectoryUnavailableException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
