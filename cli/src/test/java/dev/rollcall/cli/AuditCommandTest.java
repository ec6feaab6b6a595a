package dev.rollcall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The audit log, shown, filtered, exported and purged (R42). */
class AuditCommandTest {

    @RegisterExtension
    final Cli cli = Cli.withTables();

    /** Six events: two days in January, in UTC one before midnight and one behind it. */
    @BeforeEach
    void someEvents() {
        cli.people("1;ann;Ann;;yes", "2;bob;Bob, the \"builder\";;yes");
        cli.run("sync", "--by", "jane").expect(ExitCode.OK);
        cli.run("account", "block", "bob", "--by", "otto").expect(ExitCode.OK);
        cli.run("account", "block", "bob", "--by", "otto").expect(ExitCode.REFUSED);
        cli.execute("update rollcall_audit set occurred_at = timestamp with time zone '2026-01-10 23:30:00+00:00'"
                + " where action <> 'BLOCKED' and action <> 'REFUSED'");
        cli.execute("update rollcall_audit set occurred_at = timestamp with time zone '2026-01-11 00:30:00+00:00'"
                + " where action = 'BLOCKED' or action = 'REFUSED'");
    }

    private List<String> actions(String... arguments) {
        List<String> all = new ArrayList<>(List.of("audit", "--format", "json"));
        all.addAll(List.of(arguments));
        if (!all.contains("--zone")) {
            all.addAll(List.of("--zone", "UTC"));
        }
        return cli.run(all.toArray(String[]::new)).expect(ExitCode.OK).lines().stream()
                .map(line -> line.replaceAll(".*\"action\":\"(\\w+)\".*", "$1"))
                .toList();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        --from 2026-01-11                                   | BLOCKED REFUSED
        --until 2026-01-10                                  | RUN_STARTED CREATED CREATED RUN_FINISHED
        --until 2026-01-11                                  | RUN_STARTED CREATED CREATED RUN_FINISHED BLOCKED REFUSED
        --from 2026-01-10 --until 2026-01-10                | RUN_STARTED CREATED CREATED RUN_FINISHED
        --from 2026-01-11T00:30:00Z                         | BLOCKED REFUSED
        --from 2026-01-11T00:30:01Z                         | ''
        --until 2026-01-11T00:30:00                         | RUN_STARTED CREATED CREATED RUN_FINISHED
        --zone Europe/Vienna --from 2026-01-11              | RUN_STARTED CREATED CREATED RUN_FINISHED BLOCKED REFUSED
        --zone America/New_York --until 2026-01-10          | RUN_STARTED CREATED CREATED RUN_FINISHED BLOCKED REFUSED
        --user OTTO                                         | BLOCKED REFUSED
        --user ann                                          | CREATED
        --user bob                                          | CREATED BLOCKED REFUSED
        --user jan                                          | ''
        --category System --subcategory Users --user ann    | CREATED
        --category Other                                    | ''
        --subcategory Other                                 | ''
        """)
    void filtersAreAllMet(String options, String expected) {
        String[] arguments = options.split(" ");

        assertThat(String.join(" ", actions(arguments))).isEqualTo(expected);
    }

    @Test
    void aTableHasTheNewestEventsFirst() {
        List<String> lines = cli.run("audit", "--limit", "2", "--zone", "UTC")
                .expect(ExitCode.OK)
                .lines();

        assertThat(lines).hasSize(5).last().isEqualTo("2 newest events; there are more");
        assertThat(lines.get(2))
                .startsWith("2026-01-11 00:30:00  otto  !  REFUSED")
                .contains("bob");
        assertThat(lines.get(3)).startsWith("2026-01-11 00:30:00  otto     BLOCKED");
    }

    @Test
    void aTableOfAllSaysHowManyThereAre() {
        assertThat(cli.run("audit").expect(ExitCode.OK).lines())
                .hasSize(9)
                .last()
                .isEqualTo("6 events");
        assertThat(cli.run("audit", "--user", "nobody").expect(ExitCode.OK).lines())
                .containsExactly("0 events");
    }

    @Test
    void csvHasTheColumnsOfTheRulebookAndAllEventsOldestFirst() {
        Cli.Ended ended =
                cli.run("audit", "-f", "csv", "--limit", "1", "--zone", "UTC").expect(ExitCode.OK);

        List<String> lines = ended.lines();
        assertThat(lines).hasSize(7);
        assertThat(lines.get(0))
                .isEqualTo("\"Date/Time\",\"User name\",\"Impersonated user\",\"IP address / Proxy IP\","
                        + "\"Type\",\"Category\",\"Subcategory\",\"Object\",\"Details\"");
        assertThat(lines.get(1))
                .startsWith("\"2026-01-10 23:30:00+00:00\",\"jane\",\"\",\"\",\"SUCCESS\",\"System\",\"Users\"");
        assertThat(lines.get(6)).contains("\"otto\"", "\"FAILURE\"");
        assertThat(ended.out()).endsWith("\r\n").contains("\"\"builder\"\"");
    }

    @Test
    void csvCanHaveSemicolonsAndTheTimeOfAnotherZone() {
        List<String> lines = cli.run("audit", "-f", "csv", "--separator", ";", "--zone", "Asia/Kathmandu")
                .expect(ExitCode.OK)
                .lines();

        assertThat(lines.get(0)).startsWith("\"Date/Time\";\"User name\";");
        assertThat(lines.get(1)).startsWith("\"2026-01-11 05:15:00+05:45\";\"jane\";");
    }

    @Test
    void jsonIsALineOfUtcForEachEvent() {
        List<String> lines = cli.run("audit", "-f", "json", "--zone", "Asia/Kathmandu")
                .expect(ExitCode.OK)
                .lines();

        assertThat(lines).hasSize(6).allMatch(line -> line.startsWith("{\"id\":") && line.endsWith("}"));
        assertThat(lines.get(0)).contains("\"time\":\"2026-01-10T23:30:00.000Z\"", "\"actor\":\"jane\"");
    }

    @Test
    void purgedAreTheEventsBeforeADay() {
        Cli.Ended ended = cli.run("audit", "purge", "--before", "2026-01-11", "--zone", "UTC")
                .expect(ExitCode.OK);

        assertThat(ended.out()).isEqualTo("4 events removed" + System.lineSeparator());
        assertThat(cli.column("select action from rollcall_audit order by seq"))
                .containsExactly("BLOCKED", "REFUSED", "LOG_PURGED");
    }

    @Test
    void aPurgeIsRecordedWithWhoeverAskedForIt() {
        cli.run("audit", "purge", "--before", "2026-01-11", "--zone", "UTC", "--by", "otto")
                .expect(ExitCode.OK);

        assertThat(cli.query("select actor, details from rollcall_audit where action = 'LOG_PURGED'"))
                .containsExactly(List.of("otto", "4 events from before 2026-01-11T00:00:00Z were removed"));
    }

    @Test
    void nothingIsPurgedUpToADayToCome() {
        Cli.Ended ended = cli.run("audit", "purge", "--before", "9999-12-31").expect(ExitCode.USAGE);

        assertThat(ended.err()).contains("--before must not lie in the future");
        assertThat(cli.column("select action from rollcall_audit")).hasSize(6);
    }

    @Test
    void theDayOfAPurgeIsThatOfItsZone() {
        cli.run("audit", "purge", "--before", "2026-01-11", "--zone", "America/New_York")
                .expect(ExitCode.OK);

        assertThat(cli.column("select action from rollcall_audit")).containsExactly("LOG_PURGED");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        --from yesterday          | --from yesterday: expected a day such as 2026-01-31
        --from 2026-02-30         | --from 2026-02-30: expected a day
        --until 31.01.2026        | --until 31.01.2026: expected a day
        --until 2026-01-31T25:00  | --until 2026-01-31T25:00: expected a day
        --zone Wien               | --zone Wien: there is no such time zone
        --limit 0                 | --limit must be from 1 to
        --limit -1                | --limit must be from 1 to
        --limit 9999999           | --limit must be from 1 to
        --limit many              | --limit
        --separator x             | --separator must be
        purge                     | --before
        purge --before never      | --before never: expected a day
        """)
    void whatIsNotUnderstoodIsSaidAndNothingIsRemoved(String options, String complaint) {
        String[] arguments = ("audit " + options).split(" ");

        assertThat(cli.run(arguments).expect(ExitCode.USAGE).err())
                .startsWith("rollcall audit")
                .contains(complaint);
        assertThat(cli.column("select action from rollcall_audit")).hasSize(6);
    }
}
