package dev.rollcall.okta;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.directory.Completion;
import dev.rollcall.directory.DirectoryException;
import dev.rollcall.directory.DirectoryUnavailableException;
import dev.rollcall.directory.SnapshotIncompleteException;
import dev.rollcall.http.internal.exchange.JdkTransport;
import dev.rollcall.http.internal.exchange.Transport;
import dev.rollcall.testkit.RecordingSink;
import dev.rollcall.testservers.http.HttpReply;
import dev.rollcall.testservers.http.LoopbackHttpServer;
import dev.rollcall.testservers.http.RecordedRequest;
import dev.rollcall.testservers.okta.Mishap;
import dev.rollcall.testservers.okta.OktaCall;
import dev.rollcall.testservers.okta.OktaGroup;
import dev.rollcall.testservers.okta.OktaPages;
import dev.rollcall.testservers.okta.OktaPerson;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("F83: a list is read from page to page, to the one that names no next")
class PagingTest extends WithOrg {

    private static final List<String> EVERYBODY = List.of("ann", "bob", "cid", "dan", "eve");

    private final List<OktaPerson> people = new ArrayList<>();
    private OktaGroup staff;

    @BeforeEach
    void fill() {
        EVERYBODY.forEach(login -> people.add(org.person(login)));
        staff = org.group("Staff").add(people);
    }

    private OktaDirectoryProvider.Builder members() {
        return provider().inGroups("Staff").pageSize(2);
    }

    static Stream<Arguments> habits() {
        return Stream.of(
                habit("as Okta is today", pages -> {}),
                habit("both links in one line", OktaPages::joinedLinks),
                habit("the header is written Link", OktaPages::capitalLink),
                habit("commas and semicolons in the addresses", OktaPages::commasInLinks),
                habit("those, in one line", pages -> pages.commasInLinks().joinedLinks()),
                habit("pages with nobody on them between", OktaPages::emptyPagesBetween),
                habit("a page with nobody on it at the end", OktaPages::emptyPageAtTheEnd),
                habit("somebody on two pages (R4)", OktaPages::overlapping),
                habit("fewer on a page than were asked for", pages -> pages.atMost(1)));
    }

