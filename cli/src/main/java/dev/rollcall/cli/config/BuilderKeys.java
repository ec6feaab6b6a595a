package dev.rollcall.cli.config;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Hands keys of a section on to the builder of a provider. Each value is first tried on another builder that has all
 * else that it needs, so that what the provider would refuse is noted in the line of the value, without the value.
 *
 * @param <B> the builder
 */
final class BuilderKeys<B> {

    private static final String TAKEN_APART =
            "a comma in brackets begins another item: put each name into quotes, or on a line of its own behind a"
                    + " hyphen";

    private final Section section;
    private final B builder;
    private final Supplier<B> another;
    private final Consumer<B> build;

    /**
     * @param another makes a builder with the least that can be built
     * @param build builds, and throws {@link IllegalArgumentException} for what it refuses
     */
    BuilderKeys(Section section, B builder, Supplier<B> another, Consumer<B> build) {
        this.section = section;
        this.builder = builder;
        this.another = another;
        this.build = build;
    }

    /** Hands a value on if a provider takes it, or notes what it ought to be. */
    <T> void take(String key, Function<Value, @Nullable T> kind, BiConsumer<B, T> setting, String expected) {
        Value value = section.value(key);
        T read = value == null ? null : kind.apply(value);
        if (value != null && read != null) {
            if (isTaken(each -> setting.accept(each, read))) {
                setting.accept(builder, read);
            } else {
                value.problem(expected);
            }
        }
    }

    /** As {@link #each}, of a key that has to be there. */
    void needEach(String key, BiConsumer<B, String> setting, String standIn, String expected) {
        if (!section.has(key)) {
            section.problem(key, "is missing");
            setting.accept(builder, standIn);
        }
        each(key, setting, standIn, expected);
    }

    /** Hands each of some texts on, as {@link #tried} has them. */
    void each(String key, BiConsumer<B, String> setting, String standIn, String expected) {
        tried(key, setting, standIn, expected).forEach(text -> setting.accept(builder, text));
    }

    /**
     * Returns texts, each after a trial; none where the key is not there. A list of none is refused: whoever empties
     * the list of groups does not mean everybody.
     *
     * @param standIn returned for what is refused, so that the rest can be checked
     */
    List<String> tried(String key, BiConsumer<B, String> setting, String standIn, String expected) {
        Value value = section.value(key);
        if (value == null) {
            return List.of();
        }
        List<String> texts = value.texts();
        if (texts.isEmpty() && value.isList()) {
            value.problem("names none; leave the key out if there are none");
        }
        if (value.mayBeTakenApart()) {
            value.problem(TAKEN_APART);
        }
        List<String> tried = new ArrayList<>(texts.isEmpty() ? List.of(standIn) : texts);
        for (int i = 0; i < texts.size(); i++) {
            String text = texts.get(i);
            if (!isTaken(each -> setting.accept(each, text))) {
                tried.set(i, standIn);
                value.problem(texts.size() == 1 ? expected : "number " + (i + 1) + " " + expected);
            }
        }
        return tried;
    }

    /** Whether a provider that has everything else could be built. */
    boolean isTaken(Consumer<B> setting) {
        B trial = another.get();
        try {
            setting.accept(trial);
            build.accept(trial);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
