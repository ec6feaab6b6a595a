package dev.rollcall.jdbc;

/** The contract on H2 with its columns in the host's table. */
final class H2HostTableTest extends JdbcContract {

    H2HostTableTest() {
        super(TestDatabase.Kind.H2_MEMORY, UsersLayout.HOST_TABLE);
    }
}
