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

/** What is wrong with a tenant of Entra ID is told with line and key, all of it at once, and no value is repeated. */
class EntraMistakesTest {

    /** With 'entra' in line 7. */
    private static final String LEAST = YamlText.DATABASE_AND_USERS + """
        directories:
          company:
            entra:
              tenant: example.org
              client-id: 11111111-2222-3333-4444-555555555555
              secret: {env: ENTRA_SECRET}
        """;

    @TempDir
    private Path folder;

    private CompanyYaml company;

    @BeforeEach
    void aCertificateInAFile() throws IOException {
        Files.copy(TestCertificates.shared().good().certificate(), folder.resolve("entra.crt"));
        Files.copy(TestCertificates.shared().good().key(), folder.resolve("entra.key"));
        Files.copy(TestCertificates.shared().selfSigned().key(), folder.resolve("other.key"));
        Files.writeString(folder.resolve("note.txt"), "hunter2\n");
        company = new CompanyYaml(folder, "entra", LEAST)
                .variable("ENTRA_SECRET", "hunter2")
                .variable("NOTHING", "")
                .variable("ENTRA_KEY", Files.readString(folder.resolve("entra.key")));
    }

    @Test
    @DisplayName("A tenant, an application and its secret are enough")
    void theLeastThatCanBeSaidIsEnough() {
        assertThat(company.errors(LEAST)).isEmpty();
    }

    @Test
    @DisplayName("All mistakes are told at once, in the order of the file")
    void allMistakesAreToldAtOnce() {
        assertThat(company.errors(YamlText.DATABASE_AND_USERS + """
            directories:
              company:
                entra:
                  tenant: "example.org/hunter2"
                  client-id: " "
                  certificate:
                    file: hunter2
                    privat-key: entra.key
                  cloud: germany
                  in-groups: [App Users, " "]
                  nested-groups: deep
                  guests: 1
                  match-key: []
                  external-id: "employee id"
                  page-size: 1000
                  http: {attempts: 0}
                  colour: red
            """))
                .containsExactly(
                        "8: directories.company.entra.tenant: is not a tenant: write its id or one of its domains, such"
                                + " as example.org",
                        "9: directories.company.entra.client-id: is not the id of an application",
                        "10: directories.company.entra.certificate.private-key: is missing",
                        "11: directories.company.entra.certificate.file: there is no such file that can be read: write"
                                + " the name of a file in PEM, and never what belongs into it",
                        "12: directories.company.entra.certificate.privat-key: there is no such key; did you mean"
                                + " 'private-key'?",
                        "13: directories.company.entra.cloud: expected one of global, us-government, us-defense, china",
                        "14: directories.company.entra.in-groups: number 2 is not the name of a group, nor an id, such"
                                + " as id:69daa3d3-e10f-421f-9ccc-b1c586444e14",
                        "15: directories.company.entra.nested-groups: expected true or false",
                        "16: directories.company.entra.guests: expected true or false",
                        "17: directories.company.entra.match-key: names none; leave the key out if there are none",
                        "18: directories.company.entra.external-id: is not the name of a property of people, such as"
                                + " userPrincipalName",
                        "19: directories.company.entra.page-size: must be from 1 to 999",
                        "20: directories.company.entra.http.attempts: must be from 1 to 100",
                        "21: directories.company.entra.colour: there is no such key; known here: certificate,"
                                + " client-id, cloud, endpoints, external-id, filter, guests, http, in-groups,"
                                + " match-key, nested-groups, page-size, secret, tenant");
    }

    @Test
    @DisplayName("What is missing is named")
    void whatIsMissingIsNamed() {
        assertThat(company.errors(YamlText.DATABASE_AND_USERS + "directories: {company: {entra: {guests: true}}}\n"))
                .containsExactlyInAnyOrder(
                        "5: directories.company.entra.tenant: is missing",
                        "5: directories.company.entra.client-id: is missing",
                        "5: directories.company.entra: one of these keys is missing: secret, certificate");
    }

