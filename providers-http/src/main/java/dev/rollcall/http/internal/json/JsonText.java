package dev.rollcall.http.internal.json;

import java.io.StringWriter;
import java.util.Map;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.JsonRecyclerPools;

/** Writes small objects as JSON, for what is signed. */
public final class JsonText {

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .recyclerPool(JsonRecyclerPools.nonRecyclingPool())
            .build();

    private JsonText() {}

    /**
     * An object with these members in their order: strings, whole numbers, booleans, and objects that are maps of the
     * same kind.
     *
     * @throws IllegalArgumentException if a member is something else, null included
     */
    public static String of(Map<String, ?> members) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = FACTORY.createGenerator(ObjectWriteContext.empty(), text)) {
            write(members, json);
        }
        return text.toString();
    }

    private static void write(Map<?, ?> members, JsonGenerator json) {
        json.writeStartObject();
        members.forEach((name, value) -> {
            json.writeName(String.valueOf(name));
            if (value instanceof String text) {
                json.writeString(text);
            } else if (value instanceof Boolean flag) {
                json.writeBoolean(flag);
            } else if (value instanceof Long || value instanceof Integer) {
                json.writeNumber(((Number) value).longValue());
            } else if (value instanceof Map<?, ?> inner) {
                write(inner, json);
            } else {
                throw new IllegalArgumentException("Member '" + name + "' is of a kind that is not written");
            }
        });
        json.writeEndObject();
    }
}
