package dev.rollcall.cli.output;

import java.io.IOException;

/** What was to be printed could not be: the disk is full, or whoever read it has gone. */
public final class OutputFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Creates the exception. */
    public OutputFailedException(IOException cause) {
        super("The output could not be written", cause);
    }
}
