package dev.rollcall.ldap.internal.connection;

import dev.rollcall.ldap.LdapTrust;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/** Where trust in certificates comes from. Each trust manager is made for one directory and shared with nobody. */
public final class TrustMaterial {

    private static final int LARGEST_FILE = 16 << 20;

    private TrustMaterial() {}

    /** Trusts what the JVM trusts: its own list, or the one that its administrator put in its place. */
    public static LdapTrust ofJvm() {
        return () -> trustManager(null);
    }

    /** Trusts the certificates of a PEM or DER file; it has to hold at least one. */
    public static LdapTrust certificates(Path file) {
        Objects.requireNonNull(file);
        return () -> {
            Collection<? extends Certificate> certificates;
            try (InputStream in = open(file)) {
                certificates = CertificateFactory.getInstance("X.509").generateCertificates(in);
            }
            return trustManager(storeOf(certificates));
        };
    }

    /**
     * Trusts the certificates of a PKCS #12 or JKS file; it has to hold at least one. The password's array is
     * overwritten after use.
     */
    public static LdapTrust keyStore(Path file, Supplier<char[]> password) {
        Objects.requireNonNull(file);
        Objects.requireNonNull(password);
        return () -> {
            char @Nullable [] secret = password.get();
            if (secret == null) {
                throw new KeyStoreException("no password"); // without one, what it holds would not be verified
            }
            try (InputStream in = open(file)) {
                KeyStore store = KeyStore.getInstance("PKCS12");
                store.load(in, secret);
                return trustManager(storeOf(certificatesOf(store)));
            } finally {
                Arrays.fill(secret, '\0');
            }
        };
    }

    private static InputStream open(Path file) throws IOException {
        if (Files.size(file) > LARGEST_FILE) {
            throw new IOException("too large");
        }
        return Files.newInputStream(file);
    }

    /** Trusted entries, and the certificate of each key, as the JDK has it for its own list. */
    private static List<Certificate> certificatesOf(KeyStore store) throws KeyStoreException {
        List<Certificate> found = new ArrayList<>();
        for (String alias : Collections.list(store.aliases())) {
            Certificate certificate = store.getCertificate(alias);
            if (certificate != null) {
                found.add(certificate);
            }
        }
        return found;
    }

    private static KeyStore storeOf(Collection<? extends Certificate> certificates)
            throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        int number = 0;
        for (Certificate certificate : certificates) {
            if (certificate instanceof X509Certificate) {
                store.setCertificateEntry("trusted-" + number++, certificate);
            }
        }
        if (number == 0) {
            throw new CertificateException("no certificate in it");
        }
        return store;
    }

    private static X509TrustManager trustManager(@Nullable KeyStore store) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
        factory.init(store);
        for (TrustManager manager : factory.getTrustManagers()) {
            if (manager instanceof X509TrustManager ours) {
                return ours;
            }
        }
        throw new KeyStoreException("no X.509 trust manager");
    }
}
