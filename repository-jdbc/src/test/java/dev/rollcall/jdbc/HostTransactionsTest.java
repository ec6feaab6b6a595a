package dev.rollcall.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.rollcall.account.ChangeResult.Status;
import dev.rollcall.policy.LicenceLimit;
import dev.rollcall.run.Outcome;
import dev.rollcall.run.SyncReport;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Rollcall's transactions are its own: they take no part in those of the host, and leave its connections as they were.
 */
@Tag("slow")
class HostTransactionsTest {

    @AutoClose
    private HostDatabase host;

    @ParameterizedTest
    @MethodSource("dev.rollcall.jdbc.HostDatabase#all")
    void aRunWithinATransactionOfTheHostTakesNoPartInIt(TestDatabase.Kind kind, UsersLayout layout)
            throws SQLException {
        host = HostDatabase.open(kind, layout);

        SyncReport report = whileHostInserts(layout, hosts -> run(2, 3));

        assertThat(report.outcome()).isEqualTo(Outcome.COMPLETED);
        assertThat(host.users().activeAccounts()).isEqualTo(2);
        assertThat(host.usernames()).hasSize(3);
        report = whileHostInserts(layout, hosts -> {
            SyncReport second = run(10, 4);
            hosts.commit();
            return second;
        });
        assertThat(report.outcome()).isEqualTo(Outcome.COMPLETED);
        assertThat(host.users().activeAccounts()).isEqualTo(5);
        assertThat(host.account("root").owner()).isEmpty();
    }

    private interface WithinTransaction {
        SyncReport run(Connection hosts) throws SQLException;
    }

    private SyncReport whileHostInserts(UsersLayout layout, WithinTransaction work) throws SQLException {
        try (Connection hosts = host.database().dataSource().getConnection();
                Statement statement = hosts.createStatement()) {
            hosts.setAutoCommit(false);
            statement.execute(layout.insertion("root"));
            SyncReport report = work.run(hosts);
            hosts.rollback();
            return report;
        }
    }

    private SyncReport run(long seats, int people) {
        return host.engine("staff", Writes.names(people))
                .licence(LicenceLimit.of(seats))
                .build()
                .run();
    }

    @ParameterizedTest
    @MethodSource("dev.rollcall.jdbc.HostDatabase#all")
    void connectionsAreGivenBackAsTheyWereTaken(TestDatabase.Kind kind, UsersLayout layout) {
        host = HostDatabase.open(kind, layout);
        List<Integer> levels = List.of(
                Connection.TRANSACTION_READ_COMMITTED,
                Connection.TRANSACTION_REPEATABLE_READ,
                Connection.TRANSACTION_SERIALIZABLE);
        for (int level : levels) {
            for (boolean autoCommit : new boolean[] {true, false}) {
                host.watched().givesOut(autoCommit, level);
                String name = "ann" + level + autoCommit;

                assertThat(host.statuses(List.of(Writes.create(name)))).containsExactly(Status.APPLIED);
                assertThat(host.statuses(List.of(Writes.create(name)))).containsExactly(Status.REFUSED);
                assertThatExceptionOfType(IllegalStateException.class)
                        .isThrownBy(() -> host.users().scan(Writes.STAFF, Set.of(), account -> {
                            throw new IllegalStateException("enough");
                        }));
                assertThat(host.watched().open()).isZero();
            }
        }
        assertThat(host.usernames()).hasSize(6);
    }
}
