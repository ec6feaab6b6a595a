package dev.rollcall.cli.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is wrong with an LDAP directory is told with line and key, all of it at once, and no value is repeated. */
class LdapMistakesTest {

    /** With 'ldap' in line 7. */
    private static final String LEAST = YamlText.DATABASE_AND_USERS + """
        directories:
          company:
            ldap:
              preset: active-directory
              servers: dc1.example.org
              account: {name: reader@example.org, password: {env: AD_PASSWORD}}
              bases: DC=example,DC=org
        """;

    @TempDir
    private Path folder;

    private CompanyYaml company;

    @BeforeEach
    void theLeast() {
        company = new CompanyYaml(folder, "ldap", LEAST)
                .variable("AD_PASSWORD", "hunter2")
                .variable("NOTHING", "");
    }

    @Test
    @DisplayName("A preset, a server, an account and a base are enough")
    void theLeastThatCanBeSaidIsEnough() {
        assertThat(company.errors(LEAST)).isEmpty();
    }

    @Test
    @DisplayName("All mistakes are told at once, in the order of the file")
    void allMistakesAreToldAtOnce() {
        assertThat(company.errors(YamlText.DATABASE_AND_USERS + """
            directories:
              company:
                ldap:
                  preset: activedirectory
                  servers: [dc1.example.org, "ldap://dc2"]
                  account:
                    nam: reader@example.org
                    password: hunter2
                  base: DC=example,DC=org
                  in-groups:
                    - CN=App,DC=example,DC=org
                    - sales
                  filter: "department=Sales)"
                  page-size: 0
                  colour: red
            """))
                .containsExactly(
                        "7: directories.company.ldap.bases: is missing",
                        "8: directories.company.ldap.preset: expected one of active-directory, openldap,"
                                + " directory-server-389, freeipa, edirectory, generic",
                        "9: directories.company.ldap.servers: number 2 is not a server: write its name, or name:port,"
                                + " without ldap://; the port of an IPv6 address is written as in [2001:db8::7]:636",
                        "10: directories.company.ldap.account.name: is missing",
                        "11: directories.company.ldap.account.nam: there is no such key; did you mean 'name'?",
                        "12: directories.company.ldap.account.password: a secret does not belong into this file: write"
                                + " {env: NAME} for an environment variable, or {file: NAME} for a file that holds"
                                + " nothing else",
                        "13: directories.company.ldap.base: there is no such key; did you mean 'bases'?",
                        "15: directories.company.ldap.in-groups: number 2 is not the name of an entry, such as"
                                + " OU=Staff,DC=example,DC=com, nor an id, such as"
                                + " id:69daa3d3-e10f-421f-9ccc-b1c586444e14",
                        "17: directories.company.ldap.filter: is not a filter; one looks like (department=Sales)",
                        "18: directories.company.ldap.page-size: must be 1 or more; without-pages: true reads without",
                        "19: directories.company.ldap.colour: there is no such key; known here: account, activity,"
                                + " anonymous, bases, binary, bind-timeout, certificate-name, connect-timeout,"
                                + " dangling-members, except-units, external-id, filter, group-filter,"
                                + " groups-and-units, in-groups, in-units, login-attribute, match-key, max-entries,"
                                + " max-entry-bytes, max-nesting-depth, membership, membership-attribute, memory-file,"
                                + " nesting, page-size, people-filter, preset, response-timeout, security, servers,"
                                + " total-timeout, trust, without-pages");
    }

    @Test
    @DisplayName("What is missing is named")
    void whatIsMissingIsNamed() {
        assertThat(company.errors(YamlText.DATABASE_AND_USERS + "directories: {company: {ldap: {security: ldaps}}}\n"))
                .containsExactlyInAnyOrder(
                        "5: directories.company.ldap.preset: is missing",
                        "5: directories.company.ldap.servers: is missing",
                        "5: directories.company.ldap: one of these keys is missing: account, anonymous",
                        "5: directories.company.ldap.bases: is missing");
    }

