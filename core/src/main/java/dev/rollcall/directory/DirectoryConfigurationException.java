package dev.rollcall.directory;

import org.jspecify.annotations.Nullable;

/**
 * The configuration cannot be right: a chosen group or unit is not there (R3), a mapped column is missing, a file has
 * no header.
 */
public final class DirectoryConfigurationException extends DirectoryException {
    private static final long serialVersionUID = 1L;

    /** Creates the exception; for the rules of the message see {@link DirectoryException}. */
    public DirectoryConfigurationException(String message) {
        this(message, null);
    }

    /**
     * Creates the exception with the exception that led to it; for the rules of the message see
     * {@link DirectoryException}.
     */
    public DirectoryConfigurationException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
