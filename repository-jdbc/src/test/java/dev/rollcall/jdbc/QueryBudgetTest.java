package dev.rollcall.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.account.Account;
import dev.rollcall.account.ChangeResult.Status;
import dev.rollcall.plan.PersonResult;
import dev.rollcall.run.SyncReport;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** How many statements a run takes, and how much memory. */
@Tag("slow")
class QueryBudgetTest {

    /** What the engine hands over at a time. */
    private static final int BATCH = 200;

    private static SyncReport run(HostDatabase host, int people) {
        return host.engine("staff", Writes.names(people)).build().run();
    }

    /** How many statements the import of so many people takes, and the run after it. */
    private record Budget(int imported, int unchanged) {

        static Budget of(TestDatabase.Kind kind, UsersLayout layout, int people) {
            try (HostDatabase host = HostDatabase.open(kind, layout)) {
                assertThat(run(host, people).figures().of(PersonResult.IMPORTED))
                        .isEqualTo(people);
                int imported = host.watched().statements().size();
                host.watched().forget();
                assertThat(run(host, people).figures().of(PersonResult.UNCHANGED))
                        .isEqualTo(people);
                return new Budget(imported, host.watched().statements().size());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("dev.rollcall.jdbc.HostDatabase#all")
    void statementsGrowWithBatchesOfChangesAndNotWithAccounts(TestDatabase.Kind kind, UsersLayout layout) {
        Budget small = Budget.of(kind, layout, 1_000);
        Budget large = Budget.of(kind, layout, 10_000);

        // PostgreSQL is told in each transaction how long to wait for locks.
        assertThat(small.unchanged).isEqualTo(kind == TestDatabase.Kind.POSTGRESQL ? 9 : 4);
        assertThat(large.unchanged).isEqualTo(small.unchanged);
        int moreBatches = (10_000 - 1_000) / BATCH;
        assertThat(large.imported - small.imported).isLessThanOrEqualTo(15 * moreBatches);
    }

    @ParameterizedTest
    @MethodSource("dev.rollcall.jdbc.HostDatabase#all")
    void aBatchOfUpdatesIsAFewStatements(TestDatabase.Kind kind, UsersLayout layout) {
        try (HostDatabase host = HostDatabase.open(kind, layout)) {
            List<Account> people = host.people(Writes.names(BATCH));
            host.watched().forget();

            assertThat(host.statuses(people.stream()
                            .map(account -> Writes.field(account, "email", account.username() + "@x"))
                            .toList()))
                    .containsOnly(Status.APPLIED);

            assertThat(host.watched().statements()).hasSizeLessThanOrEqualTo(12);
            assertThat(host.watched().commits()).isEqualTo(1);
        }
    }

    // Memory

    /** More than fits into the heap of the process that reads it. */
    private static void fill(TestDatabase database, int rows, int width) {
        UsersLayout.HOST_TABLE.create(database);
        String numbers = database.kind() == TestDatabase.Kind.POSTGRESQL ? "generate_series(1, " : "system_range(1, ";
        database.execute("insert into app_user (login, login_key, state, owner, external_id, email, \"Display Name\")"
                + " select 'person' || n, 'person' || n, 'ACTIVE', 'staff', 'id' || n, repeat('e', " + width
                + "), repeat('n', " + width + ") from " + numbers + rows + ") as numbers (n)");
    }

    private static String url(TestDatabase database) throws SQLException {
        try (Connection connection = database.dataSource().getConnection()) {
            return connection.getMetaData().getURL();
        }
    }

    private static String scanInSmallHeap(Path folder, String url) throws IOException, InterruptedException {
        Path out = folder.resolve("out.txt");
        Process child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ScanProcess.class.getName(),
                        url)
                .redirectErrorStream(true)
                .redirectOutput(out.toFile())
                .start();
        try {
            assertThat(child.waitFor(180, TimeUnit.SECONDS)).as("it has ended").isTrue();
            return Files.readString(out, StandardCharsets.UTF_8);
        } finally {
            child.destroyForcibly();
        }
    }

    @Test
    void aScanThatDoesNotFitIntoTheHeapStreamsFromPostgres(@TempDir Path folder) throws Exception {
        try (TestDatabase database = TestDatabase.postgres()) {
            fill(database, 200_000, 200);

            assertThat(scanInSmallHeap(folder, url(database))).contains("scanned 200000");
        }
    }

    @Test
    void aScanThatDoesNotFitIntoTheHeapStreamsFromAnH2File(@TempDir Path folder) throws Exception {
        TestDatabase database = TestDatabase.h2(folder);
        fill(database, 30_000, 1_200);
        String url = url(database);
        database.close();

        assertThat(scanInSmallHeap(folder, url)).contains("scanned 30000");
    }
}
