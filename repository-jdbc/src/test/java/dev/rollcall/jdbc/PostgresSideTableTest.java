package dev.rollcall.jdbc;

/** The contract on PostgreSQL with a side table. */
final class PostgresSideTableTest extends JdbcContract {

    PostgresSideTableTest() {
        super(TestDatabase.Kind.POSTGRESQL, UsersLayout.SIDE_TABLE);
    }
}
