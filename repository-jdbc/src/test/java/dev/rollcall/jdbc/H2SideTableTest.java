package dev.rollcall.jdbc;

/** The contract on H2 with a side table. */
final class H2SideTableTest extends JdbcContract {

    H2SideTableTest() {
        super(TestDatabase.Kind.H2_MEMORY, UsersLayout.SIDE_TABLE);
    }
}
