package dev.rollcall.cli;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/** The command line in a process of its own, as administrators run it. */
final class RollcallProcess implements AutoCloseable {

    private static final int SIGINT = 2;

    private final Process process;
    private final Path errors;

    private RollcallProcess(Process process, Path errors) {
        this.process = process;
        this.errors = errors;
    }

    /** What to run, and where its standard output goes. */
    static RollcallProcess start(
            Cli cli, ProcessBuilder.Redirect output, Map<String, String> variables, String... command) {
        Path errors = cli.file("errors.txt");
        List<String> words = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
        words.addAll(List.of(command));
        ProcessBuilder builder = new ProcessBuilder(words)
                .directory(cli.folder().toFile())
                .redirectOutput(output)
                .redirectError(errors.toFile());
        builder.environment().put(HostCommand.CONFIG_VARIABLE, cli.configFile().toString());
        builder.environment().putAll(variables);
        // Java tells of these on standard error.
        List.of("JAVA_TOOL_OPTIONS", "_JAVA_OPTIONS", "JDK_JAVA_OPTIONS").forEach(builder.environment()::remove);
        try {
            return new RollcallProcess(builder.start(), errors);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static RollcallProcess start(Cli cli, String... command) {
        return start(cli, ProcessBuilder.Redirect.to(cli.file("output.txt").toFile()), Map.of(), command);
    }

    /** What it prints, for one that was started with a pipe. */
    BufferedReader output() {
        return process.inputReader(StandardCharsets.UTF_8);
    }

    String errors() {
        try {
            return Files.readString(errors);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until there is a file that it makes. */
    void makes(Path file) throws InterruptedException {
        while (!Files.exists(file)) {
            if (process.waitFor(2, TimeUnit.MILLISECONDS)) {
                throw new AssertionError("It ended with code " + process.exitValue() + " before: " + errors());
            }
        }
    }

    /** Sends a signal as a terminal or a service manager does. */
    void signal(String name) throws IOException, InterruptedException {
        if (new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                        .start()
                        .waitFor()
                != 0) {
            throw new AssertionError("kill -" + name + " failed");
        }
    }

    /** Waits for its end, and returns its exit code. */
    int end() throws InterruptedException {
        if (!process.waitFor(5, TimeUnit.MINUTES)) {
            throw new AssertionError("It has not ended after five minutes: " + errors());
        }
        return process.exitValue();
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join(); // it writes nothing more into the folder
    }

    /** Aborts where there are no such signals, or where this process and its children do not hear SIGINT. */
    static void assumeSignals() throws IOException {
        Assumptions.assumeTrue(isOnPath("kill"), "there is no program 'kill' on this system to send signals with");
        Path status = Path.of("/proc/self/status");
        if (Files.exists(status)) {
            boolean ignored = Files.readAllLines(status).stream()
                    .filter(line -> line.startsWith("SigIgn:"))
                    .map(line -> line.substring("SigIgn:".length()).strip())
                    .anyMatch(mask -> (Long.parseUnsignedLong(mask, 16) & 1L << (SIGINT - 1)) != 0);
            Assumptions.assumeFalse(ignored, "this process was started with SIGINT ignored, and so are its children");
        }
    }

    private static boolean isOnPath(String program) {
        for (String folder : String.valueOf(System.getenv("PATH")).split(File.pathSeparator, -1)) {
            if (Files.isExecutable(Path.of(folder, program))) {
                return true;
            }
        }
        return false;
    }
}
