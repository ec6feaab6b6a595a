package dev.rollcall.ldap.servers;

import dev.rollcall.testservers.OpenLdapServer;
import dev.rollcall.testservers.SambaDomain;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A server of each kind for all tests that neither stop it nor look beyond a branch of their own. Started when the
 * first asks; ended with the JVM, as every test server is.
 */
final class SharedServers {

    private static final AtomicInteger BRANCHES = new AtomicInteger();
    private static @Nullable OpenLdapServer openLdap;
    private static @Nullable SambaDomain samba;

    private SharedServers() {}

    static synchronized OpenLdapServer openLdap() {
        if (openLdap == null) {
            openLdap = OpenLdapServer.start(temporary());
        }
        return openLdap;
    }

    static synchronized SambaDomain samba() {
        if (samba == null) {
            samba = SambaDomain.start(temporary());
        }
        return samba;
    }

    /** A name for a unit that no other test has. */
    static String newName() {
        return "branch-" + BRANCHES.incrementAndGet();
    }

    private static Path temporary() {
        return Path.of(System.getProperty("java.io.tmpdir"));
    }
}
