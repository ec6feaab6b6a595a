package dev.rollcall.jdbc.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.rollcall.account.RepositoryException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is told of a failure, and what a connection that fails late can spoil. */
class TransactionsTest {

    private static String told(SQLException error) {
        StringWriter told = new StringWriter();
        Transactions.failure("write accounts", error).printStackTrace(new PrintWriter(told));
        return told.toString();
    }

    @ParameterizedTest
    @CsvSource({"57P01,true", "57P01,false", "08006,true", "08006,false", "23505,true", "23505,false"})
    void theStatementThatADriverPutsBeforeTheErrorOfABatchIsNotTold(String state, boolean withError) {
        BatchUpdateException batch = new BatchUpdateException(
                "Batch entry 0 update users set email = 'ann@example.org' was aborted", state, 0, new int[0]);
        if (withError) {
            batch.setNextException(new SQLException("terminating connection", state));
        }

        assertThat(told(batch)).contains("could not write accounts", state).doesNotContain("ann@example.org");
    }

    @Test
    void whyAConnectionFailedIsTold() {
        assertThat(told(new SQLException("terminating connection due to administrator command", "57P01")))
                .contains("due to administrator command");
    }

    @Test
    void theStatementThatIsToldOfOneThatWasCancelledIsNotTold() {
        assertThat(told(new SQLException("Statement was canceled; SQL statement: ... 'ann@example.org'", "57014")))
                .contains("57014")
                .doesNotContain("ann@example.org");
    }

    @Test
    void aConnectionThatCannotBeClosedChangesNothingOfWhatWasDone() {
        AtomicBoolean failing = new AtomicBoolean();
        Transactions transactions = Transactions.over(failingToClose(failing));
        failing.set(true);

        assertThat(transactions.<Integer>call("count", session -> session.update("create table t (x integer)")))
                .isZero();
        assertThatExceptionOfType(RepositoryException.class)
                .isThrownBy(() -> transactions.call("count", session -> session.update("create table t (x integer)")))
                .withMessageContaining("could not count: SQL state 42S01");
    }

    private static DataSource failingToClose(AtomicBoolean failing) {
        JdbcDataSource source = new JdbcDataSource();
        source.setURL("jdbc:h2:mem:failingToClose;DB_CLOSE_DELAY=-1");
        return (DataSource) Proxy.newProxyInstance(
                DataSource.class.getClassLoader(),
                new Class<?>[] {DataSource.class},
                (self, method, values) -> failingToClose(source.getConnection(), failing));
    }

    private static Connection failingToClose(Connection connection, AtomicBoolean failing) {
        return (Connection) Proxy.newProxyInstance(
                Connection.class.getClassLoader(), new Class<?>[] {Connection.class}, (self, method, values) -> {
                    try {
                        Object result = method.invoke(connection, values);
                        if (method.getName().equals("close") && failing.get()) {
                            throw new SQLException("the pool was shut down", "HY000");
                        }
                        return result;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
