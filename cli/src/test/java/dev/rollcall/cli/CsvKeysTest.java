package dev.rollcall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/** Each key of a CSV directory does what it says. */
class CsvKeysTest {

    private static final String YAML = Cli.USUAL.substring(0, Cli.USUAL.indexOf("directories:")) + """
        directories:
          staff:
            csv:
              file: export.txt
              match-key: Login
              external-id: Employee Id
              active: State
              active-words: [here]
              inactive-words: [gone, away]
              groups: Teams
              group-separator: "/"
              in-groups: [sales, it]
              charset: windows-1252
              delimiter: "\\t"
              tolerate-empty-surplus: true
              settle-time: 0s
              max-age: 36h
              trailer: END
              row-count-file: export.count
              done-marker: export.done
              work-folder: .
            policy:
              fields:
                name: name
                email: {groups: true, separator: "+"}
        """;

    private static final String ROWS = """
        Employee Id\tLogin\tName\tState\tTeams
        1\tann\tZoé\there\tsales/it
        2\tbob\tBob\tgone\tit\t\t
        3\tcid\tCid\tHERE\tops
        4\tdot\tDot\there\tit
        END\t4
        """;

    @RegisterExtension
    final Cli cli = Cli.withTables();

    @BeforeEach
    void anExportWithAllItsFiles() throws IOException {
        cli.config(YAML);
        Files.write(cli.file("export.txt"), ROWS.getBytes(Charset.forName("windows-1252")));
        cli.write("export.count", "4\n").write("export.done", "");
    }

    @Test
    void peopleAreReadAsTheKeysSay() {
        cli.run("sync").expect(ExitCode.OK);

        JsonNode accounts = cli.run("accounts", "-f", "json").json();
        List<String> shown = new ArrayList<>();
        accounts.forEach(account -> shown.add(account.get("externalId").asString() + " "
                + account.get("username").asString() + " "
                + account.get("fields").get("name").asString() + " "
                + account.get("fields").get("email").asString()));
        assertThat(shown).containsExactly("1 ann Zoé it+sales", "4 dot Dot it");
    }

    @Test
    void theTrailerIsAskedFor() {
        cli.write("export.txt", ROWS.replace("END\t4\n", "").replace("é", "e")).write("export.done", "");

        assertThat(cli.run("sync").expect(ExitCode.FAILED_SNAPSHOT_INCOMPLETE).out())
                .contains("trailer");
    }

    @Test
    void theRowCountIsAskedFor() {
        cli.write("export.count", "5\n");

        assertThat(cli.run("sync").expect(ExitCode.FAILED_SNAPSHOT_INCOMPLETE).out())
                .contains("export.count");
    }

    @Test
    void theDoneMarkerIsAskedFor() throws IOException {
        Files.delete(cli.file("export.done"));

        assertThat(cli.run("sync").expect(ExitCode.FAILED_SNAPSHOT_INCOMPLETE).out())
                .contains("export.done");
    }

    @Test
    void theChecksumIsAskedFor() {
        cli.config(YAML.replace("      trailer: END", "      trailer: END\n      checksum-file: export.sha256"))
                .write("export.sha256", "0".repeat(64) + "  export.txt\n");

        assertThat(cli.run("sync").expect(ExitCode.FAILED_SNAPSHOT_INCOMPLETE).out())
                .contains("export.sha256");
    }

    @Test
    void theAgeIsLimited() {
        cli.config(YAML.replace("max-age: 36h", "max-age: PT0.000000001S"));

        assertThat(cli.run("sync").expect(ExitCode.FAILED_SNAPSHOT_INCOMPLETE).out())
                .contains("old at most");
    }

    @Test
    void theFileHasToHaveSettled() {
        cli.config(YAML.replace("settle-time: 0s", "settle-time: 5m"));

        assertThat(cli.run("sync").expect(ExitCode.FAILED_SNAPSHOT_INCOMPLETE).out())
                .contains("left alone");
    }

    @Test
    void theWorkFolderHasToBeThere() {
        cli.config(YAML.replace("work-folder: .", "work-folder: nowhere"));

        assertThat(cli.run("sync").expect(ExitCode.FAILED_CONFIGURATION).out()).contains("nowhere");
    }
}
