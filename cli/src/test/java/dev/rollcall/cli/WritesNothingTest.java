package dev.rollcall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Commands that only look leave every table as it was. */
@Tag("slow")
class WritesNothingTest {

    @RegisterExtension
    final Cli cli = Cli.withTables();

    @BeforeEach
    void muchToDo() {
        cli.people("1;ann;Ann;;yes", "2;bob;Bob;;yes");
        cli.run("sync").expect(ExitCode.OK);
        cli.people("1;anna;Anna;;no", "3;cid;Cid;;yes");
        cli.write("map.csv", "existing_username,new_username,target_directory\nann,anne,local\nbob,,staff\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "validate",
                "plan",
                "plan --json",
                "plan --raise blocks=off --believe-empty",
                "explain ann",
                "explain 3",
                "accounts",
                "account ignored",
                "audit",
                "runs",
                "runs --json",
                "tables --users --side-table"
            })
    void nothingIsChangedBy(String command) {
        Map<String, List<List<String>>> before = cli.everything();

        cli.run(command.split(" ")).expect(ExitCode.OK);

        assertThat(before).hasSizeGreaterThan(9);
        assertThat(cli.everything()).isEqualTo(before);
    }

    @Test
    void nothingIsChangedByADryRunOfAMapping() {
        Map<String, List<List<String>>> before = cli.everything();

        Cli.Ended ended =
                cli.run("account", "map", "--dry-run", cli.file("map.csv").toString());

        assertThat(ended.out()).contains("would be done", "nothing was written");
        assertThat(cli.everything()).isEqualTo(before);
    }

    @Test
    void nothingIsChangedByACommandThatIsNotUnderstood() {
        Map<String, List<List<String>>> before = cli.everything();

        cli.run("sync", "--aprove", "run-1").expect(ExitCode.USAGE);

        assertThat(cli.everything()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"plan", "validate", "explain ann"})
    void noAuditFileIsMadeBy(String command) {
        cli.config("audit-json-lines: audit.jsonl\n" + Cli.USUAL);

        cli.run(command.split(" ")).expect(ExitCode.OK);

        assertThat(Files.exists(cli.file("audit.jsonl"))).isFalse();
    }
}
