package dev.rollcall.directory;

import org.jspecify.annotations.Nullable;

/**
 * Why a directory could not be read. Each subclass is one thing that a caller would do something different about; a run
 * ends {@code FAILED} with the matching cause and nothing is written.
 *
 * <p>The message goes into the report, the log and the audit log as it is: it says what was tried, on what, and what to
 * do next, and never contains a password, a token or another secret. The message of an underlying exception may hold
 * anything, so keep it out; attach the exception as the cause, which Rollcall never prints.
 */
public abstract sealed class DirectoryException extends RuntimeException
        permits DirectoryConfigurationException,
                DirectoryCredentialsException,
                DirectoryUnavailableException,
                SnapshotIncompleteException {
    private static final long serialVersionUID = 1L;

    DirectoryException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
