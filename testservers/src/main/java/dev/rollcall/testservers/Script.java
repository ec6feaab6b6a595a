package dev.rollcall.testservers;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/** The bash scripts beside this class, which do the work on processes and databases. */
final class Script {

    private static final long LIMIT_SECONDS = 900;
    private static final List<String> FILES = List.of("serve.sh", "openldap.sh", "samba.sh", "samba-load.py");

    private Script() {}

    /**
     * Runs a script to its end.
     *
     * @throws IllegalStateException if it ends with another code than 0; the message has the end of what it printed
     */
    static void run(Path log, Map<String, String> environment, String name, List<String> arguments) {
        ProcessBuilder builder = builder(name, arguments);
        builder.environment().putAll(environment);
        builder.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")));
        try {
            Process process = builder.start();
            if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
                throw new IllegalStateException(
                        name + " did not end within " + LIMIT_SECONDS + " s: " + lastWords(log));
            }
            if (process.exitValue() != 0) {
                throw new IllegalStateException(name + " ended with " + process.exitValue() + ": " + lastWords(log));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    static ProcessBuilder builder(String name, List<String> arguments) {
        List<String> command =
                new ArrayList<>(List.of("bash", Extracted.FOLDER.resolve(name).toString()));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("LC_ALL", "C.UTF-8");
        return builder;
    }

    /** What a script says. */
    static String text(String name) {
        try (InputStream in = Script.class.getResourceAsStream(name)) {
            return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The last lines of a log, or a word that there are none. */
    static String lastWords(Path log) {
        try {
            List<String> lines = Files.exists(log)
                    ? new String(Files.readAllBytes(log), StandardCharsets.UTF_8)
                            .lines()
                            .toList()
                    : List.of();
            return lines.isEmpty()
                    ? "it printed nothing"
                    : String.join(System.lineSeparator(), lines.subList(Math.max(0, lines.size() - 8), lines.size()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static IllegalStateException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new IllegalStateException("interrupted while waiting for a test server", e);
    }

    /** Unpacked when the first script is needed. */
    private static final class Extracted {

        static final Path FOLDER = extract();

        private static Path extract() {
            Path folder = Folders.untilExit("rollcall-scripts-");
            FILES.forEach(name -> Folders.write(folder.resolve(name), text(name)));
            return folder;
        }
    }
}
