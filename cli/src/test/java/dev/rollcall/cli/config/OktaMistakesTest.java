package dev.rollcall.cli.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.testservers.TestCertificates;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is wrong with an Okta org is told with line and key, all of it at once, and no value is repeated. */
class OktaMistakesTest {

    /** With 'okta' in line 7. */
    private static final String LEAST = YamlText.DATABASE_AND_USERS + """
        directories:
          company:
            okta:
              org: https://example.okta.com
              api-token: {env: OKTA_TOKEN}
        """;

    @TempDir
    private Path folder;

    private CompanyYaml company;

    @BeforeEach
    void aKeyInAFile() throws IOException {
        Files.copy(TestCertificates.shared().good().key(), folder.resolve("okta.key"));
        Files.copy(TestCertificates.shared().authority(), folder.resolve("ca.pem"));
        Files.writeString(folder.resolve("note.txt"), "hunter2\n");
        company = new CompanyYaml(folder, "okta", LEAST)
                .variable("OKTA_TOKEN", "hunter2")
                .variable("NOTHING", "")
                .variable("OKTA_KEY", Files.readString(folder.resolve("okta.key")));
    }

    @Test
    @DisplayName("An org and a token are enough")
    void theLeastThatCanBeSaidIsEnough() {
        assertThat(company.errors(LEAST)).isEmpty();
    }

    @Test
    @DisplayName("All mistakes are told at once, in the order of the file")
    void allMistakesAreToldAtOnce() {
        assertThat(company.errors(YamlText.DATABASE_AND_USERS + """
            directories:
              company:
                okta:
                  org: example.okta.com
                  service-app:
                    client: 0oa1gjh63g214q0Hq0g4
                    key-id: rollcall
                    private-key: hunter2
                  in-groups: []
                  deactivated-people: perhaps
                  statuses: {provisioned: inactive, STAGED: gone}
                  page-size: 500
                  http:
                    parallel: 17
                    atempts: 3
                  colour: red
            """))
                .containsExactly(
                        "8: directories.company.okta.org: is not the address of an org: write https:// and its host,"
                                + " such as https://example.okta.com, not the one with -admin",
                        "9: directories.company.okta.service-app.client-id: is missing",
                        "10: directories.company.okta.service-app.client: there is no such key; known here: client-id,"
                                + " key-id, private-key",
                        "12: directories.company.okta.service-app.private-key: there is no such file that can be read:"
                                + " write the name of a file in PEM, and never what belongs into it",
                        "13: directories.company.okta.in-groups: names none; leave the key out if there are none",
                        "14: directories.company.okta.deactivated-people: expected true or false",
                        "15: directories.company.okta.statuses.provisioned: is no status: they are in capital letters,"
                                + " such as PROVISIONED",
                        "15: directories.company.okta.statuses.STAGED: expected one of active, inactive, unknown",
                        "16: directories.company.okta.page-size: must be from 1 to 200",
                        "18: directories.company.okta.http.parallel: must be from 1 to 16",
                        "19: directories.company.okta.http.atempts: there is no such key; did you mean 'attempts'?",
                        "20: directories.company.okta.colour: there is no such key; known here: api-token,"
                                + " deactivated-people, filter, http, in-groups, match-key, org, page-size, search,"
                                + " service-app, statuses");
    }

    @Test
    @DisplayName("What is missing is named")
    void whatIsMissingIsNamed() {
        assertThat(company.errors(YamlText.DATABASE_AND_USERS + "directories: {company: {okta: {match-key: login}}}\n"))
                .containsExactlyInAnyOrder(
                        "5: directories.company.okta.org: is missing",
                        "5: directories.company.okta: one of these keys is missing: api-token, service-app");
    }

