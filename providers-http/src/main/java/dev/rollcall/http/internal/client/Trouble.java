package dev.rollcall.http.internal.client;

import dev.rollcall.http.HttpSettings;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
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
 * @param isLasting whether trying more than twice would be in vain
 */
record Trouble(String text, boolean isLasting) {

    private static final String NETWORK = "check the network, the firewall and the proxy";

    static Trouble of(IOException failure, HttpSettings settings, Duration timeout) {
        if (isCausedBy(failure, UnknownHostException.class, UnresolvedAddressException.class)) {
            return new Trouble("the name of the host is not known; check the address, the DNS and the proxy", true);
        }
        if (isCausedBy(
                failure,
                CertificateException.class,
                SSLHandshakeException.class,
                SSLPeerUnverifiedException.class,
                SSLKeyException.class,
                SSLProtocolException.class)) {
            return new Trouble(
                    "no TLS connection could be agreed upon; check that its certificate is for this host and trusted (where a proxy"
                            + " looks into TLS, trust its authority with HttpSettings.withTrust)",
                    true);
        }
        if (failure instanceof HttpConnectTimeoutException) {
            return new Trouble("no connection within " + seconds(settings.connectTimeout()) + "; " + NETWORK, false);
        }
        if (failure instanceof HttpTimeoutException) {
            return new Trouble("it did not come in full within " + seconds(timeout), false);
        }
        if (isCausedBy(failure, ConnectException.class)) {
            return new Trouble("no connection; " + NETWORK, false);
        }
        return new Trouble("the connection broke before the answer was complete", false);
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
