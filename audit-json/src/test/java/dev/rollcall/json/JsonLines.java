package dev.rollcall.json;

import dev.rollcall.audit.AuditAction;
import dev.rollcall.audit.AuditEvent;
import dev.rollcall.audit.FieldChange;
import dev.rollcall.audit.Subject;
import dev.rollcall.identity.AccountId;
import dev.rollcall.identity.DirectoryName;
import dev.rollcall.identity.ExternalId;
import dev.rollcall.rules.Rule;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a reader of the file does: one line, one object. And events for it to read. */
final class JsonLines {

    private static final Instant MONDAY = Instant.parse("2024-03-04T08:15:30.123Z");

    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxStringLength(Integer.MAX_VALUE)
                            .build())
                    .build())
            .build();

    private JsonLines() {}

    static AuditEvent event(String id) {
        return event(id, "Account updated");
    }

    static AuditEvent event(String id, String details, FieldChange... changes) {
        return new AuditEvent(
                id,
                MONDAY,
                DirectoryName.of("staff"),
                "run-7",
                "jane",
                AuditAction.UPDATED,
                AuditEvent.Outcome.SUCCESS,
                new Subject("ann", ExternalId.of("5f-0c"), AccountId.of("17")),
                Rule.R18,
                details,
                List.of(changes));
    }

    static JsonNode parsed(String line) {
        return MAPPER.readTree(line);
    }

    /** The lines of a file that ends with a whole one. */
    static List<String> lines(Path file) throws IOException {
        String text = Files.readString(file, StandardCharsets.UTF_8);
        if (text.isEmpty()) {
            return List.of();
        }
        if (!text.endsWith("\n")) {
            throw new IllegalStateException("The last line is cut");
        }
        return List.of(text.substring(0, text.length() - 1).split("\n", -1));
    }

    static List<AuditEvent> events(Path file) throws IOException {
        List<AuditEvent> events = new ArrayList<>();
        for (String line : lines(file)) {
            events.add(toEvent(parsed(line)));
        }
        return events;
    }

    static AuditEvent toEvent(JsonNode json) {
        List<FieldChange> changes = new ArrayList<>();
        for (JsonNode change : json.get("changes")) {
            changes.add(new FieldChange(
                    change.get("field").stringValue(),
                    text(change, "before"),
                    text(change, "after"),
                    change.get("sensitive").booleanValue()));
        }
        return new AuditEvent(
                json.get("id").stringValue(),
                Instant.parse(json.get("time").stringValue()),
                DirectoryName.of(json.get("directory").stringValue()),
                text(json, "run"),
                json.get("actor").stringValue(),
                AuditAction.valueOf(json.get("action").stringValue()),
                AuditEvent.Outcome.valueOf(json.get("outcome").stringValue()),
                new Subject(
                        text(json, "username"),
                        read(json, "externalId", ExternalId::of),
                        read(json, "accountId", AccountId::of)),
                read(json, "rule", Rule::valueOf),
                json.get("details").stringValue(),
                changes);
    }

    private static @Nullable String text(JsonNode json, String field) {
        return json.get(field).isNull() ? null : json.get(field).stringValue();
    }

    private static <T> @Nullable T read(JsonNode json, String field, Function<String, T> reader) {
        return Optional.ofNullable(text(json, field)).map(reader).orElse(null);
    }
}
