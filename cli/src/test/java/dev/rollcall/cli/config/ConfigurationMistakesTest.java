package dev.rollcall.cli.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each mistake is told with its line and key, all of them at once. */
class ConfigurationMistakesTest {

    @TempDir
    private Path folder;

    private List<String> errors(String yaml) {
        return new YamlText(folder, yaml).errors();
    }

    /** With this below 'csv', which begins in line 7. */
    private List<String> csv(String... keys) {
        return errors(YamlText.DATABASE_AND_USERS + YamlText.STAFF + "      " + String.join("\n      ", keys) + "\n");
    }

    /** With this below 'policy', in line 10 and beyond. */
    private List<String> policy(String... keys) {
        return errors(YamlText.DATABASE_AND_USERS + YamlText.STAFF + "    policy:\n      "
                + String.join("\n      ", keys) + "\n");
    }

    @Test
    void theLeastThatCanBeSaidIsEnough() {
        assertThat(errors(YamlText.DATABASE_AND_USERS + YamlText.STAFF)).isEmpty();
    }

    @Test
    void allMistakesAreToldAtOnceInTheOrderOfTheFile() {
        assertThat(errors("""
            database:
              files: app
            users:
              tabel: app_user
              own-columns: some
            licence: many
            directories:
              staff:
                csv:
                  file: people.csv
                  match-key: [a, b]
                  delimiter: tab
                policy:
                  grace: soon
                deadlin: 5m
            colour: red
            """))
                .containsExactly(
                        "1: database: one of these keys is missing: file, url",
                        "2: database.files: there is no such key; did you mean 'file'?",
                        "3: users.table: is missing",
                        "4: users.tabel: there is no such key; did you mean 'table'?",
                        "5: users.own-columns: expected usual",
                        "6: licence: expected a whole number",
                        "11: directories.staff.csv.match-key: expected one value, not a list or further keys",
                        "12: directories.staff.csv.delimiter: expected one character, best in quotes; a tab is \"\\t\"",
                        "14: directories.staff.policy.grace: expected a duration such as 90s, 15m, 12h or 7d",
                        "15: directories.staff.deadlin: there is no such key; did you mean 'deadline'?",
                        "16: colour: there is no such key; known here: audit-json-lines, database, directories,"
                                + " licence, users");
    }

    @Test
    void whatIsMissingIsNamed() {
        assertThat(errors("licence: 5\n"))
                .containsExactlyInAnyOrder(
                        "1: database: is missing", "1: users: is missing", "1: directories: is missing");
    }

    @Test
    void aKeySaidTwiceIsNamed() {
        assertThat(errors(YamlText.DATABASE_AND_USERS + YamlText.STAFF + "users:\n  table: other\n"))
                .anyMatch(error -> error.startsWith("10: ") && error.contains("users"))
                .hasSize(1);
    }

    @Test
    void aKeySaidTwiceFarInsideIsNamed() {
        assertThat(csv("match-key: mail"))
                .anyMatch(error -> error.startsWith("10: ") && error.contains("match-key"))
                .hasSize(1);
    }

    @Test
    void aDirectoryNeedsAKind() {
        assertThat(errors(YamlText.DATABASE_AND_USERS + "directories:\n  staff:\n    deadline: 5m\n"))
                .containsExactly("6: directories.staff: one of these keys is missing: csv, ldap, okta, entra");
    }

    @Test
    void noDirectoryIsOneTooFew() {
        assertThat(errors(YamlText.DATABASE_AND_USERS + "directories: {}\n"))
                .containsExactly("5: directories: no directory is named here");
    }

