package dev.rollcall.ldap.internal.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.ResultCode;
import dev.rollcall.directory.DirectoryConfigurationException;
import dev.rollcall.directory.DirectoryCredentialsException;
import dev.rollcall.directory.DirectoryUnavailableException;
import dev.rollcall.ldap.LdapSecurity;
import dev.rollcall.ldap.internal.connection.ConnectionSettings.Server;
import dev.rollcall.testservers.ClosedPort;
import dev.rollcall.testservers.TestCertificates;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Choosing a server and logging in")
class ConnectorTest {

    private static final TestCertificates CERTIFICATES = TestCertificates.shared();

    @Test
    @DisplayName("a session is open, logged in, and knows what kind of server it is on")
    void opens() throws Exception {
        try (TestDirectory directory = TestDirectory.inClear();
                LdapSession session =
                        Given.servers(LdapSecurity.INSECURE, directory.server()).open()) {
            assertThat(directory.logins()).containsExactly(TestDirectory.READER);
            assertThat(session.server()).isEqualTo("127.0.0.1:" + directory.port());
            assertThat(session.connection().getEntry("dc=example,dc=com")).isNotNull();
            assertThat(session.rootDse().isActiveDirectory()).isFalse();
            assertThat(session.rootDse().hasControls()).isTrue();
            assertThat(session.rootDse().supportsControl("1.2.840.113556.1.4.319"))
                    .isTrue();
            assertThat(session.rootDse().namingContexts()).contains("dc=example,dc=com");
            assertThat(session.rootDse().highestCommittedUsn()).isEmpty();
        }
    }

    @Test
    @DisplayName("LDAPS and StartTLS both work, with the name of the host in the certificate")
    void opensProtected() {
        try (TestDirectory ldaps = TestDirectory.withLdaps(CERTIFICATES.good());
                TestDirectory startTls = TestDirectory.withStartTls(CERTIFICATES.good());
                LdapSession one = Given.servers(LdapSecurity.LDAPS, new Server("localhost", ldaps.port()))
                        .open();
                LdapSession two = Given.servers(LdapSecurity.STARTTLS, new Server("localhost", startTls.port()))
                        .open()) {
            assertThat(one.protection()).startsWith("TLSv1.");
            assertThat(two.protection()).startsWith("TLSv1.");
            assertThat(startTls.logins()).hasSize(1);
        }
    }

    @Test
    @DisplayName("a server that shows its root DSE to nobody is used all the same")
    void hiddenRootDse() {
        try (TestDirectory directory = TestDirectory.inClear().hidingRootDse();
                LdapSession session =
                        Given.servers(LdapSecurity.INSECURE, directory.server()).open()) {
            assertThat(session.rootDse()).isEqualTo(RootDse.of(null));
            assertThat(session.connection().isConnected()).isTrue();
        }
    }

    @Test
    @DisplayName("without an account nobody logs in")
    void anonymous() {
        try (TestDirectory directory = TestDirectory.inClear();
                LdapSession session = Given.servers(LdapSecurity.INSECURE, directory.server())
                        .account(null)
                        .open()) {
            assertThat(directory.logins()).containsExactly("");
            assertThat(session.connection().isConnected()).isTrue();
        }
    }

    @Test
    @DisplayName("an account may be called by a name that is no DN, as in Active Directory")
    void userPrincipalName() {
        try (TestDirectory directory = TestDirectory.inClear()) {
            Given given = Given.servers(LdapSecurity.INSECURE, directory.server())
                    .account("svc-rollcall@example.com", "secret"::toCharArray);
            assertThatThrownBy(given::open).hasMessageContaining("svc-rollcall@example.com");
            assertThat(directory.logins()).containsExactly("svc-rollcall@example.com");
        }
    }

    @Test
    @DisplayName("the first server that can be used is chosen, whatever is wrong with those before it")
    void choosesTheFirstUsable() {
        try (ClosedPort refusing = ClosedPort.open();
                TestDirectory busy = TestDirectory.inClear().refusing(ResultCode.BUSY, "");
                TestDirectory unavailable = TestDirectory.inClear().refusing(ResultCode.UNAVAILABLE, "");
                TestDirectory good = TestDirectory.inClear();
                TestDirectory spare = TestDirectory.inClear();
                LdapSession session = Given.servers(
                                LdapSecurity.INSECURE,
                                new Server("127.0.0.1", refusing.number()),
                                busy.server(),
                                unavailable.server(),
                                good.server(),
                                spare.server())
                        .open()) {
            assertThat(session.server()).isEqualTo(good.server().toString());
            assertThat(spare.logins()).isEmpty();
            assertThat(session.passedOver()).hasSize(3);
            assertThat(session.passedOver().get(0)).contains("could not be reached");
            assertThat(session.passedOver().get(1)).contains(busy.server().toString(), "result code 51");
            assertThat(session.passedOver().get(2))
                    .contains(unavailable.server().toString(), "result code 52");
        }
    }

