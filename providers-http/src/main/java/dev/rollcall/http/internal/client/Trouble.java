package dev.rollcall.http.internal.client;

import dev.rollcall.http.HttpSettings;
import dev.rollcall.http.internal.exchange.ProxyException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.time.Duration;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLKeyException;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLProtocolException;
import org.jspecify.annotations.Nullable;

/**
 * Why there was no answer, in words of our own: those of the exception may hold anything.
 *
 * @param text continues "there was no answer: "
 * @param lasts how long it may be expected to last
 * @param leastWait how long to wait at least before the next attempt
 */
record Trouble(String text, Lasting lasts, Duration leastWait) {

    /** Whether trying often would be in vain. */
    enum Lasting {
        /** Until somebody changes something. */
        ALWAYS,
        /** As {@link #ALWAYS}, unless the same way led to an answer before. */
        UNLESS_ANSWERED,
        /**
         * Until somebody changes something, where it is a mistake; at night no longer than other trouble on the way.
         */
        WHERE_MISTYPED,
        /** No longer than other trouble on the way. */
        HARDLY
    }

    private static final String NETWORK = "check the network, the firewall and the proxy";

    /**
     * The JVM remembers for ten seconds that a name was not known ({@code networkaddress.cache.negative.ttl}): asking
     * earlier asks nobody.
     */
    private static final Duration NAMES_ARE_FORGOTTEN = Duration.ofSeconds(11);

    static Trouble of(IOException failure, HttpSettings settings, Duration timeout) {
        if (failure instanceof ProxyException proxy) {
            return ofProxy(proxy);
        }
        if (isCausedBy(failure, UnknownHostException.class, UnresolvedAddressException.class)) {
            return new Trouble(
                    "the name of the host is not known; check the address, the DNS and the proxy",
                    Lasting.WHERE_MISTYPED,
                    NAMES_ARE_FORGOTTEN);
        }
        if (isCausedBy(
                failure,
                CertificateException.class,
                CertPathBuilderException.class,
                CertPathValidatorException.class,
                SSLPeerUnverifiedException.class)) {
            return new Trouble(
                    "no TLS connection could be agreed upon; check that its certificate is for this host and trusted (where a proxy"
                            + " looks into TLS, trust its authority with HttpSettings.withTrust)",
                    Lasting.ALWAYS,
                    Duration.ZERO);
        }
        if (failure instanceof HttpConnectTimeoutException) {
            Duration shorter = settings.connectTimeout().compareTo(timeout) < 0 ? settings.connectTimeout() : timeout;
            return passing("no connection within " + seconds(shorter) + "; " + NETWORK);
        }
        if (failure instanceof HttpTimeoutException) {
            return passing("it did not come in full within " + seconds(timeout));
        }
        if (isCausedBy(failure, ConnectException.class)) {
            return passing("no connection; " + NETWORK);
        }
        if (isCausedBy(failure, SSLHandshakeException.class, SSLKeyException.class, SSLProtocolException.class)) {
            return passing("the connection broke while TLS was agreed upon; " + NETWORK);
        }
        return passing("the connection broke before the answer was complete");
    }

    private static Trouble ofProxy(ProxyException failure) {
        if (failure.status().isEmpty()) {
            return new Trouble(
                    "the host's ProxySelector failed; look at the one that the application, or the JVM, was set up with",
                    Lasting.UNLESS_ANSWERED,
                    Duration.ZERO);
        }
        int status = failure.status().getAsInt();
        return new Trouble(
                "the proxy refused to pass the request on, with status " + status
                        + (status == 407
                                ? ": it wants a login, which is not supported; let it pass this machine without one"
                                : "; check the proxy, and whether it may connect there"),
                status == 407 || status == 403 ? Lasting.UNLESS_ANSWERED : Lasting.HARDLY,
                Duration.ZERO);
    }

    private static Trouble passing(String text) {
        return new Trouble(text, Lasting.HARDLY, Duration.ZERO);
    }

    /** How long to wait where it would be so long else. */
    Duration atLeast(Duration wait) {
        return wait.compareTo(leastWait) < 0 ? leastWait : wait;
    }

    /** As in "7 s"; parts of a second count where it is short. */
    static String seconds(Duration duration) {
        return duration.toSeconds() >= 10 || duration.toMillisPart() == 0
                ? duration.toSeconds() + " s"
                : duration.toMillis() + " ms";
    }

    private static boolean isCausedBy(IOException failure, Class<?>... kinds) {
        int depth = 0;
        for (@Nullable Throwable cause = failure; cause != null && depth < 20; cause = cause.getCause(), depth++) {
            for (Class<?> kind : kinds) {
                if (kind.isInstance(cause)) {
                    return true;
                }
            }
        }
        return false;
    }
}
