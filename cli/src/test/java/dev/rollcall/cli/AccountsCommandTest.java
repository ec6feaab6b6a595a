package dev.rollcall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** The list of a directory's accounts. */
class AccountsCommandTest {

    @RegisterExtension
    final Cli cli = Cli.withTables();

    @BeforeEach
    void accountsOfEveryKind() {
        String yaml = Cli.USUAL.replace("email: mail", "email: {attribute: mail, sensitive: true}");
        cli.config(yaml);
        cli.people(
                "1;Zoe;Zoé;zoe@example.org;yes",
                "2;bob;Bob;;yes",
                "3;Ann;Ann, the first;;yes",
                "4;dot;Dot;;yes",
                "5;eve;Eve;;yes");
        cli.run("sync").expect(ExitCode.OK);
        cli.config(yaml.replace("    policy:\n", "    policy:\n      grace: 7d\n"));
        cli.people("1;Zoe;Zoé;zoe@example.org;yes", "2;bob;Bob;;no", "3;Ann;Ann, the first;;yes", "4;dot;Dot;;yes");
        cli.run("sync").expect(ExitCode.OK);
        cli.run("account", "block", "dot").expect(ExitCode.OK);
        cli.execute("insert into app_user (login, login_key, status) values ('root', 'root', 'ACTIVE')");
    }

    private List<String> names(String... arguments) {
        List<String> all = new ArrayList<>(List.of("accounts", "--format", "json"));
        all.addAll(List.of(arguments));
        List<String> names = new ArrayList<>();
        cli.run(all.toArray(String[]::new))
                .expect(ExitCode.OK)
                .json()
                .forEach(account -> names.add(account.get("username").asString()));
        return names;
    }

    @Test
    void allAccountsOfTheDirectoryByUsernameAndNoLocalOne() {
        assertThat(names()).containsExactly("Ann", "bob", "dot", "eve", "Zoe");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        --status active                   | Ann eve Zoe
        --status BLOCKED                  | bob dot
        --reason manual                   | dot
        --reason INACTIVE_IN_DIRECTORY    | bob
        --reason licence_limit            | ''
        --absent                          | eve
        --name O                          | bob dot Zoe
        --status blocked --name do        | dot
        --status active --reason manual   | ''
        """)
    void filtersAreAllMet(String options, String expected) {
        assertThat(String.join(" ", names(options.split(" ")))).isEqualTo(expected);
    }

    @Test
    void theTableCountsThem() {
        String table = cli.run("accounts").expect(ExitCode.OK).out();

        assertThat(table)
                .startsWith("username  status")
                .contains("MANUAL", "INACTIVE_IN_DIRECTORY", "missed since ")
                .endsWith("5 accounts" + System.lineSeparator());
        assertThat(cli.run("accounts", "--name", "zoe").out()).endsWith("1 account" + System.lineSeparator());
        assertThat(cli.run("accounts", "--name", "nobody").out()).isEqualTo("0 accounts" + System.lineSeparator());
    }

    @Test
    void csvHasMappedFieldsButNoSensitiveOnes() {
        List<String> lines =
                cli.run("accounts", "-f", "csv").expect(ExitCode.OK).lines();

        assertThat(lines.get(0))
                .isEqualTo("account,username,externalId,status,blockReason,blockedSince,absentSince,name");
        assertThat(lines).hasSize(6);
        assertThat(lines.get(1)).contains(",Ann,3,ACTIVE,,,,\"Ann, the first\"");
        assertThat(lines.get(5)).endsWith(",Zoe,1,ACTIVE,,,,Zoé");
    }

    @Test
    void csvEndsItsLinesAsRfc4180Says() {
        assertThat(cli.run("accounts", "-f", "csv").out().split("\r\n", -1)).hasSize(7);
    }

    @Test
    void csvCanHaveSemicolons() {
        List<String> lines = cli.run("accounts", "-f", "csv", "--separator", ";")
                .expect(ExitCode.OK)
                .lines();

        assertThat(lines.get(0)).startsWith("account;username;");
        assertThat(lines.get(1)).endsWith(";Ann;3;ACTIVE;;;;\"Ann, the first\"");
    }

    @Test
    void jsonHasMomentsInUtcAndNullForWhatIsNotThere() {
        JsonNode accounts =
                cli.run("accounts", "-f", "json").expect(ExitCode.OK).json();

        JsonNode ann = accounts.get(0);
        assertThat(ann.get("externalId").asString()).isEqualTo("3");
        assertThat(ann.get("blockReason").isNull()).isTrue();
        assertThat(ann.get("fields").get("name").asString()).isEqualTo("Ann, the first");
        assertThat(ann.get("fields").has("email")).isFalse();
        assertThat(accounts.get(1).get("blockedSince").asString()).matches("\\d{4}-.*Z");
        assertThat(accounts.get(3).get("absentSince").asString()).matches("\\d{4}-.*Z");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        --separator .                  | --separator must be ',' or ';'
        --status gone                  | ACTIVE, BLOCKED
        --reason bored                 | LICENCE_LIMIT, INACTIVE_IN_DIRECTORY, REMOVED_FROM_SCOPE, MANUAL
        --format xml                   | TABLE, CSV, JSON
        """)
    void whatIsNotUnderstoodIsSaid(String options, String complaint) {
        String[] arguments = ("accounts " + options).split(" ");

        assertThat(cli.run(arguments).expect(ExitCode.USAGE).err()).contains(complaint);
    }
}
