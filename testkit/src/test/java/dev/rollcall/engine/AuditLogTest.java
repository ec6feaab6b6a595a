package dev.rollcall.engine;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import dev.rollcall.audit.AuditAction;
import dev.rollcall.audit.AuditEvent;
import dev.rollcall.audit.AuditLogRow;
import dev.rollcall.audit.AuditQuery;
import dev.rollcall.audit.FieldChange;
import dev.rollcall.audit.InMemoryAuditLog;
import dev.rollcall.audit.Slf4jAuditSink;
import dev.rollcall.audit.Subject;
import dev.rollcall.identity.AccountId;
import dev.rollcall.identity.ExternalId;
import dev.rollcall.rules.Rule;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("R42: the audit log can be filtered, purged and exported")
class AuditLogTest {

    private static final Instant SEVEN = Instant.parse("2026-03-01T07:00:00Z");

    private final InMemoryAuditLog log = new InMemoryAuditLog();

    private static AuditEvent event(String id, Instant time, String actor, String username, String details) {
        return new AuditEvent(
                id,
                time,
                Host.STAFF,
                "run-1",
                actor,
                AuditAction.UPDATED,
                AuditEvent.Outcome.SUCCESS,
                new Subject(username, ExternalId.of("1"), AccountId.of("17")),
                Rule.R18,
                details,
                List.of(new FieldChange("title", "old", "new", false)));
    }

    private List<String> found(AuditQuery query) {
        List<String> ids = new ArrayList<>();
        log.find(query, event -> ids.add(event.id()));
        return ids;
    }

    private void recordThree() {
        log.record(List.of(
                event("a", SEVEN, "jane", "ann", "x"),
                event("b", SEVEN.plusSeconds(60), "", "BOB", "x"),
                event("c", SEVEN.plusSeconds(120), "Ann", "cid", "x")));
    }

    @Test
    @DisplayName("R42: by date range, the first moment in it and the last one not")
    void byDateRange() {
        recordThree();

        assertThat(found(AuditQuery.everything())).containsExactly("a", "b", "c");
        assertThat(found(AuditQuery.everything().from(SEVEN.plusSeconds(60)))).containsExactly("b", "c");
        assertThat(found(AuditQuery.everything().until(SEVEN.plusSeconds(60)))).containsExactly("a");
        assertThat(found(AuditQuery.everything().from(SEVEN.plusSeconds(1)).until(SEVEN.plusSeconds(120))))
                .containsExactly("b");
    }

    @Test
    @DisplayName("R42: by user name, of the actor or the subject, in any letter case")
    void byUserName() {
        recordThree();

        assertThat(found(AuditQuery.everything().user("ANN"))).containsExactly("a", "c");
        assertThat(found(AuditQuery.everything().user("bob"))).containsExactly("b");
        assertThat(found(AuditQuery.everything().user("nobody"))).isEmpty();
        assertThat(found(AuditQuery.everything().user(" "))).isEmpty();
    }

    @Test
    @DisplayName("R42: by category and subcategory")
    void byCategoryAndSubcategory() {
        recordThree();

        assertThat(found(AuditQuery.everything().category("System").subcategory("Users")))
                .hasSize(3);
        assertThat(found(AuditQuery.everything().category("Mail"))).isEmpty();
        assertThat(found(AuditQuery.everything().subcategory("Groups"))).isEmpty();
    }

    @Test
    @DisplayName("R42: an event that comes twice is kept once")
    void anEventThatComesTwiceIsKeptOnce() {
        recordThree();
        recordThree();

        assertThat(log.events()).hasSize(3);
    }

    @Test
    @DisplayName("R42: old events are purged by age")
    void oldEventsArePurgedByAge() {
        recordThree();

        assertThat(log.purge(SEVEN.plusSeconds(60))).isEqualTo(1);
        assertThat(found(AuditQuery.everything())).containsExactly("b", "c");
        assertThat(log.purge(SEVEN)).isZero();
    }

    @Test
    @DisplayName("R42: a row has the nine columns, the actor as user name, the subject as object, the zone's time")
    void aRowHasTheNineColumns() {
        List<String> row = AuditLogRow.of(event("a", SEVEN, "jane", "ann", "changed"), ZoneId.of("Asia/Kathmandu"));

        assertThat(AuditLogRow.HEADER).hasSize(9);
        assertThat(row).hasSize(9);
        assertThat(row.subList(0, 7))
                .containsExactly("2026-03-01 12:45:00+05:45", "jane", "", "", "SUCCESS", "System", "Users");
        assertThat(row.get(7)).contains("ann", "1", "17");
        assertThat(row.get(8)).contains("changed", "title", "old", "new", "R18");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "=cmd|' /C calc'!A0",
                "+1",
                "-1",
                "@SUM(1)",
                " =1",
                "\t=1",
                "\r=1",
                "\n=1",
                "\uFF1D1",
                "\u202E=1",
                "\u0000=1"
            })
    @DisplayName("R42: a cell that a spreadsheet would run as a formula is made harmless")
    void aFormulaIsMadeHarmless(String formula) {
        List<String> row = AuditLogRow.of(event("a", SEVEN, formula, "ann", formula), ZoneId.of("UTC"));

        assertThat(List.of(row.get(1), row.get(8)))
                .allSatisfy(cell -> assertThat(cell.strip().codePointAt(0)).isEqualTo('\''));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\r\nb", "a\nb", "a\rb", "a\u2028b", "a\u2029b", "a\u0085b", "a\u000Bb", "a\u000Cb"})
    @DisplayName("R42: a line break cannot forge a record, in a row or in the log")
    void aLineBreakCannotForgeARecord(String text) {
        AuditEvent event = event("a", SEVEN, text, text, text);
        try (CapturedLog captured = CapturedLog.at(Level.TRACE)) {
            new Slf4jAuditSink().record(List.of(event));

            assertThat(AuditLogRow.of(event, ZoneId.of("UTC")))
                    .allMatch(cell -> cell.lines().count() <= 1);
            assertThat(captured.events())
                    .singleElement()
                    .satisfies(line -> assertThat(line.getFormattedMessage())
                            .doesNotContainPattern("[\\r\\n\\x0B\\x0C\\x85\\u2028\\u2029]"));
        }
    }

    @Test
    @DisplayName("R42: the log gets one line per event: successes at info, failures at warn, unchanged people at debug")
    void theLogGetsOneLinePerEvent() {
        AuditEvent good = event("a", SEVEN, "jane", "ann", "x");
        AuditEvent bad = new AuditEvent(
                "b",
                SEVEN,
                Host.STAFF,
                "run-1",
                "jane",
                AuditAction.REFUSED,
                AuditEvent.Outcome.FAILURE,
                good.subject(),
                Rule.R39,
                "no",
                List.of());
        AuditEvent unchanged = new AuditEvent(
                "u",
                SEVEN,
                Host.STAFF,
                "run-1",
                "",
                AuditAction.UNCHANGED,
                AuditEvent.Outcome.SUCCESS,
                Subject.NOBODY,
                Rule.R18,
                "x",
                List.of());
        try (CapturedLog captured = CapturedLog.at(Level.TRACE)) {
            new Slf4jAuditSink().record(List.of(good, bad, unchanged));

            assertThat(captured.events())
                    .extracting(ILoggingEvent::getLevel)
                    .containsExactly(Level.INFO, Level.WARN, Level.DEBUG);
            assertThat(captured.text()).contains("UPDATED", "directory=staff", "run=run-1", "actor=jane", "rule=R18");
        }
    }
}
