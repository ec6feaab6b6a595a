package dev.rollcall.testservers.okta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.rollcall.testservers.http.HttpReply;
import dev.rollcall.testservers.http.RecordedRequest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the org does badly on demand, and what it remembers. */
class FakeOktaScriptTest {

    private static final String USERS = "/api/v1/users";

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-03-01T08:00:00Z"));
    private final FakeOkta okta = FakeOkta.start().clock(now::get);
    private final OktaClient client = new OktaClient(okta);

    @AfterEach
    void nothingWentWrongInside() {
        okta.close();
        assertThat(okta.failures()).isEmpty();
    }

    @Test
    void refusesCallsWhenTheirBucketIsEmptyAndFillsItAfterAMinute() throws Exception {
        okta.limit(OktaCall.USERS, 2);

        HttpHeaders first = client.get(USERS).headers();
        now.set(now.get().plusSeconds(30));
        HttpHeaders second = client.get(USERS).headers();
        HttpResponse<String> third = client.get(USERS);

        String reset = Long.toString(Instant.parse("2026-03-01T08:01:00Z").getEpochSecond());
        assertThat(rates(first)).containsExactly("2", "1", reset);
        assertThat(rates(second)).containsExactly("2", "0", reset);
        assertThat(third.statusCode()).isEqualTo(429);
        assertThat(third.body()).contains("\"errorCode\":\"E0000047\"");
        assertThat(rates(third.headers())).containsExactly("2", "0", reset);
        assertThat(third.headers().firstValue("date")).contains("Sun, 01 Mar 2026 08:00:30 GMT");
        assertThat(client.get("/api/v1/groups").statusCode())
                .as("another bucket")
                .isEqualTo(200);

        now.set(now.get().plusSeconds(30));

        assertThat(client.get(USERS).statusCode()).isEqualTo(200);
    }

    @Test
    void givesMishapsOneByOneAndThenAnswers() throws Exception {
        okta.next(
                OktaCall.USERS,
                Mishap.tooManyRequests(Duration.ofSeconds(-5)),
                Mishap.concurrencyLimit(),
                Mishap.failure(503),
                Mishap.gatewayFailure(502),
                Mishap.tokenRefused(),
                Mishap.forbidden(),
                Mishap.nextPageAt(URI.create("https://elsewhere.example/x")),
                Mishap.corrupt());
        long seconds = now.get().getEpochSecond();

        assertThat(rates(client.get(USERS).headers())).containsExactly("10000", "0", Long.toString(seconds - 5));
        assertThat(rates(client.get(USERS).headers())).startsWith("0", "0");
        assertThat(client.get(USERS).statusCode()).isEqualTo(503);
        assertThat(client.get(USERS).headers().firstValue("x-okta-request-id")).isEmpty();
        assertThat(client.get(USERS).body()).contains("E0000011");
        assertThat(client.get(USERS).body()).contains("E0000006");
        assertThat(OktaClient.next(client.get(USERS))).isEqualTo("https://elsewhere.example/x");
        assertThat(client.get(USERS).body()).isEqualTo("[<>");
        assertThat(client.get(USERS).body()).isEqualTo("[]");
    }

    @Test
    void cutsAnswersOffAndGivesCannedOnes() throws Exception {
        okta.next(OktaCall.USERS, Mishap.cutAfter(1));
        okta.next("/api/v1/groups", HttpReply.json(200, "{}"));

        assertThatExceptionOfType(IOException.class).isThrownBy(() -> client.get(USERS));
        assertThat(client.get("/api/v1/groups").body()).isEqualTo("{}");
        assertThat(client.get("/api/v1/groups").body()).isEqualTo("[]");
    }

    @Test
    void changesTheOrgBetweenTwoPages() throws Exception {
        OktaPerson ada = okta.person("ada@example.com");
        OktaPerson bob = okta.person("bob@example.com");
        OktaPerson eve = okta.person("eve@example.com");
        OktaGroup staff = okta.group("Staff").add(ada, bob, eve);
        okta.on(OktaCall.MEMBERS, 2, () -> staff.remove(bob));

        assertThat(client.ids("/api/v1/groups/" + staff.id() + "/users?limit=1"))
                .containsExactly(ada.id(), eve.id());
    }

    @Test
    void remembersWhatWasAskedButNoSecret() throws Exception {
        client.get(USERS + "?limit=2", "X-Test", "value");

        assertThat(okta.count(OktaCall.USERS)).isOne();
        assertThat(okta.requests()).singleElement().satisfies(request -> {
            assertThat(request.query()).containsEntry("limit", "2");
            assertThat(request.headerNames()).contains("X-Test", "Authorization");
            assertThat(request.authorizationScheme()).isEqualTo("SSWS");
            assertThat(request.toString()).doesNotContain(okta.apiToken());
        });
    }

    @Test
    void showsHonestExchangesToAnObserver() throws Exception {
        List<String> seen = new CopyOnWriteArrayList<>();
        okta.observe((question, reply) -> seen.add(question + " " + reply.status()));
        okta.next(OktaCall.USERS, Mishap.reply(HttpReply.of(599)));

        client.get(USERS);
        client.get(USERS);
        client.get(USERS + "/nobody");

        assertThat(seen).containsExactly("GET /api/v1/users 200", "GET /api/v1/users/nobody 404");
        assertThat(okta.requests()).extracting(RecordedRequest::path).hasSize(3);
    }

    private static List<String> rates(HttpHeaders headers) {
        return List.of(
                headers.firstValue("x-rate-limit-limit").orElse(""),
                headers.firstValue("x-rate-limit-remaining").orElse(""),
                headers.firstValue("x-rate-limit-reset").orElse(""));
    }
}
