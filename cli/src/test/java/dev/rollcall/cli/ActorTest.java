package dev.rollcall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Whom the audit log names as the one who asked (R41). */
class ActorTest {

    @RegisterExtension
    final Cli cli = Cli.withTables();

    @BeforeEach
    void aPersonAndSomebodyWhoIsLoggedIn() {
        cli.people("1;ann;Ann;;yes").user("jane");
    }

    private List<String> actors() {
        return cli.column("select distinct actor from rollcall_audit");
    }

    @Test
    void aSyncWithoutATerminalIsThatOfASchedule() {
        cli.run("sync").expect(ExitCode.OK);

        assertThat(actors()).containsExactly("");
        assertThat(cli.run("runs", "--json").json().get(0).get("actor").asString())
                .isEmpty();
    }

    @Test
    void aSyncOnATerminalIsThatOfWhoeverIsLoggedIn() {
        cli.terminal(80).run("sync").expect(ExitCode.OK);

        assertThat(actors()).containsExactly("jane");
    }

    @Test
    void aPermissionAlwaysHasSomebodyWhoGaveIt() {
        cli.run("sync", "--raise", "blocks=off").expect(ExitCode.OK);

        assertThat(actors()).containsExactly("jane");
    }

    @Test
    void beliefInAnEmptyDirectoryIsAPermission() {
        cli.run("sync", "--believe-empty").expect(ExitCode.OK);

        assertThat(actors()).containsExactly("jane");
    }

    @Test
    void theNameGivenGoesBeforeAll() {
        cli.terminal(80).run("sync", "--believe-empty", "--by", "nightly job").expect(ExitCode.OK);

        assertThat(actors()).containsExactly("nightly job");
    }

    @Test
    void anActByHandIsThatOfWhoeverIsLoggedIn() {
        cli.run("sync").expect(ExitCode.OK);

        cli.run("account", "block", "ann").expect(ExitCode.OK);

        assertThat(cli.column("select actor from rollcall_audit where action = 'BLOCKED'"))
                .containsExactly("jane");
    }

    @Test
    void anActByHandTakesTheNameGiven() {
        cli.run("account", "ignore", "7", "--by", "otto").expect(ExitCode.OK);

        assertThat(actors()).containsExactly("otto");
    }

    @Test
    void aRefusedActIsRecordedWithItsActor() {
        cli.run("sync").expect(ExitCode.OK);

        cli.run("account", "activate", "ann", "--by", "otto").expect(ExitCode.REFUSED);

        assertThat(cli.query("select actor, outcome from rollcall_audit where action = 'REFUSED'"))
                .containsExactly(List.of("otto", "FAILURE"));
    }
}