    @Test
    void aDirectoryNameThatCannotBeUsedIsNamed() {
        assertThat(errors(YamlText.DATABASE_AND_USERS + YamlText.STAFF.replace("staff", "local")))
                .hasSize(1)
                .allMatch(error -> error.contains("directories.local"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        delimiter: ";;"               | delimiter: expected one character
        delimiter:                    | delimiter: has no value
        settle-time: -5m              | settle-time: expected a duration
        settle-time: PT-5M            | settle-time: expected a duration
        settle-time: P999999999999D   | settle-time: expected a duration
        settle-time: 999999999d       | settle-time: expected a duration
        settle-time: 5 minutes        | settle-time: expected a duration
        max-age: 5                    | max-age: expected a duration
        charset: utf-99               | charset: not a charset of this Java
        charset: "a b"                | charset: not a charset of this Java
        tolerate-empty-surplus: yes   | tolerate-empty-surplus: expected true or false
        active: {a: b}                | active: expected one value
        trailer: null                    | trailer: has no value
        """, quoteCharacter = '\'')
    void aValueOfTheWrongKindIsToldInLineTen(String key, String complaint) {
        assertThat(csv(key))
                .hasSize(1)
                .allMatch(error -> error.startsWith("10: directories.staff.csv." + complaint), complaint);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        grace: P-1D                              | 11: directories.staff.policy.grace:
        grace: ten days                          | 11: directories.staff.policy.grace: expected a duration
        reactivation: Automatic                  | 11: directories.staff.policy.reactivation: expected one of automatic
        on-audit-failure: ignore                 | 11: directories.staff.policy.on-audit-failure: expected one of stop
        relinking: on                            | 11: directories.staff.policy.relinking: expected true or false
        tolerated-unidentified: -1               | 11: directories.staff.policy.tolerated-unidentified: must not be negative
        tolerated-unidentified: 1.5              | 11: directories.staff.policy.tolerated-unidentified: expected a whole number
        approval-validity: 0s                    | 11: directories.staff.policy.approval-validity: An approval must be valid
        guards: {blocks: 10%}                    | 11: directories.staff.policy.guards.blocks: expected off, or
        guards: {blocks: {share: 0.1}}           | 11: directories.staff.policy.guards.blocks.share: expected a percentage
        guards: {blocks: {share: 110%}}          | 11: directories.staff.policy.guards.blocks.share: expected a percentage
        guards: {blocks: {floor: few}}           | 11: directories.staff.policy.guards.blocks.floor: expected a whole number
        guards: {removals: off}                  | 11: directories.staff.policy.guards.removals: there is no such key
        guards: off                              | 11: directories.staff.policy.guards: expected keys below it
        fields: [name]                           | 11: directories.staff.policy.fields: expected keys below it
        fields: {name: {}}                       | 11: directories.staff.policy.fields.name: one of these keys is missing
        fields: {name: {attribute: a, constant: b}} | 11: directories.staff.policy.fields.name: only one of these keys
        fields: {name: {attribute: a, mode: maybe}} | 11: directories.staff.policy.fields.name.mode: expected one of always,
        fields: {name: {attribute: a, max-length: 0}} | 11: directories.staff.policy.fields.name.max-length: must be at least 1
        fields: {name: {attribute: a, pattern: "("}} | 11: directories.staff.policy.fields.name.pattern: not a regular expression
        fields: {name: {groups: false}}          | 11: directories.staff.policy.fields.name.groups: expected true
        fields: {name: {attribute: " "}}         | 11: directories.staff.policy.fields.name
        fields: {" ": name}                      | 11: directories.staff.policy.fields
        fields: {username: login}                | 11: directories.staff.policy
        username: {attribute: a, sensitive: true} | 11: directories.staff.policy
        protect: " "                             | 11: directories.staff.policy.protect
        ignore: [" "]                            | 11: directories.staff.policy.ignore
        """, quoteCharacter = '\'', ignoreLeadingAndTrailingWhitespace = true)
    void aPolicyThatCannotBeUsedIsToldInItsLine(String keys, String complaint) {
        List<String> errors = policy(keys);

        assertThat(errors).hasSize(1);
        assertThat(errors.get(0)).containsPattern("^1[01]: ").contains(complaint.substring(4));
    }

    @Test
    void aListOfListsIsNoListOfWords() {
        assertThat(csv("active: state", "inactive-words: [gone, [away]]"))
                .containsExactly(
                        "11: directories.staff.csv.inactive-words: expected one value, not a list or further keys");
    }

    @Test
    void whatTheProviderObjectsToIsToldInTheLineOfTheDirectory() {
        assertThat(csv("active-words: [yes]", "groups: teams", "in-groups: []", "delimiter: '\"'"))
                .isNotEmpty()
                .allMatch(error -> error.matches("(?s)\\d+: directories\\.staff\\.csv.*"));
    }

    @Test
    void aFieldOfAPolicyWithoutAColumnIsNamed() {
        assertThat(errors("""
            database: {file: app}
            users:
              table: app_user
              fields: {name: display_name}
            directories:
              staff:
                csv: {file: people.csv, match-key: login}
                policy:
                  fields: {name: name, email: mail}
            """))
                .containsExactly("4: users.fields: the field 'email' of a directory's policy has no column here");
    }

    @Test
    void ownColumnsAreNamedInWholeGroups() {
        assertThat(errors("""
            database: {file: app}
            users:
              table: app_user
              own-columns:
                owner: owner
                block-reason: reason
            """ + YamlText.STAFF))
                .containsExactlyInAnyOrder(
                        "4: users.own-columns.external-id: is missing",
                        "4: users.own-columns.former-owner: is missing",
                        "4: users.own-columns.blocked-since: is missing");
    }

    @Test
    void aStatusNeedsItsThreeParts() {
        assertThat(errors(YamlText.DATABASE_AND_USERS + "  status: {column: state}\n" + YamlText.STAFF))
                .containsExactlyInAnyOrder("5: users.status.active: is missing", "5: users.status.blocked: is missing");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0s", "PT0S", "-5m", "PT-5M"})
    void aDeadlineOfNothingIsToldInItsLine(String deadline) {
        assertThat(errors(YamlText.DATABASE_AND_USERS + YamlText.STAFF + "    deadline: " + deadline + "\n"))
                .hasSize(1)
                .allMatch(error -> error.startsWith("10: directories.staff.deadline: "));
    }

    @Test
    void whatIsWrongWithASectionAsAWholeIsToldInTheLineOfItsKey() {
        assertThat(errors("""
            database:
              # nothing here

              user: jane
            users:

              username: login
            directories:
              staff:

                csv:

                  # no key
                  file: people.csv
            """))
                .containsExactly(
                        "1: database: one of these keys is missing: file, url",
                        "5: users.table: is missing",
                        "11: directories.staff.csv.match-key: is missing");
    }
}
