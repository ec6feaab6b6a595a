package dev.rollcall.testservers.entra;

import dev.rollcall.testservers.http.HttpQuestion;
import dev.rollcall.testservers.http.HttpReply;
import dev.rollcall.testservers.http.LoopbackHttpServer;
import java.net.URI;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import tools.jackson.databind.node.StringNode;

/**
 * A tenant of Microsoft Entra ID on loopback: the endpoint that gives tokens at {@code /{tenant}/oauth2/v2.0/token},
 * and Microsoft Graph at {@code /v1.0}. It begins empty. It is stricter than the service in some things: names in
 * {@code $select} count by case and have to exist, {@code id} comes only where it was selected, options that are not
 * imitated are refused, and a next page takes the options of the first. Threads: safe, also while questions are
 * answered.
 */
public final class FakeEntra implements AutoCloseable {

    private final Directory directory = new Directory();
    private final Application application = new Application();
    private final Permissions permissions = new Permissions();
    private final EntraPaging paging = new EntraPaging();
    private final PageTokens pageTokens = new PageTokens();
    private final Interventions interventions = new Interventions();
    private final List<EntraRequest> requests = new CopyOnWriteArrayList<>();
    private final LoopbackHttpServer server;
    private final TokenEndpoint tokens;
    private final GroupDelta delta;
    private final Graph graph;

    private FakeEntra() {
        server = LoopbackHttpServer.start(this::exchange);
        String origin = server.address().toString();
        tokens = new TokenEndpoint(origin, application);
        delta = new GroupDelta(origin, directory.tenant(), paging);
        graph = new Graph(origin, directory, permissions, new Pages(origin, paging, pageTokens), delta);
    }

    /** A new tenant without objects. */
    public static FakeEntra start() {
        return new FakeEntra();
    }

    /** Where tokens are given and where Graph is, without a slash at the end. */
    public URI address() {
        return server.address();
    }

    /** The id of the tenant. */
    public String tenant() {
        return Application.TENANT;
    }

    /** A domain of the tenant; tokens are given under this name too. */
    public String domain() {
        return Application.DOMAIN;
    }

    /** The id of the application that may read. */
    public String clientId() {
        return Application.CLIENT;
    }

    /** The application's secret; there are characters in it that a form has to encode. */
    public String secret() {
        return Application.SECRET;
    }

    /** Registers one more certificate of the application. */
    public FakeEntra certificate(X509Certificate certificate) {
        application.certificate(certificate);
        return this;
    }

    /** The time it is here; the time of the system unless said. */
    public FakeEntra clock(Supplier<Instant> clock) {
        application.clock(clock);
        return this;
    }

    /** A new person, enabled, a member of the tenant; the mail address is the name to sign in with. */
    public EntraPerson person(String userPrincipalName) {
        synchronized (directory.tenant()) {
            Entry entry = directory.tenant().create(Kind.USER);
            directory.tenant().name(entry, userPrincipalName);
            EntraPerson person = new EntraPerson(directory.tenant(), entry, Application.DOMAIN);
            entry.set("mail", StringNode.valueOf(userPrincipalName));
            entry.set("displayName", StringNode.valueOf(userPrincipalName.split("@", 2)[0]));
            return person.set("userType", "Member").enabled(true);
        }
    }

    /** A new group. Others may have the same name. */
    public EntraGroup group(String displayName) {
        synchronized (directory.tenant()) {
            return new EntraGroup(directory.tenant(), directory.tenant().create(Kind.GROUP))
                    .rename(displayName)
                    .set("securityEnabled", true)
                    .set("mailEnabled", false);
        }
    }

    /** A new device. */
    public EntraObject device(String name) {
        return other(Kind.DEVICE, name);
    }

    /** A new contact, who is no person that can sign in. */
    public EntraObject contact(String name) {
        return other(Kind.CONTACT, name);
    }

    /** A new service principal. */
    public EntraObject servicePrincipal(String name) {
        return other(Kind.SERVICE_PRINCIPAL, name);
    }

    private EntraObject other(Kind kind, String name) {
        synchronized (directory.tenant()) {
            return new EntraObject(directory.tenant(), directory.tenant().create(kind)).set("displayName", name);
        }
    }

    /** How lists are cut into pages. */
    public EntraPaging paging() {
        return paging;
    }

    /**
     * Says whether the index lags: questions with {@code ConsistencyLevel: eventual} see the tenant as it is now until
     * this is taken back.
     */
    public FakeEntra indexLag(boolean lagging) {
        synchronized (directory.tenant()) {
            directory.lag(lagging);
        }
        return this;
    }

    /** Takes User.Read.All away: members are told with type and id, all else null, and people are not listed (403). */
    public FakeEntra withoutUserRead() {
        return permissions(false, true);
    }

