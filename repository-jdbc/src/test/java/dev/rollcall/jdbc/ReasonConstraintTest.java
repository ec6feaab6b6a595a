package dev.rollcall.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The constraint that keeps one block apart from another is asked for, and found (ADR 0009). */
@Tag("slow")
class ReasonConstraintTest extends UserTableChecks {

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void aHostsBlockReasonNeedsACheckOrAPromise(TestDatabase.Kind kind) {
        open(kind, users(ID + NAME + STATUS + ", " + OWN + ", check (status <> '')"));

        assertError(
                own(),
                "nothing makes sure that only an account whose status is 'blocked' has a block_reason",
                "add: alter table",
                "hostkeepsblockreason()");
        assertThat(users(own().hostKeepsBlockReason()).activeAccounts()).isZero();
        database.execute(suggestion());
        assertThat(users(own()).activeAccounts()).isZero();
    }

    private String suggestion() {
        JdbcConfigurationException refused = catchThrowableOfType(JdbcConfigurationException.class, () -> users(own()));
        String message = refused.getMessage();
        return message.substring(message.indexOf("alter table"), message.indexOf(" -- or say"));
    }

    @ParameterizedTest
    @EnumSource(value = TestDatabase.Kind.class, names = "POSTGRESQL")
    void theCheckIsSeenByARoleThatDoesNotOwnTheTable(TestDatabase.Kind kind) throws SQLException {
        open(kind, users(ID + NAME + STATUS + ", " + OWN + CHECK));
        String schema = schema();
        database.execute(
                "drop role if exists app",
                "create role app",
                "grant usage on schema " + schema + " to app",
                "grant select, insert, update, delete on all tables in schema " + schema + " to app");
        try {
            RollcallDatabase asApp = RollcallDatabase.over(as("app"));
            assertThat(asApp.users(own().build()).activeAccounts()).isZero();
        } finally {
            database.execute("drop owned by app", "drop role app");
        }
    }

    private String schema() throws SQLException {
        try (Connection connection = database.dataSource().getConnection()) {
            return connection.getSchema();
        }
    }

    private DataSource as(String role) {
        DataSource target = database.dataSource();
        return (DataSource) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {DataSource.class}, (self, method, values) -> {
                    try {
                        Object result = method.invoke(target, values);
                        if (result instanceof Connection connection) {
                            try (Statement statement = connection.createStatement()) {
                                statement.execute("set role " + role);
                            }
                            return resetting(connection);
                        }
                        return result;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private static Connection resetting(Connection connection) {
        return (Connection) Proxy.newProxyInstance(
                ReasonConstraintTest.class.getClassLoader(),
                new Class<?>[] {Connection.class},
                (self, method, values) -> {
                    try {
                        if (method.getName().equals("close")) {
                            try (Statement statement = connection.createStatement()) {
                                statement.execute("reset role");
                            }
                        }
                        return method.invoke(connection, values);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
