package dev.rollcall.json;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;

/** A writer that the host opened, and that the host closes. What went into it cannot be taken back. */
final class HostWriter implements LineTarget {

    private final Writer writer;
    private boolean wasBroken;

    HostWriter(Writer writer) {
        this.writer = writer;
    }

    @Override
    public void append(String lines) throws IOException {
        String text = wasBroken ? "\n" + lines : lines;
        wasBroken = true;
        writer.write(text);
        writer.flush();
        if (writer instanceof PrintWriter printing && printing.checkError()) {
            throw new IOException("The writer took note of an error and threw none");
        }
        wasBroken = false;
    }
}