    /** Takes GroupMember.Read.All away: what is asked about groups is refused (403). */
    public FakeEntra withoutGroupRead() {
        return permissions(true, false);
    }

    /** Gives both permissions back. */
    public FakeEntra withPermissions() {
        return permissions(true, true);
    }

    private FakeEntra permissions(boolean readPeople, boolean readGroups) {
        synchronized (directory.tenant()) {
            permissions.set(readPeople, readGroups);
        }
        return this;
    }

    /** How long tokens are good from now on; 3599 seconds unless said. */
    public FakeEntra tokenLifetime(Duration lifetime) {
        application.lifetime(lifetime);
        return this;
    }

    /** No token that was given until now is good any more. */
    public FakeEntra expireTokens() {
        application.expireTokens();
        return this;
    }

    /**
     * Next links that were handed out until now are refused with {@code Directory_ExpiredPageToken}. To let that happen
     * in the middle of a list, call it in {@link #onRequest} for a {@link #page}.
     */
    public FakeEntra expirePages() {
        synchronized (directory.tenant()) {
            pageTokens.expire();
        }
        return this;
    }

    /** Delta links that were handed out until now are answered with 410 and a Location. */
    public FakeEntra deltaGone() {
        return expireDelta(true);
    }

    /** Delta links that were handed out until now are refused with {@code syncStateNotFound} and 400. */
    public FakeEntra deltaNotFound() {
        return expireDelta(false);
    }

    private FakeEntra expireDelta(boolean gone) {
        synchronized (directory.tenant()) {
            delta.expire(gone);
        }
        return this;
    }

    /** The next questions of that kind are answered so, one after the other; see {@link EntraReplies}. */
    public FakeEntra next(Predicate<HttpQuestion> when, HttpReply... replies) {
        interventions.next(when, List.of(replies));
        return this;
    }

    /** The next questions whose path ends so are answered so, one after the other. */
    public FakeEntra next(String pathEnd, HttpReply... replies) {
        return next(at(pathEnd), replies);
    }

    /** Does something before each question of that kind is answered. */
    public FakeEntra onRequest(Predicate<HttpQuestion> when, Runnable work) {
        interventions.before(when, work, false);
        return this;
    }

    /** Does something before the first question of that kind is answered. */
    public FakeEntra onNextRequest(Predicate<HttpQuestion> when, Runnable work) {
        interventions.before(when, work, true);
        return this;
    }

    /** Shows each exchange to somebody before it is answered. */
    public FakeEntra observe(BiConsumer<HttpQuestion, HttpReply> observer) {
        interventions.observe(observer);
        return this;
    }

    /** Questions whose path ends so. */
    public static Predicate<HttpQuestion> at(String pathEnd) {
        return question -> question.path().endsWith(pathEnd);
    }

    /** Questions for the page of that number, counted from 1, of lists whose path ends so. */
    public Predicate<HttpQuestion> page(String pathEnd, int number) {
        return question -> {
            synchronized (directory.tenant()) {
                return question.path().endsWith(pathEnd) && pageTokens.page(question) == number;
            }
        };
    }

    /** Every request until now. */
    public List<EntraRequest> requests() {
        return List.copyOf(requests);
    }

    /** Every request until now whose path ends so. */
    public List<EntraRequest> requests(String pathEnd) {
        return requests.stream()
                .filter(request -> request.path().endsWith(pathEnd))
                .toList();
    }

    /** How many requests had a path that ends so. */
    public int count(String pathEnd) {
        return requests(pathEnd).size();
    }

    /** How many requests have begun and not ended. */
    public int openRequests() {
        return server.openRequests();
    }

    /** The server, for what else it knows of its connections. */
    public LoopbackHttpServer server() {
        return server;
    }

    /** How many tokens were given. */
    public int tokensGiven() {
        return application.given();
    }

    @Override
    public void close() {
        server.close();
    }

    private HttpReply exchange(HttpQuestion question) {
        requests.add(EntraRequest.of(question));
        interventions.before(question);
        HttpReply reply = interventions.reply(question).orElseGet(() -> answer(question));
        if (reply.header("Date") == null) {
            reply = reply.with("Date", EntraReplies.date(application.now()));
        }
        interventions.after(question, reply);
        return reply;
    }

    private HttpReply answer(HttpQuestion question) {
        if (TokenEndpoint.isAt(question)) {
            return tokens.answer(question);
        }
        String requestId = question.header("client-request-id").orElse("");
        try {
            application.check(question);
            synchronized (directory.tenant()) {
                return GraphReplies.found(graph.answer(question), requestId);
            }
        } catch (GraphFailure failure) {
            return GraphReplies.failed(failure, application.now(), requestId);
        }
    }
}
