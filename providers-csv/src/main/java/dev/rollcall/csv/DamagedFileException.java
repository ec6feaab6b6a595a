package dev.rollcall.csv;

import java.io.IOException;
import java.nio.charset.Charset;

/**
 * The text of a file is not what a whole and well-formed file would hold. The message names the line and no content.
 */
final class DamagedFileException extends IOException {
    private static final long serialVersionUID = 1L;

    DamagedFileException(long line, String what) {
        super("line " + line + ": " + what);
    }

    /** Returns the exception for bytes that are no text in the charset of the file. */
    static DamagedFileException wrongCharset(long line, Charset charset) {
        return new DamagedFileException(
                line,
                "holds bytes that are no " + charset
                        + " text; export the file in that charset, or configure the one that it has");
    }
}