    @ParameterizedTest
    @DisplayName("A value that cannot be used is told in its line")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        security: tls                              | security: expected one of ldaps, starttls, insecure
        security: none                             | security: expected one of ldaps
        trust: ca.pem                              | trust: expected keys below it, indented
        trust: {}                                  | trust: one of these keys is missing: pem, key-store
        trust: {pem: a, key-store: b}              | trust: only one of these keys can be there
        trust: {pem: ca.pem, password: {env: AD_PASSWORD}} | trust.password: there is no such key
        trust: {key-store: trust.p12}              | trust.password: is missing
        trust: {key-store: trust.p12, password: changeit} | trust.password: a secret does not belong into this file
        certificate-name: [a, b]                   | certificate-name: expected one value
        anonymous: true                            | : only one of these keys can be there: account, anonymous
        in-groups: []                              | in-groups: names none; leave the key out if there are none
        in-groups: CN=App                          |
        in-groups: [CN=App,OU=Groups,DC=example]   | in-groups: a comma in brackets begins another item
        in-groups: ["CN=App,DC=a", "CN=Box,DC=a"]  |
        in-groups: id:69daa3d3-e10f-421f-9ccc-b1c586444e14 |
        in-groups: [id:69daa3d3-e10f-421f-9ccc-b1c586444e14, id:69daa3d3-e10f-421f-9ccc-b1c586444e15] |
        in-groups: sales                           | in-groups: is not the name of an entry
        in-groups: "CN=Smith, John,DC=example"     | in-groups: is not the name of an entry
        in-groups: ""                              | in-groups: is not the name of an entry
        in-units:                                  | in-units: has no value
        in-units: {a: b}                           | in-units: expected one value
        in-units: staff                            | in-units: is not the name of an entry
        except-units: [staff]                      | except-units: is not the name of an entry
        groups-and-units: yes                      | groups-and-units: expected true or false
        groups-and-units: true                     | : The LDAP directory cannot be used: groups-and-units: true needs in-groups and in-units
        nesting: on                                | nesting: expected one of off, expanded, in-chain
        nesting: off                               |
        max-nesting-depth: 0                       | max-nesting-depth: must be 1 or more
        max-nesting-depth: -1                      | max-nesting-depth: must not be negative
        max-nesting-depth: 2147483648              | max-nesting-depth: must be 2147483647 at most
        membership: memberOf                       | membership: expected one of person-attribute, group-attribute, group-login-names
        membership-attribute: member of            | membership-attribute: is not the name of an attribute
        login-attribute: "uid)"                    | login-attribute: is not the name of an attribute
        group-filter: group                        | group-filter: is not a filter
        dangling-members: skip                     | dangling-members: expected one of hold-removals, ignore
        memory-file: [a]                           | memory-file: expected one value
        people-filter: ")(&(objectClass=*)"        | people-filter: is not a filter
        filter: ")(&(objectClass=*)"               | filter: is not a filter
        filter: (department=Sales)                 |
        match-key: e-mail address                  | match-key: is not the name of an attribute
        match-key: dn                              |
        external-id: objectGIUD                    | external-id: expected one of objectGUID, entryUUID, nsUniqueId, ipaUniqueID, GUID, dn, or {attribute: NAME}
        external-id: objectguid                    |
        external-id: employeeNumber                | external-id: expected one of objectGUID
        external-id: {attribute: employeeNumber}   |
        external-id: {attribute: "employee number"} | external-id: is not the name of an attribute
        external-id: {attribute: dn, form: text}   | external-id: this is no attribute; for the name of the entry write external-id: dn
        external-id: {attribute: " "}              | external-id: this is no attribute
        external-id: {attribute: id, form: uuid}   | external-id.form: expected one of guid-little-endian, guid-big-endian, uuid-text, text, dn
        external-id: {form: text}                  | external-id.attribute: is missing
        activity: yes                              | activity: expected one of everybody, active-directory, permanent-lock, ns-account-lock, login-disabled, or {attribute: NAME
        activity: {attribute: state}               | activity: needs the name of an attribute, and words
        activity: {attribute: state, active-words: a, inactive-words: [A]} | activity: needs the name
        activity: {attribute: "s t", active-words: a} | activity: needs the name
        activity: {active-words: a}                | activity.attribute: is missing
        activity: {attribute: state, active-word: a} | activity
        binary: ["a b"]                            | binary: is not the name of an attribute
        page-size: many                            | page-size: expected a whole number
        page-size: 9999999999                      | page-size: must be 2147483647 at most
        without-pages: maybe                       | without-pages: expected true or false
        max-entries: 0                             | max-entries: must be 1 or more
        max-entry-bytes: 999                       | max-entry-bytes: must be 1000 or more
        connect-timeout: 0s                        | connect-timeout: must be longer than nothing, and 20d at most
        bind-timeout: 21d                          | bind-timeout: must be longer than nothing, and 20d at most
        response-timeout: soon                     | response-timeout: expected a duration
        total-timeout: PT0S                        | total-timeout: must be longer than nothing
        """)
    void aValueThatCannotBeUsedIsToldInItsLine(String key, String complaint) {
        company.tells(key, complaint);
    }

    @Test
    @DisplayName("What does not go together is told in the words of the file")
    void whatDoesNotGoTogether() {
        assertThat(company.errorsWith("nesting: in-chain", "membership: group-attribute"))
                .containsExactly(
                        "7: directories.company.ldap: The LDAP directory cannot be used: nesting: in-chain needs"
                                + " membership: person-attribute; nesting: expanded works with any");
        assertThat(company.errorsWith("security: insecure", "certificate-name: dc1"))
                .containsExactly(
                        "7: directories.company.ldap: The LDAP directory cannot be used: certificate-name means"
                                + " nothing without TLS");
        assertThat(company.errorsWith("page-size: 500", "without-pages: true"))
                .containsExactly("13: directories.company.ldap.without-pages: goes against page-size: leave one of them"
                        + " out");
    }

    @Test
    @DisplayName("A wrong group is not also told as a missing one")
    void aWrongGroupIsNotAlsoTold() {
        assertThat(company.errorsWith("groups-and-units: true", "in-groups: sales", "in-units: staff"))
                .hasSize(2)
                .allMatch(error -> error.contains("is not the name of an entry"));
    }

    @ParameterizedTest
    @DisplayName("An account needs a name and a password that is somewhere else")
    @ValueSource(
            strings = {
                "account: reader@example.org",
                "account: {name: reader@example.org}",
                "account: {name: ' ', password: {env: AD_PASSWORD}}",
                "account: {name: reader@example.org, password: hunter2}",
                "account: {name: reader@example.org, password: {env: hunter2}}",
                "account: {name: reader@example.org, password: {env: NOTHING}}",
                "account: {name: reader@example.org, password: {file: hunter2}}",
                "account: {name: CN=reader,OU=staff, password: {env: AD_PASSWORD}}",
                "anonymous: false"
            })
    void anAccountNeedsANameAndAPassword(String account) {
        List<String> errors = company.errorsReplacing("account: .*", account);

        assertThat(errors).hasSize(1).allMatch(error -> error.matches("10: directories\\.company\\.ldap\\.a.*"));
        assertThat(errors.get(0)).doesNotContain("hunter2");
    }

    @Test
    @DisplayName("Both kinds of directory below one name are one too many")
    void bothKindsAreOneTooMany() {
        assertThat(company.errors(LEAST + "    csv: {file: people.csv, match-key: login}\n"))
                .containsExactly("6: directories.company: only one of these keys can be there: csv, ldap");
    }
}
