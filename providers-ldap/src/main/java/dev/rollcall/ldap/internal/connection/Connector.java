package dev.rollcall.ldap.internal.connection;

import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPConnectionOptions;
import dev.rollcall.directory.DirectoryConfigurationException;
import dev.rollcall.directory.DirectoryUnavailableException;
import dev.rollcall.ldap.LdapSecurity;
import dev.rollcall.ldap.internal.connection.ConnectionSettings.Server;
import java.io.IOException;
import java.net.InetAddress;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens sessions: chooses the first of the configured servers that can be reached, protected and logged in to. A name
 * with several addresses counts as several servers. Keeps nothing between two openings. Thread-safe.
 */
public final class Connector {

    private static final Logger LOG = LoggerFactory.getLogger(Connector.class);

    private final ConnectionSettings settings;
    private final NameService names;

    /** Creates the connector, without connecting. */
    public Connector(ConnectionSettings settings) {
        this(settings, InetAddress::getAllByName);
    }

    Connector(ConnectionSettings settings, NameService names) {
        this.settings = settings;
        this.names = names;
    }

    /**
     * Opens a session with the first server that can be used. The password is asked for once; an answer about the
     * account or its password ends the attempt, so that the account is not locked by trying it everywhere (F125).
     *
     * @throws DirectoryUnavailableException if no server answered as it should in time
     * @throws DirectoryConfigurationException if certificates are not trusted, TLS is not offered, or a trust file
     *     cannot be read
     * @throws dev.rollcall.directory.DirectoryCredentialsException if the login was refused, or there is no password
     */
    public LdapSession open(RunTime time) {
        X509TrustManager trust = trust();
        try (Login login = Login.of(settings.account())) {
            Dialler dialler = new Dialler(settings, trust, time);
            ServerFaults faults = new ServerFaults();
            for (Server server : settings.servers()) {
                for (ServerAddress address : addressesOf(server, time, faults)) {
                    try {
                        return session(address, dialler, login, time, faults);
                    } catch (ServerFault e) {
                        LOG.debug("Passing over {}: {}", address, e.told().getMessage());
                        faults.add(e);
                    }
                }
            }
            throw faults.joined();
        }
    }

    private LdapSession session(ServerAddress server, Dialler dialler, Login login, RunTime time, ServerFaults before)
            throws ServerFault {
        LDAPConnectionOptions options = options();
        Line line = dialler.dial(server);
        LDAPConnection connection = new LDAPConnection(line.asFactory(), options);
        boolean done = false;
        try {
            Greeting greeting = new Greeting(settings, server, time);
            greeting.adopt(connection);
            greeting.bind(connection, login);
            RootDse rootDse = greeting.rootDse(connection);
            LOG.debug("Connected to {} ({}) as {}", server, line.protection(), login);
            done = true;
            return new LdapSession(server, line, connection, rootDse, before.reasons());
        } finally {
            if (!done) {
                connection.close();
                line.close();
            }
        }
    }

    private List<ServerAddress> addressesOf(Server server, RunTime time, ServerFaults faults) {
        Duration limit = time.limit(settings.connectTimeout());
        try {
            InetAddress[] found = new BoundedStep("lookup", null).run(limit, () -> names.addressesOf(server.host()));
            return Stream.of(found)
                    .map(address -> new ServerAddress(server, address))
                    .toList();
        } catch (IOException | TimeoutException e) {
            faults.add(new ServerFault(new DirectoryUnavailableException(
                    "The name of " + server
                            + " could not be resolved; check its spelling and the name service of this machine",
                    e)));
            return List.of();
        } catch (InterruptedException e) {
            throw Interruption.of(server.toString(), time, e);
        }
    }

    private @Nullable X509TrustManager trust() {
        if (settings.security() == LdapSecurity.INSECURE) {
            return null;
        }
        try {
            return settings.trust().trustManager();
        } catch (IOException | GeneralSecurityException | RuntimeException e) {
            throw new DirectoryConfigurationException(
                    "The trusted certificates could not be read ("
                            + e.getClass().getSimpleName() + "); check the file, its password and who may read it",
                    e);
        }
    }

    /** Knows the addresses of a host, in the order in which they are to be tried. */
    @FunctionalInterface
    interface NameService {
        InetAddress[] addressesOf(String host) throws IOException;
    }

    private LDAPConnectionOptions options() {
        LDAPConnectionOptions options = new LDAPConnectionOptions();
        options.setFollowReferrals(false);
        options.setAbandonOnTimeout(true);
        options.setUseKeepAlive(true);
        options.setUseLinger(false, 0);
        options.setUseTCPNoDelay(true);
        options.setUseSchema(false);
        options.setCaptureConnectStackTrace(false);
        options.setBindWithDNRequiresPassword(true);
        // With a reader thread of its own a waiting call answers to an interrupt; a socket that is read by the caller
        // does not.
        options.setUseSynchronousMode(false);
        options.setConnectTimeoutMillis(Limits.millis(settings.connectTimeout()));
        options.setResponseTimeoutMillis(settings.responseTimeout().toMillis());
        options.setMaxMessageSize(settings.largestMessage());
        return options;
    }
}
