package dev.rollcall.cli.output;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** An output whose text can be read. */
final class Screen {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final Output output;

    /** A window of so many columns; 0 for none. */
    Screen(int columns) {
        output = new Output(out, err, StandardCharsets.UTF_8, columns);
    }

    Output output() {
        return output;
    }

    String text() {
        output.flush();
        return out.toString(StandardCharsets.UTF_8);
    }

    String errors() {
        return err.toString(StandardCharsets.UTF_8);
    }

    List<String> lines() {
        return text().lines().toList();
    }
}
