package dev.rollcall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A permission lasts until a run under it has finished, and a plan knows it (R38). */
class StandingPermissionsTest {

    @RegisterExtension
    final Cli cli = Cli.withTables();

    @BeforeEach
    void tenPeopleOfWhomSixLeave() {
        cli.people(Cli.persons(0, 10));
        cli.run("sync").expect(ExitCode.OK);
        cli.people(Cli.persons(0, 4));
    }

    @Test
    void aPlanKnowsWhatWasPermittedToARunThatFailed() throws IOException {
        Files.move(cli.file("people.csv"), cli.file("away.csv"));
        cli.run("sync", "--raise", "blocks=off", "--by", "jane").expect(ExitCode.FAILED_DIRECTORY_UNAVAILABLE);
        Files.move(cli.file("away.csv"), cli.file("people.csv"));

        Cli.Ended plan = cli.run("plan").expect(ExitCode.OK);
        Cli.Ended sync = cli.run("sync").expect(ExitCode.OK);

        assertThat(plan.out()).contains("Permitted: The guard on accounts to block is off in this run by jane");
        assertThat(sync.out()).contains("6 blocked");
        assertThat(cli.run("plan", "--json").json().get("permitted")).isEmpty();
    }

    @Test
    void aPlanUnderAnApprovalSaysWhatTheSyncWouldDo() {
        String run = cli.run("sync", "--json")
                .expect(ExitCode.HELD)
                .json()
                .get("run")
                .asString();

        Cli.Ended plan = cli.run("plan", "--approve", run).expect(ExitCode.OK);

        assertThat(plan.out()).contains("Permitted: What run " + run + " was held for", "with the same permissions");
        cli.run("plan").expect(ExitCode.HELD);
        cli.run("sync", "--approve", run).expect(ExitCode.OK);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " "})
    void nobodyIsNotSomebodyWhoPermits(String name) {
        Cli.Ended ended = cli.run("sync", "--raise", "blocks=off", "--by", name).expect(ExitCode.USAGE);

        assertThat(ended.err()).contains("say with --by who asks for this");
        assertThat(cli.column("select login from app_user where status = 'ACTIVE'"))
                .hasSize(10);
    }

    @Test
    void anActByHandWantsAName() {
        cli.user("").run("account", "block", "person1").expect(ExitCode.USAGE);

        assertThat(cli.column("select login from app_user where status = 'BLOCKED'"))
                .isEmpty();
    }
}
