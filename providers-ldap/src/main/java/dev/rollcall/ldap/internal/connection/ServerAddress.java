package dev.rollcall.ldap.internal.connection;

import dev.rollcall.ldap.internal.connection.ConnectionSettings.Server;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/**
 * One address of a server: what a session is bound to.
 *
 * @param server as configured
 * @param address where it is
 */
record ServerAddress(Server server, InetAddress address) {

    /** Where to connect to. */
    InetSocketAddress socketAddress() {
        return new InetSocketAddress(address, server.port());
    }

    /** The server as configured and, where that is a name, its address: for messages. */
    @Override
    public String toString() {
        String literal = address.getHostAddress();
        return server.host().equals(literal) ? server.toString() : server + " (" + literal + ")";
    }
}
