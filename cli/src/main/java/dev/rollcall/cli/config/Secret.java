package dev.rollcall.cli.config;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A secret and nothing that shows it: it comes from an environment variable or a file, never from the configuration
 * itself.
 */
public final class Secret {

    private static final String HOW = "a secret does not belong into this file: write {env: NAME} for an environment"
            + " variable, or {file: NAME} for a file that holds nothing else";

    private final String value;

    private Secret(String value) {
        this.value = value;
    }

    /** The secret, to be handed to whatever needs it at once. */
    public String reveal() {
        return value;
    }

    /** The secret in a new array, which whoever gets it may overwrite. */
    char[] characters() {
        return value.toCharArray();
    }

    @Override
    public String toString() {
        return "***";
    }

    /**
     * Reads where the secret is, and the secret from there. Where there is none it is noted as absent, and null
     * returned. What the place is called is never told: it may be the secret itself.
     */
    static @Nullable Secret read(Value value, UnaryOperator<@Nullable String> environment) {
        return read(value, environment, false);
    }

    /** As {@link #readSome}, of a secret that may have several lines, such as a key. */
    static @Nullable Secret readLines(Value value, UnaryOperator<@Nullable String> environment) {
        return some(value, read(value, environment, true));
    }

    private static @Nullable Secret read(
            Value value, UnaryOperator<@Nullable String> environment, boolean severalLines) {
        if (!value.isMapping()) {
            return value.problem(HOW);
        }
        Section section = value.section();
        if (section == null) {
            return null;
        }
        String source = section.oneOf(List.of("env", "file"));
        Secret secret = null;
        if ("env".equals(source)) {
            String name = section.get("env", Value::text);
            secret = name == null ? null : fromEnvironment(value, name, environment);
        } else if ("file".equals(source)) {
            Path file = section.get("file", Value::path);
            secret = file == null ? null : fromFile(value, file, severalLines);
        }
        section.endUnnamed();
        return secret;
    }

    /** As {@link #read}, and there has to be something in that place. */
    static @Nullable Secret readSome(Value value, UnaryOperator<@Nullable String> environment) {
        return some(value, read(value, environment));
    }

    private static @Nullable Secret some(Value value, @Nullable Secret secret) {
        return secret != null && secret.reveal().isBlank()
                ? value.absent("the place that is named here holds nothing")
                : secret;
    }

    private static @Nullable Secret fromEnvironment(
            Value value, String name, UnaryOperator<@Nullable String> environment) {
        String found = environment.apply(name);
        return found == null
                ? value.absent("the environment variable that is named here is not set")
                : new Secret(found);
    }

    /** The line end that an editor leaves behind is no part of the secret. */
    private static @Nullable Secret fromFile(Value value, Path file, boolean severalLines) {
        try {
            String text = Files.readString(file, StandardCharsets.UTF_8);
            if (severalLines) {
                return new Secret(text);
            }
            String first = text.lines().findFirst().orElse("");
            return text.stripTrailing().lines().count() > 1
                    ? value.absent("the file that is named here holds more than one line")
                    : new Secret(first);
        } catch (IOException e) {
            return value.absent("the file that is named here cannot be read ("
                    + e.getClass().getSimpleName() + ")");
        }
    }
}
