package dev.rollcall.jdbc;

import dev.rollcall.lock.RunLock;
import dev.rollcall.testkit.RunLockContract;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;

/** The contract of a run lock. */
@Tag("slow")
class JdbcRunLockContractTest {

    /** One database for all tests: after each of them its leases are given back. */
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    abstract static class OnADatabase extends RunLockContract {
        private final TestDatabase.Kind kind;
        private TestDatabase database;

        OnADatabase(TestDatabase.Kind kind) {
            this.kind = kind;
        }

        @BeforeAll
        void open() {
            database = kind.open();
            RollcallDatabase.over(database.dataSource()).createTables();
        }

        @AfterAll
        void close() {
            database.close();
        }

        @Override
        protected RunLock lock() {
            database.execute("delete from rollcall_lock");
            return anotherLock();
        }

        @Override
        protected RunLock anotherLock() {
            return RollcallDatabase.over(database.dataSource()).lock();
        }
    }

    @Nested
    class H2 extends OnADatabase {
        H2() {
            super(TestDatabase.Kind.H2_MEMORY);
        }
    }

    @Nested
    class Postgres extends OnADatabase {
        Postgres() {
            super(TestDatabase.Kind.POSTGRESQL);
        }
    }
}
