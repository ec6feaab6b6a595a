package dev.rollcall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an administrator can allow for one run (R2, R33). */
class PermissionsTest {

    @RegisterExtension
    final Cli cli = Cli.withTables();

    private List<String> active() {
        return cli.column("select login from app_user where status = 'ACTIVE' order by login");
    }

    private void tenPeopleOfWhomSixLeave() {
        cli.people(Cli.persons(0, 10));
        cli.run("sync").expect(ExitCode.OK);
        cli.people(Cli.persons(0, 4));
    }

    private String heldRun() {
        return cli.run("sync", "--json").expect(ExitCode.HELD).json().get("run").asString();
    }

    @Test
    void anApprovedRunIsApplied() {
        tenPeopleOfWhomSixLeave();
        String run = heldRun();

        cli.run("sync", "--approve", run).expect(ExitCode.OK);

        assertThat(active()).containsExactly("person0", "person1", "person2", "person3");
    }

    @Test
    void whatGoesBeyondTheApprovalIsHeldAgain() {
        tenPeopleOfWhomSixLeave();
        String run = heldRun();
        cli.people(Cli.persons(0, 3));

        cli.run("sync", "--approve", run).expect(ExitCode.HELD);

        assertThat(active()).hasSize(10);
    }

    @Test
    void anApprovalOfARunThatWasNotHeldChangesNothing() {
        tenPeopleOfWhomSixLeave();

        Cli.Ended ended = cli.run("sync", "--approve", "run-of-another-year");

        assertThat(ended.exit()).as(ended.all()).isNotEqualTo(ExitCode.OK);
        assertThat(ended.all()).contains("run-of-another-year");
        assertThat(active()).hasSize(10);
    }

    @Test
    void aRaisedGuardLetsOneRunThrough() {
        tenPeopleOfWhomSixLeave();

        cli.run("sync", "--raise", "blocks=70%,20").expect(ExitCode.OK);

        assertThat(active()).hasSize(4);
    }

    @Test
    void aGuardRaisedTooLittleHoldsStill() {
        tenPeopleOfWhomSixLeave();

        cli.run("sync", "--raise", "blocks=50%,5").expect(ExitCode.HELD);

        assertThat(active()).hasSize(10);
    }

    @Test
    void aRaisedShareKeepsTheUsualFloor() {
        tenPeopleOfWhomSixLeave();

        cli.run("sync", "--raise", "blocks=60%").expect(ExitCode.OK);

        assertThat(active()).hasSize(4);
    }

    @Test
    void anotherGuardRaisedDoesNotHelp() {
        tenPeopleOfWhomSixLeave();

        cli.run("sync", "--raise", "renames=off", "--raise", "clears=off").expect(ExitCode.HELD);
    }

    @Test
    void anEmptyFileIsBelievedOnlyIfSaid() {
        cli.people("1;ann;Ann;;yes");
        cli.run("sync").expect(ExitCode.OK);
        cli.people();

        assertThat(cli.run("sync").expect(ExitCode.HELD).out()).as("R2").contains("EMPTY_SNAPSHOT");
        assertThat(active()).containsExactly("ann");
        cli.run("sync", "--believe-empty").expect(ExitCode.OK);
        assertThat(active()).isEmpty();
    }

    @Test
    void aPlanTakesThePermissionsToo() {
        tenPeopleOfWhomSixLeave();

        cli.run("plan").expect(ExitCode.HELD);
        cli.run("plan", "--raise", "blocks=off").expect(ExitCode.OK);
        assertThat(active()).hasSize(10);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        --raise block=off            | --raise block: there is no such guard; there are blocks, renames, clears, rejections
        --raise blocks=much          | --raise blocks=much: expected a share and a floor
        --raise blocks=10%,5,1       | --raise blocks=10%,5,1: expected a share and a floor
        --raise blocks=10%,five      | --raise blocks=10%,five: expected a share and a floor
        --raise blocks=101%          | --raise blocks=101%: expected a share and a floor
        --raise blocks=10%,-1        | --raise blocks=10%,-1: expected a share and a floor
        --raise blocks               | --raise
        --deadline soon              | --deadline soon: expected a duration such as 90s, 15m, 12h or 7d
        --deadline 0s                | 0
        --deadline PT-1S             | S
        --approve                    | --approve
        """)
    void whatIsNotUnderstoodIsSaidAndNothingRuns(String options, String complaint) {
        cli.people("1;ann;Ann;;yes");
        String[] arguments = ("sync " + options).split(" ");

        Cli.Ended ended = cli.run(arguments).expect(ExitCode.USAGE);

        assertThat(ended.out()).isEmpty();
        assertThat(ended.err())
                .startsWith("rollcall sync: ")
                .contains(complaint)
                .endsWith("Try 'rollcall sync --help'." + System.lineSeparator());
        assertThat(cli.column("select run_id from rollcall_run")).isEmpty();
    }
}
