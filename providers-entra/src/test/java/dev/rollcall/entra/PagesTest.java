package dev.rollcall.entra;

import static dev.rollcall.entra.Tenant.names;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rollcall.directory.DirectoryCredentialsException;
import dev.rollcall.directory.DirectoryUnavailableException;
import dev.rollcall.directory.SnapshotIncompleteException;
import dev.rollcall.testkit.RecordingSink;
import dev.rollcall.testservers.entra.EntraGroup;
import dev.rollcall.testservers.entra.EntraReplies;
import dev.rollcall.testservers.entra.EntraRequest;
import dev.rollcall.testservers.entra.FakeEntra;
import dev.rollcall.testservers.http.HttpReply;
import dev.rollcall.testservers.http.LoopbackHttpServer;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
@DisplayName("R1: a list is read to the page that names no next one, or not at all")
class PagesTest {

    private final Tenant tenant = new Tenant();

    @BeforeEach
    void people() {
        for (String name : List.of("ann", "bob", "cid", "dan", "eve")) {
            tenant.person(name);
        }
    }

    @AfterEach
    void close() {
        tenant.close();
    }

    @Test
    @DisplayName("F73: all pages are read, also behind an empty one, and the end is where there is no next link")
    void allPages() {
        tenant.fake.paging().emptyPage(2);

        RecordingSink sink = tenant.read(tenant.provider());

        assertThat(names(sink)).containsExactly("ann", "bob", "cid", "dan", "eve");
        assertThat(sink.completion().orElseThrow().evidence()).contains("1 list, 4 pages, 5 objects");
    }

    @Test
    @DisplayName("F73: the service may give fewer than were asked for")
    void smallerPages() {
        tenant.fake.paging().serverPageSize(1);

        assertThat(names(tenant.read(tenant.provider().pageSize(999)))).hasSize(5);
    }

    @Test
    @DisplayName("F73: a next link that was followed before ends the read")
    void aLoop() {
        AtomicInteger pages = new AtomicInteger();
        StringBuilder first = new StringBuilder();
        tenant.fake.paging().nextLink(link -> {
            if (pages.getAndIncrement() == 0) {
                first.append(link);
            }
            return first.toString();
        });

        tenant.failing(SnapshotIncompleteException.class, tenant.provider());
    }