    @Test
    @DisplayName("when no server can be used, the reason of each is told")
    void tellsEachReason() {
        try (ClosedPort refusing = ClosedPort.open();
                TestDirectory busy = TestDirectory.inClear().refusing(ResultCode.BUSY, "words of the server")) {
            int closed = refusing.number();
            Given given = Given.servers(LdapSecurity.INSECURE, new Server("127.0.0.1", closed), busy.server());
            assertThatThrownBy(given::open)
                    .isInstanceOf(DirectoryUnavailableException.class)
                    .hasMessageContaining("127.0.0.1:" + closed + " could not be reached")
                    .hasMessageContaining(busy.server() + " could not log in")
                    .hasMessageContaining("result code 51, busy")
                    .hasMessageNotContaining("words of the server");
        }
    }

    @Test
    @DisplayName("a name that nobody knows is told as such")
    void unknownName() {
        Given given = Given.servers(LdapSecurity.INSECURE, new Server("nowhere.example", 389));
        Connector connector = new Connector(given.settings(), host -> {
            throw new UnknownHostException(host);
        });
        assertThatThrownBy(() -> connector.open(RunTime.of(Duration.ofSeconds(20))))
                .isInstanceOf(DirectoryUnavailableException.class)
                .hasMessageContaining("nowhere.example:389")
                .hasMessageContaining("resolved");
    }

    @Test
    @DisplayName("each address of a name is tried, and the session tells which one it is on")
    void severalAddresses() throws Exception {
        InetAddress elsewhere = InetAddress.getByAddress(new byte[] {127, 0, 0, 9});
        try (TestDirectory directory = TestDirectory.inClear()) {
            Given given = Given.servers(LdapSecurity.INSECURE, new Server("ldap.example", directory.port()));
            Connector connector =
                    new Connector(given.settings(), host -> new InetAddress[] {elsewhere, TestDirectory.loopback()});
            try (LdapSession session = connector.open(RunTime.of(Duration.ofSeconds(20)))) {
                assertThat(session.server()).isEqualTo("ldap.example:" + directory.port() + " (127.0.0.1)");
            }
        }
    }

    @Test
    @DisplayName("F125: a refused password is not tried on another server")
    void refusedPasswordIsTriedOnce() {
        try (TestDirectory first = TestDirectory.inClear();
                TestDirectory second = TestDirectory.inClear()) {
            Given given = Given.servers(LdapSecurity.INSECURE, first.server(), second.server())
                    .account(TestDirectory.READER, "wrong"::toCharArray);
            assertThatThrownBy(given::open)
                    .isInstanceOf(DirectoryCredentialsException.class)
                    .hasMessageContaining(first.server().toString())
                    .hasMessageContaining("result code 49, invalid credentials");
            assertThat(first.logins()).hasSize(1);
            assertThat(second.logins()).isEmpty();
        }
    }

    @Test
    @DisplayName("a server that wants a protected connection leads to the advice to protect it, and to no other server")
    void strongerAuthenticationRequired() {
        try (TestDirectory first = TestDirectory.inClear().refusing(ResultCode.STRONG_AUTH_REQUIRED, "");
                TestDirectory second = TestDirectory.inClear()) {
            Given given = Given.servers(LdapSecurity.INSECURE, first.server(), second.server());
            assertThatThrownBy(given::open)
                    .isInstanceOf(DirectoryConfigurationException.class)
                    .hasMessageContaining("use LDAPS or STARTTLS");
            assertThat(second.logins()).isEmpty();
        }
    }

    @Test
    @DisplayName("the password is asked for once, however many servers are tried, and its array is overwritten")
    void passwordIsAskedForOnceAndOverwritten() {
        List<char[]> given = new ArrayList<>();
        try (ClosedPort refusing = ClosedPort.open();
                TestDirectory busy = TestDirectory.inClear().refusing(ResultCode.BUSY, "");
                TestDirectory good = TestDirectory.inClear();
                LdapSession session = Given.servers(
                                LdapSecurity.INSECURE,
                                new Server("127.0.0.1", refusing.number()),
                                busy.server(),
                                good.server())
                        .account(TestDirectory.READER, () -> {
                            given.add(TestDirectory.PASSWORD.toCharArray());
                            return given.get(given.size() - 1);
                        })
                        .open()) {
            assertThat(session.server()).isEqualTo(good.server().toString());
            assertThat(given).hasSize(1);
            assertThat(given.get(0)).containsOnly('\0');
        }
    }

