package dev.rollcall.ldap.internal.connection;

import com.unboundid.ldap.sdk.LDAPConnection;
import java.util.List;

/** An open, protected connection to one server on which the service account is logged in. For one thread at a time. */
public final class LdapSession implements AutoCloseable {

    private final ServerAddress server;
    private final Line line;
    private final LDAPConnection connection;
    private final RootDse rootDse;
    private final List<String> passedOver;

    LdapSession(ServerAddress server, Line line, LDAPConnection connection, RootDse rootDse, List<String> passedOver) {
        this.server = server;
        this.line = line;
        this.connection = connection;
        this.rootDse = rootDse;
        this.passedOver = List.copyOf(passedOver);
    }

    /**
     * The connection. It neither follows referrals nor connects again; its response time limit is the configured one
     * unless a request sets another.
     */
    public LDAPConnection connection() {
        return connection;
    }

    /** What the server said of itself after the login. */
    public RootDse rootDse() {
        return rootDse;
    }

    /** The server, for messages: host, port and, where that is a name, the address. */
    public String server() {
        return server.toString();
    }

    /** What protects the connection: the version of TLS, or words that say that nothing does. */
    public String protection() {
        return line.protection();
    }

    /**
     * Why the servers and addresses before this one were passed over, in the order in which they were tried; mostly
     * none.
     */
    public List<String> passedOver() {
        return passedOver;
    }

    /** Logs out and closes the connection; once closed, nothing happens. */
    @Override
    public void close() {
        try {
            connection.close();
        } finally {
            line.close();
        }
    }

    @Override
    public String toString() {
        return server();
    }
}
