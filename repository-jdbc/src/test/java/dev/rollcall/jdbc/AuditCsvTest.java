package dev.rollcall.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.rollcall.audit.AuditAction;
import dev.rollcall.audit.AuditEvent;
import dev.rollcall.audit.AuditLogRow;
import dev.rollcall.audit.AuditQuery;
import dev.rollcall.audit.InMemoryAuditLog;
import dev.rollcall.audit.Subject;
import dev.rollcall.identity.DirectoryName;
import dev.rollcall.identity.ExternalId;
import dev.rollcall.rules.Rule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuditCsvTest {

    private static final AuditEvent IMPORTED = event("1", "root", "ann", "imported");

    @Test
    void writesTheHeaderAndARowForEachEvent() {
        StringBuilder out = new StringBuilder();

        AuditCsv.write(out, ',', ZoneId.of("Europe/Berlin"), List.of(IMPORTED));

        assertThat(out)
                .hasToString("\"Date/Time\",\"User name\",\"Impersonated user\",\"IP address / Proxy IP\","
                        + "\"Type\",\"Category\",\"Subcategory\",\"Object\",\"Details\"\r\n"
                        + "\"2026-11-21 13:00:00+01:00\",\"root\",\"\",\"\","
                        + "\"SUCCESS\",\"System\",\"Users\",\"'ann' (external id 7)\",\"imported (R16)\"\r\n");
    }

    @Test
    void writesTheHeaderOfAnEmptyLog() {
        StringBuilder out = new StringBuilder();

        AuditCsv.write(out, ';', ZoneOffset.UTC, List.of());

        assertThat(out.toString().lines()).hasSize(1);
        assertThat(out.toString()).startsWith("\"Date/Time\";\"User name\";");
    }

    @ParameterizedTest
    @ValueSource(chars = {',', ';'})
    void givesBackEveryCellWhateverItHolds(char delimiter) throws IOException {
        AuditEvent hostile = event("2", "=cmd|' /C calc'!A0", "a\",b;\r\n\"c", "x\u2028,\"\r\n=1+1,'; y");
        InMemoryAuditLog log = new InMemoryAuditLog();
        log.record(List.of(IMPORTED, hostile));
        StringBuilder out = new StringBuilder();

        log.find(AuditQuery.everything(), AuditCsv.to(out, delimiter, ZoneOffset.UTC));

        assertThat(parsed(out.toString(), delimiter))
                .containsExactly(
                        AuditLogRow.HEADER,
                        AuditLogRow.of(IMPORTED, ZoneOffset.UTC),
                        AuditLogRow.of(hostile, ZoneOffset.UTC));
        assertThat(out.toString().lines()).hasSize(3).noneMatch(line -> line.contains("\"="));
    }

    @ParameterizedTest
    @ValueSource(chars = {'\t', '|', '"'})
    void refusesAnyDelimiterButCommaAndSemicolon(char delimiter) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AuditCsv.to(new StringBuilder(), delimiter, ZoneOffset.UTC));
    }

    @Test
    void passesAFailureOfTheOutputOn() throws IOException {
        Writer out = Writer.nullWriter();
        AuditCsv csv = AuditCsv.to(out, ',', ZoneOffset.UTC);
        out.close();

        assertThatExceptionOfType(UncheckedIOException.class).isThrownBy(() -> csv.accept(IMPORTED));
        assertThatExceptionOfType(UncheckedIOException.class).isThrownBy(() -> AuditCsv.to(out, ',', ZoneOffset.UTC));
    }

    private static List<List<String>> parsed(String text, char delimiter) throws IOException {
        CSVFormat format = CSVFormat.RFC4180.builder().setDelimiter(delimiter).get();
        try (CSVParser parser = CSVParser.parse(text, format)) {
            return parser.stream().map(CSVRecord::toList).toList();
        }
    }

    private static AuditEvent event(String id, String actor, String username, String details) {
        return new AuditEvent(
                id,
                Instant.parse("2026-11-21T12:00:00Z"),
                DirectoryName.of("staff"),
                "run",
                actor,
                AuditAction.CREATED,
                AuditEvent.Outcome.SUCCESS,
                new Subject(username, ExternalId.of("7"), null),
                Rule.R16,
                details,
                List.of());
    }
}
