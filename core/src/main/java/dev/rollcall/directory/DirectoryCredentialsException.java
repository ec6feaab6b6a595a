package dev.rollcall.directory;

import org.jspecify.annotations.Nullable;

/** The directory refused the credentials, or they do not carry the rights that the read needs. */
public final class DirectoryCredentialsException extends DirectoryException {
    private static final long serialVersionUID = 1L;

    /** Creates the exception; for the rules of the message see {@link DirectoryException}. */
    public DirectoryCredentialsException(String message) {
        this(message, null);
    }

    /**
     * Creates the exception with the exception that led to it; for the rules of the message see
     * {@link DirectoryException}.
     */
    public DirectoryCredentialsException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