    @Test
    @DisplayName("a password that is empty or missing is refused before anything is sent (RFC 4513, 5.1.2)")
    void noPassword() throws IOException {
        try (ScriptedServer server = ScriptedServer.silent()) {
            Given given = Given.servers(LdapSecurity.INSECURE, server.server());
            assertThatThrownBy(
                            () -> given.account("cn=reader", () -> new char[0]).open())
                    .isInstanceOf(DirectoryCredentialsException.class)
                    .hasMessageContaining("no password for cn=reader");
            assertThatThrownBy(() -> given.account("cn=reader", () -> null).open())
                    .isInstanceOf(DirectoryCredentialsException.class)
                    .hasMessageContaining("no password for cn=reader");
            assertThat(server.connections()).isZero();
        }
    }

    @Test
    @DisplayName("a source of passwords that fails is told by the type of its failure alone")
    void failingPasswordSource() throws IOException {
        try (ScriptedServer server = ScriptedServer.silent()) {
            Given given = Given.servers(LdapSecurity.INSECURE, server.server()).account("cn=reader", () -> {
                throw new IllegalStateException("token 4711");
            });
            assertThatThrownBy(given::open)
                    .isInstanceOf(DirectoryCredentialsException.class)
                    .hasMessageContaining("IllegalStateException")
                    .hasMessageNotContaining("4711");
            assertThat(server.connections()).isZero();
        }
    }

    @Test
    @DisplayName("F68: after a session no connection and no thread is left, after failures neither")
    void leavesNothingBehind() throws Exception {
        ClientThreads threads = new ClientThreads();
        try (ScriptedServer server = ScriptedServer.playing((client, in) -> {
            int id = Wire.read(in).getMessageID();
            Wire.send(client, Wire.bindAnswer(id, 0, ""));
        })) {
            Given given = Given.servers(LdapSecurity.INSECURE, server.server())
                    .limits(Duration.ofSeconds(20), Duration.ofSeconds(20), Duration.ofMillis(50));
            assertThatThrownBy(given::open).isInstanceOf(DirectoryUnavailableException.class);
            server.awaitEnd();
        }
        try (TestDirectory directory = TestDirectory.withLdaps(CERTIFICATES.good())) {
            LdapSession session =
                    Given.servers(LdapSecurity.LDAPS, directory.server()).open();
            session.close();
            session.close();
            assertThat(session.connection().isConnected()).isFalse();
            Given wrong = Given.servers(LdapSecurity.LDAPS, directory.server())
                    .account(TestDirectory.READER, "wrong"::toCharArray);
            assertThatThrownBy(wrong::open).isInstanceOf(DirectoryCredentialsException.class);
        }
        threads.assertNoneLeft();
    }

    @Test
    @DisplayName("F68: connections that were cut between two openings do not hurt the second one")
    void connectionsAreFresh() {
        try (TestDirectory directory = TestDirectory.inClear()) {
            Connector connector =
                    Given.servers(LdapSecurity.INSECURE, directory.server()).connector();
            RunTime time = RunTime.of(Duration.ofSeconds(20));
            try (LdapSession cut = connector.open(time)) {
                directory.cutAllConnections();
                assertThatThrownBy(() -> cut.connection().getEntry("dc=example,dc=com"))
                        .isInstanceOf(LDAPException.class);
                assertThat(cut.connection().isConnected()).isFalse();
            }
            try (LdapSession fresh = connector.open(time)) {
                assertThat(fresh.connection().isConnected()).isTrue();
            }
        }
    }

    @Test
    @DisplayName("F124: an answer that claims to be larger than allowed ends the connection, and is not waited for")
    void hugeAnswer() throws Exception {
        try (ScriptedServer server = ScriptedServer.playing((client, in) -> {
            Wire.send(client, Wire.bindAnswer(Wire.read(in).getMessageID(), 0, ""));
            Wire.read(in);
            Wire.send(client, new byte[] {0x30, (byte) 0x84, 0x7F, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF});
        })) {
            assertThatThrownBy(Given.servers(LdapSecurity.INSECURE, server.server())::open)
                    .isInstanceOf(DirectoryUnavailableException.class)
                    .hasMessageContaining("larger than allowed");
            server.awaitEnd();
        }
    }

    @Test
    @DisplayName("IPv6 addresses work, over TLS too")
    void ipv6() throws Exception {
        InetAddress six = InetAddress.getByAddress(new byte[] {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1});
        Assumptions.assumeTrue(isThere(six), "this machine has no ::1");
        try (TestDirectory directory = TestDirectory.withLdapsAt(six, CERTIFICATES.good());
                LdapSession session = Given.servers(LdapSecurity.LDAPS, new Server("::1", directory.port()))
                        .open()) {
            assertThat(session.server()).startsWith("[::1]:" + directory.port());
            assertThat(session.connection().isConnected()).isTrue();
        }
    }

    private static boolean isThere(InetAddress address) {
        try (ServerSocket socket = new ServerSocket(0, 1, address)) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }
}
