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

    @Test
    void aFileThatIsNotThereProvesNothing() throws Exception {
        cli.config(Cli.USUAL.replace("active: active", "active: active\n      trailer: END"));
        Files.delete(cli.file("people.csv"));

        assertThat(cli.run("validate").expect(ExitCode.INVALID).out())
                .contains("people.csv")
                .doesNotContain("evidence", "proves");
    }

    @Test
    void anAuditFileThatCannotBeWrittenIsAnError() {
        cli.config("audit-json-lines: nowhere/audit.jsonl\n" + Cli.USUAL);
        assertThat(cli.run("validate").expect(ExitCode.INVALID).out())
                .containsPattern("ERROR\\h+audit-json-lines\\h.*audit\\.jsonl cannot be made");

        cli.config("audit-json-lines: .\n" + Cli.USUAL);
        assertThat(cli.run("validate").expect(ExitCode.INVALID).out())
                .containsPattern("ERROR\\h+audit-json-lines\\h.*cannot be read and written");
    }

    @Test
    void anAuditFileThatCanBeWrittenIsNotMade() {
        cli.config("audit-json-lines: audit.jsonl\n" + Cli.USUAL);

        assertThat(cli.run("validate").expect(ExitCode.OK).out())
                .containsPattern("OK\\h+audit-json-lines\\h.*audit\\.jsonl, not there yet");
        assertThat(Files.exists(cli.file("audit.jsonl"))).isFalse();
        cli.write("audit.jsonl", "");
        assertThat(cli.run("validate").expect(ExitCode.OK).out())
                .containsPattern("OK\\h+audit-json-lines\\h.*audit\\.jsonl")
                .doesNotContain("not there yet");
    }
}
