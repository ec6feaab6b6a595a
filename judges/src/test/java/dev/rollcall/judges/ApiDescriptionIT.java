package dev.rollcall.judges;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.testservers.http.HttpQuestion;
import dev.rollcall.testservers.http.HttpReply;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A judge who never finds anything is none: what is wrong on purpose is found. */
@DisplayName("The descriptions of the APIs")
class ApiDescriptionIT {

    private static final String OKTA_USER =
            "{'id':'00u1','status':'ACTIVE','profile':{'login':'ann@example.com','team':['a','b']}}";
    private static final String GRAPH_USER =
            "{'id':'1','userPrincipalName':'ann@example.com','accountEnabled':true,'mail':null}";

    @Test
    @DisplayName("let pass what is as described")
    void letPassWhatIsAsDescribed() {
        assertThat(okta("/api/v1/users?limit=200&search=status%20pr", 200, "[" + OKTA_USER + "]"))
                .isEmpty();
        assertThat(okta("/api/v1/groups/00g1/users?limit=200&after=x", 200, "[" + OKTA_USER + "]"))
                .isEmpty();
        assertThat(okta(
                        "/api/v1/users/ann%2Fb",
                        404, "{'errorCode':'E0000007','errorSummary':'Not found','errorCauses':[]}"))
                .isEmpty();
        assertThat(graph("/v1.0/users?$select=id,mail&$top=999", 200, "{'value':[" + GRAPH_USER + "]}"))
                .isEmpty();
        assertThat(graph("/v1.0/users?%24select=id%2Cmail&%24top=999", 200, "{'value':[]}"))
                .isEmpty();
        assertThat(graph(
                        "/v1.0/groups/g/transitiveMembers?$select=id",
                        200,
                        "{'value':[{'@odata.type':'#microsoft.graph.user','id':'1','mail':null},"
                                + "{'@odata.type':'#microsoft.graph.device','id':'2'}]}"))
                .isEmpty();
    }

    @Test
    @DisplayName("find a number that is none, a parameter nobody knows, and a path that is not there")
    void findWrongQuestions() {
        assertThat(okta("/api/v1/users?limit=abc", 200, "[]"))
                .singleElement()
                .asString()
                .contains("'limit'");
        assertThat(okta("/api/v1/users?limits=2", 200, "[]"))
                .singleElement()
                .asString()
                .contains("limits");
        assertThat(okta("/api/v1/people", 200, "[]")).singleElement().asString().contains("missing");
        assertThat(graph("/v1.0/users?$top=1000", 200, "{'value':[]}"))
                .singleElement()
                .asString()
                .contains("$top");
        assertThat(graph("/v1.0/users?$select=id,id", 200, "{'value':[]}"))
                .singleElement()
                .asString()
                .contains("$select");
        assertThat(graph("/users", 200, "{'value':[]}"))
                .singleElement()
                .asString()
                .contains("missing");
    }

    @Test
    @DisplayName("find a question without a token, and a method that is not there")
    void findQuestionsWithoutAToken() {
        HttpQuestion anonymous = new HttpQuestion("GET", "/api/v1/users", Map.of(), new byte[0]);
        assertThat(ApiDescription.OKTA.faults(anonymous, answer(200, "[]")))
                .singleElement()
                .asString()
                .contains("security");
        HttpQuestion deleting = new HttpQuestion("DELETE", "/api/v1/users", authorized(), new byte[0]);
        assertThat(ApiDescription.OKTA.faults(deleting, answer(200, "[]")))
                .singleElement()
                .asString()
                .contains("DELETE");
    }

    @Test
    @DisplayName(
            "find a status that is a number, a value that is not in the list, a misspelt name, and what is missing")
    void findWrongAnswers() {
        assertThat(okta("/api/v1/users", 200, "[" + OKTA_USER.replace("'ACTIVE'", "1") + "]"))
                .isNotEmpty();
        assertThat(okta("/api/v1/users", 200, "[" + OKTA_USER.replace("ACTIVE", "ASLEEP") + "]"))
                .isNotEmpty();
        assertThat(okta("/api/v1/users", 200, "[" + OKTA_USER.replace("profile", "profiles") + "]"))
                .isNotEmpty();
        assertThat(okta("/api/v1/users", 200, "{'value':[]}")).isNotEmpty();
        assertThat(okta("/api/v1/users", 418, "[]")).isNotEmpty();
        assertThat(graph("/v1.0/users", 200, "[]")).isNotEmpty();
        assertThat(graph("/v1.0/users", 200, "{'value':[" + GRAPH_USER.replace("true", "'yes'") + "]}"))
                .isNotEmpty();
        assertThat(graph("/v1.0/users", 200, "{'value':[" + GRAPH_USER.replace("mail", "email") + "]}"))
                .isNotEmpty();
        assertThat(graph("/v1.0/groups/g/members", 200, "{'value':[" + GRAPH_USER + "]}"))
                .isNotEmpty();
        assertThat(graph("/v1.0/users/1", 404, "{'code':'Request_ResourceNotFound'}"))
                .isNotEmpty();
    }

    @Test
    @DisplayName("find a wrong question for a token, and a wrong token")
    void findWrongTokens() {
        String asking = "grant_type=client_credentials&scope=okta.users.read&client_assertion=x&client_assertion_type="
                + "urn%3Aietf%3Aparams%3Aoauth%3Aclient-assertion-type%3Ajwt-bearer";
        String token = "{'token_type':'Bearer','expires_in':3600,'access_token':'x','scope':'okta.users.read'}";
        assertThat(oktaToken(asking, 200, token)).isEmpty();
        assertThat(oktaToken(asking.replace("client_credentials", "password"), 200, token))
                .isNotEmpty();
        assertThat(oktaToken(asking.replace("scope=okta.users.read", "client_secret=x"), 200, token))
                .isNotEmpty();
        assertThat(oktaToken(asking, 200, token.replace("3600", "'3600'"))).isNotEmpty();
        assertThat(oktaToken(asking, 400, "{'errorCode':'E0000047'}")).isNotEmpty();
    }

    private static List<String> okta(String target, int status, String body) {
        return ApiDescription.OKTA.faults(get(target), answer(status, body));
    }

    private static List<String> graph(String target, int status, String body) {
        return ApiDescription.GRAPH.faults(get(target), answer(status, body));
    }

    private static List<String> oktaToken(String form, int status, String body) {
        Map<String, List<String>> headers = Map.of("Content-Type", List.of("application/x-www-form-urlencoded"));
        HttpQuestion question =
                new HttpQuestion("POST", "/oauth2/v1/token", headers, form.getBytes(StandardCharsets.US_ASCII));
        return ApiDescription.OKTA_TOKEN.faults(question, answer(status, body));
    }

    private static HttpQuestion get(String target) {
        return new HttpQuestion("GET", target, authorized(), new byte[0]);
    }

    private static Map<String, List<String>> authorized() {
        return new TreeMap<>(Map.of("Authorization", List.of("SSWS x"), "Accept", List.of("application/json")));
    }

    private static HttpReply answer(int status, String body) {
        return HttpReply.json(status, body.replace('\'', '"'));
    }
}
