package dev.rollcall.ldap.internal.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rollcall.directory.DirectoryConfigurationException;
import dev.rollcall.directory.DirectoryException;
import dev.rollcall.directory.DirectoryUnavailableException;
import dev.rollcall.ldap.LdapSecurity;
import dev.rollcall.ldap.LdapTrust;
import dev.rollcall.ldap.internal.connection.ConnectionSettings.Server;
import dev.rollcall.testservers.ServerCertificate;
import dev.rollcall.testservers.TestCertificates;
import java.io.IOException;
import java.net.InetAddress;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every refusal is tested with both ways to TLS where that may differ, and each time the directory has seen no login.
 */
@DisplayName("F120: the certificate of a server")
class CertificatesTest {

    private static final TestCertificates CERTIFICATES = TestCertificates.shared();

    @ParameterizedTest
    @EnumSource(names = {"LDAPS", "STARTTLS"})
    @DisplayName("made out to another name is refused, and the names in it are told")
    void wrongName(LdapSecurity security) {
        assertRefused(security, CERTIFICATES.wrongHost(), "elsewhere.example", "not to localhost");
    }

    @ParameterizedTest
    @EnumSource(names = {"LDAPS", "STARTTLS"})
    @DisplayName("that has expired is refused, and the time is told")
    void expired(LdapSecurity security) throws Exception {
        assertRefused(
                security,
                CERTIFICATES.expired(),
                "expired at " + read(CERTIFICATES.expired()).getNotAfter().toInstant());
    }

    @Test
    @DisplayName("that is not valid yet is refused")
    void notYetValid() {
        assertRefused(LdapSecurity.LDAPS, CERTIFICATES.notYetValid(), "is valid from", "clocks");
    }

    @ParameterizedTest
    @EnumSource(names = {"LDAPS", "STARTTLS"})
    @DisplayName("that is signed by itself is refused")
    void selfSigned(LdapSecurity security) {
        assertRefused(security, CERTIFICATES.selfSigned(), "signed by itself");
    }

    @ParameterizedTest
    @EnumSource(names = {"LDAPS", "STARTTLS"})
    @DisplayName("of an unknown authority is refused, and the authority is told")
    void unknownAuthority(LdapSecurity security) {
        assertRefused(
                security, CERTIFICATES.unknownAuthority(), "CN=Authority of somebody else", "no trusted authority");
    }

    @Test
    @DisplayName("is refused where only the JVM's list counts and it is not on it")
    void jvmTrust() {
        assertRefused(LdapSecurity.LDAPS, CERTIFICATES.good(), LdapTrust.ofJvm(), "no trusted authority");
    }

    @Test
    @DisplayName("that expired is refused even if it is itself what is trusted")
    void pinnedAndExpired() {
        assertRefused(
                LdapSecurity.LDAPS,
                CERTIFICATES.expired(),
                LdapTrust.certificates(CERTIFICATES.expired().certificate()),
                "expired at");
    }

    @Test
    @DisplayName("that is itself trusted is refused under another name")
    void pinnedAndOfAnotherName() {
        assertRefused(
                LdapSecurity.LDAPS,
                CERTIFICATES.wrongHost(),
                LdapTrust.certificates(CERTIFICATES.wrongHost().certificate()),
                "not to localhost");
    }

    @Test
    @DisplayName("is refused under another name even by a host's own trust manager that trusts everybody")
    void nameIsCheckedWhateverTheTrustManagerDoes() {
        assertRefused(LdapSecurity.LDAPS, CERTIFICATES.wrongHost(), TrustsEverybody::new, "not to localhost");
    }

    @Test
    @DisplayName("that is itself trusted is good for its name")
    void pinned() {
        assertAccepted(
                "localhost",
                CERTIFICATES.selfSigned(),
                LdapTrust.certificates(CERTIFICATES.selfSigned().certificate()));
    }

    @Test
    @DisplayName("may be made out to an IP address, if that is how the server is configured")
    void ipAddress() {
        assertAccepted("127.0.0.1", CERTIFICATES.forHosts("127.0.0.1"), trustsAuthority());
        Given given;
        try (TestDirectory directory = TestDirectory.withLdaps(CERTIFICATES.forHosts("127.0.0.2"))) {
            given = Given.servers(LdapSecurity.LDAPS, directory.server());
            assertThatThrownBy(given::open)
                    .isInstanceOf(DirectoryConfigurationException.class)
                    .hasMessageContaining("127.0.0.2, not to 127.0.0.1");
        }
    }

    @Test
    @DisplayName("may have a wildcard for the first label, and only for that")
    void wildcards() {
        ServerCertificate wildcard = CERTIFICATES.forHosts("*.directory.example");
        assertAccepted("dc1.directory.example", wildcard, trustsAuthority());
        assertNameRefused("directory.example", wildcard);
        assertNameRefused("a.b.directory.example", wildcard);
        assertNameRefused("dc1.directory.example.org", wildcard);
    }

