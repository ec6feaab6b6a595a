package dev.rollcall.judges;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.SignedJWT;
import dev.rollcall.directory.Activity;
import dev.rollcall.directory.DirectoryConfigurationException;
import dev.rollcall.directory.DirectoryUser;
import dev.rollcall.http.HttpSettings;
import dev.rollcall.okta.OktaDirectoryProvider;
import dev.rollcall.testservers.http.HttpQuestion;
import java.nio.charset.StandardCharsets;
import java.security.PrivateKey;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@NeedsRecordings
@DisplayName("What Okta once answered")
class RecordedOktaIT {

    private static final String USERS = "/api/v1/users";
    private static final String GROUPS = "/api/v1/groups";
    private static final String TOKEN = "/oauth2/v1/token";
    /** The answer to a question for people of whom there are none. */
    private static final RecordedExchange NOBODY = Recordings.okta("auth-test_dpop_api_request", 2);

    /** A question for a token, which is not kept with its answer. */
    private static final HttpQuestion FORM = new HttpQuestion(
            "POST",
            TOKEN,
            Map.of("Content-Type", List.of("application/x-www-form-urlencoded")),
            ("grant_type=client_credentials&scope=okta.users.read&client_assertion=x&client_assertion_type="
                            + "urn%3Aietf%3Aparams%3Aoauth%3Aclient-assertion-type%3Ajwt-bearer")
                    .getBytes(StandardCharsets.US_ASCII));

    private final ReplayedOrg org = new ReplayedOrg();

    @AfterEach
    void nothingElseWasAsked() {
        org.close();
        assertThat(org.unknown()).isEmpty();
    }

    @Test
    @DisplayName("fits the description of the API")
    void fitsTheDescription() {
        List<String> faults = new ArrayList<>();
        for (RecordedExchange exchange : Recordings.okta()) {
            if (exchange.path().startsWith(USERS) || exchange.path().startsWith(GROUPS)) {
                faults.addAll(ApiDescription.OKTA.faults(exchange.question(), exchange.reply(org.address())));
            } else if (exchange.path().equals(TOKEN)) {
                faults.addAll(ApiDescription.OKTA_TOKEN.faults(FORM, exchange.reply(org.address())));
            }
        }
        assertThat(faults).isEmpty();
    }

    @Test
    @DisplayName("over several pages is read to the end")
    void readsPages() {
        RecordedExchange first = Recordings.okta("users-pagination", 2);
        RecordedExchange second = Recordings.okta("users-pagination", 3);
        org.pages(USERS, first, second, NOBODY);
        assertPeople(Reads.everybody(withToken().build(), attributes(first, second)), first, second);
        assertThat(org.questions()).hasSize(3);
    }

