package dev.rollcall.http.internal.json;

import java.io.ByteArrayInputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.JsonRecyclerPools;

/** Reads one text in JSON, strictly. For one text. */
final class JsonReading {

    private static final int DEEPEST = 64;

    /** The mark that some put before UTF-8, to be passed over (RFC 8259, section 8.1). */
    private static final byte[] MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};

    /** Keeps no buffers: what was in them would stay in memory, and with the threads of the host. */
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build())
            .recyclerPool(JsonRecyclerPools.nonRecyclingPool())
            .build();

    private final JsonParser parser;
    private final Set<String> skipped;

    private JsonReading(JsonParser parser, Set<String> skipped) {
        this.parser = parser;
        this.skipped = skipped;
    }

    /** Reads a text of UTF-8 to its end; the messages of the parser quote it, so that nothing of them is told. */
    static @Nullable Object read(byte[] body, Set<String> skipped) throws MalformedJsonException {
        try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), characters(body))) {
            try {
                return new JsonReading(parser, skipped).whole();
            } catch (JacksonIOException e) {
                throw new MalformedJsonException("not UTF-8 after " + place(parser.currentLocation()));
            } catch (JacksonException e) {
                TokenStreamLocation where = e.getLocation();
                throw new MalformedJsonException(
                        "not JSON at " + place(where == null ? parser.currentLocation() : where));
            }
        }
    }

    /** Another encoding is never guessed, and no byte is replaced. */
    private static Reader characters(byte[] body) {
        int start = Arrays.mismatch(body, MARK) == MARK.length ? MARK.length : 0;
        return new InputStreamReader(
                new ByteArrayInputStream(body, start, body.length - start),
                StandardCharsets.UTF_8
                        .newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT));
    }

    private static String place(TokenStreamLocation where) {
        return "line " + where.getLineNr() + ", column " + where.getColumnNr();
    }

    private @Nullable Object whole() throws MalformedJsonException {
        JsonToken first = parser.nextToken();
        if (first == null) {
            throw new MalformedJsonException("empty");
        }
        Object value = value(first);
        if (parser.nextToken() != null) {
            throw new MalformedJsonException("more than one value, at " + place(parser.currentTokenLocation()));
        }
        return value;
    }

    private @Nullable Object value(JsonToken token) {
        return switch (token) {
            case START_OBJECT -> object();
            case START_ARRAY -> array();
            case VALUE_STRING -> parser.getString();
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new Digits(parser.getString());
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> null;
            default -> throw new IllegalStateException("A parser of texts gave " + token);
        };
    }

    private JsonObject object() {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            JsonToken token = parser.nextToken();
            if (skipped.contains(name)) {
                parser.skipChildren();
            } else {
                members.put(name, value(token));
            }
        }
        return new JsonObject(members);
    }

    private List<@Nullable Object> array() {
        List<@Nullable Object> items = new ArrayList<>();
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            items.add(value(token));
        }
        return items;
    }

    /** A number as it was sent. */
    record Digits(String text) {}
}