    @Test
    @DisplayName("is compared with the configured name, and the server is told that name (SNI)")
    void configuredName() throws Exception {
        ServerCertificate certificate = CERTIFICATES.forHosts("dc1.directory.example");
        BlockingQueue<String> asked = new LinkedBlockingQueue<>();
        try (ScriptedServer server = tls(certificate.serverContext(), asked)) {
            Given given = Given.servers(LdapSecurity.LDAPS, new Server("localhost", server.port()))
                    .certificateName("dc1.directory.example");
            assertThatThrownBy(given::open).isInstanceOf(DirectoryUnavailableException.class);
            assertThat(asked.poll(20, TimeUnit.SECONDS)).isEqualTo("dc1.directory.example");
        }
        try (TestDirectory directory = TestDirectory.withLdaps(certificate);
                LdapSession session = Given.servers(LdapSecurity.LDAPS, directory.server())
                        .certificateName("DC1.directory.example")
                        .open()) {
            assertThat(session.connection().isConnected()).isTrue();
        }
    }

    @Test
    @DisplayName("with the host's own name is refused once another name is configured")
    void configuredNameReplacesTheHosts() {
        try (TestDirectory directory = TestDirectory.withLdaps(CERTIFICATES.good())) {
            Given given = Given.servers(LdapSecurity.LDAPS, new Server("localhost", directory.port()))
                    .certificateName("dc1.directory.example");
            assertThatThrownBy(given::open)
                    .isInstanceOf(DirectoryConfigurationException.class)
                    .hasMessageContaining("not to dc1.directory.example");
        }
    }

    @Test
    @DisplayName("is judged by each directory for itself, and no property of the JVM is set")
    void separateTrust() {
        Properties before = copyOfProperties();
        LdapTrust other = LdapTrust.certificates(CERTIFICATES.otherAuthority());
        try (TestDirectory ours = TestDirectory.withLdaps(CERTIFICATES.good());
                TestDirectory theirs = TestDirectory.withLdaps(CERTIFICATES.unknownAuthority())) {
            Given trustsOurs = Given.servers(LdapSecurity.LDAPS, new Server("localhost", ours.port()));
            Given trustsTheirs = Given.servers(LdapSecurity.LDAPS, new Server("localhost", theirs.port()))
                    .trust(other);
            try (LdapSession one = trustsOurs.open();
                    LdapSession two = trustsTheirs.open()) {
                assertThat(one.connection().isConnected()).isTrue();
                assertThat(two.connection().isConnected()).isTrue();
                assertThatThrownBy(trustsOurs.trust(other)::open).isInstanceOf(DirectoryConfigurationException.class);
                assertThatThrownBy(trustsTheirs.trust(trustsAuthority())::open)
                        .isInstanceOf(DirectoryConfigurationException.class);
            }
        }
        assertThat(copyOfProperties()).isEqualTo(before);
    }

    @Test
    @DisplayName("that is refused on one server does not keep the next from being used")
    void nextServer() {
        try (TestDirectory bad = TestDirectory.withLdaps(CERTIFICATES.expired());
                TestDirectory good = TestDirectory.withLdaps(CERTIFICATES.good());
                LdapSession session = Given.servers(
                                LdapSecurity.LDAPS,
                                new Server("localhost", bad.port()),
                                new Server("localhost", good.port()))
                        .open()) {
            assertThat(session.server()).contains(String.valueOf(good.port()));
            assertThat(bad.logins()).isEmpty();
            assertThat(session.passedOver())
                    .isNotEmpty()
                    .allSatisfy(why -> assertThat(why).contains(":" + bad.port(), "expired"));
        }
    }

    @Test
    @DisplayName("is verified for every connection anew: nothing is resumed")
    void everyConnection() {
        CountingTrust trust = new CountingTrust();
        try (TestDirectory directory = TestDirectory.withLdaps(CERTIFICATES.good())) {
            RunTime time = RunTime.of(Duration.ofSeconds(20));
            Connector connector = Given.servers(LdapSecurity.LDAPS, new Server("localhost", directory.port()))
                    .trust(() -> trust)
                    .connector();
            try (LdapSession session = connector.open(time);
                    LdapSession another = connector.open(time)) {
                assertThat(session.connection().isConnected()).isTrue();
                assertThat(another.connection().isConnected()).isTrue();
                assertThat(trust.asked).hasValue(2);
            }
        }
    }

