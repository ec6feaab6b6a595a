package dev.rollcall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Who is left alone, who says so, and what an act on the list really did (R16, R46). */
class IgnoreListTest {

    @RegisterExtension
    final Cli cli = Cli.withTables();

    @BeforeEach
    void annWhileTheConfigurationNamesSomebody() {
        cli.config(Cli.USUAL.replace("    policy:\n", "    policy:\n      ignore: [E-9, both]\n"));
        cli.people("AbC-1;ann;Ann;;yes");
        cli.run("sync").expect(ExitCode.OK);
    }

    private String run(ExitCode expected, String act, String id) {
        return cli.run("account", act, id).expect(expected).out();
    }

    private String lastEvent() {
        return cli.run("audit", "--limit", "1").expect(ExitCode.OK).out();
    }

    @Test
    void whoseIdItIsIsSaid() {
        String id = cli.column("select id from app_user where login = 'ann'").get(0);

        assertThat(run(ExitCode.OK, "ignore", "AbC-1"))
                .startsWith("done: ")
                .contains("account " + id + " 'ann' (of directory 'staff')", "ids compare exactly");
    }

    @Test
    void anIdInAnotherCaseIsNobodys() {
        assertThat(run(ExitCode.OK, "ignore", "abc-1"))
                .contains("no account of the directory has this id", "ids compare exactly");
    }

    @Test
    void whatIsOnTheListIsNotPutThereTwice() {
        run(ExitCode.OK, "ignore", "AbC-1");

        assertThat(run(ExitCode.REFUSED, "ignore", "AbC-1"))
                .startsWith("refused: ")
                .contains("already");
    }

    @Test
    void whatIsNotOnTheListCannotBeTakenOff() {
        run(ExitCode.OK, "ignore", "AbC-1");

        assertThat(run(ExitCode.REFUSED, "unignore", "abc-1"))
                .startsWith("refused: ")
                .contains("not on the ignore list", "ids compare exactly");
        assertThat(lastEvent()).contains("REFUSED", "not on the ignore list");
        assertThat(cli.run("account", "ignored").out()).contains("AbC-1  administrator");
    }

    @Test
    void whatTheConfigurationNamesCannotBeTakenOff() {
        assertThat(run(ExitCode.REFUSED, "unignore", "E-9")).contains("the configuration names the id");
    }

    @Test
    void whoIsNamedByBothIsStillLeftAlone() {
        run(ExitCode.OK, "ignore", "both");

        assertThat(run(ExitCode.OK, "unignore", "both")).contains("the configuration names the id", "still left alone");
    }

    @Test
    void theListSaysWhoNamesEach() {
        run(ExitCode.OK, "ignore", "AbC-1");
        run(ExitCode.OK, "ignore", "both");

        assertThat(cli.run("account", "ignored").expect(ExitCode.OK).lines())
                .containsExactly("AbC-1  administrator", "E-9    configuration", "both   administrator, configuration");
    }
}
