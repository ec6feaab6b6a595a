package dev.rollcall.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.jdbc.internal.Session;
import dev.rollcall.jdbc.internal.Transactions;
import java.sql.SQLException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * How long PostgreSQL bears a client that is silent within a transaction: what ends sooner, our limit or the host's.
 */
@Tag("slow")
class SilenceTest {

    private static final String SETTING = "idle_in_transaction_session_timeout";

    private interface Limit {
        void set(Session session) throws SQLException;
    }

    private static String limit(String administrators, Limit ours) {
        try (TestDatabase database = TestDatabase.postgres()) {
            return Transactions.over(database.dataSource()).call("limit silence", session -> {
                session.execute("set local " + SETTING + " = '" + administrators + "'");
                ours.set(session);
                return session.query("select current_setting('" + SETTING + "')", row -> row.getString(1))
                        .get(0);
            });
        }
    }

    @ParameterizedTest
    @CsvSource({
        "0, 120000, 2min",
        "1h, 120000, 2min",
        "1d, 120000, 2min",
        "119s, 120000, 119s",
        "500ms, 120000, 500ms",
        "0, 10, 1s",
        "0, 3153600000000, 2147483647ms",
        "20d, 3153600000000, 20d"
    })
    void theLimitOfAnAdministratorIsNeverMadeLonger(String administrators, long ours, String limit) {
        assertThat(limit(administrators, session -> session.dialect().endWhenSilent(session, ours)))
                .isEqualTo(limit);
    }

    @ParameterizedTest
    @CsvSource({"0, 2min", "1h, 2min", "5s, 5s"})
    void neitherByTheStatementThatAsksForTheFence(String administrators, String limit) {
        assertThat(limit(
                        administrators,
                        session -> session.execute("select " + session.dialect().endWhenIdle("60000 + 60000"))))
                .isEqualTo(limit);
    }
}
