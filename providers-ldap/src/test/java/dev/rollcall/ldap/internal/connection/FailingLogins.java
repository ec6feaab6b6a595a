package dev.rollcall.ldap.internal.connection;

import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.SearchScope;
import dev.rollcall.directory.DirectoryException;
import dev.rollcall.ldap.LdapSecurity;
import dev.rollcall.ldap.internal.connection.ConnectionSettings.Server;
import dev.rollcall.testservers.ClosedPort;
import dev.rollcall.testservers.TestCertificates;
import java.io.IOException;
import java.time.Duration;
import java.util.logging.ConsoleHandler;
import java.util.logging.Level;
import java.util.logging.Logger;

/** A program that logs in in all the ways that fail, and prints every exception and every object there is. */
final class FailingLogins {

    static final String PASSWORD = TestDirectory.PASSWORD;
    private static final Duration SHORT = Duration.ofMillis(300);

    private FailingLogins() {}

    public static void main(String[] args) throws Exception {
        Logger root = Logger.getLogger("");
        ConsoleHandler console = new ConsoleHandler();
        console.setLevel(Level.ALL);
        root.setLevel(Level.ALL);
        root.addHandler(console);
        refusals();
        certificates();
        startTls();
        silence();
        success();
        // Certificates are made and servers run in this JVM; none of their threads may keep it alive.
        System.exit(0);
    }

    private static void refusals() {
        for (int code : new int[] {1, 8, 19, 32, 34, 48, 49, 50, 51, 53, 80, 4711}) {
            try (TestDirectory directory =
                    TestDirectory.inClear().refusing(ResultCode.valueOf(code), "x, data 52e, y")) {
                show(given(LdapSecurity.INSECURE, directory.server()));
            }
        }
    }

    private static void certificates() {
        TestCertificates certificates = TestCertificates.shared();
        try (ClosedPort refusing = ClosedPort.open();
                TestDirectory expired = TestDirectory.withLdaps(certificates.expired());
                TestDirectory other = TestDirectory.withStartTls(certificates.wrongHost())) {
            show(given(LdapSecurity.LDAPS, expired.server(), new Server("127.0.0.1", refusing.number())));
            show(given(LdapSecurity.STARTTLS, other.server()));
        }
    }

    private static void startTls() throws IOException {
        try (ScriptedServer server = ScriptedServer.playing((client, in) -> {
            Wire.read(in);
            Wire.send(client, Wire.startTlsAnswer(2));
        })) {
            show(given(LdapSecurity.STARTTLS, server.server()));
        }
    }

    private static void silence() throws IOException {
        try (ScriptedServer server = ScriptedServer.silent()) {
            for (LdapSecurity security : LdapSecurity.values()) {
                show(given(security, server.server()).limits(SHORT, SHORT, SHORT));
            }
        }
        try (ScriptedServer server = ScriptedServer.playing((client, in) -> {
            Wire.read(in);
            client.close();
        })) {
            show(given(LdapSecurity.INSECURE, server.server()));
        }
    }

    private static void success() throws LDAPException {
        try (TestDirectory directory = TestDirectory.inClear()) {
            Given given = given(LdapSecurity.INSECURE, directory.server());
            try (LdapSession session = given.open()) {
                System.out.println(session + " " + session.connection() + " " + session.rootDse());
                session.connection().search("dc=example,dc=com", SearchScope.SUB, "(objectClass=*)");
            }
        }
    }

    private static Given given(LdapSecurity security, Server... servers) {
        return Given.servers(security, servers).account(TestDirectory.READER, PASSWORD::toCharArray);
    }

    private static void show(Given given) {
        System.out.println(given + " " + given.settings());
        try (LdapSession session = given.open()) {
            throw new IllegalStateException("It should have failed on " + session);
        } catch (DirectoryException e) {
            e.printStackTrace(System.out);
        }
    }
}
