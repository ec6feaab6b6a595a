package dev.rollcall.http.internal.token;

import dev.rollcall.directory.DirectoryException;
import dev.rollcall.http.internal.client.Authorization;
import dev.rollcall.http.internal.client.InterruptedReadException;
import dev.rollcall.http.internal.exchange.Request;
import dev.rollcall.http.internal.exchange.Timekeeper;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Keeps an access token (RFC 6749) while it is good, and fetches another when it is not: a little before it expires,
 * and when it was refused. However many threads ask at once, one fetches; where that fails, it has failed for all of
 * them and for the rest of the read, so that a wrong secret is sent once and locks nobody out. For one read. Safe for
 * several threads.
 */
public final class AccessTokens implements Authorization {

    /** A token is renewed so long before it expires, or a tenth of its lifetime if that is less. */
    private static final Duration MARGIN = Duration.ofMinutes(1);

    /** A service that gives tokens for nothing is not asked for one per request. */
    private static final Duration SHORTEST = Duration.ofSeconds(10);

    private static final Duration LONGEST = Duration.ofDays(1);

    /** Fetches a token, and puts it on requests. */
    public interface Issuer {
        /** Asks the token endpoint; called by one thread at a time. */
        AccessToken fetch();

        /**
         * Puts a token on a request: as {@code Authorization: Bearer} or, bound to a key, as {@code DPoP} with a proof
         * (RFC 9449).
         */
        Request sign(Request request, AccessToken token);
    }

    private record Held(AccessToken token, long end) {}

    private final Issuer issuer;
    private final Timekeeper time;
    private final ReentrantLock fetching = new ReentrantLock();
    private final AtomicReference<@Nullable Held> held = new AtomicReference<>();
    private @Nullable DirectoryException failure;

    public AccessTokens(Issuer issuer, Timekeeper time) {
        this.issuer = issuer;
        this.time = time;
    }

    /**
     * {@inheritDoc}
     *
     * @throws InterruptedReadException if the thread was interrupted
     */
    @Override
    public Request sign(Request request) {
        AccessToken good = goodOrNull();
        return issuer.sign(request, good == null ? fetchOnce() : good);
    }

    private @Nullable AccessToken goodOrNull() {
        Held current = held.get();
        return current == null || current.end() - time.nanos() <= 0 ? null : current.token();
    }

    private AccessToken fetchOnce() {
        try {
            fetching.lockInterruptibly();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedReadException();
        }
        try {
            AccessToken good = goodOrNull();
            return good == null ? fetch() : good;
        } finally {
            fetching.unlock();
        }
    }

    private AccessToken fetch() {
        if (failure != null) {
            throw failure;
        }
        try {
            AccessToken token = issuer.fetch();
            held.set(new Held(token, time.nanos() + keeping(token.lifetime()).toNanos()));
            return token;
        } catch (DirectoryException e) {
            failure = e;
            throw e;
        }
    }

    private static Duration keeping(Duration lifetime) {
        Duration sane =
                lifetime.compareTo(SHORTEST) < 0 ? SHORTEST : lifetime.compareTo(LONGEST) > 0 ? LONGEST : lifetime;
        Duration tenth = sane.dividedBy(10);
        return sane.minus(tenth.compareTo(MARGIN) < 0 ? tenth : MARGIN);
    }

    @Override
    public boolean renew(Request refused) {
        String sent = authorization(refused.headers());
        if (sent == null) {
            return false;
        }
        Held current = held.get();
        if (current != null && sent.endsWith(" " + current.token().value())) {
            held.compareAndSet(current, null); // if not, another thread has renewed it
        }
        return true;
    }

    private static @Nullable String authorization(Map<String, String> headers) {
        for (Map.Entry<String, String> header : headers.entrySet()) {
            if (header.getKey().equalsIgnoreCase("Authorization")) {
                return header.getValue();
            }
        }
        return null;
    }
}
