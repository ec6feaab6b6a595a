package dev.rollcall.json;

import static dev.rollcall.json.JsonLines.event;
import static dev.rollcall.json.JsonLines.parsed;
import static dev.rollcall.json.JsonLines.toEvent;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.audit.AuditAction;
import dev.rollcall.audit.AuditEvent;
import dev.rollcall.audit.FieldChange;
import dev.rollcall.audit.Subject;
import dev.rollcall.identity.DirectoryName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuditEventJsonTest {

    private static final String DOCUMENTED = """
        {"id":"run-7-3","time":"2024-03-04T08:15:30.123Z","directory":"staff","run":"run-7","actor":"jane",\
        "action":"UPDATED","outcome":"SUCCESS","rule":"R18","username":"ann","externalId":"5f-0c","accountId":"17",\
        "details":"Account updated","changes":[{"field":"title","before":"Engineer","after":null,"sensitive":false}]}\
        """;

    @Test
    @DisplayName("The names and the order of the fields are those that docs/audit-json.md promises (R41)")
    void namesAndOrderAreThoseOfTheDocumentation() throws IOException {
        String json = AuditEventJson.of(
                event("run-7-3", "Account updated", new FieldChange("title", "Engineer", null, false)));

        assertThat(json).isEqualTo(DOCUMENTED);
        assertThat(Files.readString(Path.of("").toAbsolutePath().resolve("../docs/audit-json.md")))
                .contains(DOCUMENTED);
    }

    @Test
    @DisplayName("What is not known is null, and its field is there all the same")
    void whatIsNotKnownIsNull() {
        AuditEvent event = new AuditEvent(
                "a",
                Instant.EPOCH,
                DirectoryName.of("staff"),
                null,
                "",
                AuditAction.WARNING,
                AuditEvent.Outcome.FAILURE,
                Subject.NOBODY,
                null,
                "",
                List.of());

        assertThat(AuditEventJson.of(event)).isEqualTo("""
            {"id":"a","time":"1970-01-01T00:00:00.000Z","directory":"staff","run":null,"actor":"",\
            "action":"WARNING","outcome":"FAILURE","rule":null,"username":null,"externalId":null,\
            "accountId":null,"details":"","changes":[]}\
            """);
    }

    @ParameterizedTest
    @DisplayName("Whatever some reader takes for a line end is escaped, and comes back as it was")
    @ValueSource(
            ints = {
                '\n', '\r', '\t', 0, 0x0B, 0x0C, 0x1B, 0x1C, 0x1E, 0x7F, 0x85, 0x9B, 0x2028, 0x2029, 0x202E, 0x2066,
                0xFEFF
            })
    void lineEndsAndControlCharactersAreEscaped(int character) {
        String hostile = "Ann" + Character.toString(character) + "{\"id\":\"forged\"}";
        AuditEvent event = event("a", hostile, new FieldChange(hostile, hostile, hostile, false));

        String json = AuditEventJson.of(event);

        assertThat(json.codePoints()).doesNotContain(character);
        assertThat(toEvent(parsed(json))).isEqualTo(event);
    }

    @ParameterizedTest
    @DisplayName("A text that a spreadsheet would run is kept as it is: this is an export for machines")
    @ValueSource(
            strings = {
                "=cmd|' /C calc'!A0",
                "@SUM(1)",
                "\"quoted\" \\ and \u200Djoined",
                "J\u00F6rg \uD83D\uDE00",
                "<b>&amp;"
            })
    void everyOtherTextIsKeptAsItIs(String text) {
        AuditEvent event = event("a", text);

        assertThat(toEvent(parsed(AuditEventJson.of(event)))).isEqualTo(event);
    }

    @Test
    @DisplayName("Half a surrogate pair becomes U+FFFD, for a strict reader would refuse the whole line")
    void halfAPairIsReplaced() {
        String json = AuditEventJson.of(event("a", "x\uD83D-\uDE00y"));

        assertThat(parsed(json).get("details").stringValue()).isEqualTo("x\uFFFD-\uFFFDy");
    }

    @Test
    @DisplayName("A sensitive value is masked, and marked as sensitive (R41)")
    void sensitiveValuesStayMasked() {
        String json = AuditEventJson.of(event("a", "Account updated", new FieldChange("salary", "4711", "4812", true)));

        assertThat(json)
                .contains("{\"field\":\"salary\",\"before\":\"***\",\"after\":\"***\",\"sensitive\":true}")
                .doesNotContain("4711", "4812");
    }

    @Test
    @DisplayName("Times are written alike in every locale, so lines can be sorted as texts")
    void timesAreTheSameInEveryLocale() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
            assertThat(AuditEventJson.of(event("a"))).contains("\"time\":\"2024-03-04T08:15:30.123Z\"");
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    @DisplayName("The id is found in a whole line only")
    void theIdIsFoundInAWholeLineOnly() {
        String json = AuditEventJson.of(event("a", "x", new FieldChange("id", "b", "c", false)));

        assertThat(AuditEventJson.idIn(json)).contains("a");
        assertThat(AuditEventJson.idIn(json.substring(0, json.length() - 1))).isEmpty();
        assertThat(AuditEventJson.idIn(json.substring(20))).isEmpty();
        assertThat(AuditEventJson.idIn("")).isEmpty();
        assertThat(AuditEventJson.idIn("[]")).isEmpty();
        assertThat(AuditEventJson.idIn("{\"id\":7}")).isEmpty();
    }
}