    static Stream<RecordedExchange> lists() {
        return Recordings.okta().stream()
                .filter(exchange -> exchange.isPeople() && exchange.path().equals(USERS));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("lists")
    @DisplayName("as a list of people is read")
    void readsLists(RecordedExchange list) {
        org.on(USERS, list);
        if (list.headers().get("link").toString().contains("rel=\"next\"")) {
            org.pages(USERS, list, NOBODY);
        }
        assertPeople(Reads.everybody(withToken().build(), attributes(list)), list);
    }

    @Test
    @DisplayName("for single people is read, whatever their status")
    void readsSinglePeople() {
        Map<String, JsonNode> people = new LinkedHashMap<>();
        Recordings.okta().stream()
                .filter(RecordedExchange::isPerson)
                .forEach(exchange -> people.put(exchange.body().get("id").asText(), exchange.body()));
        ArrayNode all = JsonNodeFactory.instance.arrayNode().addAll(people.values());
        RecordedExchange list = NOBODY.with(all);
        org.on(USERS, list);
        assertThat(all).hasSizeGreaterThan(5);
        assertPeople(Reads.everybody(withToken().build(), attributes(list)), list);
    }

    static Stream<RecordedExchange> members() {
        return Recordings.okta().stream()
                .filter(exchange -> exchange.isPeople() && exchange.path().startsWith(GROUPS));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("members")
    @DisplayName("as members of a group is read")
    void readsMembers(RecordedExchange list) {
        String id = list.question().segments().get(3);
        ObjectNode group =
                Recordings.okta("groups-test_create_get_group", 1).body().deepCopy();
        org.on(
                        GROUPS + "/" + id,
                        Recordings.okta("groups-test_create_get_group", 1).with(group.put("id", id)))
                .on(list.path(), list);
        assertPeople(Reads.everybody(withToken().inGroups("id:" + id).build(), attributes(list)), list);
    }

    @Test
    @DisplayName("to a search for a group finds the group by its name")
    void findsAGroupByName() {
        RecordedExchange found = Recordings.okta("groups-test_search_group", 1);
        String id = found.body().get(0).get("id").asText();
        RecordedExchange list = Recordings.okta("groups-test_group_users_operations", 3);
        org.on(GROUPS, found)
                .on(GROUPS + "/" + id, found.with(found.body().get(0)))
                .on(GROUPS + "/" + id + "/users", list);
        Map<String, DirectoryUser> people =
                Reads.everybody(withToken().inGroups("Group-Target-Test").build(), attributes(list));
        assertPeople(people, list);
        assertThat(people.values())
                .allSatisfy(person -> assertThat(person.groups()).containsExactly("Group-Target-Test"));
    }

    @Test
    @DisplayName("for a group that is gone stops the read (R3)")
    void missesAGroup() {
        RecordedExchange gone = Recordings.okta("groups-test_create_get_group", 3);
        org.on(gone.path(), gone);
        OktaDirectoryProvider provider =
                withToken().inGroups("id:" + gone.question().segments().get(3)).build();
        assertThatThrownBy(() -> Reads.everybody(provider))
                .isInstanceOf(DirectoryConfigurationException.class)
                .hasMessageContaining("00gsfck5wNqOPYMfS4x6")
                .hasMessageNotContaining("Resource not found");
    }

    @Test
    @DisplayName("when it had been asked too often is heeded")
    void waitsWhenThrottled() {
        RecordedExchange throttled = Recordings.okta("rate-limited-429", 1);
        // The recorded wait was most of a minute: here it is over a second after the answer's own time.
        long date = ZonedDateTime.parse(throttled.headers().get("date").get(0), DateTimeFormatter.RFC_1123_DATE_TIME)
                .toEpochSecond();
        RecordedExchange list = Recordings.okta("users-get-list-test_activate_user", 2);
        org.on(USERS, throttled.with("x-rate-limit-reset", String.valueOf(date + 1)), list);
        long before = System.nanoTime();
        assertPeople(Reads.everybody(withToken().build(), attributes(list)), list);
        assertThat(System.nanoTime() - before).isGreaterThan(1_000_000_000L);
        assertThat(org.questions()).hasSize(2);
    }

    @Test
    @DisplayName("to an app that must use DPoP leads to a token and to people")
    void provesPossession() throws Exception {
        RecordedExchange list = Recordings.okta("users-get-list-test_comprehensive_user_lifecycle", 10);
        RecordedExchange token = Recordings.okta("auth-test_dpop_api_request", 1);
        String nonce = token.headers().get("dpop-nonce").get(0);
        org.on(TOKEN, question -> {
                    String proof = question.header("DPoP").orElse("");
                    if (proof.isEmpty()) {
                        return Recordings.okta("auth-test_private_key_auth_without_dpop", 0);
                    }
                    return nonce.equals(claim(proof, "nonce"))
                            ? token
                            : Recordings.okta("auth-test_dpop_api_request", 0);
                })
                .on(USERS, list);
        PrivateKey key = new ECKeyGenerator(Curve.P_256).generate().toPrivateKey();
        OktaDirectoryProvider provider =
                builder().serviceApp("0oa1", "key-1", () -> key).build();
        assertPeople(Reads.everybody(provider, attributes(list)), list);
        List<HttpQuestion> asked = org.questions();
        assertThat(asked).extracting(HttpQuestion::path).containsExactly(TOKEN, TOKEN, TOKEN, USERS);
        assertThat(asked.get(3).authorizationScheme()).isEqualTo("DPoP");
        assertThat(claim(asked.get(3).header("DPoP").orElseThrow(), "ath")).isNotEmpty();
    }

    private static String claim(String proof, String name) {
        try {
            return String.valueOf(SignedJWT.parse(proof).getJWTClaimsSet().getClaim(name));
        } catch (java.text.ParseException e) {
            throw new IllegalArgumentException("no proof", e);
        }
    }

    private OktaDirectoryProvider.Builder withToken() {
        return builder().apiToken(() -> "token".toCharArray());
    }

    /** Without the list of the deactivated, of which there is no recording. */
    private OktaDirectoryProvider.Builder builder() {
        return OktaDirectoryProvider.builder(org.address())
                .deactivatedPeople(false)
                .http(HttpSettings.usual().withInsecureLoopback());
    }

    /** The names of all attributes in these lists. */
    private static String[] attributes(RecordedExchange... lists) {
        Set<String> names = new LinkedHashSet<>();
        for (RecordedExchange list : lists) {
            list.body().forEach(user -> user.get("profile").fieldNames().forEachRemaining(names::add));
        }
        return names.toArray(new String[0]);
    }

    private static void assertPeople(Map<String, DirectoryUser> read, RecordedExchange... lists) {
        Map<String, JsonNode> recorded = new TreeMap<>();
        for (RecordedExchange list : lists) {
            list.body().forEach(user -> recorded.put(user.get("id").asText(), user));
        }
        assertThat(read.keySet()).isEqualTo(recorded.keySet());
        recorded.forEach((id, user) -> {
            DirectoryUser person = read.get(id);
            assertThat(person.matchKey())
                    .contains(user.get("profile").get("login").asText());
            assertThat(person.activity())
                    .as("activity of %s", id)
                    .isEqualTo(activity(user.get("status").asText()));
            user.get("profile")
                    .properties()
                    .forEach(attribute -> assertThat(person.attribute(attribute.getKey()))
                            .as("%s of %s", attribute.getKey(), id)
                            .containsExactlyElementsOf(values(attribute.getValue())));
        });
    }

    private static List<String> values(JsonNode value) {
        List<String> values = new ArrayList<>();
        if (value.isArray()) {
            value.forEach(element -> values.add(element.asText()));
        } else if (!value.isNull()) {
            values.add(value.asText());
        }
        return values;
    }

    private static Activity activity(String status) {
        return switch (status) {
            case "ACTIVE", "PASSWORD_EXPIRED", "LOCKED_OUT", "RECOVERY", "PROVISIONED" -> Activity.ACTIVE;
            case "STAGED", "SUSPENDED", "DEPROVISIONED" -> Activity.INACTIVE;
            default -> Activity.UNKNOWN;
        };
    }
}
