package dev.rollcall.testservers;

import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPConnectionOptions;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.util.ssl.HostNameSSLSocketVerifier;
import com.unboundid.util.ssl.PEMFileTrustManager;
import com.unboundid.util.ssl.SSLUtil;
import java.nio.file.Path;
import java.security.GeneralSecurityException;

/** Connections to the servers of this package, bound. */
final class Connections {

    private Connections() {}

    static LDAPConnection plain(String host, int port, TestAccount account) {
        try {
            return new LDAPConnection(options(), host, port, account.name(), account.password());
        } catch (LDAPException e) {
            throw refused(account, e);
        }
    }

    /** Over LDAPS, verified. */
    static LDAPConnection secure(String host, int port, Path authority, TestAccount account) {
        try {
            return open(host, port, authority, account);
        } catch (LDAPException e) {
            throw refused(account, e);
        }
    }

    /** Can this account bind? That also tells one test server from another on the same port. */
    static boolean answers(String host, int port, TestAccount account) {
        try (LDAPConnection connection =
                new LDAPConnection(options(), host, port, account.name(), account.password())) {
            return connection.isConnected();
        } catch (LDAPException e) {
            return false;
        }
    }

    /** As {@link #answers(String, int, TestAccount)}, over LDAPS. */
    static boolean answers(String host, int port, Path authority, TestAccount account) {
        try (LDAPConnection connection = open(host, port, authority, account)) {
            return connection.isConnected();
        } catch (LDAPException e) {
            return false;
        }
    }

    private static LDAPConnection open(String host, int port, Path authority, TestAccount account)
            throws LDAPException {
        LDAPConnectionOptions options = options();
        options.setSSLSocketVerifier(new HostNameSSLSocketVerifier(false));
        try {
            return new LDAPConnection(
                    new SSLUtil(new PEMFileTrustManager(authority.toFile())).createSSLSocketFactory(),
                    options,
                    host,
                    port,
                    account.name(),
                    account.password());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("no TLS with " + authority, e);
        }
    }

    private static LDAPConnectionOptions options() {
        LDAPConnectionOptions options = new LDAPConnectionOptions();
        options.setConnectTimeoutMillis(60_000);
        options.setResponseTimeoutMillis(60_000);
        return options;
    }

    private static IllegalStateException refused(TestAccount account, LDAPException e) {
        return new IllegalStateException("no connection for " + account + ": " + e.getResultCode(), e);
    }
}