    @Test
    @DisplayName("F87: a next link to another host ends the read, and the token goes nowhere")
    void aForeignNextLink() {
        AtomicInteger asked = new AtomicInteger();
        try (LoopbackHttpServer foreign = LoopbackHttpServer.start(question -> {
            asked.incrementAndGet();
            return HttpReply.of(200);
        })) {
            tenant.fake.paging().foreignNext(foreign.address().toString());

            tenant.failing(SnapshotIncompleteException.class, tenant.provider());
        }
        assertThat(asked).hasValue(0);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"value\":[]}}",
                "[]",
                "{}",
                "{\"value\":null}",
                "{\"value\":[1]}",
                "{\"value\":[],\"@odata.nextLink\":null}",
                "{\"value\":[],\"@odata.nextLink\":\"\"}",
                "{\"value\":[],\"@odata.nextLink\":\"no address\"}",
                "<html>"
            })
    @DisplayName("F73: an answer that is no page ends the read")
    void noPage(String body) {
        tenant.fake.next(tenant.fake.page("/users", 2), HttpReply.json(200, body));

        tenant.failing(SnapshotIncompleteException.class, tenant.provider());
    }

    @Test
    @DisplayName("R1: a page with another status than 200 is none")
    void anotherStatus() {
        tenant.fake.next(tenant.fake.page("/users", 2), HttpReply.json(206, "{\"value\":[]}"));

        tenant.failing(SnapshotIncompleteException.class, tenant.provider());
    }

    @ParameterizedTest
    @ValueSource(strings = {"Directory_ExpiredPageToken", "ExpiredPageToken", "Directory_ExpiredSkipToken"})
    @DisplayName("F74: a list whose place was forgotten is begun again, and everybody is one person still")
    void anExpiredPageToken(String code) {
        tenant.fake.next(tenant.fake.page("/users", 3), EntraReplies.refused(400, code, "too late"));

        RecordingSink sink = tenant.read(tenant.provider());

        assertThat(sink.everybody()).hasSize(5);
        assertThat(sink.completion().orElseThrow().evidence()).contains("begun again");
    }

    @Test
    @DisplayName("F74: a list whose place is forgotten again and again ends the read")
    void expiredAgainAndAgain() {
        tenant.fake.onRequest(tenant.fake.page("/users", 3), tenant.fake::expirePages);

        tenant.failing(SnapshotIncompleteException.class, tenant.provider());

        assertThat(tenant.fake.count("/users"))
                .as("no more often than a few times")
                .isLessThan(20);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/token", "/users"})
    @DisplayName("a host whose name the DNS does not know for some seconds is asked again, and nobody is missed")
    void theDnsForgets(String path) {
        assertThat(names(tenant.read(tenant.withoutDns(path, 2)))).hasSize(5);
        assertThat(tenant.time.waits()).hasSize(2);
    }

    @Test
    @DisplayName("F75: what the service says to wait is waited, and no shorter")
    void retryAfter() {
        tenant.fake.next(tenant.fake.page("/users", 2), EntraReplies.throttled(7), EntraReplies.unavailable(5));

        assertThat(names(tenant.read(tenant.provider()))).hasSize(5);
        assertThat(tenant.time.waited()).isEqualTo(Duration.ofSeconds(12));
    }

    @Test
    @DisplayName("F75: a service that never lets one in ends the read at its deadline")
    void endlessThrottling() {
        tenant.fake.next(
                tenant.fake.page("/users", 2),
                Collections.nCopies(1000, EntraReplies.throttled(60)).toArray(HttpReply[]::new));

        tenant.failing(
                DirectoryUnavailableException.class,
                tenant.provider().http(Tenant.HTTP.withTotalTimeout(Duration.ofMinutes(10))));

        assertThat(tenant.time.waited()).isLessThanOrEqualTo(Duration.ofMinutes(10));
    }

    @Test
    @DisplayName("F75: the deadline of the run counts where it is nearer than that of the settings")
    void theDeadlineOfTheRun() {
        tenant.fake.next(tenant.fake.page("/users", 2), EntraReplies.throttled(60));
        RecordingSink sink = new RecordingSink().remaining(Duration.ofSeconds(30));

        assertThatThrownBy(() -> tenant.provider().build().read(Tenant.asking(), sink))
                .isInstanceOf(DirectoryUnavailableException.class);
        assertThat(tenant.time.waited()).isLessThanOrEqualTo(Duration.ofSeconds(30));
    }

    @Test
    @DisplayName("F80: a filtered list is asked with ConsistencyLevel on every page, and counted")
    void theIndexOnEveryPage() {
        RecordingSink sink = tenant.read(tenant.provider().filter("accountEnabled eq true"));

        assertThat(names(sink)).hasSize(5);
        assertThat(tenant.fake.requests("/users"))
                .hasSize(3)
                .extracting(EntraRequest::consistencyLevel)
                .containsOnly("eventual");
        assertThat(tenant.queries("/users").get(0)).containsEntry("$count", "true");
    }

    @Test
    @DisplayName("F80: a list that is not filtered does not come from the index")
    void noIndexWithoutAFilter() {
        EntraGroup staff = tenant.fake.group("Staff");
        staff.add(tenant.person("fay"));
        tenant.read(tenant.provider().inGroups("Staff"));
        tenant.read(tenant.provider());

        assertThat(tenant.fake.requests())
                .extracting(EntraRequest::consistencyLevel)
                .containsOnly("");
    }

    @Test
    @DisplayName("F80: fewer than were announced is not everybody")
    void aWrongCount() {
        tenant.fake.paging().countOff(1);

        tenant.failing(SnapshotIncompleteException.class, tenant.provider().filter("accountEnabled eq true"));
    }

    @Test
    @DisplayName("F81: a token that is refused on page 2 is fetched anew, once")
    void anExpiredToken() {
        tenant.fake.onNextRequest(tenant.fake.page("/users", 2), tenant.fake::expireTokens);

        assertThat(names(tenant.read(tenant.provider()))).hasSize(5);
        assertThat(tenant.fake.tokensGiven()).isEqualTo(2);
        assertThat(tenant.fake.count("/users")).isEqualTo(4);
    }

    @Test
    @DisplayName("F81: a new token that is refused too ends the read")
    void aTokenRefusedTwice() {
        tenant.fake.onRequest(FakeEntra.at("/users"), tenant.fake::expireTokens);

        DirectoryCredentialsException thrown = tenant.failing(DirectoryCredentialsException.class, tenant.provider());

        assertThat(thrown).hasMessageContaining("401").hasMessageContaining("InvalidAuthenticationToken");
        assertThat(tenant.fake.tokensGiven()).isEqualTo(2);
    }

    @Test
    @DisplayName("F81: a token is renewed before it runs out")
    void aTokenThatRunsOut() {
        tenant.fake.tokenLifetime(Duration.ofMinutes(5));
        tenant.fake.next(tenant.fake.page("/users", 2), EntraReplies.throttled(360));

        assertThat(names(tenant.read(tenant.provider()))).hasSize(5);
        assertThat(tenant.fake.tokensGiven()).isEqualTo(2);
    }

    @Test
    @DisplayName("each request carries an id by which Microsoft's support finds it, and the token as Bearer")
    void headers() {
        tenant.read(tenant.provider());

        assertThat(tenant.fake.requests("/users")).allSatisfy(request -> {
            assertThat(request.headerNames()).anyMatch("client-request-id"::equalsIgnoreCase);
            assertThat(request.authorizationScheme()).isEqualTo("Bearer");
        });
        assertThat(tenant.fake.requests("/token"))
                .allSatisfy(request -> assertThat(request.authorizationScheme()).isEmpty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\"@odata.count\":\"5\",", "\"@odata.count\":-1,", "\"@odata.count\":null,"})
    @DisplayName("F80: a list from the index that does not say how many there are is not believed")
    void noCount(String count) {
        tenant.fake.next("/users", HttpReply.json(200, "{" + count + "\"value\":[]}"));

        tenant.failing(SnapshotIncompleteException.class, tenant.provider().filter("accountEnabled eq true"));
    }

    @Test
    @DisplayName("F74: a next link that Graph itself does not understand is a place that is lost, and no wrong filter")
    void aRefusedNextLink() {
        tenant.fake.next(
                tenant.fake.page("/users", 2),
                Collections.nCopies(10, EntraReplies.refused(400, "Request_BadRequest", "what?"))
                        .toArray(HttpReply[]::new));

        assertThat(tenant.failing(SnapshotIncompleteException.class, tenant.provider()))
                .hasMessageContaining("lost the place");
    }
}
