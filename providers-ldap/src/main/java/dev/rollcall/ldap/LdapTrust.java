package dev.rollcall.ldap;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.function.Supplier;
import javax.net.ssl.X509TrustManager;

/**
 * Which certificates of a server are trusted: a choice of each directory's own. No setting of the JVM is read or
 * changed but by {@link #ofJvm()}, and there is no way to trust everybody. Asked anew for each run, so that renewed
 * files are seen.
 */
@FunctionalInterface
public interface LdapTrust {

    /**
     * Returns what decides.
     *
     * @throws IOException if a file cannot be read
     * @throws GeneralSecurityException if what it holds cannot be used
     */
    X509TrustManager trustManager() throws IOException, GeneralSecurityException;

    /** Trusts what the JVM trusts. */
    static LdapTrust ofJvm() {
        return dev.rollcall.ldap.internal.connection.TrustMaterial.ofJvm();
    }

    /** Trusts the certificates of a PEM file, one or several, and those that they have signed; nothing else. */
    static LdapTrust certificates(Path pemFile) {
        return dev.rollcall.ldap.internal.connection.TrustMaterial.certificates(pemFile);
    }

    /** Trusts the certificates of a key store, PKCS #12 or JKS; nothing else. */
    static LdapTrust keyStore(Path file, Supplier<char[]> password) {
        return dev.rollcall.ldap.internal.connection.TrustMaterial.keyStore(file, password);
    }
}
