package dev.rollcall.jdbc;

import static dev.rollcall.jdbc.Events.MONDAY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.rollcall.account.RepositoryException;
import dev.rollcall.identity.DirectoryName;
import dev.rollcall.plan.Count;
import dev.rollcall.plan.Figures;
import dev.rollcall.plan.Hold;
import dev.rollcall.plan.PersonResult;
import dev.rollcall.plan.RefusalCode;
import dev.rollcall.policy.Guard;
import dev.rollcall.policy.GuardKind;
import dev.rollcall.run.HeldRun;
import dev.rollcall.run.Outcome;
import dev.rollcall.run.Permission;
import dev.rollcall.run.RunRecord;
import dev.rollcall.run.StandingRefusal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the run journal promises beyond the contract. */
class JdbcRunJournalTest {

    private static final DirectoryName STAFF = DirectoryName.of("staff");
    private static final DirectoryName PARTNERS = DirectoryName.of("partners");
    private static final Figures FIGURES = Figures.builder()
            .add(PersonResult.IMPORTED, 2)
            .add(PersonResult.UNCHANGED, 10)
            .add(Count.CREATED, 2)
            .build();

    private TestDatabase database;
    private JdbcRunJournal journal;

    private void open(TestDatabase.Kind kind) {
        database = kind.open();
        RollcallDatabase rollcall = RollcallDatabase.over(database.dataSource());
        rollcall.createTables();
        journal = rollcall.journal();
    }

    @AfterEach
    void close() {
        database.close();
    }

    private RunRecord run(String id, DirectoryName directory, Instant begin, Outcome outcome) {
        journal.started(RunRecord.started(id, directory, "", begin));
        RunRecord ended =
                new RunRecord(id, directory, "", begin, begin.plusMillis(1), outcome, null, null, "", FIGURES);
        journal.finished(ended, outcome.isFinished() ? List.of() : null);
        return ended;
    }

    @ParameterizedTest
    @EnumSource
    void anIdThatComesTwiceIsAnErrorBeforeAnythingIsOverwritten(TestDatabase.Kind kind) {
        open(kind);
        RunRecord first = run("run-1", STAFF, MONDAY, Outcome.COMPLETED);

        assertThatExceptionOfType(RepositoryException.class)
                .isThrownBy(() -> journal.started(RunRecord.started("run-1", STAFF, "", MONDAY.plusSeconds(60))))
                .withMessageContaining("'run-1'")
                .withMessageContaining("runIds");
        assertThat(journal.lastRun(STAFF)).contains(first);
    }

