package dev.rollcall.jdbc;

import static dev.rollcall.jdbc.Events.MONDAY;
import static dev.rollcall.jdbc.Events.event;
import static dev.rollcall.jdbc.Events.events;
import static dev.rollcall.jdbc.Events.ids;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.rollcall.account.RepositoryException;
import dev.rollcall.audit.AuditEvent;
import dev.rollcall.audit.AuditLogRow;
import dev.rollcall.audit.AuditQuery;
import dev.rollcall.audit.Subject;
import dev.rollcall.jdbc.internal.AuditTable;
import dev.rollcall.jdbc.internal.Tables;
import dev.rollcall.jdbc.internal.Transactions;
import java.io.IOException;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the audit log promises beyond the contract. */
class JdbcAuditLogTest {

    private static final AuditQuery ALL = AuditQuery.everything();

    private TestDatabase database;
    private BreakingConnections connections;
    private JdbcAuditLog log;

    private void open(TestDatabase.Kind kind) {
        database = kind.open();
        connections = new BreakingConnections(database.dataSource());
        RollcallDatabase rollcall = RollcallDatabase.over(connections.dataSource());
        rollcall.createTables();
        log = rollcall.auditLog();
    }

    @AfterEach
    void close() {
        database.close();
    }

    private List<AuditEvent> found(AuditQuery query) {
        List<AuditEvent> found = new ArrayList<>();
        log.find(query, found::add);
        return found;
    }

    // Pages

    private List<String> pages(AuditQuery query, boolean newestFirst, int limit) {
        List<String> ids = new ArrayList<>();
        AuditPosition next = null;
        do {
            AuditPage page = newestFirst ? log.newestFirst(query, next, limit) : log.oldestFirst(query, next, limit);
            assertThat(page.events()).hasSizeLessThanOrEqualTo(limit).isNotEmpty();
            ids.addAll(ids(page.events()));
            next = page.next() == null ? null : AuditPosition.parse(page.next().toString());
        } while (next != null);
        return ids;
    }

