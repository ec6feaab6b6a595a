package dev.rollcall.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariConfig;
import dev.rollcall.cli.config.Configuration;
import dev.rollcall.cli.config.ConfigurationException;
import dev.rollcall.cli.config.DatabaseSettings;
import dev.rollcall.testservers.ClosedPort;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A database that does not let the command in, is not there, or does not fit. */
@Tag("slow")
class DatabaseTest {

    private static final String WITH_PASSWORD =
            Cli.USUAL.replace("file: app", "file: app\n  user: owner\n  password: {env: APP_PASSWORD}");

    @RegisterExtension
    final Cli cli = Cli.bare();

    @Test
    void theRightPasswordOpensIt() {
        cli.config(WITH_PASSWORD).variable("APP_PASSWORD", "right");
        cli.run("tables", "--create", "--users").expect(ExitCode.OK);

        cli.run("sync").expect(ExitCode.OK);
    }

    @ParameterizedTest
    @ValueSource(strings = {"sync", "plan", "runs --verbose", "account block ann", "tables --create"})
    void aWrongPasswordNamesTheKeysAndNotThePassword(String command) {
        cli.config(WITH_PASSWORD).variable("APP_PASSWORD", "hunter2");
        cli.run("tables", "--create").expect(ExitCode.OK);
        cli.variable("APP_PASSWORD", "hunter3");

        Cli.Ended ended = cli.run(command.split(" ")).expect(ExitCode.CONFIGURATION);

        assertThat(ended.err())
                .startsWith("rollcall: " + cli.configFile() + ": database: ")
                .contains("database.user", "database.password", "SQL state 28000")
                .doesNotContain("hunter");
        assertThat(ended.out()).isEmpty();
    }

    @Test
    void validateTellsItAsAFinding() {
        cli.config(WITH_PASSWORD).variable("APP_PASSWORD", "hunter2");
        cli.run("tables", "--create").expect(ExitCode.OK);
        cli.variable("APP_PASSWORD", "hunter3");

        Cli.Ended ended = cli.run("validate", "--verbose").expect(ExitCode.INVALID);

        assertThat(ended.out()).contains("ERROR", "database.password");
        assertThat(ended.all()).doesNotContain("hunter");
    }

    @ParameterizedTest
    @ValueSource(strings = {"sync", "plan", "runs"})
    void aServerThatIsNotThereIsTold(String command) {
        try (ClosedPort port = ClosedPort.open()) {
            String url = "jdbc:postgresql://127.0.0.1:" + port.number() + "/app";
            cli.config(Cli.USUAL.replace("file: app", "url: " + url + "\n  user: jane\n  password: {env: P}"))
                    .variable("P", "hunter2");

            Cli.Ended ended = cli.run(command).expect(ExitCode.FAILED_REPOSITORY_DOWN);

            assertThat(ended.err())
                    .startsWith("rollcall: The database " + url)
                    .contains("cannot be reached")
                    .hasLineCount(1)
                    .doesNotContain("hunter2");
        }
    }

    @Test
    void aUsersTableThatDoesNotFitIsToldInFull() {
        cli.run("tables", "--create", "--users").expect(ExitCode.OK);
        cli.execute("alter table app_user drop column email");
        cli.execute("alter table app_user drop column absent_since");

        Cli.Ended ended = cli.run("plan").expect(ExitCode.CONFIGURATION);

        assertThat(ended.err()).contains("email", "absent_since", "rollcall: ");
    }

    @Test
    void aUsersTableThatIsNotThereIsNamed() {
        cli.run("tables", "--create").expect(ExitCode.OK);

        assertThat(cli.run("sync").expect(ExitCode.CONFIGURATION).err()).contains("app_user");
    }

    @Test
    void anAuditFileThatCannotBeWrittenIsNamedByItsKey() {
        cli.run("tables", "--create", "--users").expect(ExitCode.OK);
        cli.config("audit-json-lines: nowhere/audit.jsonl\n" + Cli.USUAL);

        Cli.Ended ended = cli.run("sync").expect(ExitCode.CONFIGURATION);

        assertThat(ended.err()).contains("audit-json-lines", "audit.jsonl");
    }

