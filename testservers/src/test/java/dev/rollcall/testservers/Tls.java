package dev.rollcall.testservers;

import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPConnectionOptions;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.extensions.StartTLSExtendedRequest;
import com.unboundid.util.ssl.HostNameSSLSocketVerifier;
import com.unboundid.util.ssl.PEMFileTrustManager;
import com.unboundid.util.ssl.SSLUtil;
import java.nio.file.Path;
import java.security.GeneralSecurityException;

/** Connections of a client that trusts one authority and checks the host name; nobody is bound. */
final class Tls {

    private Tls() {}

    static LDAPConnection ldaps(String host, int port, Path authority) throws GeneralSecurityException, LDAPException {
        return new LDAPConnection(trusting(authority).createSSLSocketFactory(), verifying(), host, port);
    }

    static LDAPConnection startTls(String host, int port, Path authority)
            throws GeneralSecurityException, LDAPException {
        LDAPConnectionOptions options = verifying();
        options.setUseSynchronousMode(
                true); // a reader thread that is in the midst of a read does not always let go of the plain socket
        LDAPConnection connection = new LDAPConnection(options, host, port);
        try {
            connection.processExtendedOperation(
                    new StartTLSExtendedRequest(trusting(authority).createSSLContext()));
            return connection;
        } catch (LDAPException | GeneralSecurityException e) {
            connection.close();
            throw e;
        }
    }

    private static SSLUtil trusting(Path authority) throws GeneralSecurityException {
        return new SSLUtil(new PEMFileTrustManager(authority.toFile()));
    }

    private static LDAPConnectionOptions verifying() {
        LDAPConnectionOptions options = new LDAPConnectionOptions();
        options.setSSLSocketVerifier(new HostNameSSLSocketVerifier(false));
        options.setConnectTimeoutMillis(60_000);
        return options;
    }
}