    @ParameterizedTest
    @EnumSource
    void pagesHoldEachEventOnceInBothDirections(TestDatabase.Kind kind) {
        open(kind);
        log.record(events(25));
        List<String> oldest = ids(events(25));
        List<String> newest = oldest.stream()
                .sorted((one, other) -> Integer.parseInt(other) - Integer.parseInt(one))
                .toList();

        for (int limit : List.of(1, 3, 24, 25, 26, JdbcAuditLog.LARGEST_PAGE)) {
            assertThat(pages(ALL, false, limit)).isEqualTo(oldest);
            assertThat(pages(ALL, true, limit)).isEqualTo(newest);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aUsersPagesHoldWhatTheyDidAndWhatWasDoneToThem(TestDatabase.Kind kind) {
        open(kind);
        log.record(IntStream.range(0, 30)
                .mapToObj(i -> event(String.valueOf(i), i / 4, i % 2 == 0 ? "Jane" : "", i % 3 == 0 ? "JANE" : "bob"))
                .toList());
        List<String> expected = IntStream.range(0, 30)
                .filter(i -> i % 2 == 0 || i % 3 == 0)
                .mapToObj(String::valueOf)
                .toList();

        for (int limit : List.of(1, 2, 7, 100)) {
            assertThat(pages(ALL.user("jane"), false, limit)).isEqualTo(expected);
            assertThat(pages(ALL.user("jane"), true, limit)).containsExactlyInAnyOrderElementsOf(expected);
        }
        assertThat(pages(ALL.user("jane").from(MONDAY.plusMillis(2)), false, 3))
                .isEqualTo(expected.stream()
                        .filter(id -> Integer.parseInt(id) >= 8)
                        .toList());
    }

    @ParameterizedTest
    @EnumSource
    void theLastPageHasNoNextOne(TestDatabase.Kind kind) {
        open(kind);
        assertThat(log.newestFirst(ALL, null, 10)).isEqualTo(new AuditPage(List.of(), null));
        log.record(events(20));

        AuditPage first = log.newestFirst(ALL, null, 10);
        AuditPage second = log.newestFirst(ALL, first.next(), 10);

        assertThat(first.next()).isNotNull();
        assertThat(second.events()).hasSize(10);
        assertThat(second.next()).isNull();
    }

    @ParameterizedTest
    @EnumSource
    void aPageHoldsSomethingAndNotEverything(TestDatabase.Kind kind) {
        open(kind);
        for (int limit : List.of(Integer.MIN_VALUE, 0, JdbcAuditLog.LARGEST_PAGE + 1)) {
            assertThatIllegalArgumentException().isThrownBy(() -> log.newestFirst(ALL, null, limit));
        }
        assertThatIllegalArgumentException().isThrownBy(() -> AuditPosition.parse("yesterday"));
    }

    @ParameterizedTest
    @EnumSource
    void namesThatBeginAlikeAreToldApart(TestDatabase.Kind kind) {
        open(kind);
        String begin = "\uD83D\uDE00".repeat(150);
        log.record(IntStream.range(0, 30)
                .mapToObj(i -> event(String.valueOf(i), i, "", begin + i % 3))
                .toList());

        List<String> expected = IntStream.iterate(1, i -> i < 30, i -> i + 3)
                .mapToObj(String::valueOf)
                .toList();
        assertThat(ids(found(ALL.user(begin + 1)))).isEqualTo(expected);
        assertThat(pages(ALL.user(begin + 1), false, 2)).isEqualTo(expected);
    }

    @ParameterizedTest
    @EnumSource
    void whatNoEventHasIsFoundWithoutTheDatabase(TestDatabase.Kind kind) {
        open(kind);
        log.record(events(2));
        database.execute("drop table rollcall_audit");

        assertThat(found(ALL.user(" "))).isEmpty();
        assertThat(found(ALL.category("Billing"))).isEmpty();
        assertThat(log.newestFirst(ALL.subcategory("Groups"), null, 5).events()).isEmpty();
    }

    // Reading

    @ParameterizedTest
    @EnumSource
    void whoeverTakesEventsSlowlyHoldsNothing(TestDatabase.Kind kind) {
        open(kind);
        log.record(events(1_200));
        List<String> found = new ArrayList<>();

        log.find(ALL, event -> {
            if (found.isEmpty()) {
                database.execute("drop table rollcall_audit");
                RollcallDatabase.over(database.dataSource()).createTables();
            }
            found.add(event.id());
        });

        assertThat(found).as("the first page").isNotEmpty().hasSizeLessThan(1_200);
    }

    @ParameterizedTest
    @EnumSource
    void eventsThatAreRecordedMeanwhileComeOnceOrNotAtAll(TestDatabase.Kind kind) {
        open(kind);
        log.record(events(1_100));
        List<String> found = new ArrayList<>();

        log.find(ALL, event -> {
            found.add(event.id());
            if (found.size() % 100 == 0 && found.size() < 2_000) {
                log.record(List.of(
                        event("early" + found.size(), -1, "", "x"), event("late" + found.size(), 9_999, "", "x")));
            }
        });

        assertThat(found)
                .doesNotHaveDuplicates()
                .containsAll(ids(events(1_100)))
                .contains("late100", "late1000");
    }

    @ParameterizedTest
    @EnumSource
    void aValueOfANewerVersionIsNamed(TestDatabase.Kind kind) {
        open(kind);
        log.record(events(1));
        for (Map.Entry<String, String> edit : Map.of("action", "TELEPORTED", "outcome", "MAYBE", "rule", "R99")
                .entrySet()) {
            database.execute("update rollcall_audit set action = 'CREATED', outcome = 'SUCCESS', rule = null");
            database.execute("update rollcall_audit set " + edit.getKey() + " = '" + edit.getValue() + "'");

            assertThatExceptionOfType(RepositoryException.class)
                    .isThrownBy(() -> found(ALL))
                    .withMessageContaining(
                            "Column " + edit.getKey() + " of rollcall_audit holds '" + edit.getValue() + "'");
        }
    }

    // Recording

    @ParameterizedTest
    @EnumSource
    void whatTheRepositoryCommittedJustNowIsNotLookedFor(TestDatabase.Kind kind) {
        open(kind);
        Transactions transactions = Transactions.over(database.dataSource());
        AuditTable table = new AuditTable(new Tables(null, transactions.dialect()));
        JdbcAuditLog sharing = new JdbcAuditLog(transactions, table);
        transactions.run("insert", session -> table.insert(session, events(300)));
        table.committed(events(300));

        sharing.record(List.of(event("more", 0, "", "x"), events(300).get(7)));
        assertThat(found(ALL)).hasSize(301);
        database.execute("drop table rollcall_audit");
        sharing.record(events(300));
    }

    @ParameterizedTest
    @EnumSource
    void theAccountsOfStoredEventsAreTold(TestDatabase.Kind kind) {
        open(kind);
        AuditEvent withoutAccount = new AuditEvent(
                "none",
                MONDAY,
                events(1).get(0).directory(),
                null,
                "",
                events(1).get(0).action(),
                AuditEvent.Outcome.SUCCESS,
                Subject.NOBODY,
                null,
                "",
                List.of());
        AuditEvent some = event("some", 0, "", "ann");
        AuditEvent otherTime = event("other", 5, "", "bob");
        AuditEvent unknown = event("unknown", 0, "", "ann");
        log.record(List.of(withoutAccount, some, event("other", 0, "", "bob")));
        Transactions transactions = Transactions.over(database.dataSource());
        AuditTable table = new AuditTable(new Tables(null, transactions.dialect()));

        Map<String, String> accounts = transactions.call(
                "look up events",
                session -> table.accountsOf(session, List.of(withoutAccount, some, otherTime, unknown)));

        assertThat(accounts)
                .as("of those with an id that is stored, those that are the same event")
                .isEqualTo(Map.of("none", "", "some", "17"));
    }

    // Purging and exporting

    @ParameterizedTest
    @EnumSource
    void purgingGoesInSmallSteps(TestDatabase.Kind kind) {
        open(kind);
        log.record(events(2_500));
        connections.breakCommit(3);

        assertThatExceptionOfType(RepositoryException.class)
                .isThrownBy(() -> log.purge(MONDAY.plusSeconds(60)))
                .withMessageNotContaining("ann");

        assertThat(ids(found(ALL))).isEqualTo(ids(events(2_500)).subList(2_000, 2_500));
        assertThat(log.purge(MONDAY.plusSeconds(60))).isEqualTo(500);
    }

    @ParameterizedTest
    @EnumSource
    void theExportHoldsEveryEventAndNoFormula(TestDatabase.Kind kind) throws IOException {
        open(kind);
        List<AuditEvent> events = Stream.concat(
                        events(1_200).stream(),
                        Stream.of(event("hostile", 9_999, "=cmd|' /C calc'!A0", "a\",b;\r\n\"c")))
                .toList();
        log.record(events);
        for (char delimiter : new char[] {',', ';'}) {
            StringBuilder out = new StringBuilder();

            log.exportCsv(ALL, out, delimiter, ZoneOffset.UTC);

            List<List<String>> expected = new ArrayList<>(List.of(AuditLogRow.HEADER));
            events.forEach(event -> expected.add(AuditLogRow.of(event, ZoneOffset.UTC)));
            assertThat(parsed(out.toString(), delimiter)).isEqualTo(expected);
            assertThat(out.toString().split("\r\n", -1)).hasSize(1_203);
            assertThat(out.toString().lines()).hasSize(1_202).noneMatch(line -> line.contains("\"="));
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> log.exportCsv(ALL, new StringBuilder(), '\t', ZoneOffset.UTC));
    }

    private static List<List<String>> parsed(String text, char delimiter) throws IOException {
        CSVFormat format = CSVFormat.RFC4180.builder().setDelimiter(delimiter).get();
        try (CSVParser parser = CSVParser.parse(text, format)) {
            return parser.stream().map(CSVRecord::toList).toList();
        }
    }

    @ParameterizedTest
    @EnumSource
    void theExportTakesTheQuery(TestDatabase.Kind kind) {
        open(kind);
        log.record(events(40));
        StringBuilder out = new StringBuilder();

        log.exportCsv(ALL.user("USER7"), out, ';', ZoneOffset.ofHours(1));

        assertThat(out.toString().lines().skip(1))
                .containsExactly("\"2026-11-16 09:00:00+01:00\";\"\";\"\";\"\";\"SUCCESS\";\"System\";\"Users\";"
                        + "\"'user7' (external id x-user7, account 17)\";\"imported (R16)\"");
    }
}
