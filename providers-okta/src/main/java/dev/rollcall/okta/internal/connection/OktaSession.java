package dev.rollcall.okta.internal.connection;

import dev.rollcall.http.internal.client.Attendance;
import dev.rollcall.http.internal.client.Authorization;
import dev.rollcall.http.internal.client.Deadline;
import dev.rollcall.http.internal.client.DirectoryClient;
import dev.rollcall.http.internal.client.Sender;
import dev.rollcall.http.internal.exchange.Origin;
import dev.rollcall.http.internal.exchange.Timekeeper;
import dev.rollcall.http.internal.exchange.Transport;
import dev.rollcall.http.internal.exchange.Wiring;
import dev.rollcall.http.internal.listing.Listings;
import dev.rollcall.http.internal.token.AccessTokens;
import dev.rollcall.http.internal.token.StaticToken;
import dev.rollcall.okta.internal.OktaSettings;
import dev.rollcall.okta.internal.OktaSettings.Credentials.ApiToken;
import dev.rollcall.okta.internal.OktaSettings.Credentials.ServiceApp;
import java.time.Duration;

/** All that one read needs to ask Okta. Safe for several threads. */
public final class OktaSession implements AutoCloseable {

    private final Transport transport;
    private final DirectoryClient client;
    private final OktaSettings settings;
    private final OktaPaths paths;
    private final OktaWords words;
    private final OktaThrottling throttling;

    private OktaSession(
            OktaSettings settings, Transport transport, Timekeeper time, Duration limit, Attendance attendance) {
        this.transport = transport;
        this.settings = settings;
        this.words = new OktaWords(settings);
        this.paths = new OktaPaths(settings.org(), settings.pageSize());
        this.throttling = new OktaThrottling(time);
        Sender sender =
                new Sender(transport, time, Deadline.in(limit, time), settings.http(), throttling, words, attendance);
        this.client =
                new DirectoryClient(sender, Origin.of(settings.org()), authorization(settings, sender, time), words);
    }

    private Authorization authorization(OktaSettings settings, Sender sender, Timekeeper time) {
        if (settings.credentials() instanceof ServiceApp app) {
            return new AccessTokens(new OktaTokens(sender, app, paths.token(), time, words), time);
        }
        return new StaticToken("SSWS", ((ApiToken) settings.credentials()).token(), "API token");
    }

    /**
     * Prepares to ask; asks the host for its secrets, and Okta for nothing yet.
     *
     * @param limit how long it may take in all
     * @param attendance whether somebody waits for it
     * @throws dev.rollcall.directory.DirectoryCredentialsException if the host does not give what proves who asks
     */
    public static OktaSession open(OktaSettings settings, Wiring wiring, Duration limit, Attendance attendance) {
        Transport transport = wiring.transport().apply(settings.http());
        try {
            return new OktaSession(settings, transport, wiring.time(), limit, attendance);
        } catch (RuntimeException e) {
            transport.close();
            throw e;
        }
    }

    /** Asks single questions. */
    public DirectoryClient client() {
        return client;
    }

    /** Reads lists that need a permission. */
    public Listings listings(Permission needed) {
        return new Listings(client, settings.http(), words.needing(needed));
    }

    /** Where to ask. */
    public OktaPaths paths() {
        return paths;
    }

    /** What refusals mean, where people are asked for. */
    public OktaWords words() {
        return words;
    }

    /** What is left of the limits. */
    public OktaThrottling throttling() {
        return throttling;
    }

    @Override
    public void close() {
        transport.close();
    }
}
