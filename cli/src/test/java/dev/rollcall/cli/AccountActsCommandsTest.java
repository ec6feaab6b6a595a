package dev.rollcall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an administrator does by hand (R46). */
class AccountActsCommandsTest {

    @RegisterExtension
    final Cli cli = Cli.withTables();

    @BeforeEach
    void annAndBob() {
        cli.people("1;ann;Ann;;yes", "2;bob;Bob;;yes");
        cli.run("sync").expect(ExitCode.OK);
    }

    private List<String> account(String login) {
        return cli.query("select status, block_reason, owner, external_id from app_user where login = '" + login + "'")
                .get(0);
    }

    private String done(String... command) {
        return cli.run(command).expect(ExitCode.OK).out();
    }

    private String refused(String... command) {
        return cli.run(command).expect(ExitCode.REFUSED).out();
    }

    @Test
    void blockedByHandNobodyIsActivatedByASync() {
        assertThat(done("account", "block", "ANN")).startsWith("done: ");

        cli.run("sync").expect(ExitCode.OK);
        assertThat(account("ann")).as("R26").startsWith("BLOCKED", "MANUAL");
    }

    @Test
    void blockedAgainIsRefused() {
        done("account", "block", "ann");

        assertThat(refused("account", "block", "ann")).startsWith("refused: ").contains("already");
    }

    @Test
    void aProtectedAccountIsNotBlocked() {
        String id = cli.column("select id from app_user where login = 'ann'").get(0);
        cli.config(Cli.USUAL.replace("    policy:\n", "    policy:\n      protect: [\"" + id + "\"]\n"));

        assertThat(refused("account", "block", "ann")).as("R27").contains("protected");
        assertThat(account("ann")).startsWith("ACTIVE");
    }

    @Test
    void activatedByHand() {
        done("account", "block", "ann");

        assertThat(done("account", "activate", "ann")).startsWith("done: ");
        assertThat(account("ann")).startsWith("ACTIVE", "null");
    }

    @Test
    void withoutASeatNobodyIsActivated() {
        done("account", "block", "ann");
        cli.config("licence: 1\n" + Cli.USUAL);

        refused("account", "activate", "ann");
        assertThat(account("ann")).as("R32").startsWith("BLOCKED");
    }

    @Test
    void madeLocalAndHandedOverAgainItKeepsItsPerson() {
        assertThat(done("account", "make-local", "ann", "--new-name", "ann.old"))
                .startsWith("done: ");
        assertThat(account("ann.old")).as("R9").containsExactly("ACTIVE", "null", "null", "1");

        assertThat(done("account", "hand-over", "ann.old", "--new-name", "ann")).startsWith("done: ");
        assertThat(account("ann")).containsExactly("ACTIVE", "null", "staff", "null");

        cli.run("sync").expect(ExitCode.OK);
        assertThat(account("ann")).containsExactly("ACTIVE", "null", "staff", "1");
    }

    @Test
    void aNewNameThatSomebodyHasIsRefused() {
        refused("account", "make-local", "ann", "--new-name", "bob");

        assertThat(account("ann")).containsExactly("ACTIVE", "null", "staff", "1");
    }

    @Test
    void relinkedToAPersonInScopeOnceTheOldOneIsGone() {
        cli.people("9;ann;Ann;;yes", "2;bob;Bob;;yes");

        assertThat(done("account", "relink", "ann", "9")).startsWith("done: ");
        assertThat(account("ann")).as("R11").endsWith("9");
    }

    @Test
    void notRelinkedWhileTheOldPersonIsThere() {
        assertThat(refused("account", "relink", "ann", "9")).contains("still in scope");
        assertThat(account("ann")).endsWith("1");
    }

    @Test
    void theIgnoreListIsListedInOrder() {
        done("account", "ignore", "7");
        done("account", "ignore", "1");

        assertThat(done("account", "ignored").lines()).containsExactly("1  administrator", "7  administrator");
        done("account", "unignore", "7");
        assertThat(done("account", "ignored").lines()).containsExactly("1  administrator");
    }

    @Test
    void anIgnoredPersonIsLeftAlone() {
        done("account", "ignore", "1");
        cli.people("1;ann;Ann;;no", "2;bob;Bob;;yes");

        cli.run("sync").expect(ExitCode.OK);
        assertThat(account("ann")).as("R16").startsWith("ACTIVE");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"block nobody", "activate nobody", "make-local nobody", "hand-over nobody", "relink nobody 1"})
    void anAccountThatIsNotThereIsNotFound(String act) {
        Cli.Ended ended = cli.run(("account " + act).split(" ")).expect(ExitCode.NOT_FOUND);

        assertThat(ended.err()).isEqualTo("rollcall: there is no account named 'nobody'" + System.lineSeparator());
        assertThat(ended.out()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"block", "relink ann", "ignore", "map", "", "delete ann"})
    void anActThatIsNotCompleteIsNotUnderstood(String act) {
        String[] arguments = ("account " + act).strip().split(" ");

        assertThat(cli.run(arguments).expect(ExitCode.USAGE).err()).contains("rollcall account", "--help");
    }

    @Test
    void aBlankIdOfARelinkIsNotUnderstood() {
        Cli.Ended ended = cli.run("account", "relink", "ann", " ");

        assertThat(ended.exit()).as(ended.all()).isIn(ExitCode.USAGE, ExitCode.REFUSED);
        assertThat(account("ann")).endsWith("1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"block", "activate", "make-local", "hand-over", "ignore", "unignore"})
    void aBlankNameIsNotUnderstood(String act) {
        Cli.Ended ended = cli.run("account", act, " ");

        assertThat(ended.exit()).as(ended.all()).isIn(ExitCode.USAGE, ExitCode.NOT_FOUND);
        assertThat(ended.all()).doesNotContain("fault of Rollcall");
    }
}
