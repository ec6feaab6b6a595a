package dev.rollcall.okta.internal.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rollcall.directory.Activity;
import dev.rollcall.directory.DirectoryConfigurationException;
import dev.rollcall.directory.DirectoryUser;
import dev.rollcall.directory.ReadRequest;
import dev.rollcall.http.internal.json.JsonObject;
import dev.rollcall.http.internal.json.MalformedJsonException;
import dev.rollcall.identity.DirectoryName;
import dev.rollcall.okta.internal.OktaSettings;
import dev.rollcall.testkit.RecordingSink;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("From a user object to a person")
class PersonReaderTest {

    private static final Map<String, Activity> MEANINGS =
            Map.of("ACTIVE", Activity.ACTIVE, "SUSPENDED", Activity.INACTIVE);

    private final RecordingSink sink = new RecordingSink();
    private String matchKey = "login";

    private static ReadRequest asking(String... attributes) {
        return ReadRequest.of(DirectoryName.of("staff"), List.of(attributes));
    }

    private PersonReader reader(String... attributes) {
        return new PersonReader(new OktaSettings.People(matchKey, MEANINGS), asking(attributes));
    }

    private static JsonObject user(String json) {
        try {
            return JsonObject.parse(
                    json.replace('\'', '"').getBytes(StandardCharsets.UTF_8), AttributePath.CREDENTIALS);
        } catch (MalformedJsonException e) {
            throw new AssertionError(e);
        }
    }

    private static JsonObject ann(String more) {
        return user(
                "{'id': '00u1', 'status': 'ACTIVE', 'type': {'id': 'oty1'}, 'lastUpdated': '2026-01-01T00:00:00.000Z',"
                        + " 'profile': {'login': 'ann@example.com'" + more + "}}");
    }

    private DirectoryUser read(JsonObject user, String... attributes) {
        reader(attributes).deliver(user, Set.of(), "the people", sink);
        assertThat(sink.unreadable()).isEmpty();
        return sink.people().get(0);
    }

    private RecordingSink.Unreadable unreadable(JsonObject user, String... attributes) {
        reader(attributes).deliver(user, Set.of(), "the people", sink);
        assertThat(sink.people()).isEmpty();
        return sink.unreadable().get(0);
    }

