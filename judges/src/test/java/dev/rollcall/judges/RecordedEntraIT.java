package dev.rollcall.judges;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.directory.DirectoryCredentialsException;
import dev.rollcall.directory.DirectoryException;
import dev.rollcall.directory.DirectoryUser;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

@NeedsRecordings
@DisplayName("What Microsoft Entra ID once answered, and the examples of Graph's documentation")
class RecordedEntraIT {

    private static final String GROUP = "/groups/02bd9fd6-8f93-4758-87c3-1fb73740a315";

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "token-error-invalid-client, invalid_client, 7000215",
        "token-error-unknown-client, unauthorized_client, 700038",
        "token-error-invalid-scope, invalid_resource, 500011",
        "token-error-unsupported-grant-type, unsupported_grant_type, 70003"
    })
    @DisplayName("when it refused a token is told by its codes, not by its words")
    void refusesTokens(String recording, String code, String number) {
        try (ReplayedTenant tenant = new ReplayedTenant(Recordings.entraTokens().get(recording))) {
            assertThatThrownBy(() -> Reads.everybody(tenant.provider().build()))
                    .isInstanceOf(DirectoryException.class)
                    .hasMessageContaining(code)
                    .hasMessageContaining("AADSTS" + number)
                    .hasMessageNotContaining("Ensure the secret")
                    .hasMessageNotContaining("not-a-registered-resource")
                    .hasMessageNotContaining("no_such_grant")
                    .hasMessageNotContaining(ReplayedTenant.SECRET);
            assertThat(tenant.exchanges().faults()).isEmpty();
        }
    }

    @Test
    @DisplayName("when the secret was wrong says that the credentials are")
    void refusesASecret() {
        try (ReplayedTenant tenant = new ReplayedTenant(Recordings.entraTokens().get("token-error-invalid-client"))) {
            assertThatThrownBy(() -> Reads.everybody(tenant.provider().build()))
                    .isInstanceOf(DirectoryCredentialsException.class);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("people")
    @DisplayName("for people and members is read")
    void readsPeople(String url, JsonNode body) {
        boolean ofGroup = url.contains("/groups/");
        try (ReplayedTenant tenant = tenant()) {
            // The examples answer other questions: what the provider asks for besides is put in, and so is what the
            // examples leave out.
            ObjectNode list = completed(body, ofGroup);
            tenant.on("/users", list)
                    .on(
                            GROUP,
                            JsonNodeFactory.instance
                                    .objectNode()
                                    .put("id", GROUP.substring(8))
                                    .put("displayName", "Staff"))
                    .on(GROUP + "/transitiveMembers", list)
                    .on(GROUP + "/members", list)
                    .on("/groups/delta", unchanged(tenant));
            var provider = tenant.provider().guests(true);
            if (ofGroup) {
                provider.inGroups("id:" + GROUP.substring(8)).nestedGroups(url.contains("transitive"));
            }
            Map<String, DirectoryUser> read = Reads.everybody(provider.build(), "displayName", "mail", "givenName");
            Map<String, JsonNode> documented = new TreeMap<>();
            list.get("value").forEach(user -> documented.put(user.get("id").asText(), user));
            assertThat(read.keySet()).isEqualTo(documented.keySet());
            documented.forEach((id, user) -> {
                for (String attribute : new String[] {"displayName", "mail", "givenName"}) {
                    String value = user.path(attribute).asText("");
                    assertThat(read.get(id).attribute(attribute))
                            .containsExactlyElementsOf(value.isEmpty() ? List.of() : List.of(value));
                }
            });
            assertThat(tenant.unknown()).isEmpty();
        }
    }

    @Test
    @DisplayName(
            "for members whom it does not let be read ends the read, rather than to take everybody for nameless (R6)")
    void doesNotReadShadows() {
        // The documentation's list of members who are told with type and id alone.
        JsonNode members = Recordings.graphExamples().stream()
                .map(example -> example.at("/response/body/value/0/members"))
                .filter(JsonNode::isArray)
                .findFirst()
                .orElseThrow();
        ObjectNode list = JsonNodeFactory.instance.objectNode();
        list.set("value", members);
        try (ReplayedTenant tenant = tenant()) {
            tenant.on(
                            GROUP,
                            JsonNodeFactory.instance
                                    .objectNode()
                                    .put("id", GROUP.substring(8))
                                    .put("displayName", "Staff"))
                    .on(GROUP + "/transitiveMembers", list)
                    .on("/groups/delta", unchanged(tenant));
            assertThatThrownBy(() -> Reads.everybody(tenant.provider()
                            .inGroups("id:" + GROUP.substring(8))
                            .build()))
                    .isInstanceOf(DirectoryCredentialsException.class)
                    .hasMessageContaining("User.Read.All");
        }
    }

    private static ReplayedTenant tenant() {
        return new ReplayedTenant(Recordings.entraTokens().get("token-client-credentials"));
    }

    static Stream<Arguments> people() {
        return Recordings.graphExamples().stream()
                .filter(example -> example.at("/response/statusCode").asInt() == 200)
                .filter(example ->
                        url(example).matches("/users|/groups/[^/]+/(transitiveM|m)embers(/microsoft.graph.user)?"))
                .filter(example -> example.at("/response/body/value").isArray())
                .filter(example -> example.at("/response/body/value/0").has("id"))
                .map(example -> Arguments.of(example.at("/request/url").asText(), example.at("/response/body")));
    }

    private static String url(JsonNode example) {
        return example.at("/request/url").asText().replaceAll("^https://[^/]+/v1.0|[?].*$", "");
    }

    /** The list as the answer to what the provider asks. */
    private static ObjectNode completed(JsonNode body, boolean ofGroup) {
        ObjectNode list = body.deepCopy();
        list.remove("@odata.count");
        list.get("value").forEach(element -> {
            ObjectNode user = (ObjectNode) element;
            if (ofGroup && !user.has("@odata.type")) {
                user.put("@odata.type", "#microsoft.graph.user");
            }
            if (!user.has("userPrincipalName")) {
                user.put("userPrincipalName", user.get("id").asText() + "@contoso.com");
            }
            user.put("accountEnabled", true).put("userType", "Member");
            for (String attribute : new String[] {"displayName", "mail", "givenName"}) {
                if (!user.has(attribute)) {
                    user.putNull(attribute);
                }
            }
        });
        return list;
    }

    private static JsonNode unchanged(ReplayedTenant tenant) {
        ObjectNode none = JsonNodeFactory.instance.objectNode();
        none.put("@odata.deltaLink", tenant.address() + "/v1.0/groups/delta?$deltatoken=x");
        none.putArray("value");
        return none;
    }
}
