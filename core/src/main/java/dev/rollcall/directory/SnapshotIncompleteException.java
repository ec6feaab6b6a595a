package dev.rollcall.directory;

import org.jspecify.annotations.Nullable;

/** The read ended without the evidence that it was complete (R1): cut short, changed underway, inconsistent. */
public final class SnapshotIncompleteException extends DirectoryException {
    private static final long serialVersionUID = 1L;

    /** Creates the exception; for the rules of the message see {@link DirectoryException}. */
    public SnapshotIncompleteException(String message) {
        this(message, null);
    }

    /**
     * Creates the exception with the exception that led to it; for the rules of the message see
     * {@link DirectoryException}.
     */
    public SnapshotIncompleteException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
