package dev.rollcall.jdbc;

import org.junit.jupiter.api.Tag;

/** The contract on PostgreSQL with its columns in the host's table. */
@Tag("slow")
final class PostgresHostTableTest extends JdbcContract {

    PostgresHostTableTest() {
        super(TestDatabase.Kind.POSTGRESQL, UsersLayout.HOST_TABLE);
    }
}