    private String text(String sql) {
        try (Connection connection = database.dataSource().getConnection();
                ResultSet row = connection.createStatement().executeQuery(sql)) {
            row.next();
            return row.getString(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    // Runs

    @ParameterizedTest
    @EnumSource
    void theLatestRunsComeFirst(TestDatabase.Kind kind) {
        open(kind);
        RunRecord first = run("b", STAFF, MONDAY, Outcome.COMPLETED);
        RunRecord second = run("c", STAFF, MONDAY, Outcome.FAILED);
        run("d", PARTNERS, MONDAY, Outcome.COMPLETED);
        RunRecord clockWentBack = run("a", STAFF, MONDAY.minusSeconds(9), Outcome.CANCELLED);

        assertThat(journal.runs(STAFF, 10)).containsExactly(clockWentBack, second, first);
        assertThat(journal.runs(STAFF, 2)).containsExactly(clockWentBack, second);
        assertThat(journal.runs(DirectoryName.of("nobody's"), 2)).isEmpty();
        assertThatIllegalArgumentException().isThrownBy(() -> journal.runs(STAFF, 0));
    }

    @ParameterizedTest
    @EnumSource
    void figuresCanBeReadInTheTable(TestDatabase.Kind kind) {
        open(kind);
        run("a", STAFF, MONDAY, Outcome.COMPLETED);

        assertThat(text("select figures from rollcall_run")).isEqualTo("imported=2 unchanged=10; created=2");
    }

    // Refusals

    @ParameterizedTest
    @EnumSource
    void refusalsOfEveryNightAreReplacedOneByOne(TestDatabase.Kind kind) {
        open(kind);
        for (List<Integer> numbers : List.of(
                range(0, 2_500), range(0, 2_500), range(0, 2_501), range(1, 2_400), range(0, 1_000), range(7, 8))) {
            List<StandingRefusal> refusals =
                    numbers.stream().map(JdbcRunJournalTest::refusal).toList();
            journal.finished(RunRecord.started("run", STAFF, "", MONDAY), refusals);

            List<StandingRefusal> standing = new ArrayList<>();
            journal.standingRefusals(STAFF, standing::add);
            assertThat(standing).containsExactlyInAnyOrderElementsOf(refusals);
        }
    }

    @Test
    void refusalsThatStandAsTheyStoodAreNotWritten() {
        open(TestDatabase.Kind.POSTGRESQL);
        List<StandingRefusal> refusals = new ArrayList<>(
                range(0, 2_500).stream().map(JdbcRunJournalTest::refusal).toList());
        journal.finished(RunRecord.started("run-1", STAFF, "", MONDAY), refusals);
        refusals.set(1_700, refusal(-1));
        refusals.add(refusal(-2));

        journal.finished(RunRecord.started("run-2", STAFF, "", MONDAY), refusals);

        assertThat(text("select string_agg(cast(rows as text), ' ' order by rows) from"
                        + " (select count(*) as rows from rollcall_refusal group by cast(xmin as text)) transactions"))
                .as("rows by the transaction that wrote them")
                .isEqualTo("2 2499");
    }

    private static List<Integer> range(int from, int to) {
        return IntStream.range(from, to).boxed().toList();
    }

    private static StandingRefusal refusal(int number) {
        return new StandingRefusal("person " + number, RefusalCode.UNREADABLE, "what", number % 2 == 0);
    }

    // Growing old

    @ParameterizedTest
    @EnumSource
    void purgingKeepsTheLastRunAndTheLastThatFinished(TestDatabase.Kind kind) {
        open(kind);
        for (int i = 0; i < 1_050; i++) {
            journal.started(RunRecord.started("old " + i, STAFF, "", MONDAY.minusSeconds(9_999 - i)));
        }
        RunRecord finished = run("finished", STAFF, MONDAY.minusSeconds(5), Outcome.COMPLETED);
        run("failed", STAFF, MONDAY.minusSeconds(4), Outcome.FAILED);
        RunRecord last = run("cancelled", STAFF, MONDAY.minusSeconds(3), Outcome.CANCELLED);
        RunRecord partners = run("partners", PARTNERS, MONDAY.minusSeconds(99), Outcome.COMPLETED);

        assertThat(journal.purge(MONDAY)).isEqualTo(1_051);

        assertThat(journal.runs(STAFF, 9)).containsExactly(last, finished);
        assertThat(journal.runs(PARTNERS, 9)).containsExactly(partners);
        assertThat(journal.purge(MONDAY)).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void purgingKeepsYoungRuns(TestDatabase.Kind kind) {
        open(kind);
        run("old", STAFF, MONDAY.minusMillis(1), Outcome.COMPLETED);
        run("young", STAFF, MONDAY, Outcome.COMPLETED);
        run("last", STAFF, MONDAY.plusMillis(1), Outcome.COMPLETED);

        assertThat(journal.purge(MONDAY)).isEqualTo(1);

        assertThat(journal.runs(STAFF, 9)).extracting(RunRecord::runId).containsExactly("last", "young");
    }

    @ParameterizedTest
    @EnumSource
    void purgingKeepsWhatCanStillBeApproved(TestDatabase.Kind kind) {
        open(kind);
        Instant now = Instant.now();
        hold("expired", MONDAY.minusSeconds(1));
        hold("not so long ago", MONDAY.plusSeconds(1));
        hold("approvable", now.plus(Duration.ofHours(2)));
        hold("approved", MONDAY.minusSeconds(1));
        journal.permit(STAFF, permission("approved", now.plus(Duration.ofHours(2))));
        journal.permit(STAFF, permission("expired", MONDAY.minusSeconds(1)));
        run("last", STAFF, now, Outcome.FAILED);

        assertThat(journal.purge(MONDAY)).isEqualTo(1);

        assertThat(journal.heldRun("expired")).isEmpty();
        assertItems("expired", 0);
        for (String kept : List.of("not so long ago", "approvable", "approved")) {
            assertThat(journal.heldRun(kept)).as(kept).isPresent();
            assertItems(kept, 2_100);
        }
        assertThat(journal.permissions(STAFF))
                .extracting(Permission::approvedRun)
                .containsExactly("approved");
        assertThat(journal.purge(Instant.MAX)).isEqualTo(1);
        assertThat(journal.heldRun("approvable"))
                .as("whatever the caller's clock")
                .isPresent();
        assertThat(journal.heldRun("approved")).isPresent();
    }

    private void hold(String runId, Instant expires) {
        run(runId, STAFF, MONDAY.minusSeconds(99), Outcome.HELD);
        journal.hold(
                new HeldRun(runId, STAFF, expires, Hold.Reason.GUARD, "digest"),
                range(0, 2_100).stream()
                        .map(i -> new HeldRun.Item(GuardKind.BLOCKS, "account " + i, null))
                        .toList());
    }

    private void assertItems(String runId, int expected) {
        List<HeldRun.Item> items = new ArrayList<>();
        journal.heldItems(runId, items::add);
        assertThat(items).as(runId).hasSize(expected);
    }

    private static Permission permission(String approvedRun, Instant expires) {
        return new Permission("jane", expires, approvedRun, false, Map.of(GuardKind.BLOCKS, Guard.off()));
    }

    // Newer versions

    @ParameterizedTest
    @EnumSource
    void aValueOfANewerVersionIsNamed(TestDatabase.Kind kind) {
        open(kind);
        hold("held", MONDAY);
        journal.permit(STAFF, permission("held", MONDAY));
        journal.finished(RunRecord.started("last", PARTNERS, "", MONDAY), List.of(refusal(1)));

        assertNamed("rollcall_run", "outcome", "POSTPONED", () -> journal.lastRun(STAFF));
        assertNamed("rollcall_run", "held_for", "MOON", () -> journal.lastRun(STAFF));
        assertNamed("rollcall_run", "cause", "MOON", () -> journal.lastRun(STAFF));
        assertNamed("rollcall_run", "figures", "; teleported=2", "TELEPORTED", () -> journal.lastRun(STAFF));
        assertNamed("rollcall_run", "figures", "imported=2 moon=1;", "MOON", () -> journal.lastRun(STAFF));
        assertNamed("rollcall_run", "figures", "imported=two;", "imported=two", () -> journal.lastRun(STAFF));
        assertNamed("rollcall_held_run", "reason", "MOON", () -> journal.heldRun("held"));
        assertNamed("rollcall_held_item", "guard", "MOONS", () -> journal.heldItems("held", item -> {}));
        assertNamed("rollcall_raised_guard", "guard", "MOONS", () -> journal.permissions(STAFF));
        assertNamed("rollcall_refusal", "code", "MOON", () -> journal.standingRefusals(PARTNERS, refusal -> {}));
    }

    private void assertNamed(String table, String column, String value, Runnable read) {
        assertNamed(table, column, value, value, read);
    }

    private void assertNamed(String table, String column, String value, String named, Runnable read) {
        String before = text("select " + column + " from " + table);
        database.execute("update " + table + " set " + column + " = '" + value + "'"
                + (table.equals("rollcall_held_item") ? " where item_number = 1" : ""));
        assertThatExceptionOfType(RepositoryException.class)
                .isThrownBy(read::run)
                .withMessageContaining("Column " + column + " of " + table + " holds '" + named + "'");
        database.execute("update " + table + " set " + column + " = " + (before == null ? "null" : "'" + before + "'"));
    }
}
