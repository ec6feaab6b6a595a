package dev.rollcall.ldap.internal.connection;

import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Asks a directory's trust manager about one handshake, and remembers what it was shown, so that a refusal can be
 * explained.
 *
 * <p>It is no {@code X509ExtendedTrustManager} on purpose: then the TLS implementation of the JDK itself compares the
 * certificate with the name that was asked for, whatever trust manager the host brought along.
 */
final class CertificateCheck implements X509TrustManager {

    private final X509TrustManager trust;
    private volatile X509Certificate @Nullable [] shown;
    private volatile boolean trusted;

    CertificateCheck(X509TrustManager trust) {
        this.trust = trust;
    }

    /** What the server showed, its own certificate first; null if it did not come so far. */
    X509Certificate @Nullable [] shown() {
        return shown;
    }

    /** Whether that was trusted, apart from the name. */
    boolean isTrusted() {
        return trusted;
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        if (chain.length > 0) {
            shown = chain.clone();
        }
        trust.checkServerTrusted(chain, authType);
        // A certificate that is itself in the trust store passes the JDK's check even when it has expired.
        chain[0].checkValidity();
        trusted = true;
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        throw new CertificateException("This is a client");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return trust.getAcceptedIssuers();
    }
}
