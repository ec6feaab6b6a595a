package dev.rollcall.testservers.entra;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.testservers.entra.GraphClient.Answer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

@DisplayName("The imitated Entra ID makes trouble")
class FakeEntraTroubleTest {

    @AutoClose
    private final FakeEntra entra = FakeEntra.start();

    private final GraphClient client = new GraphClient(entra).signIn();

    @Test
    @DisplayName("as it was told to, one answer after the other, and then answers again (F75)")
    void canned() {
        Instant then = Instant.parse("2026-11-03T08:00:07Z");
        entra.next(
                "/users",
                EntraReplies.throttled(7),
                EntraReplies.throttled(then),
                EntraReplies.throttled(),
                EntraReplies.unavailable(3),
                EntraReplies.unavailable(then),
                EntraReplies.unavailable(),
                EntraReplies.refused(500, "generalException", "It failed."));
        assertThat(client.get("/groups").status()).isEqualTo(200);
        assertRefused("429 TooManyRequests", "7");
        assertRefused("429 TooManyRequests", "Tue, 03 Nov 2026 08:00:07 GMT");
        assertRefused("429 TooManyRequests", "");
        assertRefused("503 ServiceUnavailable", "3");
        assertRefused("503 ServiceUnavailable", "Tue, 03 Nov 2026 08:00:07 GMT");
        assertRefused("503 ServiceUnavailable", "");
        assertRefused("500 generalException", "");
        assertThat(client.get("/users").status()).isEqualTo(200);
    }

    @Test
    @DisplayName("on one page of a list")
    void onAPage() {
        entra.person("a@rollcall.example");
        entra.person("b@rollcall.example");
        entra.next(entra.page("/users", 2), EntraReplies.throttled(1));
        Answer first = client.get("/users?$top=1");
        assertThat(client.get(first.next()).status()).isEqualTo(429);
        assertThat(client.get(first.next()).value()).hasSize(1);
    }

    @Test
    @DisplayName("and each error names its request, in the body and in a header")
    void errorsAreNamed() {
        Answer answer = client.get("/users/nobody");
        JsonNode inner = answer.body().get("error").get("innerError");
        String id = answer.response().headers().firstValue("request-id").orElseThrow();
        assertThat(inner.get("request-id").asString()).isEqualTo(id);
        assertThat(inner.propertyNames()).containsExactlyInAnyOrder("date", "request-id", "client-request-id");
        assertThat(answer.body().get("error").get("message").asString()).isNotEmpty();
        assertThat(client.get("/users").response().headers().firstValue("request-id"))
                .isPresent();
    }

    @Test
    @DisplayName("without the permission for people: members are shells, and people are not listed (F78)")
    void withoutUserRead() {
        EntraPerson ann = entra.person("ann@rollcall.example");
        EntraGroup inner = entra.group("Inner");
        EntraGroup group = entra.group("Staff").add(ann, inner);
        entra.withoutUserRead();
        List<JsonNode> members = client.get(
                        "/groups/" + group.id() + "/members?$select=id,displayName,accountEnabled,otherMails")
                .value();
        assertThat(members.get(0).toString())
                .isEqualTo("{\"@odata.type\":\"#microsoft.graph.user\",\"id\":\"" + ann.id()
                        + "\",\"displayName\":null,\"accountEnabled\":null,\"otherMails\":[]}");
        assertThat(members.get(1).get("displayName").asString()).isEqualTo("Inner");
        assertThat(client.get("/users").error()).isEqualTo("403 Authorization_RequestDenied");
        entra.withPermissions();
        assertThat(client.get("/users").value()).hasSize(1);
    }

    @Test
    @DisplayName("without the permission for groups: whatever is asked about them is refused")
    void withoutGroupRead() {
        EntraGroup group = entra.group("Staff");
        entra.withoutGroupRead();
        assertThat(client.get("/groups").error()).isEqualTo("403 Authorization_RequestDenied");
        assertThat(client.get("/groups/" + group.id() + "/members").error())
                .isEqualTo("403 Authorization_RequestDenied");
        assertThat(client.get("/groups/delta").error()).isEqualTo("403 Authorization_RequestDenied");
        assertThat(client.get("/users").status()).isEqualTo(200);
    }

    @Test
    @DisplayName("and says what was asked of it, without anything secret")
    void recorder() {
        client.eventually("/users?$count=true&$select=id");
        assertThat(entra.count("/token")).isEqualTo(1);
        EntraRequest request = entra.requests("/users").get(0);
        assertThat(request.method()).isEqualTo("GET");
        assertThat(request.path()).isEqualTo("/v1.0/users");
        assertThat(request.query()).containsEntry("$select", "id").containsEntry("$count", "true");
        assertThat(request.consistencyLevel()).isEqualTo("eventual");
        assertThat(request.authorizationScheme()).isEqualTo("Bearer");
        assertThat(request.headerNames()).contains("Authorization", "ConsistencyLevel");
        assertThat(entra.requests().toString()).doesNotContain(entra.secret(), "eyJ");
    }

    @Test
    @DisplayName("at the moment that was named, each time or once")
    void hooks() {
        List<String> done = new ArrayList<>();
        entra.onRequest(FakeEntra.at("/users"), () -> done.add("each"));
        entra.onNextRequest(FakeEntra.at("/users"), () -> entra.person("a@rollcall.example"));
        assertThat(client.get("/users").value()).hasSize(1);
        assertThat(client.get("/users").value()).hasSize(1);
        client.get("/groups");
        assertThat(done).containsExactly("each", "each");
    }

    @Test
    @DisplayName("and shows each exchange to those who look at it")
    void observers() {
        List<String> seen = new ArrayList<>();
        entra.observe((question, reply) -> seen.add(question.method() + " " + question.path() + " " + reply.status()));
        entra.next("/users", EntraReplies.throttled(1));
        client.get("/users");
        client.get("/users");
        assertThat(seen).containsExactly("GET /v1.0/users 429", "GET /v1.0/users 200");
    }

    private void assertRefused(String error, String retryAfter) {
        Answer answer = client.get("/users");
        assertThat(answer.error()).isEqualTo(error);
        assertThat(answer.response().headers().firstValue("Retry-After").orElse(""))
                .isEqualTo(retryAfter);
    }
}
