package dev.rollcall.csv;

import dev.rollcall.directory.DirectoryCredentialsException;
import dev.rollcall.directory.DirectoryException;
import dev.rollcall.directory.DirectoryUnavailableException;
import dev.rollcall.directory.SnapshotIncompleteException;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** What a failure of the file system means to whoever runs a sync. */
final class FileFault {

    private FileFault() {}

    /** Returns the exception for a failure of reading the file that stands for the directory. */
    static DirectoryException reading(Path file, IOException e) {
        if (e instanceof NoSuchFileException) {
            return new DirectoryUnavailableException(
                    file + " is not there; check the path, and whether the export has run", e);
        }
        if (e instanceof AccessDeniedException) {
            return new DirectoryCredentialsException(
                    file + " may not be read by the user that this program runs as; grant that right", e);
        }
        return new DirectoryUnavailableException(file + " could not be read (" + nameOf(e) + ")", e);
    }

    /** Returns the exception for a failure of reading a file that should prove that the other one is complete. */
    static DirectoryException readingProof(String what, Path file, IOException e) {
        if (e instanceof NoSuchFileException) {
            return new SnapshotIncompleteException(
                    "The " + what + " " + file + " is not there, so that the export may not be finished", e);
        }
        return reading(file, e);
    }

    /** Returns the exception for text that is damaged, or a private copy that cannot be read. */
    static DirectoryException parsing(Path file, IOException e) {
        if (e instanceof DamagedFileException) {
            return new SnapshotIncompleteException(file + ", " + e.getMessage(), e);
        }
        return copying(file, e);
    }

    /** Returns the exception for a failure of the private copy. */
    static DirectoryException copying(Path file, IOException e) {
        String why = e instanceof ClosedByInterruptException ? "interrupted" : nameOf(e);
        return new SnapshotIncompleteException("The private copy of " + file + " could not be used (" + why + ")", e);
    }

    private static String nameOf(IOException e) {
        return e.getClass().getSimpleName();
    }
}
