package dev.rollcall.jdbc.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;

/**
 * Another JVM with the classes of this one. It is told things line by line. What it says is in a file, so that all that
 * it had said is known at the moment at which it is frozen or killed.
 */
final class ChildProcess implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Duration LOOK = Duration.ofMillis(1);

    private final Process process;
    private final ProcessThreads threads;
    private final Writer in;
    private final Path output;
    private final Thread atExit;

    private ChildProcess(Process process, Path output) {
        this.process = process;
        this.threads = new ProcessThreads(process.pid());
        this.in = process.outputWriter(StandardCharsets.UTF_8);
        this.output = output;
        this.atExit = new Thread(process::destroyForcibly);
        Runtime.getRuntime().addShutdownHook(atExit);
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
            Path output = Files.createTempFile("rollcall-child", ".txt");
            return new ChildProcess(
                    new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(output.toFile())
                            .start(),
                    output);
        } catch (IOException e) {
            throw new UncheckedIOException("Another JVM could not be started: " + command, e);
        }
    }

    /** The lines that it has said to their end. */
    private List<String> lines() {
        try {
            String all = new String(Files.readAllBytes(output), StandardCharsets.UTF_8);
            return all.substring(0, all.lastIndexOf('\n') + 1).lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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

    private String awaitAny(Predicate<String> wanted, String what) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            boolean alive = process.isAlive();
            Optional<String> said = said(wanted);
            if (said.isPresent()) {
                return said.get();
            }
            if (!alive || System.nanoTime() - end > 0) {
                throw new AssertionError(
                        "The process did not say " + what + (alive ? " in " + PATIENCE : "") + "; " + this);
            }
            LockSupport.parkNanos(LOOK.toNanos());
        }
    }

    private Optional<String> said(Predicate<String> wanted) {
        return lines().stream().filter(wanted).findFirst();
    }

    /** Whether it has said a line that begins so; for certain once it is frozen or has ended. */
    boolean hasSaid(String beginning) {
        return said(line -> line.startsWith(beginning)).isPresent();
    }

    /** Ends it in the middle of whatever it does. */
    void kill() {
        process.destroyForcibly();
        awaitEnd();
    }

    /**
     * Stops it where it is, and returns whether it did: a process that has ended cannot be stopped. The signal alone
     * does not stop it, as on a busy machine its threads go on for a while.
     */
    boolean freeze() {
        if (!signal("-STOP")) {
            return false;
        }
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (process.isAlive() && !threads.haveEnded()) {
            if (threads.areStopped()) {
                return true;
            }
            assertThat(System.nanoTime() - end).as("it does not stop: %s", this).isNegative();
            LockSupport.parkNanos(LOOK.toNanos());
        }
        return false;
    }

    /** Lets it go on. */
    void thaw() {
        assertThat(signal("-CONT")).as("it was there to go on: %s", this).isTrue();
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

    private boolean signal(String signal) {
        try {
            int end = new ProcessBuilder("kill", signal, String.valueOf(process.pid()))
                    .inheritIO()
                    .start()
                    .waitFor();
            if (end != 0) {
                assertThat(process.isAlive())
                        .as("kill %s failed for %s", signal, this)
                        .isFalse();
            }
            return end == 0;
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
        try {
            Files.deleteIfExists(output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The process with all it said. */
    @Override
    public String toString() {
        return "process " + process.pid() + " said:\n  | " + String.join("\n  | ", lines());
    }
}
