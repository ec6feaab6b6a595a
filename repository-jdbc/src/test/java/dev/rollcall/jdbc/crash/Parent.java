package dev.rollcall.jdbc.crash;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** What a child process knows of the one that started it: a line to listen to, and one to speak to. */
final class Parent {

    private static final BufferedReader LINES =
            new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));

    private Parent() {}

    static void tell(String line) {
        System.out.println(line);
        System.out.flush();
    }

    /** Waits for the next line; without a parent there is nothing left to do. */
    static String hear() {
        try {
            String line = LINES.readLine();
            if (line == null) {
                Runtime.getRuntime().halt(3);
            }
            return line;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
