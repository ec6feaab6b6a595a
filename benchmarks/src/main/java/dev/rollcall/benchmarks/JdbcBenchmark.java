package dev.rollcall.benchmarks;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.rollcall.SyncEngine;
import dev.rollcall.csv.CsvDirectoryProvider;
import dev.rollcall.identity.NameFolding;
import dev.rollcall.jdbc.RollcallDatabase;
import dev.rollcall.jdbc.UserTable;
import dev.rollcall.plan.PersonResult;
import dev.rollcall.policy.Policy;
import dev.rollcall.policy.ValueSource;
import dev.rollcall.run.Outcome;
import dev.rollcall.run.SyncReport;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * Brings a CSV file of so many people into PostgreSQL, and runs again with nothing changed: {@code java … JdbcBenchmark
 * 100000}. In turns with it, in one process and on one server: the bare parser with a batched insert of the same
 * account and audit rows, and the bare parser with a scan of the same table. The server is an embedded one that does
 * not wait for its disk (fsync is off).
 */
public final class JdbcBenchmark {

    private static final int TURNS = 4;
    private static final int BATCH = 1_000;

    private final DataSource source;
    private final RollcallDatabase database;
    private final Path file;
    private final int people;

    private JdbcBenchmark(DataSource source, Path file, int people) {
        this.source = source;
        this.database = RollcallDatabase.over(source);
        this.file = file;
        this.people = people;
    }

    /**
     * Runs.
     *
     * @param arguments the number of people
     */
    public static void main(String[] arguments) throws Exception {
        int people = Integer.parseInt(arguments[0]);
        Path file = Files.createTempFile("rollcall-benchmark-", ".csv");
        try (EmbeddedPostgres server = EmbeddedPostgres.start()) {
            CsvBenchmark.write(file, people);
            HikariConfig config = new HikariConfig();
            config.setDataSource(server.getPostgresDatabase());
            try (HikariDataSource pool = new HikariDataSource(config)) {
                new JdbcBenchmark(pool, file, people).run();
            }
        } finally {
            Files.delete(file);
        }
    }

    private void run() throws Exception {
        execute(users("app_user"), users("floor_user"));
        database.createTables();
        execute("create table floor_audit (like rollcall_audit including all)");
        SyncEngine engine = engine();
        System.out.printf("%d people x %d columns, PostgreSQL%n", people, GeneratedPeople.FIELDS);
        for (int turn = 1; turn <= TURNS; turn++) {
            execute("truncate app_user, floor_user, rollcall_audit, floor_audit");
            double floorImport = seconds(this::parseAndInsert);
            double firstImport = seconds(() -> sync(engine, PersonResult.IMPORTED));
            execute("vacuum analyze");
            double floorScan = seconds(this::parseAndScan);
            double unchanged = seconds(() -> sync(engine, PersonResult.UNCHANGED));
            System.out.printf(
                    "turn %d: first import %.2f s, parse + insert %.2f s, ratio %.2f; nothing changed %.2f s, parse + scan"
                            + " %.2f s, ratio %.2f%n",
                    turn,
                    firstImport,
                    floorImport,
                    firstImport / floorImport,
                    unchanged,
                    floorScan,
                    unchanged / floorScan);
        }
    }

    private static String users(String name) {
        return "create table " + name + " (id bigint generated always as identity primary key,"
                + " username text not null, username_key text not null unique, status text not null,"
                + " owner text, external_id text, former_owner text, block_reason text, blocked_since timestamptz,"
                + " absent_since timestamptz, "
                + fields().map(field -> field + " text").collect(Collectors.joining(", "))
                + ", unique (external_id, owner), check (status = 'BLOCKED' or block_reason is null))";
    }

    private static java.util.stream.Stream<String> fields() {
        return IntStream.range(0, GeneratedPeople.FIELDS).mapToObj(field -> "attribute" + field);
    }

    private interface Work {
        void run() throws Exception;
    }

    private static double seconds(Work work) throws Exception {
        long begin = System.nanoTime();
        work.run();
        return (System.nanoTime() - begin) / 1e9;
    }

