package dev.rollcall.ldap.internal.connection;

import com.unboundid.ldap.sdk.BindRequest;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.SearchRequest;
import com.unboundid.ldap.sdk.SearchScope;
import java.time.Duration;

/** The first words on a connection: the login, and the question what kind of server this is. */
final class Greeting {

    private final ConnectionSettings settings;
    private final ServerAddress server;
    private final RunTime time;

    Greeting(ConnectionSettings settings, ServerAddress server, RunTime time) {
        this.settings = settings;
        this.server = server;
        this.time = time;
    }

    /** Hands the line to the client library; nothing is sent. */
    void adopt(LDAPConnection connection) throws ServerFault {
        Duration limit = time.limit(settings.connectTimeout());
        try {
            connection.connect(
                    server.server().host(), server.address(), server.server().port(), Limits.millis(limit));
        } catch (LDAPException e) {
            throwIfInterrupted(e);
            throw new ServerFault(LdapFaults.of(e, "connecting", server.toString()));
        }
    }

    /** Logs in. */
    void bind(LDAPConnection connection, Login login) throws ServerFault {
        BindRequest request = login.request();
        request.setResponseTimeoutMillis(Limits.millis(time.limit(settings.bindTimeout())));
        try {
            connection.bind(request);
        } catch (LDAPException e) {
            throwIfInterrupted(e);
            if (BindErrors.isTheServers(e)) {
                throw new ServerFault(BindErrors.of(e, login.toString(), server.toString()));
            }
            throw BindErrors.of(e, login.toString(), server.toString());
        }
    }

    /** Reads the root DSE. A server that refuses to show it is used all the same. */
    RootDse rootDse(LDAPConnection connection) throws ServerFault {
        SearchRequest request =
                new SearchRequest("", SearchScope.BASE, Filter.createPresenceFilter("objectClass"), RootDse.ATTRIBUTES);
        request.setResponseTimeoutMillis(Limits.millis(time.limit(settings.responseTimeout())));
        try {
            return RootDse.of(connection.searchForEntry(request));
        } catch (LDAPException e) {
            throwIfInterrupted(e);
            if (LdapFaults.isOutage(e)) {
                throw new ServerFault(LdapFaults.of(e, "reading the root DSE", server.toString()));
            }
            return RootDse.of(null);
        }
    }

    private void throwIfInterrupted(LDAPException e) {
        if (Thread.currentThread().isInterrupted() || e.getCause() instanceof InterruptedException) {
            throw Interruption.of(server.toString(), time, e);
        }
    }
}
