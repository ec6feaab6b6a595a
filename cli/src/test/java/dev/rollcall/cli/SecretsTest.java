package dev.rollcall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The password of the database is in nothing that any command prints or keeps. */
class SecretsTest {

    private static final String PASSWORD = "s3cr3t-Ünd-lang";

    @RegisterExtension
    final Cli cli = Cli.bare();

    @BeforeEach
    void aDatabaseWithAPassword() {
        cli.config("audit-json-lines: audit.jsonl\n"
                        + Cli.USUAL.replace("file: app", "file: app\n  user: owner\n  password: {env: APP_PASSWORD}"))
                .variable("APP_PASSWORD", PASSWORD)
                .people("1;ann;Ann;;yes", "2;bob;Bob;;yes");
        cli.run("tables", "--create", "--users").expect(ExitCode.OK);
        cli.keepOpen();
    }

    private void isNowhereIn(Cli.Ended ended) {
        assertThat(ended.all()).isNotEmpty().doesNotContain(PASSWORD, "s3cr3t");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tables",
                "validate",
                "plan",
                "plan --json",
                "sync",
                "sync --json",
                "sync --approve run-7",
                "sync --deadline PT0.000000001S",
                "explain ann",
                "accounts -f json",
                "account block nobody",
                "account ignore 7",
                "audit",
                "audit -f csv",
                "runs",
                "runs run-7",
                "sync --nonsense"
            })
    void noCommandPrintsIt(String command) {
        isNowhereIn(cli.run((command + " --verbose").split(" ")));
        isNowhereIn(cli.terminal(80).run(command.split(" ")));
    }

    @Test
    void noLogKeepsIt() throws IOException {
        cli.run("sync").expect(ExitCode.OK);

        assertThat(Files.readString(cli.file("audit.jsonl")))
                .contains("RUN_FINISHED")
                .doesNotContain("s3cr3t");
        assertThat(cli.everything().toString()).contains("COMPLETED").doesNotContain("s3cr3t");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"users:", "directories:", "  table: app_user", "      file: people.csv", "  own-columns: usual"})
    void noMistakeOfTheConfigurationMakesItPrintIt(String without) {
        cli.config(Cli.USUAL
                .replace("file: app", "file: app\n  user: owner\n  password: {env: APP_PASSWORD}")
                .replace(without, ""));

        isNowhereIn(cli.run("sync", "--verbose"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "drop table rollcall_run",
                "drop table app_user",
                "alter table rollcall_audit drop column details"
            })
    void noBrokenDatabaseMakesItPrintIt(String damage) {
        cli.execute(damage);

        for (String command : new String[] {"sync", "plan", "runs", "audit", "validate", "account block ann"}) {
            isNowhereIn(cli.run((command + " --verbose").split(" ")));
        }
    }
}
