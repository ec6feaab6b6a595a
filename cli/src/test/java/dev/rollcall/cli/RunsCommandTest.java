package dev.rollcall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** How runs went (R44), and what was held (R33). */
class RunsCommandTest {

    @RegisterExtension
    final Cli cli = Cli.withTables();

    private String heldRun() {
        cli.people(Cli.persons(0, 10));
        cli.run("sync").expect(ExitCode.OK);
        cli.people(Cli.persons(0, 4));
        return cli.run("sync", "--json", "--by", "jane")
                .expect(ExitCode.HELD)
                .json()
                .get("run")
                .asString();
    }

    @Test
    void withoutARunItSaysSo() {
        assertThat(cli.run("runs").expect(ExitCode.OK).lines()).containsExactly("No run yet.");
        assertThat(cli.run("runs", "--json").expect(ExitCode.OK).json().size()).isZero();
    }

    @Test
    void theNewestRunComesFirst() {
        String held = heldRun();
        cli.write("people.csv", "");
        cli.run("sync").expect(ExitCode.FAILED_CONFIGURATION);

        List<String> lines =
                cli.run("runs", "--zone", "UTC").expect(ExitCode.OK).lines();

        assertThat(lines).hasSize(5);
        assertThat(lines.get(0)).startsWith("started ").endsWith("figures");
        assertThat(lines.get(2)).contains("FAILED: CONFIGURATION");
        assertThat(lines.get(3)).contains("HELD: GUARD", "jane", held);
        assertThat(lines.get(4)).contains("COMPLETED", "10 people read: 10 imported");
    }

    @Test
    void asManyAsWanted() {
        for (int i = 0; i < 3; i++) {
            cli.run("sync").expect(ExitCode.OK);
        }

        assertThat(cli.run("runs", "--limit", "2", "--json").json().size()).isEqualTo(2);
    }

    @Test
    void momentsAreShownInTheZoneAskedFor() {
        cli.run("sync").expect(ExitCode.OK);
        cli.execute("update rollcall_run set started_at = timestamp with time zone '2026-01-10 23:30:00+00:00'");

        assertThat(cli.run("runs", "--zone", "Asia/Kathmandu").out()).contains("2026-01-11 05:15:00");
        assertThat(cli.run("runs", "--json", "--zone", "Asia/Kathmandu").out()).contains("2026-01-10T23:30:00Z");
    }

    @Test
    void oneHeldRunNamesEverythingItWasHeldForAndHowToApproveIt() {
        String held = heldRun();

        Cli.Ended ended = cli.run("runs", held).expect(ExitCode.OK);

        assertThat(ended.out()).contains("HELD: GUARD", "digest", "to be approved before", "asked for by", "jane");
        assertThat(ended.lines())
                .filteredOn(line -> line.startsWith("block account"))
                .hasSize(6);
        assertThat(ended.lines()).last().isEqualTo("To apply it: rollcall sync --approve " + held);
    }

    @Test
    void oneRunAsJsonHasItsFigures() {
        String held = heldRun();

        JsonNode runs = cli.run("runs", held, "--json").expect(ExitCode.OK).json();

        assertThat(runs.size()).isEqualTo(1);
        assertThat(runs.get(0).get("outcome").asString()).isEqualTo("HELD");
        assertThat(runs.get(0).get("heldFor").asString()).isEqualTo("GUARD");
        assertThat(runs.get(0).get("actor").asString()).isEqualTo("jane");
        assertThat(runs.get(0).get("figures").get("accounts").get("blocked").asLong())
                .isEqualTo(6);
    }

    @Test
    void whatARunWasHeldForIsThereForPrograms() {
        cli.people(Cli.persons(0, 10)).run("sync").expect(ExitCode.OK);
        cli.people(Cli.persons(0, 4));
        String run = cli.run("sync", "--json")
                .expect(ExitCode.HELD)
                .json()
                .get("run")
                .asString();

        JsonNode held =
                cli.run("runs", run, "--json").expect(ExitCode.OK).json().get(0);

        assertThat(held.get("approval").get("run").asString()).isEqualTo(run);
        assertThat(held.get("held"))
                .hasSize(6)
                .allMatch(item -> item.get("guard").asString().equals("BLOCKS"));
    }

    @Test
    void whatWasAppliedIsNotOfferedAgain() {
        cli.people(Cli.persons(0, 10)).run("sync").expect(ExitCode.OK);
        cli.people(Cli.persons(0, 4));
        String run = cli.run("sync", "--json")
                .expect(ExitCode.HELD)
                .json()
                .get("run")
                .asString();
        assertThat(cli.run("runs", run).out()).contains("To apply it: rollcall sync", "--approve " + run, "person9");

        cli.run("sync", "--approve", run).expect(ExitCode.OK);

        assertThat(cli.run("runs", run).out()).doesNotContain("To apply it");
    }

    @Test
    void aRunThatDiedIsToldFromOneThatEnded() {
        cli.run("sync").expect(ExitCode.OK);
        cli.execute("update rollcall_run set outcome = null, finished_at = null");

        assertThat(cli.run("runs").expect(ExitCode.OK).out()).contains("(died)");
        JsonNode run = cli.run("runs", "--json").json().get(0);
        assertThat(run.get("outcome").isNull()).isTrue();
        assertThat(run.get("finishedAt").isNull()).isTrue();
    }

    @Test
    void aRunThatIsNotThereIsNotFound() {
        Cli.Ended ended = cli.run("runs", "run-7").expect(ExitCode.NOT_FOUND);

        assertThat(ended.out()).isEmpty();
        assertThat(ended.err()).contains("'run-7'", "'staff'");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        --limit 0     | --limit must be from 1 to 1000
        --limit 1001  | --limit must be from 1 to 1000
        --zone here   | --zone here: there is no such time zone
        one two       | two
        """)
    void whatIsNotUnderstoodIsSaid(String options, String complaint) {
        assertThat(cli.run(("runs " + options).split(" "))
                        .expect(ExitCode.USAGE)
                        .err())
                .contains(complaint);
    }
}
