package dev.rollcall.cli.config;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Collects what is wrong with one file, so that all of it is told at once. That a secret is not where the file says is
 * kept apart: it may be that of a directory that nobody is about to read.
 */
final class Problems {

    private record Problem(int line, String text) {}

    private final String file;
    private final List<Problem> found = new ArrayList<>();
    private final List<Problem> absent = new ArrayList<>();

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
        note(found, line, key, text);
    }

    /** Notes, as {@link #add} does, that a secret is not there, or cannot be read. */
    void addAbsent(int line, String key, String text) {
        note(absent, line, key, text);
    }

    private static void note(List<Problem> problems, int line, String key, String text) {
        Problem problem = new Problem(line, (key.isEmpty() ? "" : key + ": ") + text);
        if (!problems.contains(problem)) {
            problems.add(problem);
        }
    }

    /** From now on every secret that was absent so far is a problem as any other. */
    void needSecrets() {
        found.addAll(absent);
        absent.clear();
    }

    /** How many secrets were absent so far. */
    int absentSecrets() {
        return absent.size();
    }

    /** The absent secrets behind so many, in the words of an error. */
    List<String> absentSecretsBehind(int many) {
        return told(absent.subList(many, absent.size()));
    }

    boolean isEmpty() {
        return found.isEmpty();
    }

    /** Throws if anything was noted, absent secrets included; these alone are no reason to throw. */
    void throwIfAny() {
        if (!found.isEmpty()) {
            needSecrets();
            throw new ConfigurationException(told(found));
        }
    }

    private List<String> told(List<Problem> problems) {
        return problems.stream()
                .sorted(Comparator.comparingInt(Problem::line))
                .map(problem -> file + (problem.line() == 0 ? "" : ":" + problem.line()) + ": " + problem.text())
                .toList();
    }
}
