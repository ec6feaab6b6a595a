package dev.rollcall.jdbc;

import dev.rollcall.run.RunJournal;
import dev.rollcall.testkit.RunJournalContract;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;

/** The contract of a run journal. */
@Tag("slow")
class JdbcRunJournalContractTest {

    abstract static class OnADatabase extends RunJournalContract {
        @AutoClose
        private TestDatabase database;

        abstract TestDatabase open();

        @Override
        protected RunJournal emptyJournal() {
            database = open();
            RollcallDatabase.over(database.dataSource()).createTables();
            return reopened();
        }

        @Override
        protected RunJournal reopened() {
            return RollcallDatabase.over(database.dataSource()).journal();
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
