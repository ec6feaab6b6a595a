package dev.rollcall.internal.spool;

import java.io.IOException;
import java.nio.file.Path;

/** The temporary file of a run cannot be written or read: a full disk, most of the time. */
public final class SpoolException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    SpoolException(Path directory, IOException cause) {
        super(
                "The temporary file of the run in " + directory + " cannot be used ("
                        + cause.getClass().getSimpleName() + "): is the disk full or the folder not writable?",
                cause);
    }
}