    private SyncEngine engine() {
        UserTable.Builder table =
                UserTable.named("app_user").usernameKey("username_key").ownColumns();
        Policy.Builder policy = Policy.builder();
        fields().forEach(field -> {
            table.field(field);
            policy.field(field, ValueSource.attribute(field));
        });
        CsvDirectoryProvider provider = CsvDirectoryProvider.builder(file, "login")
                .externalIdColumn("id")
                .build();
        return SyncEngine.builder("bench", provider, database.users(table.build()))
                .policy(policy.build())
                .audit(database.auditLog())
                .journal(database.journal())
                .lock(database.lock())
                .build();
    }

    private void sync(SyncEngine engine, PersonResult expected) {
        SyncReport report = engine.run();
        if (report.outcome() != Outcome.COMPLETED || report.figures().of(expected) != people) {
            throw new IllegalStateException(report.toString());
        }
    }

    private void parseAndScan() throws IOException, SQLException {
        long cells = 0;
        try (Connection connection = source.getConnection()) {
            connection.setAutoCommit(false);
            try (Statement statement = connection.createStatement()) {
                statement.setFetchSize(BATCH);
                try (ResultSet rows = statement.executeQuery("select * from app_user where owner = 'bench'")) {
                    int columns = rows.getMetaData().getColumnCount();
                    while (rows.next()) {
                        for (int column = 1; column <= columns; column++) {
                            cells += rows.getString(column) == null ? 0 : 1;
                        }
                    }
                }
            }
        }
        try (CSVParser rows = parser()) {
            for (CSVRecord row : rows) {
                cells += row.size();
            }
        }
        if (cells < (long) people * GeneratedPeople.FIELDS) {
            throw new IllegalStateException("Read only " + cells + " cells");
        }
    }

    private CSVParser parser() throws IOException {
        BufferedReader in = Files.newBufferedReader(file, StandardCharsets.UTF_8);
        return CSVParser.parse(
                in,
                CSVFormat.RFC4180
                        .builder()
                        .setHeader()
                        .setSkipHeaderRecord(true)
                        .get());
    }

    private void parseAndInsert() throws IOException, SQLException {
        String account = "insert into floor_user (username, username_key, status, owner, external_id, "
                + fields().collect(Collectors.joining(", ")) + ") values (?, ?, 'ACTIVE', 'bench', ?"
                + ", ?".repeat(GeneratedPeople.FIELDS) + ")";
        String event = "insert into floor_audit (event_id, occurred_at, directory, run_id, actor, actor_key, action,"
                + " outcome, subject_username, subject_key, subject_external_id, account_id, rule, details, changes)"
                + " values (?, ?, 'bench', 'run-1', '', '', 'CREATED', 'SUCCESS', ?, ?, ?, ?, 'R16', ?, ?)";
        try (CSVParser rows = parser();
                Connection connection = source.getConnection()) {
            connection.setAutoCommit(false);
            try (PreparedStatement accounts = connection.prepareStatement(account);
                    PreparedStatement events = connection.prepareStatement(event)) {
                int row = 0;
                for (CSVRecord person : rows) {
                    add(accounts, events, person, ++row);
                    if (row % BATCH == 0 || row == people) {
                        accounts.executeBatch();
                        events.executeBatch();
                        connection.commit();
                    }
                }
            }
        }
    }

    private static void add(PreparedStatement accounts, PreparedStatement events, CSVRecord person, int row)
            throws SQLException {
        String key = NameFolding.fold(person.get("login"));
        accounts.setString(1, person.get("login"));
        accounts.setString(2, key);
        accounts.setString(3, person.get("id"));
        StringBuilder changes = new StringBuilder();
        for (int field = 0; field < GeneratedPeople.FIELDS; field++) {
            String value = person.get("attribute" + field);
            accounts.setString(4 + field, value);
            changes.append("attribute").append(field).append(",,").append(value).append(",false\r\n");
        }
        accounts.addBatch();
        events.setString(1, "run-1-" + row);
        events.setObject(2, OffsetDateTime.now(ZoneOffset.UTC));
        events.setString(3, person.get("login"));
        events.setString(4, key);
        events.setString(5, person.get("id"));
        events.setString(6, String.valueOf(row));
        events.setString(7, "Account created: in scope, active, and there is no account yet");
        events.setString(8, changes.toString());
        events.addBatch();
    }

    private void execute(String... statements) throws SQLException {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }
}
