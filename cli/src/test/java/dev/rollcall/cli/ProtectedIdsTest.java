package dev.rollcall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** An id that protects nobody is told before a sync blocks whoever was meant (R27, R45). */
class ProtectedIdsTest {

    @RegisterExtension
    final Cli cli = Cli.withTables();

    @BeforeEach
    void people() {
        cli.people("1;root;Root;;yes", "2;bob;Bob;;yes");
        cli.run("sync").expect(ExitCode.OK);
    }

    private String id(String login) {
        return cli.column("select id from app_user where login = '" + login + "'")
                .get(0);
    }

    private String validateProtecting(String ids) {
        cli.config(Cli.USUAL.replace("    policy:\n", "    policy:\n      protect: [" + ids + "]\n"));
        return cli.run("validate").expect(ExitCode.OK).out().replaceAll("\\h+", " ");
    }

    @Test
    void aUsernameIsNoId() {
        assertThat(validateProtecting("root"))
                .contains("WARNING policy.protect no account has the id 'root'", "'rollcall accounts' shows");
    }

    @Test
    void anIdIsComparedAsItIsWritten() {
        assertThat(validateProtecting("0" + id("root")))
                .contains("WARNING policy.protect no account has the id '0" + id("root") + "'");
    }

    @Test
    void eachThatProtectsNobodyIsTold() {
        assertThat(validateProtecting("zoe, " + id("bob") + ", root"))
                .containsSubsequence("id 'root'", "id 'zoe'")
                .doesNotContain("id '" + id("bob") + "'");
    }

    @Test
    void anAccountOfWhateverOwnerCanBeProtected() {
        cli.execute("update app_user set owner = null where login = 'root'");

        assertThat(validateProtecting(id("root") + ", " + id("bob"))).doesNotContain("policy.protect");
    }

    @Test
    void aPlanTellsItToo() {
        cli.config(Cli.USUAL.replace("    policy:\n", "    policy:\n      protect: [root]\n"));

        assertThat(cli.run("plan").expect(ExitCode.OK).out()).contains("Warning: no account has the id 'root'");
    }
}
