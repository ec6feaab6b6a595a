package dev.rollcall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The file that a command reads, and the directory it works on. */
class UsageTest {

    private static final String TWO_DIRECTORIES = Cli.USUAL + """
          guests:
            csv: {file: guests.csv, match-key: login, delimiter: ";"}
        """;

    @RegisterExtension
    final Cli cli = Cli.withTables();

    @Test
    void aFileIsNamedByOptionOrVariable() {
        cli.write("other.yaml", "nothing: here\n");

        assertThat(cli.run("-c", "x").expect(ExitCode.USAGE).err()).contains("-c");
        assertThat(cli.run("runs", "-c", cli.file("other.yaml").toString())
                        .expect(ExitCode.CONFIGURATION)
                        .err())
                .contains("other.yaml:1: a key here is not known");
        assertThat(cli.variable(
                                HostCommand.CONFIG_VARIABLE,
                                cli.file("other.yaml").toString())
                        .run("runs")
                        .expect(ExitCode.CONFIGURATION)
                        .err())
                .contains("other.yaml:1: ");
    }

    @Test
    void allMistakesOfTheFileAreLinesOfTheirOwn() {
        cli.config("databse: {}\nlicence: many\n");

        Cli.Ended ended = cli.run("sync").expect(ExitCode.CONFIGURATION);

        assertThat(ended.err().lines())
                .hasSizeGreaterThan(3)
                .allMatch(line -> line.startsWith("rollcall: " + cli.configFile() + ":"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sync",
                "plan",
                "validate",
                "explain ann",
                "accounts",
                "runs",
                "account block ann",
                "account ignored"
            })
    void withSeveralDirectoriesOneHasToBeNamed(String command) {
        cli.config(TWO_DIRECTORIES);

        assertThat(cli.run(command.split(" ")).expect(ExitCode.USAGE).err())
                .contains("say which directory with --directory; the file has staff, guests");
    }

    @Test
    void theDirectoryThatIsNamedIsTaken() {
        cli.config(TWO_DIRECTORIES).people("1;ann;Ann;;yes").write("guests.csv", "login;x\ngus;\n");

        cli.run("sync", "-d", "guests").expect(ExitCode.OK);

        assertThat(cli.query("select login, owner from app_user")).containsExactly(List.of("gus", "guests"));
        assertThat(cli.run("accounts", "-d", "staff").out()).contains("0 accounts");
    }

    @Test
    void aDirectoryThatIsNotInTheFileIsNamed() {
        assertThat(cli.run("sync", "--directory", "stuff")
                        .expect(ExitCode.USAGE)
                        .err())
                .contains("there is no directory 'stuff'; the file has staff");
    }

    @Test
    void theAuditLogIsThatOfAllDirectories() {
        cli.config(TWO_DIRECTORIES).write("guests.csv", "login;x\ngus;\n");
        cli.run("sync", "-d", "guests").expect(ExitCode.OK);

        assertThat(cli.run("audit").expect(ExitCode.OK).out()).contains("gus");
    }
}
