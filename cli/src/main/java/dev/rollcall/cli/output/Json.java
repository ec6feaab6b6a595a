package dev.rollcall.cli.output;

import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.DefaultPrettyPrinter;

/** Writes one JSON value to the output, piece by piece, so that a plan of a million steps needs no memory. */
public final class Json implements AutoCloseable {

    private static final JsonFactory FACTORY = JsonFactory.builder().build();

    private final JsonGenerator generator;
    private final Output out;

    /** Begins a value. */
    public Json(Output out) {
        this.out = out;
        this.generator = FACTORY.createGenerator(
                new ObjectWriteContext.Base() {
                    @Override
                    public DefaultPrettyPrinter getPrettyPrinter() {
                        return new DefaultPrettyPrinter();
                    }

                    @Override
                    public boolean hasPrettyPrinter() {
                        return true;
                    }
                },
                out.data());
    }

    /** Writes an object with what {@code content} puts into it. */
    public Json object(Consumer<Json> content) {
        generator.writeStartObject();
        content.accept(this);
        generator.writeEndObject();
        return this;
    }

    /** Writes a member that is an object. */
    public Json object(String name, Consumer<Json> content) {
        generator.writeName(name);
        return object(content);
    }

    /** Writes an array with what {@code content} puts into it. */
    public Json array(Consumer<Json> content) {
        generator.writeStartArray();
        content.accept(this);
        generator.writeEndArray();
        return this;
    }

    /** Writes a member that is an array. */
    public Json array(String name, Consumer<Json> content) {
        generator.writeName(name);
        return array(content);
    }

    /** Writes a member that is an array of texts. */
    public Json texts(String name, Iterable<String> texts) {
        return array(name, json -> texts.forEach(generator::writeString));
    }

    /** Writes a member in the words of {@code toString()}; null where there is none. */
    public Json text(String name, @Nullable Object value) {
        Object content = value instanceof Optional<?> optional ? optional.orElse(null) : value;
        generator.writeName(name);
        if (content == null) {
            generator.writeNull();
        } else {
            generator.writeString(content.toString());
        }
        return this;
    }

    /** Writes a member that is a number. */
    public Json number(String name, long value) {
        generator.writeName(name);
        generator.writeNumber(value);
        return this;
    }

    /** Writes a member that is true or false. */
    public Json flag(String name, boolean value) {
        generator.writeName(name);
        generator.writeBoolean(value);
        return this;
    }

    /** Ends the value, and the line. */
    @Override
    public void close() {
        generator.flush();
        out.data().println();
        out.flush();
    }
}
