package dev.rollcall.jdbc;

/** The contract on PostgreSQL with its columns in the host's table. */
final class PostgresHostTableTest extends JdbcContract {

    PostgresHostTableTest() {
        super(TestDatabase.Kind.POSTGRESQL, UsersLayout.HOST_TABLE);
    }
}
