package dev.rollcall.testservers;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * A server under the eyes of {@code serve.sh}: it ends when it is told to and also when this JVM ends, however that
 * happens. Signals go to its own process group, by id.
 */
final class ServerProcess {

    private static final int START_SECONDS = 180;
    private static final int STOP_SECONDS = 120;

    private final Process supervisor;
    private final long pid;
    private final Path log;

    private ServerProcess(Process supervisor, long pid, Path log) {
        this.supervisor = supervisor;
        this.pid = pid;
        this.log = log;
    }

    static ServerProcess start(Path log, Map<String, String> environment, List<String> command) {
        List<String> arguments = new ArrayList<>(List.of(log.toString()));
        arguments.addAll(command);
        ProcessBuilder builder = Script.builder("serve.sh", arguments);
        builder.environment().putAll(environment);
        builder.redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()));
        try {
            Process supervisor = builder.start();
            BufferedReader answer =
                    new BufferedReader(new InputStreamReader(supervisor.getInputStream(), StandardCharsets.UTF_8));
            String line = answer.readLine();
            if (line == null || !line.startsWith("PID=")) {
                throw new IllegalStateException("the server was not started: " + Script.lastWords(log));
            }
            return new ServerProcess(supervisor, Long.parseLong(line.substring("PID=".length())), log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Waits until the server answers.
     *
     * @return false if it has ended instead
     * @throws IllegalStateException if it neither answers nor ends within three minutes; it is then killed
     */
    boolean answers(BooleanSupplier question) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
        try {
            while (!supervisor.waitFor(20, TimeUnit.MILLISECONDS)) {
                if (question.getAsBoolean()) {
                    return true;
                }
                if (System.nanoTime() > deadline) {
                    kill();
                    throw new IllegalStateException("no answer within " + START_SECONDS + " s: " + lastWords());
                }
            }
            return false;
        } catch (InterruptedException e) {
            throw Script.interrupted(e);
        }
    }

    long pid() {
        return pid;
    }

    boolean running() {
        return supervisor.isAlive();
    }

    /** The end of what the server logged. */
    String lastWords() {
        return Script.lastWords(log);
    }

    /** Ends the server in an orderly way and waits until all its processes are gone. */
    void stop() {
        try {
            supervisor.getOutputStream().close();
        } catch (IOException e) {
            // It has ended already.
        }
        awaitEnd();
    }

    /** Ends the server as a power failure does (SIGKILL) and waits until all its processes are gone. */
    void kill() {
        signal("KILL");
        awaitEnd();
    }

    /** Freezes all processes of the server: the system still accepts connections, but nobody answers. */
    void suspend() {
        signal("STOP");
    }

    void resume() {
        signal("CONT");
    }

    private void signal(String name) {
        try {
            // The supervisor ends with the server, so as long as it lives the id is the server's.
            if (running()) {
                new ProcessBuilder("bash", "-c", "kill -\"$1\" -- \"-$2\"", "kill", name, Long.toString(pid))
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start()
                        .waitFor();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw Script.interrupted(e);
        }
    }

    private void awaitEnd() {
        try {
            if (!supervisor.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException("process " + pid + " did not end within " + STOP_SECONDS + " s");
            }
        } catch (InterruptedException e) {
            throw Script.interrupted(e);
        }
    }
}
