package dev.rollcall.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.rollcall.account.RepositoryException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.postgresql.ds.PGSimpleDataSource;

/** Which databases and data sources are taken, and what is said of the others. */
@Tag("slow")
class DataSourcesTest extends UserTableChecks {

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void anUnknownDatabaseIsRefusedByName(TestDatabase.Kind kind) {
        database = kind.open();
        WatchedDataSource watched = new WatchedDataSource(database.dataSource());
        watched.claimsToBe("Oracle");

        assertThatExceptionOfType(JdbcConfigurationException.class)
                .isThrownBy(() -> RollcallDatabase.over(watched.dataSource()))
                .withMessageContaining("The database is Oracle")
                .withMessageContaining("Rollcall knows [PostgreSQL");
        assertThat(watched.open()).isZero();
    }

    @Test
    void anH2FileThatForgetsWhatIsCommittedIsRefused(@TempDir Path folder) {
        JdbcDataSource forgetful = new JdbcDataSource();
        forgetful.setURL("jdbc:h2:file:" + folder.resolve("forgetful") + ";DB_CLOSE_DELAY=-1");
        RollcallDatabase rollcall = RollcallDatabase.over(forgetful);
        rollcall.createTables();

        assertThatExceptionOfType(JdbcConfigurationException.class)
                .isThrownBy(() -> rollcall.users(own().build()))
                .withMessageContaining("there is no table users");
        try (Connection connection = forgetful.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(users(ID + NAME + STATUS + ", " + OWN + CHECK));
            assertThatExceptionOfType(JdbcConfigurationException.class)
                    .isThrownBy(() -> rollcall.users(own().build()))
                    .withMessageContaining("WRITE_DELAY=0");
            statement.execute("set write_delay 0");
            assertThat(rollcall.users(own().build()).activeAccounts()).isZero();
            statement.execute("shutdown immediately");
        } catch (SQLException e) {
            assertThat(e.getSQLState()).isEqualTo("90121");
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void aDatabaseThatCannotBeReachedIsNoErrorOfTheConfiguration(TestDatabase.Kind kind) {
        database = kind.open();
        WatchedDataSource gone = new WatchedDataSource(database.dataSource());
        gone.stop();

        assertThatExceptionOfType(RepositoryException.class)
                .isThrownBy(() -> RollcallDatabase.over(gone.dataSource()))
                .withMessageContaining("could not be reached");
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void aDataSourceThatGivesOutTheConnectionOfTheCallersTransactionIsRefused(TestDatabase.Kind kind)
            throws SQLException {
        open(kind, users(ID + NAME + STATUS + ", " + OWN + CHECK));
        BoundDataSource bound = new BoundDataSource(database.dataSource());
        RollcallDatabase rollcall = RollcallDatabase.over(bound.dataSource());
        JdbcUserRepository users = rollcall.users(own().build());

        try (Connection connection = bound.begin();
                Statement statement = connection.createStatement()) {
            assertThatExceptionOfType(JdbcConfigurationException.class)
                    .isThrownBy(() -> RollcallDatabase.over(bound.dataSource()))
                    .withMessageContaining("the same connection to two callers");
            statement.execute("insert into users (username, status) values ('root', 'ACTIVE')");
            assertThatExceptionOfType(RepositoryException.class)
                    .isThrownBy(users::activeAccounts)
                    .withMessageContaining("a transaction that is under way");
            assertThatExceptionOfType(JdbcConfigurationException.class)
                    .isThrownBy(() -> RollcallDatabase.over(bound.dataSource()));
            bound.rollback();
        }
        assertThat(users.activeAccounts())
                .as("the host's transaction was left alone")
                .isZero();
    }

    @Test
    void aDataSourceThatIsKnownToJoinTransactionsIsRefusedByItsName() {
        assertThatExceptionOfType(JdbcConfigurationException.class)
                .isThrownBy(() -> RollcallDatabase.over(new TransactionAwareDataSourceProxy()))
                .withMessageContaining("has to commit on its own");
    }

    /** What Spring's class of this name looks like from here. */
    private static class TransactionAwareDataSourceProxy extends PGSimpleDataSource {
        private static final long serialVersionUID = 1L;
    }

    /** Gives out the connection of the transaction, while there is one. */
    private static final class BoundDataSource {
        private final DataSource target;
        private Connection current;

        BoundDataSource(DataSource target) {
            this.target = target;
        }

        DataSource dataSource() {
            return (DataSource) Proxy.newProxyInstance(
                    getClass().getClassLoader(),
                    new Class<?>[] {DataSource.class},
                    (self, method, values) -> current == null ? target.getConnection() : withoutClose(current));
        }

        private static Connection withoutClose(Connection connection) {
            return (Connection) Proxy.newProxyInstance(
                    BoundDataSource.class.getClassLoader(),
                    new Class<?>[] {Connection.class},
                    (self, method, values) ->
                            method.getName().equals("close") ? null : method.invoke(connection, values));
        }

        Connection begin() throws SQLException {
            current = target.getConnection();
            current.setAutoCommit(false);
            return current;
        }

        void rollback() throws SQLException {
            current.rollback();
            current.setAutoCommit(true);
            current = null;
        }
    }
}