    @ParameterizedTest
    @DisplayName("A value that cannot be used is told in its line")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        in-groups: App Users                       |
        in-groups: [App Users, "Sales, EMEA"]      |
        in-groups: id:00g1emaKYZTWRYYRRTSK         |
        in-groups: " "                             | in-groups: is not the name of a group
        in-groups: [App Users, "id:"]              | in-groups: number 2 is not the name of a group
        in-groups:                                 | in-groups: has no value
        search: profile.department eq "Sales"      |
        search: " "                                | search: is not an expression
        filter: lastUpdated gt "2026-01-01T00:00:00.000Z" |
        filter: ""                                 | filter: is not an expression
        filter: [a, b]                             | filter: expected one value
        deactivated-people: false                  |
        match-key: email                           |
        match-key: id                              |
        match-key: " "                             | match-key: is not the name of an attribute
        statuses: PROVISIONED                      | statuses: expected keys below it, indented
        statuses: {PROVISIONED: inactive, FUTURE_STATE: active} |
        statuses: {PROVISIONED: off}               | statuses.PROVISIONED: expected one of active, inactive, unknown
        page-size: 0                               | page-size: must be from 1 to 200
        page-size: 201                             | page-size: must be from 1 to 200
        page-size: 9999999999                      | page-size: must be 2147483647 at most
        http: fast                                 | http: expected keys below it, indented
        http: {}                                   |
        http: {connect-timeout: 0s}                | http.connect-timeout: must be longer than nothing, and 20d at most
        http: {response-timeout: 21d}              | http.response-timeout: must be longer than nothing
        http: {total-timeout: soon}                | http.total-timeout: expected a duration
        http: {attempts: 0}                        | http.attempts: must be from 1 to 100
        http: {parallel: 0}                        | http.parallel: must be from 1 to 16
        http: {max-response-bytes: 999}            | http.max-response-bytes: must be from 1000 to 2147483631
        http: {max-pages: 0}                       | http.max-pages: must be 1 or more
        http: {max-pages: -1}                      | http.max-pages: must not be negative
        http: {trusted-certificates: ca.pem}       |
        http: {trusted-certificates: nowhere.pem}  | http.trusted-certificates: there is no such file that can be read
        http: {trusted-certificates: note.txt}     | http.trusted-certificates: the file that is named here holds no certificates
        http: {trusted-certificates: .}            | http.trusted-certificates: there is no such file that can be read
        http: {insecure-loopback: yes}             | http.insecure-loopback: expected true or false
        service-app: {client-id: a}                | : only one of these keys can be there: api-token, service-app
        """)
    void aValueThatCannotBeUsedIsToldInItsLine(String key, String complaint) {
        company.tells(key, complaint);
    }

    @ParameterizedTest
    @DisplayName("An org is named by its address, by TLS, and not by that of its administration (F87)")
    @ValueSource(
            strings = {
                "example.okta.com",
                "http://example.okta.com",
                "http://127.0.0.1:8080",
                "https://example-admin.okta.com",
                "https://user:hunter2@example.okta.com",
                "https://example.okta.com/api/v1",
                "https://example.okta.com/?token=hunter2",
                "https://",
                "ftp://example.okta.com",
                "[a, b]"
            })
    void anOrgIsNamedByItsAddress(String org) {
        List<String> errors = company.errors(LEAST.replace("https://example.okta.com", org));

        assertThat(errors).hasSize(1).allMatch(error -> error.startsWith("8: directories.company.okta.org: "));
        assertThat(errors.get(0)).doesNotContain("hunter2");
    }

    @Test
    @DisplayName("Without TLS an org may only be on this machine, and only where the file says so")
    void withoutTlsOnThisMachine() {
        String local = LEAST.replace("https://example.okta.com", "http://127.0.0.1:8080");

        assertThat(company.errors(local + "      http: {insecure-loopback: true}\n"))
                .isEmpty();
        assertThat(company.errors(local + "      http: {insecure-loopback: false}\n"))
                .hasSize(1);
        assertThat(company.errors(LEAST.replace("https://example.okta.com", "http://192.0.2.1")
                        + "      http: {insecure-loopback: true}\n"))
                .hasSize(1);
    }

    @ParameterizedTest
    @DisplayName("A token and a key are somewhere else, and never repeated")
    @ValueSource(
            strings = {
                "api-token: hunter2",
                "api-token: {env: hunter2}",
                "api-token: {env: NOTHING}",
                "api-token: {file: hunter2}",
                "api-token: {vault: hunter2}",
                "service-app: hunter2",
                "service-app: {client-id: 0oa1, key-id: k1}",
                "service-app: {client-id: 0oa1, key-id: k1, private-key: hunter2}",
                "service-app: {client-id: 0oa1, key-id: k1, private-key: note.txt}",
                "service-app: {client-id: 0oa1, key-id: k1, private-key: ca.pem}",
                "service-app: {client-id: 0oa1, key-id: k1, private-key: {env: OKTA_TOKEN}}",
                "service-app: {client-id: 0oa1, key-id: k1, private-key: {env: NOTHING}}",
                "service-app: {client-id: 0oa1, key-id: k1, private-key: {file: note.txt}}",
                "service-app: {client-id: ' ', key-id: k1, private-key: okta.key}",
                "service-app: {client-id: 0oa1, key-id: '', private-key: okta.key}"
            })
    void aTokenAndAKeyAreSomewhereElse(String account) {
        List<String> errors = company.errorsReplacing("api-token: .*", account);

        assertThat(errors).isNotEmpty().allMatch(error -> error.startsWith("9: directories.company.okta."));
        assertThat(String.join("\n", errors)).doesNotContain("hunter2");
    }

    @ParameterizedTest
    @DisplayName("A private key is in a file, or where other secrets are")
    @ValueSource(strings = {"okta.key", "{file: okta.key}", "{env: OKTA_KEY}"})
    void aPrivateKeyIsInAFile(String key) {
        assertThat(company.errorsReplacing(
                        "api-token: .*", "service-app: {client-id: 0oa1, key-id: k1, private-key: " + key + "}"))
                .isEmpty();
    }

    @Test
    @DisplayName("What does not go together is told in the words of the file")
    void whatDoesNotGoTogether() {
        assertThat(company.errorsWith("in-groups: App Users", "filter: status eq \"ACTIVE\""))
                .hasSize(1)
                .allMatch(error -> error.startsWith("7: directories.company.okta: ")
                        && error.contains("in-groups")
                        && error.contains("filter")
                        && !error.contains("("));
        assertThat(company.errorsWith("search: profile.city eq \"Graz\"", "filter: status eq \"ACTIVE\""))
                .hasSize(1)
                .allMatch(error -> error.startsWith("7: directories.company.okta: ")
                        && error.contains("search")
                        && error.contains("filter"));
    }
}
