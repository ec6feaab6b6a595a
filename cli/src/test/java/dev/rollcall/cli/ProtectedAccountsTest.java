package dev.rollcall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What one directory protects is protected whichever directory an act names (R27). */
class ProtectedAccountsTest {

    @RegisterExtension
    final Cli cli = Cli.withTables();

    @Test
    void anotherDirectoryIsNoWayAroundAProtection() {
        cli.people("1;ann;Ann;;yes");
        cli.run("sync").expect(ExitCode.OK);
        String id = cli.column("select id from app_user").get(0);
        cli.config(Cli.USUAL.replace("    policy:\n", "    policy:\n      protect: [" + id + "]\n")
                + "  partners:\n    csv: {file: people.csv, match-key: login}\n");

        Cli.Ended ended =
                cli.run("account", "block", "ann", "--directory", "partners").expect(ExitCode.REFUSED);

        assertThat(ended.out()).contains("the account is protected");
        assertThat(cli.column("select status from app_user")).containsExactly("ACTIVE");
    }
}
