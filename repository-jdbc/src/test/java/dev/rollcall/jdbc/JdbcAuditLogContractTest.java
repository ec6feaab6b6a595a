package dev.rollcall.jdbc;

import dev.rollcall.audit.AuditLog;
import dev.rollcall.testkit.AuditLogContract;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;

/** The contract of an audit log. */
@Tag("slow")
class JdbcAuditLogContractTest {

    abstract static class OnADatabase extends AuditLogContract {
        @AutoClose
        private TestDatabase database;

        private BreakingConnections connections;

        abstract TestDatabase open();

        @Override
        protected AuditLog emptyLog() {
            database = open();
            connections = new BreakingConnections(database.dataSource());
            RollcallDatabase rollcall = RollcallDatabase.over(connections.dataSource());
            rollcall.createTables();
            return rollcall.auditLog();
        }

        @Override
        protected AuditLog reopened() {
            return RollcallDatabase.over(database.dataSource()).auditLog();
        }

        @Override
        protected void failNextWrite() {
            connections.breakCommit(1);
        }
    }

    @Nested
    class H2InMemory extends OnADatabase {
        @Override
        TestDatabase open() {
            return TestDatabase.h2();
        }
    }

    @Nested
    class H2InAFile extends OnADatabase {
        @TempDir
        private Path folder;

        @Override
        TestDatabase open() {
            return TestDatabase.h2(folder);
        }
    }

    @Nested
    class Postgres extends OnADatabase {
        @Override
        TestDatabase open() {
            return TestDatabase.postgres();
        }
    }
}
