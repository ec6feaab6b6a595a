package dev.rollcall.jdbc;

import org.junit.jupiter.api.Tag;

/** The contract on PostgreSQL with a side table. */
@Tag("slow")
final class PostgresSideTableTest extends JdbcContract {

    PostgresSideTableTest() {
        super(TestDatabase.Kind.POSTGRESQL, UsersLayout.SIDE_TABLE);
    }
}
