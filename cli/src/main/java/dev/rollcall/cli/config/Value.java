package dev.rollcall.cli.config;

import java.math.BigInteger;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * What stands behind a key. Each method reads it as one kind of thing; where it is another, the problem is noted and
 * null returned, so that reading goes on and finds the next one.
 */
final class Value {

    private final Node node;
    private final int keyLine;
    private final String path;
    private final Problems problems;
    private final Path folder;

    /** Creates the value of a key that is in a line, counted from 1. */
    Value(Node node, int keyLine, String path, Problems problems, Path folder) {
        this.node = node;
        this.keyLine = keyLine;
        this.path = path;
        this.problems = problems;
        this.folder = folder;
    }

    /**
     * Notes what is wrong here, in the line of the value, or of the key where the value is a section as a whole. The
     * value itself is not told, as it may be a secret in the wrong place.
     */
    @SuppressWarnings("TypeParameterUnusedInFormals") // null, whatever was expected
    <T> @Nullable T problem(String text) {
        problems.add(isMapping() ? keyLine : line(node), path, text);
        return null;
    }

    /** As {@link #problem}, where the file is right, and the secret that it names is not there. */
    @SuppressWarnings("TypeParameterUnusedInFormals") // null, whatever was expected
    <T> @Nullable T absent(String text) {
        problems.addAbsent(isMapping() ? keyLine : line(node), path, text);
        return null;
    }

    static int line(Node node) {
        return node.getStartMark().map(mark -> mark.getLine() + 1).orElse(0);
    }

    boolean isMapping() {
        return node instanceof MappingNode;
    }

    boolean isList() {
        return node instanceof SequenceNode;
    }

    /**
     * Whether it is a list in brackets with an item that holds an equals sign and has no quotes: a name with commas
     * would have been taken apart there.
     */
    boolean mayBeTakenApart() {
        return node instanceof SequenceNode sequence
                && sequence.getFlowStyle() == FlowStyle.FLOW
                && sequence.getValue().size() > 1
                && sequence.getValue().stream()
                        .anyMatch(each -> each instanceof ScalarNode scalar
                                && scalar.isPlain()
                                && scalar.getValue().contains("="));
    }

    /** Nothing stands behind the key. */
    boolean isEmpty() {
        return node instanceof ScalarNode scalar && scalar.getTag().equals(Tag.NULL);
    }

    @Nullable
    Section section() {
        return node instanceof MappingNode mapping
                ? new Section(mapping, keyLine, path, problems, folder)
                : problem("expected keys below it, indented");
    }

    @Nullable
    String text() {
        if (isEmpty()) {
            return problem("has no value");
        }
        return node instanceof ScalarNode scalar
                ? scalar.getValue()
                : problem("expected one value, not a list or further keys");
    }

    /** A text with something in it. */
    @Nullable
    String visibleText() {
        String text = text();
        return text != null && text.isBlank() ? problem("must not be blank") : text;
    }

    /** A text, a whole number, or a boolean, as it is written: what a column of the host's takes. */
    @Nullable
    Object columnValue() {
        String text = text();
        if (text == null) {
            return null;
        }
        Tag tag = node.getTag();
        if (tag.equals(Tag.BOOL)) {
            return Boolean.valueOf(text);
        }
        if (tag.equals(Tag.INT)) {
            try {
                return new BigInteger(text).longValueExact();
            } catch (ArithmeticException | NumberFormatException e) {
                return problem("not a whole number that fits; write a text in quotes");
            }
        }
        return text;
    }

    @Nullable
    Boolean flag() {
        String text = text();
        if (text == null) {
            return null;
        }
        return switch (text) {
            case "true" -> Boolean.TRUE;
            case "false" -> Boolean.FALSE;
            default -> problem("expected true or false");
        };
    }

    @Nullable
    Long number() {
        String text = text();
        if (text == null) {
            return null;
        }
        try {
            long number = Long.parseLong(text);
            return number >= 0 ? number : problem("must not be negative");
        } catch (NumberFormatException e) {
            return problem("expected a whole number");
        }
    }

    /** A number of things in memory. */
    @Nullable
    Integer whole() {
        Long number = number();
        if (number == null) {
            return null;
        }
        return number > Integer.MAX_VALUE
                ? problem("must be " + Integer.MAX_VALUE + " at most")
                : Integer.valueOf(number.intValue());
    }

    @Nullable
    Character character() {
        String text = text();
        if (text == null) {
            return null;
        }
        return text.length() == 1
                ? Character.valueOf(text.charAt(0))
                : problem("expected one character, best in quotes; a tab is \"\\t\"");
    }

    @Nullable
    Duration duration() {
        String text = text();
        if (text == null) {
            return null;
        }
        try {
            return Words.duration(text);
        } catch (IllegalArgumentException e) {
            return problem(String.valueOf(e.getMessage()));
        }
    }

    /** One of the constants of an enum, written in lower case with hyphens. */
    <E extends Enum<E>> @Nullable E choice(Class<E> type) {
        String text = text();
        if (text == null) {
            return null;
        }
        for (E constant : type.getEnumConstants()) {
            if (Words.of(constant).equals(text)) {
                return constant;
            }
        }
        return problem("expected one of "
                + Arrays.stream(type.getEnumConstants()).map(Words::of).collect(Collectors.joining(", ")));
    }

    /** A file; a relative one is sought beside the configuration file. */
    @Nullable
    Path path() {
        String text = text();
        if (text == null) {
            return null;
        }
        try {
            return folder.resolve(text).normalize();
        } catch (InvalidPathException e) {
            return problem("not the name of a file on this system");
        }
    }

    /** A list of texts; a single one may stand without a list. */
    List<String> texts() {
        List<String> texts = new ArrayList<>();
        if (node instanceof SequenceNode sequence) {
            for (Node each : sequence.getValue()) {
                String text = new Value(each, line(each), path, problems, folder).text();
                if (text != null) {
                    texts.add(text);
                }
            }
        } else {
            String text = text();
            if (text != null) {
                texts.add(text);
            }
        }
        return texts;
    }

    /** Notes what {@code made} objects to. */
    <T> @Nullable T made(Supplier<T> made) {
        try {
            return made.get();
        } catch (IllegalArgumentException e) {
            return problem(ApiWords.inFile(String.valueOf(e.getMessage())));
        }
    }
}
