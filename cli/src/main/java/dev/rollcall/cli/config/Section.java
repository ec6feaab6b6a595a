package dev.rollcall.cli.config;

import java.nio.file.Path;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/**
 * Keys with their values. A key that is asked for is known; {@link #end} notes all others, with the known one that was
 * probably meant.
 */
final class Section {

    private static final int LIKELY_TYPO = 2;

    /** What a key may look like to be told: what looks otherwise may be a secret that slipped in front of the colon. */
    private static final Pattern TELLABLE = Pattern.compile("[A-Za-z][A-Za-z0-9_-]{0,40}");

    private static final String UNKNOWN = "a key here is not known";

    private final int line;
    private final String path;
    private final Problems problems;
    private final Map<String, Value> values = new LinkedHashMap<>();
    private final Map<String, Integer> lines = new LinkedHashMap<>();

    /** Lines of keys that were there already. */
    private final Map<Integer, String> repeated = new LinkedHashMap<>();

    private final Set<String> known = new TreeSet<>();

    /** Creates the section below a key that is in a line, counted from 1. */
    Section(MappingNode mapping, int line, String path, Problems problems, Path folder) {
        this.line = line;
        this.path = path;
        this.problems = problems;
        for (NodeTuple tuple : mapping.getValue()) {
            Node keyNode = tuple.getKeyNode();
            if (!(keyNode instanceof ScalarNode scalar)) {
                problems.add(Value.line(keyNode), path, "a key must be a word");
                continue;
            }
            String key = scalar.getValue();
            int keyLine = Value.line(keyNode);
            Value value = new Value(tuple.getValueNode(), keyLine, child(key), problems, folder);
            if (values.putIfAbsent(key, value) != null) {
                repeated.put(keyLine, key);
            }
            lines.putIfAbsent(key, keyLine);
        }
    }

    /** The path of a key, or of its section if the key is not to be told. */
    private String child(String key) {
        if (!TELLABLE.matcher(key).matches()) {
            return path;
        }
        return path.isEmpty() ? key : path + "." + key;
    }

    /** Notes a problem of the section as a whole. */
    void problem(String text) {
        problems.add(line, path, text);
    }

    /** Notes a problem of one key, whether it is there or not. */
    void problem(String key, String text) {
        problems.add(lines.getOrDefault(key, line), child(key), text);
    }

    /** How many secrets of the file were absent so far. */
    int absentSecrets() {
        return problems.absentSecrets();
    }

    /** The absent secrets behind so many, in the words of an error. */
    List<String> absentSecretsBehind(int many) {
        return problems.absentSecretsBehind(many);
    }

    boolean has(String key) {
        return values.containsKey(key);
    }

    /** What stands behind the key; null where it is not there. */
    @Nullable
    Value value(String key) {
        known.add(key);
        return values.get(key);
    }

    /** Reads the key's value; null where the key is not there or its value not of the kind. */
    <T> @Nullable T get(String key, Function<Value, @Nullable T> kind) {
        Value value = value(key);
        return value == null ? null : kind.apply(value);
    }

    /** Reads the key's value, which has to be there. */
    <T> @Nullable T need(String key, Function<Value, @Nullable T> kind) {
        Value value = value(key);
        if (value == null) {
            problem(key, "is missing");
            return null;
        }
        return kind.apply(value);
    }

    /** Hands the key's value on, if it is there and of the kind; what is refused then is noted. */
    <T> void take(String key, Function<Value, @Nullable T> kind, Consumer<? super T> target) {
        Value value = value(key);
        if (value != null) {
            hand(value, kind, target);
        }
    }

    /** Hands the key's value on, which has to be there; what is missing or refused is noted, and false returned. */
    <T> boolean takeNeeded(String key, Function<Value, @Nullable T> kind, Consumer<? super T> target) {
        Value value = value(key);
        if (value == null) {
            problem(key, "is missing");
            return false;
        }
        return hand(value, kind, target);
    }

    private static <T> boolean hand(Value value, Function<Value, @Nullable T> kind, Consumer<? super T> target) {
        T read = kind.apply(value);
        if (read == null) {
            return false;
        }
        try {
            target.accept(read);
            return true;
        } catch (IllegalArgumentException e) {
            value.problem(String.valueOf(e.getMessage()));
            return false;
        }
    }

    /** All keys, where they are names that the file gives. */
    Map<String, Value> entries() {
        known.addAll(values.keySet());
        noteRepeated();
        return values;
    }

    /** Which of these keys is there; a problem if none is, or several. */
    @Nullable
    String oneOf(List<String> keys) {
        known.addAll(keys);
        List<String> there = keys.stream().filter(values::containsKey).toList();
        if (there.size() == 1) {
            return there.get(0);
        }
        problem(
                there.isEmpty()
                        ? "one of these keys is missing: " + String.join(", ", keys)
                        : "only one of these keys can be there: " + String.join(", ", there));
        return null;
    }

    /** Notes every key that nobody asked for. Call it last. */
    void end() {
        noteRepeated();
        if (path.isEmpty() && Collections.disjoint(values.keySet(), known)) {
            problem(UNKNOWN + knownHere()); // another file altogether, of which nothing is told
            return;
        }
        for (String key : values.keySet()) {
            if (!known.contains(key)) {
                problem(key, TELLABLE.matcher(key).matches() ? noSuchKey(key) : UNKNOWN + knownHere());
            }
        }
    }

    /** Notes that there are keys that nobody asked for, and tells none of them. Call it last. */
    void endUnnamed() {
        noteRepeated();
        values.keySet().stream()
                .filter(key -> !known.contains(key))
                .forEach(key -> problems.add(lines.getOrDefault(key, line), path, UNKNOWN + knownHere()));
    }

    private void noteRepeated() {
        repeated.forEach((at, key) -> {
            if (known.contains(key)) {
                problems.add(at, child(key), "is said twice");
            }
        });
    }

    private String noSuchKey(String key) {
        String meant = closest(key);
        return "there is no such key" + (meant == null ? knownHere() : "; did you mean '" + meant + "'?");
    }

    private String knownHere() {
        return "; known here: " + String.join(", ", known);
    }

    private @Nullable String closest(String key) {
        Set<String> free = new HashSet<>(known);
        free.removeAll(values.keySet());
        String best = null;
        int bestDistance = LIKELY_TYPO + 1;
        for (String each : new TreeSet<>(free)) {
            int distance = distance(key, each);
            if (distance < bestDistance) {
                best = each;
                bestDistance = distance;
            }
        }
        return best;
    }

    /** How many letters have to be typed differently, left out or put in. */
    private static int distance(String one, String other) {
        int[] above = new int[other.length() + 1];
        for (int j = 0; j <= other.length(); j++) {
            above[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int[] row = new int[other.length() + 1];
            row[0] = i;
            for (int j = 1; j <= other.length(); j++) {
                int same = one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1;
                row[j] = Math.min(Math.min(row[j - 1], above[j]) + 1, above[j - 1] + same);
            }
            above = row;
        }
        return above[other.length()];
    }
}