    @ParameterizedTest
    @DisplayName("A value that cannot be used is told in its line")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        cloud: us-government                       |
        cloud: US_GOVERNMENT                       | cloud: expected one of global, us-government, us-defense, china
        endpoints: {login: https://login.example.org, graph: https://graph.example.org} |
        endpoints: {login: https://login.example.org} | endpoints.graph: is missing
        endpoints: {login: login.example.org, graph: https://graph.example.org} | endpoints.login: is not an address: write https:// and a host, such as https://login.microsoftonline.com
        endpoints: {login: https://login.example.org, graph: http://graph.example.org} | endpoints.graph: is not an address: write https:// and a host, such as https://graph.microsoft.com
        endpoints: https://graph.example.org       | endpoints: expected keys below it, indented
        in-groups: App Users                       |
        in-groups: id:69daa3d3-e10f-421f-9ccc-b1c586444e14 |
        in-groups: id:sales                        | in-groups: is not the name of a group
        in-groups: []                              | in-groups: names none; leave the key out if there are none
        nested-groups: false                       |
        filter: department eq 'Sales'              |
        filter: " "                                | filter: is not a filter
        guests: true                               |
        match-key: mail                            |
        match-key: [mail, userPrincipalName]       |
        match-key: [mail, "e-mail address"]        | match-key: number 2 is not the name of a property of people
        match-key: {a: b}                          | match-key: expected one value
        external-id: onPremisesImmutableId         |
        external-id: [id]                          | external-id: expected one value
        page-size: 0                               | page-size: must be from 1 to 999
        page-size: many                            | page-size: expected a whole number
        http: {parallel: 2, total-timeout: 30m}    |
        certificate: {file: entra.crt}             | : only one of these keys can be there: secret, certificate
        """)
    void aValueThatCannotBeUsedIsToldInItsLine(String key, String complaint) {
        company.tells(key, complaint);
    }

    @Test
    @DisplayName("A cloud and addresses go against one another")
    void aCloudAndAddresses() {
        assertThat(company.errorsWith(
                        "cloud: china",
                        "endpoints: {login: https://login.example.org, graph: https://graph.example.org}"))
                .containsExactly("12: directories.company.entra.endpoints: goes against cloud: leave one of them out");
    }

    @Test
    @DisplayName("Without TLS the addresses may only be of this machine, and only where the file says so")
    void withoutTlsOnThisMachine() {
        String local = "endpoints: {login: http://127.0.0.1:8080, graph: http://127.0.0.1:8080}";

        assertThat(company.errorsWith(local)).hasSize(2);
        assertThat(company.errorsWith(local, "http: {insecure-loopback: true}")).isEmpty();
    }

    @ParameterizedTest
    @DisplayName("A secret and a key are somewhere else, fit one another, and are never repeated")
    @ValueSource(
            strings = {
                "secret: hunter2",
                "secret: {env: hunter2}",
                "secret: {env: NOTHING}",
                "secret: {file: hunter2}",
                "certificate: hunter2",
                "certificate: {file: entra.crt}",
                "certificate: {private-key: entra.key}",
                "certificate: {file: entra.key, private-key: entra.key}",
                "certificate: {file: note.txt, private-key: entra.key}",
                "certificate: {file: entra.crt, private-key: hunter2}",
                "certificate: {file: entra.crt, private-key: note.txt}",
                "certificate: {file: entra.crt, private-key: entra.crt}",
                "certificate: {file: entra.crt, private-key: other.key}",
                "certificate: {file: entra.crt, private-key: {env: ENTRA_SECRET}}"
            })
    void aSecretAndAKeyAreSomewhereElse(String account) {
        List<String> errors = company.errorsReplacing("secret: .*", account);

        assertThat(errors).isNotEmpty().allMatch(error -> error.startsWith("10: directories.company.entra."));
        assertThat(String.join("\n", errors)).doesNotContain("hunter2");
    }

    @ParameterizedTest
    @DisplayName("A private key is in a file, or where other secrets are")
    @ValueSource(strings = {"entra.key", "{file: entra.key}", "{env: ENTRA_KEY}"})
    void aPrivateKeyIsInAFile(String key) {
        assertThat(company.errorsReplacing("secret: .*", "certificate: {file: entra.crt, private-key: " + key + "}"))
                .isEmpty();
    }
}
