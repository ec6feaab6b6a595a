package dev.rollcall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.File;
import java.nio.file.Files;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The process: where its output goes, and what it ends with. */
class ProcessIT {

    private static final File FULL = new File("/dev/full");

    @RegisterExtension
    final Cli cli = Cli.bare();

    @Test
    void itEndsWithTheCodeOfItsCommandAndPrintsNothingElse() throws Exception {
        cli.people("1;ann;Ann;;yes");
        cli.run("tables", "--create", "--users").expect(ExitCode.OK);

        try (RollcallProcess sync = RollcallProcess.start(cli, "sync")) {
            assertThat(sync.end()).as(sync.errors()).isZero();
            assertThat(sync.errors().lines())
                    .containsExactly(
                            "Reading the accounts",
                            "Reading the directory",
                            "Comparing",
                            "1 people read, 0 unchanged",
                            "Writing some 1 changes");
        }
        assertThat(Files.readString(cli.file("output.txt"))).contains("COMPLETED");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"tables", "plan", "plan --json", "accounts -f csv", "audit -f json", "runs", "--help", "sync"})
    void aFullDiskIsTold(String command) throws Exception {
        Assumptions.assumeTrue(FULL.exists(), "there is no /dev/full on this system to stand for a full disk");
        cli.people(Cli.persons(0, 300));
        cli.run("tables", "--create", "--users").expect(ExitCode.OK);
        cli.run("sync", "--json").expect(ExitCode.OK);
        cli.people(Cli.persons(300, 600));

        try (RollcallProcess process =
                RollcallProcess.start(cli, ProcessBuilder.Redirect.to(FULL), Map.of(), command.split(" "))) {
            assertThat(process.end()).as(process.errors()).isEqualTo(ExitCode.OUTPUT.code());
            assertThat(process.errors().lines()).last().isEqualTo("rollcall: the output could not be written");
        }
    }

    @Test
    void whoeverReadsMayGoAway() throws Exception {
        cli.people(Cli.persons(0, 20_000));
        cli.run("tables", "--create", "--users").expect(ExitCode.OK);

        try (RollcallProcess plan = RollcallProcess.start(cli, ProcessBuilder.Redirect.PIPE, Map.of(), "plan")) {
            try (BufferedReader head = plan.output()) {
                assertThat(head.readLine()).startsWith("New accounts: 20000");
            }
            assertThat(plan.end()).isEqualTo(ExitCode.OUTPUT.code());
            assertThat(plan.errors()).isEqualTo("rollcall: the output could not be written" + System.lineSeparator());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"runs", "runs --verbose", "sync --verbose"})
    void aWrongPasswordIsToldAndNotRepeated(String command) throws Exception {
        cli.config(Cli.USUAL.replace("file: app", "file: app\n  user: owner\n  password: {env: APP_PASSWORD}"));
        cli.variable("APP_PASSWORD", "the-right-one")
                .run("tables", "--create", "--users")
                .expect(ExitCode.OK);

        try (RollcallProcess process = RollcallProcess.start(
                cli,
                ProcessBuilder.Redirect.to(cli.file("output.txt").toFile()),
                Map.of("APP_PASSWORD", "the-wrong-one"),
                command.split(" "))) {
            assertThat(process.end()).as(process.errors()).isEqualTo(ExitCode.CONFIGURATION.code());
            assertThat(process.errors())
                    .contains("database.user", "database.password")
                    .doesNotContain("the-wrong-one", "the-right-one");
        }
    }

    @Test
    void aConfigurationThatIsNotThereIsOneLine() throws Exception {
        Files.delete(cli.configFile());

        try (RollcallProcess process = RollcallProcess.start(cli, "validate")) {
            assertThat(process.end()).isEqualTo(ExitCode.CONFIGURATION.code());
            assertThat(process.errors()).hasLineCount(1).contains("there is no such file");
        }
    }
}