    private static Arguments habit(String name, Consumer<OktaPages> habit) {
        return Arguments.of(name, habit);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("habits")
    @DisplayName("page size 2 and 5 people give 5")
    void readsEverybody(String name, Consumer<OktaPages> habit) {
        habit.accept(org.pages());

        assertThat(logins(read(members()))).as(name).isEqualTo(EVERYBODY);
        assertThat(logins(read(provider().pageSize(2)))).as(name).isEqualTo(EVERYBODY);
    }

    @Test
    @DisplayName("The evidence tells how many lists and pages there were, and that nothing came after")
    void tellsTheEvidence() {
        assertThat(read(provider().pageSize(2).deactivatedPeople(false))
                        .completion()
                        .map(Completion::evidence))
                .contains(
                        "1 list of 3 pages, each answered with status 200 and followed to the one that names no next");
    }

    @ParameterizedTest(name = "[{index}] {0}")
    @ValueSource(
            strings = {
                "https://example-admin.okta.com/api/v1/users?after=1",
                "https://127.0.0.1:{port}/api/v1/users?after=1",
                "http://localhost:{port}/api/v1/users?after=1",
                "http://127.0.0.1:1/api/v1/users?after=1",
                "http://ann@127.0.0.1:{port}/api/v1/users?after=1",
                "//example.okta.com/api/v1/users?after=1",
                "mailto:ann@example.com",
                "/api/v1/users?after=1",
            })
    @DisplayName("F87: a next page of another scheme, host or port is not asked for, and the read fails")
    void doesNotFollowElsewhere(String next) {
        URI address = URI.create(next.replace("{port}", "" + org.address().getPort()));
        org.next(OktaCall.MEMBERS, Mishap.nextPageAt(address));

        Throwable thrown = failing(members());

        assertThat(thrown)
                .isInstanceOf(SnapshotIncompleteException.class)
                .message()
                .doesNotContain("after=1");
        assertThat(org.count(OktaCall.MEMBERS)).isEqualTo(1);
        assertThat(org.count(OktaCall.OTHER)).isZero();
    }

    @Test
    @DisplayName("F87: no request, and no token, reaches another server")
    void reachesNoOtherServer() {
        AtomicInteger asked = new AtomicInteger();
        try (LoopbackHttpServer other = LoopbackHttpServer.start(question -> {
            asked.incrementAndGet();
            return HttpReply.json(200, "[]");
        })) {
            org.next(OktaCall.MEMBERS, Mishap.nextPageAt(other.address().resolve("/api/v1/users")));

            assertThat(failing(members()))
                    .isInstanceOf(SnapshotIncompleteException.class)
                    .hasMessageContaining(String.valueOf(other.address().getPort()));
            assertThat(asked).hasValue(0);
        }
    }

    @ParameterizedTest(name = "[{index}] {0}")
    @ValueSource(
            strings = {
                "{next}; rel=\"next\"",
                "<{next}; rel=\"next\"",
                "<{next}>; rel=\"next",
                "<http://[>; rel=\"next\"",
                "<{next}>; rel=\"next\", <{next}2>; rel=\"next\"",
            })
    @DisplayName("A link that cannot be taken apart is not the end of a list")
    void doesNotTakeAMalformedLinkForTheEnd(String header) {
        org.next(
                OktaCall.MEMBERS,
                Mishap.changed(page -> page.without("link")
                        .with("link", header.replace("{next}", org.address() + "/api/v1/users?after=1"))));

        assertThat(failing(members())).isInstanceOf(SnapshotIncompleteException.class);
    }

    @Test
    @DisplayName(
            "F87: a next page elsewhere is told with what leads there: a domain of one's own, or the console's address")
    void tellsWhyTheNextPageIsElsewhere() {
        org.next(OktaCall.MEMBERS, Mishap.nextPageAt(URI.create("https://login.example.org/api/v1/users?after=1")));

        assertThat(failing(members()))
                .isInstanceOf(SnapshotIncompleteException.class)
                .hasMessageContainingAll("https://login.example.org", "a domain of its own", "-admin");
    }

    static Stream<Arguments> listsOfPeople() {
        return Stream.of(
                list("all people", OktaCall.USERS, it -> it.deactivatedPeople(false)),
                list("the deactivated, then all", OktaCall.USERS, it -> it),
                list("a search", OktaCall.USERS, it -> it.search("profile.login pr")),
                list("members", OktaCall.MEMBERS, it -> it.inGroups("Staff")));
    }

    private static Arguments list(String name, OktaCall call, UnaryOperator<OktaDirectoryProvider.Builder> change) {
        return Arguments.of(name, call, change);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("listsOfPeople")
    @DisplayName("A page of people without any link is not the last one: something took the links away (R1)")
    void doesNotTakeMissingLinksForTheEnd(
            String name, OktaCall call, UnaryOperator<OktaDirectoryProvider.Builder> change) {
        org.next(call, Mishap.noLinks());
        assertThat(failing(change.apply(provider().pageSize(2))))
                .as("%s, page 1", name)
                .isInstanceOf(SnapshotIncompleteException.class)
                .hasMessageContaining("no header Link, which Okta always sends");

        org.next(call, Mishap.changed(page -> page), Mishap.noLinks());
        assertThat(failing(change.apply(provider().pageSize(2))))
                .as("%s, page 2", name)
                .isInstanceOf(SnapshotIncompleteException.class)
                .hasMessageContaining("no header Link");
    }

    @Test
    @DisplayName("nor is one whose link is blank")
    void doesNotTakeABlankLinkForTheEnd() {
        org.next(OktaCall.MEMBERS, Mishap.changed(page -> page.without("link").with("link", "")));

        assertThat(failing(members())).hasMessageContaining("no header Link");
    }

    @Test
    @DisplayName("Groups may be found without links")
    void findsGroupsWithoutLinks() {
        org.next(OktaCall.GROUPS, Mishap.noLinks());

        assertThat(logins(read(members()))).isEqualTo(EVERYBODY);
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(ints = {201, 203, 206})
    @DisplayName("A page with another status than 200 is none, however good its content is (R1)")
    void takesPagesWithStatus200Alone(int status) {
        org.next(OktaCall.MEMBERS, (question, honest) -> withStatus(status, honest.get()));

        assertThat(failing(members()))
                .isInstanceOf(SnapshotIncompleteException.class)
                .hasMessageContaining("status " + status);
    }

    private static HttpReply withStatus(int status, HttpReply page) {
        HttpReply other = HttpReply.of(status).body(page.body());
        for (Map.Entry<String, String> header : page.headers()) {
            other = other.with(header.getKey(), header.getValue());
        }
        return other;
    }

    @Test
    @DisplayName("F73: a page that was read before makes the list endless, and the read fails")
    void noticesALoop() {
        URI first = URI.create(org.address() + "/api/v1/groups/" + staff.id() + "/users?limit=2");
        org.always(question -> question.path().endsWith("/users"), Mishap.nextPageAt(first));

        assertThat(failing(members())).isInstanceOf(SnapshotIncompleteException.class);
        assertThat(org.count(OktaCall.MEMBERS)).isLessThan(3);
    }

    @Test
    @DisplayName("F124: a list without an end stops at the limit of pages")
    void stopsAtTheLimitOfPages() {
        assertThat(failing(members().pageSize(1).http(http().withMaxPages(3))))
                .isInstanceOf(SnapshotIncompleteException.class)
                .hasMessageContaining("withMaxPages");
    }

    static Stream<Arguments> brokenPages() {
        return Stream.of(
                broken("cut short", Mishap.cutAfter(10), DirectoryUnavailableException.class),
                broken("not JSON", Mishap.corrupt(), SnapshotIncompleteException.class),
                broken("an object", json("{}"), SnapshotIncompleteException.class),
                broken("a list of texts", json("[\"ann\"]"), SnapshotIncompleteException.class),
                broken("empty", json(""), SnapshotIncompleteException.class),
                broken("no content", Mishap.reply(HttpReply.of(204)), SnapshotIncompleteException.class),
                broken("a failure", Mishap.failure(500), DirectoryUnavailableException.class),
                broken("a gateway", Mishap.gatewayFailure(502), DirectoryUnavailableException.class));
    }

    private static Mishap json(String body) {
        return Mishap.reply(HttpReply.json(200, body));
    }

    private static Arguments broken(String name, Mishap mishap, Class<? extends DirectoryException> expected) {
        return Arguments.of(name, mishap, expected);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("brokenPages")
    @DisplayName("F2: a page in the middle that is broken ends the read with an exception")
    void failsAtABrokenPage(String name, Mishap mishap, Class<? extends DirectoryException> expected) {
        org.next(OktaCall.MEMBERS, Mishap.changed(page -> page), mishap);

        assertThat(failing(members().http(http().withAttempts(1)))).as(name).isInstanceOf(expected);
    }

    @Test
    @DisplayName("A page that fails once is asked for again, and nobody is missed")
    void asksAgain() {
        org.next(OktaCall.MEMBERS, Mishap.changed(page -> page), Mishap.failure(503), Mishap.cutAfter(5));

        assertThat(logins(read(members()))).isEqualTo(EVERYBODY);
        assertThat(time.waits()).isNotEmpty();
    }

    @Test
    @DisplayName("A host whose name the DNS does not know for some seconds is asked again, and nobody is missed")
    void survivesTheDns() {
        AtomicInteger unknown = new AtomicInteger(2);
        OktaDirectoryProvider.Builder provider = members().transport(settings -> {
            Transport real = new JdkTransport(settings);
            return (request, timeout) -> {
                if (unknown.getAndDecrement() > 0) {
                    throw new UnknownHostException();
                }
                return real.send(request, timeout);
            };
        });

        assertThat(logins(read(provider))).isEqualTo(EVERYBODY);
        assertThat(time.waits()).hasSize(2);
    }

    @Test
    @DisplayName("Where Okta lost the place in a list, it is read again from its start")
    void beginsAgainWhereThePlaceIsLost() {
        org.next(
                OktaCall.MEMBERS,
                Mishap.changed(page -> page),
                Mishap.reply(HttpReply.json(
                        400, "{\"errorCode\":\"E0000053\",\"errorSummary\":\"Invalid paging request\"}")));

        RecordingSink sink = read(members());

        assertThat(logins(sink)).isEqualTo(EVERYBODY);
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"status pr", "profile.login pr"})
    @DisplayName("Refused on a later page, an expression is not bad: the list begins again")
    void beginsAgainWhereALaterPageIsRefused(String search) {
        org.next(OktaCall.USERS, Mishap.changed(page -> page), badRequest());

        assertThat(logins(read(provider().pageSize(2).search(search)))).isEqualTo(EVERYBODY);
    }

    @Test
    @DisplayName(
            "and where a later page is refused each time, the read is incomplete; nobody is told to mend the expression")
    void failsWhereALaterPageIsAlwaysRefused() {
        org.always(question -> question.query().containsKey("after"), badRequest());

        assertThat(failing(provider().pageSize(2).search("profile.login pr")))
                .isInstanceOf(SnapshotIncompleteException.class)
                .message()
                .contains("lost the place after page 1")
                .doesNotContain("search(...)");
        assertThat(org.count(OktaCall.USERS)).isLessThan(10);
    }

    private static Mishap badRequest() {
        return Mishap.reply(HttpReply.json(400, "{\"errorCode\":\"E0000031\"}"));
    }

    @Test
    @DisplayName("A user deleted between two pages is gone, and nobody else is missed")
    void missesNobodyWhenSomebodyIsDeleted() {
        org.on(OktaCall.MEMBERS, 2, () -> people.get(1).delete());

        assertThat(logins(read(members()))).contains("ann", "cid", "dan", "eve");
    }

    @Test
    @DisplayName("F72, R28: users are asked for without credentials; pages are asked for as Okta names them")
    void asksForNoMoreThanNeeded() {
        List<String> contentTypes = new CopyOnWriteArrayList<>();
        org.listen(question -> {
            if (question.path().equals("/api/v1/users")) {
                question.header("Content-Type").ifPresent(contentTypes::add);
            }
        });
        read(provider().pageSize(2));

        assertThat(org.requests())
                .filteredOn(request -> request.path().equals("/api/v1/users"))
                .isNotEmpty()
                .allSatisfy(request ->
                        assertThat(request.headerNames()).anyMatch(name -> name.equalsIgnoreCase("Content-Type")));
        assertThat(contentTypes)
                .isNotEmpty()
                .containsOnly(
                        "application/json; okta-response=\"omitCredentials,omitCredentialsLinks,omitTransitioningToStatus\"");
        assertThat(org.requests())
                .extracting(RecordedRequest::authorizationScheme)
                .containsOnly("SSWS");
    }

    @Test
    @DisplayName("Several lists are read at once, no more than the host allows")
    void readsSeveralListsAtOnce() {
        for (int i = 0; i < 6; i++) {
            org.group("Team " + i).add(people);
        }

        // Counted on this side: the org may still be at an answer of which nothing is missing here.
        AtomicInteger underWay = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        RecordingSink sink = read(provider()
                .inGroups("Team 0", "Team 1", "Team 2", "Team 3", "Team 4", "Team 5")
                .http(http().withParallel(2))
                .transport(settings -> {
                    Transport real = new JdkTransport(settings);
                    return (request, timeout) -> {
                        most.accumulateAndGet(underWay.incrementAndGet(), Math::max);
                        try {
                            return real.send(request, timeout);
                        } finally {
                            underWay.decrementAndGet();
                        }
                    };
                }));

        assertThat(logins(sink)).isEqualTo(EVERYBODY);
        assertThat(most.get()).isBetween(1, 2);
    }

    @Test
    @DisplayName("After the end nothing is open (R7)")
    void leavesNothingOpen() {
        read(members());

        assertThat(org.awaitIdle(Duration.ofSeconds(30))).isTrue();
    }
}
