package dev.rollcall.ldap.internal.connection;

import dev.rollcall.ldap.LdapSecurity;
import dev.rollcall.ldap.LdapTrust;
import java.time.Duration;
import java.util.List;

/** Settings for a server of this machine, without protection and without an account. */
public final class Unprotected {

    private Unprotected() {}

    /** Each step may take as long as the whole. */
    public static ConnectionSettings at(int port, Duration limit, int largestMessage) {
        return new ConnectionSettings(
                List.of(new ConnectionSettings.Server("127.0.0.1", port)),
                LdapSecurity.INSECURE,
                LdapTrust.ofJvm(),
                null,
                null,
                limit,
                limit,
                limit,
                limit,
                largestMessage);
    }
}
