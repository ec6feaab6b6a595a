package dev.rollcall.ldap.internal.connection;

import com.unboundid.ldap.listener.InMemoryDirectoryServer;
import com.unboundid.ldap.listener.InMemoryDirectoryServerConfig;
import com.unboundid.ldap.listener.InMemoryListenerConfig;
import com.unboundid.ldap.listener.interceptor.InMemoryInterceptedSearchRequest;
import com.unboundid.ldap.listener.interceptor.InMemoryInterceptedSimpleBindRequest;
import com.unboundid.ldap.listener.interceptor.InMemoryOperationInterceptor;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldif.LDIFException;
import dev.rollcall.ldap.internal.connection.ConnectionSettings.Server;
import dev.rollcall.testservers.ServerCertificate;
import java.net.InetAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** A directory in memory, which notes who logs in and can be told to refuse. */
final class TestDirectory implements AutoCloseable {

    static final String READER = "cn=reader,dc=example,dc=com";
    static final String PASSWORD = "Gut. Geheim. 42 ä";

    private final InMemoryDirectoryServer server;
    private final Doorman doorman = new Doorman();
    private final int port;

    private TestDirectory(InetAddress address, @Nullable ServerCertificate certificate, boolean ldaps) {
        try {
            InMemoryDirectoryServerConfig config = new InMemoryDirectoryServerConfig("dc=example,dc=com");
            config.addAdditionalBindCredentials(READER, PASSWORD);
            config.addInMemoryOperationInterceptor(doorman);
            SSLContext context = certificate == null ? null : certificate.serverContext();
            config.setListenerConfigs(
                    ldaps && context != null
                            ? InMemoryListenerConfig.createLDAPSConfig(
                                    "ldaps", address, 0, context.getServerSocketFactory(), null)
                            : InMemoryListenerConfig.createLDAPConfig(
                                    "ldap", address, 0, context == null ? null : context.getSocketFactory()));
            server = new InMemoryDirectoryServer(config);
            server.add("dn: dc=example,dc=com", "objectClass: domain", "dc: example");
            server.startListening();
            port = server.getListenPort();
        } catch (LDAPException | LDIFException e) {
            throw new IllegalStateException(e);
        }
    }

    static TestDirectory inClear() {
        return new TestDirectory(loopback(), null, false);
    }

    static TestDirectory inClearAt(InetAddress address) {
        return new TestDirectory(address, null, false);
    }

    static TestDirectory withLdaps(ServerCertificate certificate) {
        return new TestDirectory(loopback(), certificate, true);
    }

    static TestDirectory withLdapsAt(InetAddress address, ServerCertificate certificate) {
        return new TestDirectory(address, certificate, true);
    }

    static TestDirectory withStartTls(ServerCertificate certificate) {
        return new TestDirectory(loopback(), certificate, false);
    }

    static InetAddress loopback() {
        try {
            return InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
        } catch (java.net.UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }

    int port() {
        return port;
    }

    Server server() {
        return new Server("127.0.0.1", port());
    }

    /** From now on each login is refused like this. */
    TestDirectory refusing(ResultCode code, String words) {
        doorman.refusal = new LDAPException(code, words);
        return this;
    }

    /** From now on the root DSE is hidden. */
    TestDirectory hidingRootDse() {
        doorman.hidden = true;
        return this;
    }

    /** Who tried to log in, in this order. */
    List<String> logins() {
        return List.copyOf(doorman.logins);
    }

    /** Cuts every connection there is; new ones are accepted. */
    void cutAllConnections() {
        server.closeAllConnections(true);
    }

    /** Is gone from now on. */
    void shutDown() {
        server.shutDown(true);
    }

    @Override
    public void close() {
        shutDown();
    }

    private static final class Doorman extends InMemoryOperationInterceptor {
        private final List<String> logins = new CopyOnWriteArrayList<>();
        private volatile @Nullable LDAPException refusal;
        private volatile boolean hidden;

        @Override
        public void processSimpleBindRequest(InMemoryInterceptedSimpleBindRequest request) throws LDAPException {
            logins.add(request.getRequest().getBindDN());
            LDAPException refused = refusal;
            if (refused != null) {
                throw refused;
            }
        }

        @Override
        public void processSearchRequest(InMemoryInterceptedSearchRequest request) throws LDAPException {
            if (hidden && request.getRequest().getBaseDN().isEmpty()) {
                throw new LDAPException(ResultCode.INSUFFICIENT_ACCESS_RIGHTS);
            }
        }
    }
}
