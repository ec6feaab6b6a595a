package dev.rollcall.json;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** A stream that the host opened, and that the host closes. What went into it cannot be taken back. */
final class HostStream implements LineTarget {

    private final OutputStream stream;
    private boolean wasBroken;

    HostStream(OutputStream stream) {
        this.stream = stream;
    }

    @Override
    public void append(String lines) throws IOException {
        byte[] bytes = (wasBroken ? "\n" + lines : lines).getBytes(StandardCharsets.UTF_8);
        wasBroken = true;
        stream.write(bytes);
        stream.flush();
        if (stream instanceof PrintStream printing && printing.checkError()) {
            throw new IOException("The stream took note of an error and threw none");
        }
        wasBroken = false;
    }
}
