package dev.rollcall.ldap.internal.connection;

import dev.rollcall.ldap.LdapSecurity;
import dev.rollcall.ldap.LdapTrust;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How to get to a server and in.
 *
 * @param servers where to try, in this order; at least one
 * @param security how the connection is protected
 * @param trust which certificates are trusted
 * @param certificateName the name that the certificate has to carry; null for the server's own
 * @param account who reads; null for nobody (an anonymous bind)
 * @param connectTimeout for the connection and the handshake of one server
 * @param bindTimeout for StartTLS and for the bind, each
 * @param responseTimeout the longest silence of the server while an answer is awaited
 * @param totalTimeout for everything from the first connection to the last page
 * @param largestMessage what the server may send in one message, in bytes
 */
public record ConnectionSettings(
        List<Server> servers,
        LdapSecurity security,
        LdapTrust trust,
        @Nullable String certificateName,
        @Nullable Account account,
        Duration connectTimeout,
        Duration bindTimeout,
        Duration responseTimeout,
        Duration totalTimeout,
        int largestMessage) {

    /** Where Active Directory answers for all domains of the forest, with a part of the attributes. */
    private static final Set<Integer> GLOBAL_CATALOG = Set.of(3268, 3269);

    /** Whether people of several domains may be found (F62). */
    public boolean mayBeGlobalCatalog() {
        return servers.stream().anyMatch(server -> GLOBAL_CATALOG.contains(server.port()));
    }

    /** A server; {@code toString} gives {@code host:port}. */
    public record Server(String host, int port) {
        @Override
        public String toString() {
            return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
        }
    }
}
