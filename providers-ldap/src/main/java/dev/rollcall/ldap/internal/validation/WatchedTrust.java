package dev.rollcall.ldap.internal.validation;

import dev.rollcall.ldap.LdapTrust;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Optional;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/** Trusts whom the configured trust does, and remembers the certificate that was trusted last. */
final class WatchedTrust implements LdapTrust {

    private final LdapTrust trust;
    private volatile @Nullable X509Certificate last;

    WatchedTrust(LdapTrust trust) {
        this.trust = trust;
    }

    @Override
    public X509TrustManager trustManager() throws IOException, GeneralSecurityException {
        return new Watched(trust.trustManager());
    }

    /** The server's own certificate, of the last connection that was protected by one. */
    Optional<X509Certificate> certificate() {
        return Optional.ofNullable(last);
    }

    private final class Watched implements X509TrustManager {
        private final X509TrustManager manager;

        Watched(X509TrustManager manager) {
            this.manager = manager;
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
            manager.checkServerTrusted(chain, authType);
            last = chain[0];
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
            manager.checkClientTrusted(chain, authType);
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return manager.getAcceptedIssuers();
        }
    }
}