    @Test
    @DisplayName("The id is the external id, and the login the match key")
    void readsIdAndLogin() {
        assertThat(read(ann("")))
                .isEqualTo(DirectoryUser.active("00u1", "ann@example.com").build());
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({
        "department, Sales",
        "DEPARTMENT, Sales",
        "profile.department, Sales",
        "Profile.Department, Sales",
        "level, 7",
        "remote, true",
        "id, 00u1",
        "Status, ACTIVE",
        "lastUpdated, 2026-01-01T00:00:00.000Z",
        "type.id, oty1",
        "profile.status, local",
    })
    @DisplayName("An attribute is of the profile, unless Okta keeps it beside it; its name in any letter case")
    void findsAttributes(String path, String value) {
        DirectoryUser person =
                read(ann(", 'department': 'Sales', 'level': 7, 'remote': true, 'status': 'local'"), path);

        assertThat(person.attribute(path)).containsExactly(value);
    }

    @Test
    @DisplayName("Where two names differ in letter case, the one that is spelt exactly so counts")
    void prefersTheExactSpelling() {
        assertThat(read(ann(", 'costcenter': 'a', 'costCenter': 'b'"), "costCenter")
                        .attribute("costCenter"))
                .containsExactly("b");
    }

    @Test
    @DisplayName("Several values come as several; none, null and blank as none (R20)")
    void readsSeveralValuesAndNone() {
        DirectoryUser person = read(
                ann(", 'phones': ['12', 34, true], 'mobile': null, 'title': ' '"), "phones", "mobile", "title", "x");

        assertThat(person.attribute("phones")).containsExactly("12", "34", "true");
        assertThat(person.attributes()).containsOnlyKeys("phones");
    }

    @ParameterizedTest(name = "[{index}] {0}")
    @ValueSource(strings = {"credentials", "credentials.provider", "profile.Credentials", "a.b.c", "manager.name"})
    @DisplayName("Credentials and what is no attribute are refused (R28, F122)")
    void refusesCredentials(String attribute) {
        assertThatThrownBy(() -> reader(attribute))
                .isInstanceOf(DirectoryConfigurationException.class)
                .hasMessageContaining(attribute);
    }

    @Test
    @DisplayName("Credentials are not even kept in memory (R28)")
    void keepsNoCredentials() {
        assertThat(user("{'id': '00u1', 'credentials': {'password': {'value': 'x'}}, 'profile': {}}")
                        .names())
                .containsExactlyInAnyOrder("id", "profile");
    }

    @ParameterizedTest(name = "[{index}] {0}")
    @ValueSource(
            strings = {
                "{'status': 'SUSPENDED', 'profile': {'login': 'ann'}}",
                "{'id': null, 'status': 'SUSPENDED', 'profile': {'login': 'ann'}}",
                "{'id': ' ', 'status': 'SUSPENDED', 'profile': {'login': 'ann'}}",
                "{'id': 7, 'status': 'SUSPENDED', 'profile': {'login': 'ann'}}",
            })
    @DisplayName("A user without id is unreadable, and nobody can say who it is (R5)")
    void isUnreadableWithoutId(String json) {
        RecordingSink.Unreadable unreadable = unreadable(user(json));

        assertThat(unreadable.known().externalId()).isEmpty();
        assertThat(unreadable.known().activity()).isEqualTo(Activity.INACTIVE);
        assertThat(unreadable.why()).contains("among the people has no id").doesNotContain("ann");
    }

    @ParameterizedTest(name = "[{index}] {0}")
    @ValueSource(
            strings = {
                "{'id': '00u1', 'status': 'SUSPENDED'}",
                "{'id': '00u1', 'status': 'SUSPENDED', 'profile': null}",
                "{'id': '00u1', 'status': 'SUSPENDED', 'profile': 'ann'}",
                "{'id': '00u1', 'status': 'SUSPENDED', 'profile': {'login': ['ann', 'bob']}}",
                "{'id': '00u1', 'status': 'SUSPENDED', 'profile': {'login': {'name': 'ann'}}}",
                "{'id': '00u1', 'status': 'SUSPENDED', 'profile': {'login': 'x', 'title': {'name': 'ann'}}}",
                "{'id': '00u1', 'status': 'SUSPENDED', 'profile': {'login': 'x', 'title': [['ann']]}}",
            })
    @DisplayName("A user of whom something else cannot be read is unreadable alone, with id and activity (R5)")
    void isUnreadableWithId(String json) {
        RecordingSink.Unreadable unreadable = unreadable(user(json), "title");

        assertThat(unreadable.known().externalId()).isPresent();
        assertThat(unreadable.known().activity()).isEqualTo(Activity.INACTIVE);
        assertThat(unreadable.why()).isNotBlank().doesNotContain("ann");
    }

    @Test
    @DisplayName("A user without a login is delivered without, for the engine to reject (R5)")
    void deliversWithoutMatchKey() {
        assertThat(read(user("{'id': '00u1', 'status': 'ACTIVE', 'profile': {'login': null}}"))
                        .matchKey())
                .isEmpty();
    }

    @Test
    @DisplayName("The match key can be the id, or any attribute")
    void takesAnotherMatchKey() {
        matchKey = "id";

        assertThat(read(ann("")).matchKey()).contains("00u1");
    }

    @ParameterizedTest(name = "[{index}] {0}")
    @ValueSource(strings = {"'FUTURE_STATE'", "'active'", "null", "7", "'a\\nb'", "''"})
    @DisplayName("F86: a status that nobody said the meaning of is unknown, and reported once (R6)")
    void reportsAnUnknownStatusOnce(String status) {
        PersonReader reader = reader();
        JsonObject user = user("{'id': '00u1', 'status': " + status + ", 'profile': {'login': 'ann'}}");
        reader.deliver(user, Set.of(), "the people", sink);
        reader.deliver(user, Set.of(), "the people", sink);
        reader.deliver(ann(""), Set.of(), "the people", sink);

        assertThat(sink.people())
                .extracting(DirectoryUser::activity)
                .containsExactly(Activity.UNKNOWN, Activity.UNKNOWN, Activity.ACTIVE);
        assertThat(reader.warnings())
                .singleElement()
                .asString()
                .contains("2 times")
                .doesNotContain("\n");
    }

    @Test
    @DisplayName("Very many unknown statuses do not become very many warnings")
    void boundsTheWarnings() {
        PersonReader reader = reader();
        for (int i = 0; i < 1000; i++) {
            reader.deliver(
                    user("{'id': '00u" + i + "', 'status': 'S" + i + "', 'profile': {'login': 'ann'}}"),
                    Set.of(),
                    "the people",
                    sink);
        }

        assertThat(reader.warnings()).hasSizeBetween(1, 25);
    }

    @Test
    @DisplayName("The groups that a person was found in are delivered as they were configured")
    void deliversGroups() {
        reader().deliver(ann(""), Set.of("id:00g1", "Staff"), "the members of group 'Staff'", sink);

        assertThat(sink.people().get(0).groups()).containsExactly("Staff", "id:00g1");
    }
}
