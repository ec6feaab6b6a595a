package dev.rollcall.jdbc.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** Another JVM with the classes of this one. It is told things line by line, and what it says is kept. */
final class ChildProcess implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final Process process;
    private final Writer in;
    private final List<String> output = new ArrayList<>();
    private final Thread atExit;
    private boolean silent;

    private ChildProcess(Process process) {
        this.process = process;
        this.in = process.outputWriter(StandardCharsets.UTF_8);
        this.atExit = new Thread(process::destroyForcibly);
        Runtime.getRuntime().addShutdownHook(atExit);
        Thread reader = new Thread(this::read, "output of process " + process.pid());
        reader.setDaemon(true);
        reader.start();
    }

    /** Starts a JVM that runs this class. */
    static ChildProcess start(Class<?> main) {
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx256m",
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName());
        try {
            return new ChildProcess(
                    new ProcessBuilder(command).redirectErrorStream(true).start());
        } catch (IOException e) {
            throw new UncheckedIOException("Another JVM could not be started: " + command, e);
        }
    }

    private void read() {
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                add(line);
            }
        } catch (IOException e) {
            add("(its output ended: " + e.getMessage() + ")");
        } finally {
            fallSilent();
        }
    }

    private synchronized void add(String line) {
        output.add(line);
        notifyAll();
    }

    private synchronized void fallSilent() {
        silent = true;
        notifyAll();
    }

    /** Gives it a line to read. */
    void tell(String line) {
        try {
            in.write(line + "\n");
            in.flush();
        } catch (IOException e) {
            throw new AssertionError("The process no longer listens to '" + line + "'; " + this, e);
        }
    }

    /** Waits until it has said a line that begins so, and returns the rest of that line. */
    String await(String beginning) {
        return awaitAny(line -> line.startsWith(beginning), "'" + beginning + "'")
                .substring(beginning.length());
    }

    /** Waits until it has said a line that begins in one of these ways, and returns that line. */
    String awaitEither(String one, String other) {
        return awaitAny(line -> line.startsWith(one) || line.startsWith(other), "'" + one + "' or '" + other + "'");
    }

    private synchronized String awaitAny(Predicate<String> wanted, String what) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        Optional<String> said = said(wanted);
        while (said.isEmpty()) {
            long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
            if (silent || left <= 0) {
                throw new AssertionError(
                        "The process did not say " + what + (silent ? "" : " in " + PATIENCE) + "; " + this);
            }
            try {
                wait(left);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            said = said(wanted);
        }
        return said.get();
    }

    private Optional<String> said(Predicate<String> wanted) {
        return output.stream().filter(wanted).findFirst();
    }

    /** Whether it has said a line that begins so. */
    synchronized boolean hasSaid(String beginning) {
        return said(line -> line.startsWith(beginning)).isPresent();
    }

    /** Ends it in the middle of whatever it does. */
    void kill() {
        process.destroyForcibly();
        awaitEnd();
    }

    /** Stops it where it is. */
    void freeze() {
        signal("-STOP");
    }

    /** Lets it go on. */
    void thaw() {
        signal("-CONT");
    }

    /** Whether this machine can stop a process. */
    static boolean canFreeze() {
        try {
            return new ProcessBuilder(
                                    "kill",
                                    "-0",
                                    String.valueOf(ProcessHandle.current().pid()))
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void signal(String signal) {
        try {
            int end = new ProcessBuilder("kill", signal, String.valueOf(process.pid()))
                    .inheritIO()
                    .start()
                    .waitFor();
            assertThat(end).as("kill %s %s", signal, this).isZero();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Waits until it has ended by itself, without an error. */
    void awaitGoodEnd() {
        awaitEnd();
        assertThat(process.exitValue()).as("how it ended: %s", this).isZero();
    }

    private void awaitEnd() {
        try {
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                throw new AssertionError("The process did not end in " + PATIENCE + "; " + this);
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
        awaitEnd();
        Runtime.getRuntime().removeShutdownHook(atExit);
    }

    /** The process with all it said. */
    @Override
    public synchronized String toString() {
        return "process " + process.pid() + " said:\n  | " + String.join("\n  | ", output);
    }
}
