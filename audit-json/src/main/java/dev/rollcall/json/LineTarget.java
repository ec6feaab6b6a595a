package dev.rollcall.json;

import java.io.IOException;
import java.util.List;

/** Where lines go. Called by one thread at a time. */
interface LineTarget {

    /**
     * Writes this text, one line or more with their ends, in one write, behind a whole line; when it returns, the text
     * is out of this process.
     *
     * @throws IOException if it could not be written; what is written next begins on a line of its own all the same
     */
    void append(String lines) throws IOException;

    /** The last lines that are there already, a cut one among them; empty where they cannot be read. */
    default List<String> lastLines() throws IOException {
        return List.of();
    }
}
