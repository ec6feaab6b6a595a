package dev.rollcall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Everything is checked before a first sync (R45). */
class ValidateCommandTest {

    @RegisterExtension
    final Cli cli = Cli.withTables();

    @Test
    void whatIsFineIsListed() {
        cli.people("1;ann;Ann;;yes", "2;bob;Bob;;yes");
        cli.run("sync").expect(ExitCode.OK);

        String found = cli.run("validate").expect(ExitCode.OK).out().replaceAll("\\h+", " ");

        assertThat(found)
                .contains("OK configuration " + cli.configFile())
                .contains("OK database jdbc:h2:file:")
                .contains("OK users table 2 accounts of 'staff', 2 of them active; 2 active accounts in all")
                .contains("OK column 'login'")
                .contains("2 rows, 2 of them people in scope")
                .doesNotContain("WRITE_DELAY");
    }

    @Test
    void aColumnThatIsMissingIsAnError() {
        cli.write("people.csv", "id;login;name;active\n1;ann;Ann;yes\n");
        cli.config(Cli.USUAL.replace("external-id: id", "external-id: number"));

        Cli.Ended ended = cli.run("validate").expect(ExitCode.INVALID);

        assertThat(ended.out()).contains("ERROR", "'number'");
    }

    @Test
    void aUsersTableThatDoesNotFitIsAnErrorAndTheDirectoryIsCheckedAllTheSame() {
        cli.execute("alter table app_user drop column email");

        Cli.Ended ended = cli.run("validate").expect(ExitCode.INVALID);

        assertThat(ended.out())
                .containsPattern("ERROR\\h+database")
                .contains("email")
                .containsPattern("OK\\h+column 'login'");
    }

    @Test
    void aFileThatIsNotThereIsAnErrorAndTheDatabaseIsCheckedAllTheSame() throws Exception {
        Files.delete(cli.file("people.csv"));

        Cli.Ended ended = cli.run("validate").expect(ExitCode.INVALID);

        assertThat(ended.out()).contains("ERROR", "people.csv").containsPattern("OK\\h+users table");
    }

    @Test
    void aFileWithNobodyInItIsNoError() {
        assertThat(cli.run("validate").expect(ExitCode.OK).out()).contains("0 rows");
    }
}
