package dev.rollcall.jdbc;

import static dev.rollcall.jdbc.Events.MONDAY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.rollcall.account.RepositoryException;
import dev.rollcall.identity.DirectoryName;
import dev.rollcall.plan.Hold;
import dev.rollcall.policy.GuardKind;
import dev.rollcall.run.HeldRun;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a run was held for names people: when it is purged nothing of it stays, whatever happens on the way. */
class HeldRunPurgeTest {

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void aPurgeThatWasCutOffIsFinishedByTheNext(TestDatabase.Kind kind) throws SQLException {
        try (TestDatabase database = kind.open()) {
            BreakingConnections connections = new BreakingConnections(database.dataSource());
            RollcallDatabase rollcall = RollcallDatabase.over(connections.dataSource());
            rollcall.createTables();
            JdbcRunJournal journal = rollcall.journal();
            journal.hold(
                    new HeldRun("run", DirectoryName.of("staff"), MONDAY, Hold.Reason.GUARD, "digest"),
                    IntStream.range(0, 3_500)
                            .mapToObj(i -> new HeldRun.Item(GuardKind.RENAMES, "person" + i, "new name"))
                            .toList());
            connections.breakCommit(5);

            assertThatExceptionOfType(RepositoryException.class).isThrownBy(() -> journal.purge(MONDAY.plusSeconds(1)));
            assertThat(count(database, "rollcall_held_item")).isBetween(1L, 3_499L);
            journal.purge(MONDAY.plusSeconds(1));

            assertThat(count(database, "rollcall_held_item")).isZero();
            assertThat(count(database, "rollcall_held_run")).isZero();
        }
    }

    private static long count(TestDatabase database, String table) throws SQLException {
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select count(*) from " + table)) {
            row.next();
            return row.getLong(1);
        }
    }
}