    @Test
    @DisplayName("never comes: a port without TLS leads to the advice to look at the port")
    void noTlsAtAll() throws IOException {
        try (ScriptedServer server = ScriptedServer.playing((client, in) ->
                Wire.send(client, "220 mail.example ESMTP\r\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII)))) {
            Given given = Given.servers(LdapSecurity.LDAPS, server.server());
            assertThatThrownBy(given::open)
                    .isInstanceOf(DirectoryConfigurationException.class)
                    .hasMessageContaining("the port may not be one for TLS");
        }
    }

    @Test
    @DisplayName("never comes: TLS 1.1 is not spoken")
    void oldTls() throws Exception {
        BlockingQueue<String> asked = new LinkedBlockingQueue<>();
        SSLContext context = CERTIFICATES.good().serverContext();
        try (ScriptedServer server = ScriptedServer.playing((client, in) -> {
            SSLSocket tls = (SSLSocket) context.getSocketFactory().createSocket(client, in, true);
            tls.setEnabledProtocols(new String[] {"TLSv1.1"});
            tls.startHandshake();
            asked.add("agreed");
        })) {
            Given given = Given.servers(LdapSecurity.LDAPS, new Server("localhost", server.port()));
            assertThatThrownBy(given::open)
                    .isInstanceOf(DirectoryException.class)
                    .hasMessageContaining("TLS");
            server.awaitEnd();
            assertThat(asked).isEmpty();
        }
    }

    @Test
    @DisplayName("is fine, but the server wants one of the client too: that is told, and not taken for a wrong name")
    void clientCertificate() throws Exception {
        SSLContext context = CERTIFICATES.good().serverContext();
        try (ScriptedServer server = ScriptedServer.playing((client, in) -> {
            SSLSocket tls = (SSLSocket) context.getSocketFactory().createSocket(client, null, true);
            tls.setEnabledProtocols(new String[] {"TLSv1.2"});
            tls.setNeedClientAuth(true);
            tls.startHandshake();
        })) {
            Given given = Given.servers(LdapSecurity.LDAPS, new Server("localhost", server.port()));
            assertThatThrownBy(given::open)
                    .isInstanceOf(DirectoryException.class)
                    .hasMessageNotContaining("made out to");
        }
    }

    private static void assertRefused(LdapSecurity security, ServerCertificate certificate, String... told) {
        try (TestDirectory directory = security == LdapSecurity.LDAPS
                ? TestDirectory.withLdaps(certificate)
                : TestDirectory.withStartTls(certificate)) {
            assertRefused(Given.servers(security, new Server("localhost", directory.port())), directory, told);
        }
    }

    private static void assertRefused(
            LdapSecurity security, ServerCertificate certificate, LdapTrust trust, String... told) {
        try (TestDirectory directory = TestDirectory.withLdaps(certificate)) {
            assertRefused(
                    Given.servers(security, new Server("localhost", directory.port()))
                            .trust(trust),
                    directory,
                    told);
        }
    }

    private static void assertRefused(Given given, TestDirectory directory, String... told) {
        assertThatThrownBy(given::open)
                .isInstanceOf(DirectoryConfigurationException.class)
                .hasMessageContaining("The certificate of localhost:" + directory.port())
                .hasMessageContainingAll(told);
        assertThat(directory.logins()).isEmpty();
    }

    private static void assertNameRefused(String host, ServerCertificate certificate) {
        try (TestDirectory directory = TestDirectory.withLdaps(certificate)) {
            Connector connector = named(host, directory, trustsAuthority());
            assertThatThrownBy(() -> connector.open(RunTime.of(Duration.ofSeconds(20))))
                    .isInstanceOf(DirectoryConfigurationException.class)
                    .hasMessageContaining("not to " + host);
            assertThat(directory.logins()).isEmpty();
        }
    }

    private static void assertAccepted(String host, ServerCertificate certificate, LdapTrust trust) {
        try (TestDirectory directory = TestDirectory.withLdaps(certificate);
                LdapSession session = named(host, directory, trust).open(RunTime.of(Duration.ofSeconds(20)))) {
            assertThat(session.connection().isConnected()).isTrue();
        }
    }

    private static Connector named(String host, TestDirectory directory, LdapTrust trust) {
        Given given = Given.servers(LdapSecurity.LDAPS, new Server(host, directory.port()))
                .trust(trust);
        return new Connector(given.settings(), name -> new InetAddress[] {TestDirectory.loopback()});
    }

    private static LdapTrust trustsAuthority() {
        return LdapTrust.certificates(CERTIFICATES.authority());
    }

    private static Properties copyOfProperties() {
        return (Properties) System.getProperties().clone();
    }

    private static X509Certificate read(ServerCertificate certificate) throws Exception {
        try (java.io.InputStream in = java.nio.file.Files.newInputStream(certificate.certificate())) {
            return (X509Certificate)
                    java.security.cert.CertificateFactory.getInstance("X.509").generateCertificate(in);
        }
    }

    /** Shakes hands and notes which name the client asked for. */
    private static ScriptedServer tls(SSLContext context, BlockingQueue<String> asked) throws IOException {
        return ScriptedServer.playing((client, in) -> {
            SSLSocket tls = (SSLSocket) context.getSocketFactory().createSocket(client, null, true);
            tls.startHandshake();
            asked.add(((ExtendedSSLSession) tls.getSession())
                    .getRequestedServerNames().stream()
                            .map(name -> ((SNIHostName) name).getAsciiName())
                            .findFirst()
                            .orElse("no name"));
            tls.close();
        });
    }

    private static final class TrustsEverybody implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }

    private static final class CountingTrust implements X509TrustManager {
        private final AtomicInteger asked = new AtomicInteger();

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
            throw new CertificateException();
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType) {
            asked.incrementAndGet();
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
