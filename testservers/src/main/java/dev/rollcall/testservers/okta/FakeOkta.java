package dev.rollcall.testservers.okta;

import dev.rollcall.testservers.http.HttpQuestion;
import dev.rollcall.testservers.http.HttpReply;
import dev.rollcall.testservers.http.LoopbackHttpServer;
import dev.rollcall.testservers.http.RecordedRequest;
import java.net.URI;
import java.security.PublicKey;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * A small Okta org on loopback. It keeps people, groups and memberships, gives out access tokens and answers the calls
 * of {@link OktaCall}. All of it may be changed from any thread at any time; an answer shows the org as it is at one
 * moment.
 *
 * <p>Left alone it behaves well. What it should do badly is said with {@link #pages()}, {@link #limit}, {@link #next},
 * {@link #on} and the like.
 */
public final class FakeOkta implements AutoCloseable {

    private static final String USER_TYPE = "otyDefau1tTypeRcA5d7";

    private final Org org = new Org();
    private final Throttle throttle = new Throttle();
    private final Tokens tokens = new Tokens();
    private final DpopProofs proofs = new DpopProofs();
    private final OktaPages pages = new OktaPages();
    private final Script script = new Script();
    private final Queue<RecordedRequest> requests = new ConcurrentLinkedQueue<>();
    private final Map<OktaCall, AtomicInteger> counts = new ConcurrentHashMap<>();
    private final List<Consumer<HttpQuestion>> listeners = new CopyOnWriteArrayList<>();
    private final List<BiConsumer<HttpQuestion, HttpReply>> observers = new CopyOnWriteArrayList<>();
    private final LoopbackHttpServer server;
    private final TokenEndpoint tokenEndpoint;
    private final Router router;
    private int apps;

    private FakeOkta() {
        server = LoopbackHttpServer.start(this::answer);
        URI address = server.address();
        Pager pager = new Pager(address, pages);
        Shapes shapes = new Shapes(address);
        tokenEndpoint = new TokenEndpoint(address, tokens, proofs);
        router = new Router(
                org,
                throttle,
                new Access(address, tokens, proofs),
                tokenEndpoint,
                new People(org, pager, shapes),
                new Groups(org, pager, shapes));
    }

    /** An org without people and groups. */
    public static FakeOkta start() {
        return new FakeOkta();
    }

    /** Where it is: {@code http://127.0.0.1:PORT}. */
    public URI address() {
        return server.address();
    }

    /** The API token, for {@code Authorization: SSWS}. */
    public String apiToken() {
        return tokens.apiToken();
    }

    /** The API token is good for nothing from now on. */
    public void revokeApiToken() {
        synchronized (org) {
            tokens.revokeApiToken();
        }
    }

    /** A service app with this key. */
    public OktaServiceApp serviceApp(PublicKey key, String kid) {
        synchronized (org) {
            OktaServiceApp app = new OktaServiceApp(Ids.of("0oa", apps++)).key(key, kid);
            tokenEndpoint.add(app);
            return app;
        }
    }

    /**
     * An active person. The names are made from the login ({@code ada.lovelace@…} is Ada Lovelace), the email address
     * is the login.
     *
     * @throws IllegalArgumentException if somebody has this login
     */
    public OktaPerson person(String login) {
        Map<String, JsonNode> profile = new LinkedHashMap<>();
        String[] names = login.split("@", 2)[0].split("\\.", 2);
        profile.put("firstName", OktaPerson.json(capital(names[0])));
        profile.put("lastName", OktaPerson.json(capital(names[names.length - 1])));
        profile.put("mobilePhone", OktaPerson.json(null));
        profile.put("secondEmail", OktaPerson.json(null));
        profile.put("login", OktaPerson.json(login));
        profile.put("email", OktaPerson.json(login));
        synchronized (org) {
            return new OktaPerson(org, org.addPerson(USER_TYPE, profile, login));
        }
    }

    /** A group that is managed in Okta. Names need not be unique. */
    public OktaGroup group(String name) {
        return group("OKTA_GROUP", "okta:user_group", name);
    }

    /** A group that was imported from an app. */
    public OktaGroup appGroup(String name) {
        return group("APP_GROUP", "okta:windows_security_principal", name);
    }

    /** A group of Okta's own, such as Everyone; nobody is in it but who is added. */
    public OktaGroup builtInGroup(String name) {
        return group("BUILT_IN", "okta:user_group", name);
    }

    /**
     * The administrator behind the tokens has rights over these groups alone; other groups and people are not shown.
     */
    public FakeOkta limitAdministratorTo(OktaGroup... groups) {
        synchronized (org) {
            org.limitAdministratorTo(
                    Arrays.stream(groups).map(OktaGroup::number).collect(Collectors.toSet()));
        }
        return this;
    }

    /** How lists are cut into pages. */
    public OktaPages pages() {
        return pages;
    }

    /** The clock of the org (default: the system's). The rate limits, the tokens and the Date header go by it. */
    public FakeOkta clock(InstantSource clock) {
        synchronized (org) {
            org.setClock(clock);
        }
        return this;
    }

    /**
     * Times show changes as coarsely as Okta's, which are in whole seconds: of two changes in the same second the
     * second one does not show. Without this each change shows, by a time that may be a little ahead of the clock.
     */
    public FakeOkta coarseTimes() {
        synchronized (org) {
            org.hideChangesOfTheSameSecond();
        }
        return this;
    }

    /** How many calls of a kind are answered per minute (default: 10,000). The next call begins with a full bucket. */
    public FakeOkta limit(OktaCall call, int perMinute) {
        synchronized (org) {
            throttle.limit(call, perMinute);
        }
        return this;
    }

    /** How long access tokens are good for (default: an hour). */
    public FakeOkta tokenLifetime(Duration lifetime) {
        synchronized (org) {
            tokens.lifetime(lifetime);
        }
        return this;
    }

    /** The access tokens handed out so far are good for nothing from now on. */
    public void expireTokens() {
        synchronized (org) {
            tokens.expireAll();
        }
    }

    /** From now on the token endpoint asks for another nonce. */
    public void changeDpopNonce() {
        synchronized (org) {
            proofs.changeNonce();
        }
    }

    /** Searches show the org as it is now until {@link #catchUpSearch()}. */
    public void stopSearchIndex() {
        synchronized (org) {
            org.stopIndex();
        }
    }

    /** Searches show the org as it is. */
    public void catchUpSearch() {
        synchronized (org) {
            org.catchUpIndex();
        }
    }

    /**
     * The next calls of this kind, one mishap each; after them the org answers again. What was said before comes first.
     */
    public FakeOkta next(OktaCall call, Mishap... mishaps) {
        return next(isA(call), mishaps);
    }

    /** The next requests of this path, with canned answers. */
    public FakeOkta next(String path, HttpReply... replies) {
        return next(
                question -> question.path().equals(path),
                Arrays.stream(replies).map(Mishap::reply).toArray(Mishap[]::new));
    }

    /** The next of these requests, one mishap each. */
    public FakeOkta next(Predicate<HttpQuestion> requests, Mishap... mishaps) {
        script.next(requests, List.of(mishaps));
        return this;
    }

    /** This mishap with each of these requests to come for which nothing else is due. */
    public FakeOkta always(Predicate<HttpQuestion> requests, Mishap mishap) {
        script.always(requests, mishap);
        return this;
    }

    /** Does something before the n-th call of this kind from now on is answered (1: the next one). */
    public FakeOkta on(OktaCall call, int n, Runnable action) {
        script.on(isA(call), n, action);
        return this;
    }

    /** Does something before the first of these requests is answered. */
    public FakeOkta on(Predicate<HttpQuestion> request, Runnable action) {
        script.on(request, 1, action);
        return this;
    }

    /**
     * Shows each exchange that the org answers by itself, with nothing gone wrong; called on the threads of the server.
     */
    public FakeOkta observe(BiConsumer<HttpQuestion, HttpReply> observer) {
        observers.add(observer);
        return this;
    }

    /**
     * Each request as it comes, with all that is in it; called on the threads of the server, before anything is done
     * about it.
     */
    public FakeOkta listen(Consumer<HttpQuestion> listener) {
        listeners.add(listener);
        return this;
    }

    /** What was asked so far. */
    public List<RecordedRequest> requests() {
        return List.copyOf(requests);
    }

    /** How many calls of a kind there were. */
    public int count(OktaCall call) {
        AtomicInteger count = counts.get(call);
        return count == null ? 0 : count.get();
    }

    /** How many requests are being answered. */
    public int openRequests() {
        return server.openRequests();
    }

    /** Waits until no request is open, at most that long; says whether that came to be. */
    public boolean awaitIdle(Duration limit) {
        return server.awaitIdle(limit);
    }

    /** The most requests that were open at once. */
    public int mostOpenRequests() {
        return server.mostOpenRequests();
    }

    /** The access tokens handed out so far: nothing of them may be found in a log. */
    public List<String> accessTokens() {
        synchronized (org) {
            return tokens.handedOut();
        }
    }

    /** What went wrong within the imitation itself, or in an observer; should be empty. */
    public List<RuntimeException> failures() {
        return server.failures();
    }

    @Override
    public void close() {
        server.close();
    }

    private HttpReply answer(HttpQuestion question) {
        requests.add(RecordedRequest.of(question));
        counts.computeIfAbsent(OktaCall.of(question), call -> new AtomicInteger())
                .incrementAndGet();
        listeners.forEach(listener -> listener.accept(question));
        script.due(question).forEach(Runnable::run);
        return script.mishap(question)
                .map(mishap -> mishap.answer(question, () -> honest(question)))
                .orElseGet(() -> honest(question));
    }

    private HttpReply honest(HttpQuestion question) {
        HttpReply reply = router.answer(question);
        observers.forEach(observer -> observer.accept(question, reply));
        return reply;
    }

    private OktaGroup group(String type, String objectClass, String name) {
        Map<String, JsonNode> profile = new LinkedHashMap<>();
        profile.put("name", OktaPerson.json(name));
        profile.put("description", OktaPerson.json(null));
        synchronized (org) {
            return new OktaGroup(org, org.addGroup(type, objectClass, profile));
        }
    }

    private static Predicate<HttpQuestion> isA(OktaCall call) {
        return question -> OktaCall.of(question) == call;
    }

    private static String capital(String text) {
        return text.isEmpty() ? text : text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    }
}
