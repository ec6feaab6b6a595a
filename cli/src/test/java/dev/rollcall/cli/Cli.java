package dev.rollcall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.rollcall.cli.config.Configuration;
import dev.rollcall.cli.config.DatabaseSettings;
import dev.rollcall.cli.config.Secret;
import dev.rollcall.cli.output.Output;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The command line, in this process, in a folder with a configuration, a file of people and an H2 database. One for
 * each test.
 */
public final class Cli implements BeforeEachCallback, AfterEachCallback {

    /** The columns of {@link #people}. */
    static final String HEADER = "id;login;name;mail;active";

    /** A directory of {@link #HEADER}'s columns, and a users table in an H2 database beside it. */
    static final String USUAL = """
        database:
          file: app
        users:
          table: app_user
          username: login
          username-key: login_key
          own-columns: usual
        directories:
          staff:
            csv:
              file: people.csv
              match-key: login
              external-id: id
              active: active
              delimiter: ";"
            policy:
              fields:
                name: name
                email: mail
        """;

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private final boolean withTables;
    private final Map<String, String> environment = new HashMap<>();
    private final Interruptions interruptions = new Interruptions();
    private @Nullable Path folder;
    private @Nullable Connection keepingOpen;
    private int window;
    private String user = "operator";

    private Cli(boolean withTables) {
        this.withTables = withTables;
    }

    /** Without a database; a command makes one. */
    public static Cli bare() {
        return new Cli(false);
    }

    /** With all tables there, and nobody in them. */
    public static Cli withTables() {
        return new Cli(true);
    }

    @Override
    public void beforeEach(ExtensionContext context) throws IOException {
        folder = Files.createTempDirectory("rollcall-cli");
        environment.put(HostCommand.CONFIG_VARIABLE, configFile().toString());
        config(USUAL).people();
        if (withTables) {
            keepOpen();
            run("tables", "--create", "--users").expect(ExitCode.OK);
        }
    }

    /** Opening an H2 database takes longer than most commands, so one connection stays. */
    void keepOpen() {
        try {
            keepingOpen = connect();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void afterEach(ExtensionContext context) throws IOException, SQLException {
        if (keepingOpen != null) {
            keepingOpen.close();
        }
        try (Stream<Path> files = Files.walk(folder())) {
            for (Path each : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        }
    }

    Path folder() {
        return Objects.requireNonNull(folder, "the test has not begun");
    }

    /** How a command ended. */
    public record Ended(int code, String out, String err) {

        ExitCode exit() {
            for (ExitCode each : ExitCode.values()) {
                if (each.code() == code) {
                    return each;
                }
            }
            throw new IllegalStateException("No exit code has number " + code);
        }

        /** Fails with all that was printed if it ended otherwise. */
        Ended expect(ExitCode expected) {
            assertThat(exit()).as(all()).isEqualTo(expected);
            return this;
        }

        /** All that was printed. */
        public String all() {
            return out + err;
        }

        public JsonNode json() {
            return MAPPER.readTree(out);
        }

        /** The lines of standard output. */
        public List<String> lines() {
            return out.lines().toList();
        }
    }

    Path configFile() {
        return folder().resolve("rollcall.yaml");
    }

    public Path file(String name) {
        return folder().resolve(name);
    }

    public Cli write(String name, String content) {
        try {
            Files.writeString(file(name), content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    public Cli config(String yaml) {
        return write("rollcall.yaml", yaml);
    }

    /** Writes the file of people: one row each, in the columns of {@link #HEADER}. */
    Cli people(String... rows) {
        return people(List.of(rows));
    }

    Cli people(List<String> rows) {
        return write(
                "people.csv",
                HEADER + "\n" + rows.stream().map(row -> row + "\n").collect(Collectors.joining()));
    }

    /** People with these numbers: person7 with external id 7 and so on. */
    static List<String> persons(int from, int until) {
        return IntStream.range(from, until)
                .mapToObj(i -> i + ";person" + i + ";Person " + i + ";person" + i + "@example.org;yes")
                .toList();
    }

    public Cli variable(String name, String value) {
        environment.put(name, value);
        return this;
    }

    /** From now on a terminal of so many columns; 0 for none, which is the start. */
    Cli terminal(int columns) {
        window = columns;
        return this;
    }

    /** Who is logged in; operator unless said. */
    Cli user(String name) {
        user = name;
        return this;
    }

    Interruptions interruptions() {
        return interruptions;
    }

    public Ended run(String... arguments) {
        return run(new ByteArrayOutputStream(), new ByteArrayOutputStream(), arguments);
    }

    /** Runs a command that prints to these streams. */
    Ended run(OutputStream out, OutputStream err, String... arguments) {
        Surroundings surroundings = new Surroundings(
                new Output(out, err, StandardCharsets.UTF_8, window), environment::get, user, interruptions);
        int code = Rollcall.run(surroundings, arguments);
        return new Ended(code, text(out), text(err));
    }

    private static String text(OutputStream stream) {
        return stream instanceof ByteArrayOutputStream bytes ? bytes.toString(StandardCharsets.UTF_8) : "";
    }

    private DatabaseSettings settings() {
        return Configuration.read(configFile(), environment::get).database();
    }

    /** The rows of a query, each as its cells. */
    public List<List<String>> query(String sql) {
        List<List<String>> rows = new ArrayList<>();
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery(sql)) {
            while (found.next()) {
                List<String> row = new ArrayList<>();
                for (int column = 1; column <= found.getMetaData().getColumnCount(); column++) {
                    row.add(String.valueOf(found.getString(column)));
                }
                rows.add(row);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return rows;
    }

    /** The first column of a query's rows. */
    public List<String> column(String sql) {
        return query(sql).stream().map(row -> row.get(0)).toList();
    }

    public void execute(String sql) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private Connection connect() throws SQLException {
        DatabaseSettings settings = settings();
        Secret password = settings.password();
        return DriverManager.getConnection(settings.url(), settings.user(), password == null ? "" : password.reveal());
    }

    /** The database, for another than the command line to work with. */
    HikariDataSource dataSource() {
        DatabaseSettings settings = settings();
        Secret password = settings.password();
        HikariDataSource source = new HikariDataSource();
        source.setJdbcUrl(settings.url());
        source.setUsername(settings.user());
        source.setPassword(password == null ? "" : password.reveal());
        source.setMinimumIdle(0);
        return source;
    }

    /** Everything in the users table and in Rollcall's own, to be compared. */
    Map<String, List<List<String>>> everything() {
        Map<String, List<List<String>>> tables = new HashMap<>();
        for (String table : column("select table_name from information_schema.tables where lower(table_name) like"
                + " 'rollcall%' or lower(table_name) = 'app_user'")) {
            tables.put(
                    table,
                    query("select * from " + table).stream()
                            .sorted(Comparator.comparing(List::toString))
                            .toList());
        }
        return tables;
    }
}
