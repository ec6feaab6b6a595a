package dev.rollcall.entra.internal.connection;

import dev.rollcall.entra.internal.EntraSettings;
import dev.rollcall.http.internal.client.Attendance;
import dev.rollcall.http.internal.client.Authorization;
import dev.rollcall.http.internal.client.Backoff;
import dev.rollcall.http.internal.client.Deadline;
import dev.rollcall.http.internal.client.DirectoryClient;
import dev.rollcall.http.internal.client.Sender;
import dev.rollcall.http.internal.client.ServiceWords;
import dev.rollcall.http.internal.exchange.Answer;
import dev.rollcall.http.internal.exchange.Origin;
import dev.rollcall.http.internal.exchange.Request;
import dev.rollcall.http.internal.exchange.Transport;
import dev.rollcall.http.internal.exchange.Wiring;
import dev.rollcall.http.internal.listing.Listing;
import dev.rollcall.http.internal.listing.Listings;
import dev.rollcall.http.internal.token.AccessTokens;
import java.util.List;

/** One conversation with Graph: one token, one deadline, one pace. Closes what it was sent with. */
public final class EntraSession implements AutoCloseable {

    private final EntraSettings settings;
    private final Transport transport;
    private final Origin graph;
    private final Sender sender;
    private final Authorization authorization;

    private EntraSession(EntraSettings settings, Wiring wiring, Deadline deadline, Attendance attendance) {
        this.settings = settings;
        this.transport = wiring.transport().apply(settings.http());
        this.graph = Origin.of(settings.tenant().graph());
        LoginWords login = new LoginWords(settings.tenant());
        Sender loginSender = sender(wiring, deadline, login, attendance);
        this.authorization =
                new AccessTokens(new EntraTokens(settings, loginSender, login, wiring.time()), wiring.time());
        this.sender = sender(wiring, deadline, words(Permission.USERS), attendance);
    }

    private Sender sender(Wiring wiring, Deadline deadline, ServiceWords words, Attendance attendance) {
        EntraThrottling throttling = new EntraThrottling(wiring.time(), Backoff.usual());
        return new Sender(transport, wiring.time(), deadline, settings.http(), throttling, words, attendance);
    }

    /**
     * Begins; nothing is sent before something is asked.
     *
     * @param attendance whether somebody waits for it
     */
    public static EntraSession open(EntraSettings settings, Wiring wiring, Deadline deadline, Attendance attendance) {
        return new EntraSession(settings, wiring, deadline, attendance);
    }

    private EntraWords words(Permission needed) {
        return new EntraWords(graph, needed);
    }

    private DirectoryClient client(Permission needed) {
        return new DirectoryClient(sender, graph, authorization, words(needed));
    }

    /** Asks for one thing, and takes nothing but it. */
    public Answer get(Request request, String doing, Permission needed) {
        return client(needed).get(request, doing);
    }

    /** Asks for one thing, and leaves it to the caller what a refusal means. */
    public Answer ask(Request request, String doing, Permission needed) {
        return client(needed).ask(request, doing);
    }

    /** What to throw for an answer that cannot be used. */
    public RuntimeException refused(Answer answer, String doing, Permission needed) {
        return words(needed).refused(answer, doing);
    }

    /** Reads lists to their ends. */
    public <L extends Listing> List<Listings.Walk> read(
            List<L> lists, Permission needed, Listings.Receiver<? super L> receiver) {
        return lists.isEmpty()
                ? List.of()
                : new Listings(client(needed), settings.http(), words(needed)).read(lists, receiver);
    }

    /** Gets a token, or says why there is none. */
    public void logIn() {
        authorization.sign(Request.get(settings.tenant().graph()));
    }

    @Override
    public void close() {
        transport.close();
    }
}
