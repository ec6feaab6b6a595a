package dev.rollcall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A database that does not let the command in, is not there, or does not fit. */
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
    void aServerThatIsNotThereIsToldWithinSeconds(String command) throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        cli.config(Cli.USUAL.replace(
                        "file: app",
                        "url: jdbc:postgresql://127.0.0.1:" + port + "/app\n  user: jane\n  password: {env: P}"))
                .variable("P", "hunter2");
        long start = System.nanoTime();

        Cli.Ended ended = cli.run(command).expect(ExitCode.FAILED_REPOSITORY_DOWN);

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(15));
        assertThat(ended.err())
                .startsWith("rollcall: The database jdbc:postgresql://127.0.0.1:" + port + "/app")
                .contains("cannot be reached")
                .hasLineCount(1)
                .doesNotContain("hunter2");
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
}
