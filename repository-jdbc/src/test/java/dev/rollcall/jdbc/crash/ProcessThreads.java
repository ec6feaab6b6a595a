package dev.rollcall.jdbc.crash;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What the threads of a process are doing, as far as the operating system tells: Linux does. */
final class ProcessThreads {

    private static final String STOPPED = "Tt";
    private static final String ENDED = "ZXx";

    private final Path tasks;
    private final boolean told;

    ProcessThreads(long pid) {
        this.tasks = Path.of("/proc", String.valueOf(pid), "task");
        this.told = Files.isDirectory(Path.of("/proc/self/task"));
    }

    /** Whether none of them runs on; where the system does not tell, they are taken to have stopped. */
    boolean areStopped() {
        if (!told) {
            return true;
        }
        List<String> states = states();
        return !states.isEmpty() && states.stream().allMatch(STOPPED::contains);
    }

    /** Whether none of them is left, though the process may wait to be asked how it ended. */
    boolean haveEnded() {
        return told && states().stream().allMatch(ENDED::contains);
    }

    /** A letter for each thread. */
    private List<String> states() {
        List<String> states = new ArrayList<>();
        try (Stream<Path> threads = Files.list(tasks)) {
            for (Path thread : threads.toList()) {
                state(thread, states);
            }
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return states;
    }

    /** Its letter follows the name, which stands in parentheses and may hold anything. */
    private static void state(Path thread, List<String> states) {
        try {
            String line = new String(Files.readAllBytes(thread.resolve("stat")), StandardCharsets.ISO_8859_1);
            int letter = line.lastIndexOf(')') + 2;
            states.add(line.substring(letter, letter + 1));
        } catch (IOException e) {
            // It has ended meanwhile.
        }
    }
}
