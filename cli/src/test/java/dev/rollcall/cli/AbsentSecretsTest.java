package dev.rollcall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A secret that is missing keeps nobody from what does not need it, such as blocking an account in the night. */
class AbsentSecretsTest {

    private static final String ABSENT = ".account.password: the environment variable that is named here is not set";

    /** Another directory, behind {@link Cli#USUAL}. */
    private static final String COMPANY = """
          company:
            ldap:
              preset: generic
              servers: [localhost]
              bases: "dc=example"
              account: {name: "cn=reader,dc=example", password: {env: NOT_IN_MY_SHELL}}
        """;

    @RegisterExtension
    final Cli cli = Cli.withTables();

    @BeforeEach
    void aSecondDirectoryWithoutItsPassword() {
        cli.people("1;ann;Ann;;yes", "2;bob;Bob;;yes");
        cli.config(Cli.USUAL + COMPANY);
    }

    @Test
    void anAccountCanBeBlocked() {
        cli.run("sync", "-d", "staff").expect(ExitCode.OK);

        cli.run("account", "block", "ann", "-d", "staff").expect(ExitCode.OK);
        cli.run("account", "block", "bob", "-d", "company");

        assertThat(cli.column("select status from app_user where login = 'ann'"))
                .containsExactly("BLOCKED");
    }

    @Test
    void anEmptyPlaceForAKeyIsAnAbsentSecretToo() {
        cli.variable("EMPTY_KEY", " ");
        cli.config(Cli.USUAL + """
                  company:
                    okta:
                      org: https://example.okta.com
                      service-app: {client-id: 0oa1, key-id: k1, private-key: {env: EMPTY_KEY}}
                      in-groups: [Staff]
                """);

        cli.run("accounts", "-d", "staff").expect(ExitCode.OK);
        assertThat(cli.run("plan", "-d", "company")
                        .expect(ExitCode.CONFIGURATION)
                        .err())
                .contains("the place that is named here holds nothing");
    }

    @ParameterizedTest
    @ValueSource(strings = {"validate", "plan", "sync", "explain ann", "accounts"})
    void theOtherDirectoryIsNotConcerned(String command) {
        cli.run((command + " -d staff").split(" ")).expect(ExitCode.OK);
    }

    @ParameterizedTest
    @ValueSource(strings = {"accounts", "runs", "audit", "account ignore 7", "tables"})
    void itsOwnCommandsThatDoNotReadItWork(String command) {
        cli.run((command + " -d company").split(" ")).expect(ExitCode.OK);
    }

    @ParameterizedTest
    @ValueSource(strings = {"plan", "sync", "explain ann"})
    void whateverReadsItIsRefusedWithTheLine(String command) {
        Cli.Ended ended = cli.run((command + " -d company").split(" ")).expect(ExitCode.CONFIGURATION);

        assertThat(ended.err())
                .startsWith("rollcall: " + cli.configFile() + ":")
                .contains("directories.company.ldap" + ABSENT)
                .hasLineCount(1)
                .doesNotContain("NOT_IN_MY_SHELL");
        assertThat(cli.column("select run_id from rollcall_run")).isEmpty();
    }

    @Test
    void validateTellsItAsAFinding() {
        String found =
                cli.run("validate", "-d", "company").expect(ExitCode.INVALID).out();

        assertThat(found)
                .containsPattern("OK\\h+users table")
                .containsPattern("ERROR\\h+configuration\\h.*directories\\.company\\.ldap")
                .contains(ABSENT);
    }

    @Test
    void withAnotherMistakeItIsToldAtOnce() {
        cli.config(Cli.USUAL.replace("table: app_user", "tabel: app_user") + COMPANY);

        assertThat(cli.run("accounts", "-d", "staff")
                        .expect(ExitCode.CONFIGURATION)
                        .err())
                .contains("tabel", "directories.company.ldap" + ABSENT);
    }

    @Test
    void thePasswordOfTheDatabaseIsNeededAtOnce() {
        cli.config(Cli.USUAL.replace("file: app", "file: app\n  password: {env: NOT_IN_MY_SHELL}"));

        assertThat(cli.run("accounts").expect(ExitCode.CONFIGURATION).err())
                .contains("rollcall.yaml:3: database.password: the environment variable that is named here is not set");
    }
}
