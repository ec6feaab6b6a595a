package dev.rollcall.cli.config;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Collects what is wrong with one file, so that all of it is told at once. */
final class Problems {

    private record Problem(int line, String text) {}

    private final String file;
    private final List<Problem> found = new ArrayList<>();

    Problems(String file) {
        this.file = file;
    }

    /**
     * Notes a problem; one that was noted already counts once.
     *
     * @param line the line it is in, counted from 1; 0 for the file as a whole
     * @param key the path of the key it is about; empty for none
     */
    void add(int line, String key, String text) {
        Problem problem = new Problem(line, (key.isEmpty() ? "" : key + ": ") + text);
        if (!found.contains(problem)) {
            found.add(problem);
        }
    }

    boolean isEmpty() {
        return found.isEmpty();
    }

    /** Throws if anything was noted. */
    void throwIfAny() {
        if (!found.isEmpty()) {
            throw new ConfigurationException(found.stream()
                    .sorted(Comparator.comparingInt(Problem::line))
                    .map(problem -> file + (problem.line() == 0 ? "" : ":" + problem.line()) + ": " + problem.text())
                    .toList());
        }
    }
}