    @Test
    void aServerThatAcceptsAndNeverAnswersIsGivenUp() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            cli.config(Cli.USUAL.replace(
                    "file: app", "url: jdbc:postgresql://127.0.0.1:" + silent.getLocalPort() + "/app?loginTimeout=1"));

            Cli.Ended ended = cli.run("sync").expect(ExitCode.FAILED_REPOSITORY_DOWN);

            assertThat(ended.err()).contains("cannot be reached").doesNotContain("imeout");
        }
    }

    @Test
    void unlessTheUrlSaysOtherwiseItIsGivenUpAfterSeconds() throws SQLException {
        assertThat(understood("jdbc:postgresql:app"))
                .containsEntry("loginTimeout", "10")
                .containsEntry("connectTimeout", "10")
                .containsEntry("socketTimeout", "120")
                .containsEntry("tcpKeepAlive", "true");
        assertThat(understood("jdbc:postgresql:app?loginTimeout=1&socketTimeout=2"))
                .containsEntry("loginTimeout", "1")
                .containsEntry("connectTimeout", "10")
                .containsEntry("socketTimeout", "2");
    }

    @Test
    void itIsTriedOnceAndWaitedForNoLongerThanForSeconds() {
        HikariConfig pool = pool("jdbc:postgresql:app");

        assertThat(pool.getInitializationFailTimeout())
                .as("milliseconds for further attempts")
                .isEqualTo(1);
        assertThat(pool.getConnectionTimeout()).as("milliseconds").isEqualTo(10_000);
    }

    private static HikariConfig pool(String url) {
        return Host.pool(new DatabaseSettings(url, null, "jane", null, null), url);
    }

    /** What the driver makes of a URL and of what it is told beside it. */
    private static Map<String, String> understood(String url) throws SQLException {
        Properties told = pool(url).getDataSourceProperties();
        return Arrays.stream(DriverManager.getDriver(url).getPropertyInfo(url, told))
                .filter(each -> each.value != null)
                .collect(Collectors.toMap(each -> each.name, each -> each.value));
    }

    @Test
    void aUrlThatNoDriverTakesIsAMistakeOfTheConfiguration() {
        Configuration read = Configuration.read(cli.configFile(), name -> null);
        Configuration strange = new Configuration(
                read.file(),
                new DatabaseSettings("jdbc:hunter2:x", null, null, null, null),
                read.users(),
                read.licence(),
                read.directories(),
                null);

        assertThatThrownBy(() -> Host.open(strange))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage(cli.configFile() + ": no driver takes database.url");
    }

    @Test
    void aFileThatAnotherProcessHasOpenIsToldSo() throws IOException {
        cli.run("tables", "--create").expect(ExitCode.OK);
        try (FileChannel other = FileChannel.open(cli.file("app.mv.db"), StandardOpenOption.WRITE)) {
            other.lock();

            Cli.Ended ended = cli.run("runs").expect(ExitCode.FAILED_REPOSITORY_DOWN);

            assertThat(ended.err())
                    .startsWith("rollcall: Another process has the file of the database jdbc:h2:file:")
                    .contains("SQL state 90020", "one process at a time")
                    .hasLineCount(1);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sync",
                "plan",
                "runs",
                "accounts",
                "audit",
                "explain ann",
                "account block ann",
                "tables",
                "tables --fill-keys"
            })
    void noCommandButTheOneForTablesMakesADatabase(String command) throws IOException {
        Cli.Ended ended = cli.run(command.split(" ")).expect(ExitCode.CONFIGURATION);

        assertThat(ended.err())
                .startsWith(
                        "rollcall: " + cli.configFile() + ": database.file: there is no database " + cli.file("app"))
                .contains("'rollcall tables --create'");
        try (Stream<Path> files = Files.list(cli.folder())) {
            assertThat(files).noneMatch(file -> file.getFileName().toString().startsWith("app"));
        }
    }

    @Test
    void validateMakesNoDatabaseEither() throws IOException {
        assertThat(cli.run("validate").expect(ExitCode.INVALID).out()).contains("database.file", "tables --create");
        assertThat(Files.exists(cli.file("app.mv.db"))).isFalse();
    }
}
