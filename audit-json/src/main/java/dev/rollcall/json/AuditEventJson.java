package dev.rollcall.json;

import dev.rollcall.audit.AuditEvent;
import dev.rollcall.audit.FieldChange;
import dev.rollcall.audit.Subject;
import java.io.StringWriter;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;

/**
 * The JSON object of an audit event, in one line. Its fields, their order and their meaning are in
 * {@code docs/audit-json.md}: fields may be added at the end, none is renamed or removed.
 *
 * <p>Every text is kept as it is, and what could break a line or mislead who reads it is escaped: control characters,
 * the line and paragraph separators of Unicode, direction controls. Half a surrogate pair, which no UTF-8 can hold,
 * becomes U+FFFD. Values of sensitive fields are masked, as they are in the event (R41).
 */
public final class AuditEventJson {

    private static final String ID = "id";

    private static final DateTimeFormatter TIME =
            new DateTimeFormatterBuilder().appendInstant(3).toFormatter();

    private static final JsonFactory JSON = JsonFactory.builder()
            .characterEscapes(new LineSafeEscapes())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(Integer.MAX_VALUE)
                    .build())
            .build();

    private AuditEventJson() {}

    /** Returns the JSON object of this event: one line, without a line end. Safe for many threads. */
    public static String of(AuditEvent event) {
        Objects.requireNonNull(event, "event");
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
            write(event, json);
        }
        return text.toString();
    }

    private static void write(AuditEvent event, JsonGenerator json) {
        Subject subject = event.subject();
        json.writeStartObject();
        put(json, ID, event.id());
        put(json, "time", TIME.format(event.time()));
        put(json, "directory", event.directory());
        put(json, "run", event.runId());
        put(json, "actor", event.actor());
        put(json, "action", event.action());
        put(json, "outcome", event.outcome());
        put(json, "rule", event.rule() == null ? null : event.rule().name());
        put(json, "username", subject.username());
        put(json, "externalId", subject.externalId());
        put(json, "accountId", subject.accountId());
        put(json, "details", event.details());
        json.writeArrayPropertyStart("changes");
        for (FieldChange change : event.changes()) {
            json.writeStartObject();
            put(json, "field", change.field());
            put(json, "before", change.before());
            put(json, "after", change.after());
            json.writeBooleanProperty("sensitive", change.sensitive());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void put(JsonGenerator json, String name, @Nullable Object value) {
        if (value == null) {
            json.writeNullProperty(name);
        } else {
            json.writeStringProperty(name, withoutHalfPairs(value.toString()));
        }
    }

    private static String withoutHalfPairs(String text) {
        if (text.codePoints().noneMatch(AuditEventJson::isHalfPair)) {
            return text;
        }
        StringBuilder whole = new StringBuilder(text.length());
        text.codePoints().map(each -> isHalfPair(each) ? 0xFFFD : each).forEach(whole::appendCodePoint);
        return whole.toString();
    }

    /** A surrogate that is a code point of its own has lost its other half. */
    private static boolean isHalfPair(int codePoint) {
        return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
    }

    /** The id of the event that this line tells of; empty if the line is cut, or is none of ours. */
    static Optional<String> idIn(String line) {
        try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), line)) {
            String id = null;
            if (json.nextToken() != JsonToken.START_OBJECT) {
                return Optional.empty();
            }
            while (json.nextToken() == JsonToken.PROPERTY_NAME) {
                boolean isId = ID.equals(json.currentName());
                if (json.nextToken() == JsonToken.VALUE_STRING && isId) {
                    id = json.getString();
                }
                json.skipChildren();
            }
            return Optional.ofNullable(id);
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }
}
