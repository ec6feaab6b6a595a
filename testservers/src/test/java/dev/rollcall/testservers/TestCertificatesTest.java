package dev.rollcall.testservers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

@DisplayName("The certificates of the tests")
class TestCertificatesTest {

    private static final TestCertificates CERTIFICATES = TestCertificates.shared();

    @Test
    @DisplayName("are taken by a client that checks them if nothing is wrong with them, by name and by address")
    void goodIsTaken() throws Exception {
        assertThat(taken(CERTIFICATES.good(), "localhost")).isTrue();
        assertThat(taken(CERTIFICATES.good(), "127.0.0.1")).isTrue();
    }

    @TestFactory
    @DisplayName("are refused by it otherwise:")
    Stream<DynamicTest> othersAreRefused() {
        return Stream.of(
                refused("expired", CERTIFICATES.expired()),
                refused("not yet valid", CERTIFICATES.notYetValid()),
                refused("for another host", CERTIFICATES.wrongHost()),
                refused("self-signed", CERTIFICATES.selfSigned()),
                refused("of an unknown authority", CERTIFICATES.unknownAuthority()));
    }

    @Test
    @DisplayName("are wrong in one way each: the expired one has the right names and signature")
    void wrongInOneWay() throws Exception {
        X509Certificate authority = certificate(CERTIFICATES.authority());
        X509Certificate expired = certificate(CERTIFICATES.expired().certificate());
        expired.verify(authority.getPublicKey());
        assertThat(expired.getSubjectAlternativeNames())
                .extracting(name -> (Object) name.get(1))
                .contains("localhost", "127.0.0.1");
        X509Certificate elsewhere = certificate(CERTIFICATES.wrongHost().certificate());
        elsewhere.verify(authority.getPublicKey());
        elsewhere.checkValidity();
        certificate(CERTIFICATES.selfSigned().certificate()).checkValidity();
        certificate(CERTIFICATES.unknownAuthority().certificate())
                .verify(certificate(CERTIFICATES.otherAuthority()).getPublicKey());
    }

    @Test
    @DisplayName("are made once: the same question has the same files")
    void madeOnce() {
        assertThat(CERTIFICATES.forHosts("a.example", "127.0.0.9"))
                .isEqualTo(CERTIFICATES.forHosts("a.example", "127.0.0.9"))
                .isNotEqualTo(CERTIFICATES.forHosts("b.example"));
    }

    private static DynamicTest refused(String name, ServerCertificate certificate) {
        return DynamicTest.dynamicTest(
                name, () -> assertThat(taken(certificate, "localhost")).isFalse());
    }

    /** Does a client with the authority's trust store finish a handshake with a server that shows this certificate? */
    private static boolean taken(ServerCertificate certificate, String host) throws Exception {
        ExecutorService executor = Executors.newSingleThreadExecutor();
        try (SSLServerSocket server = (SSLServerSocket) certificate
                .serverContext()
                .getServerSocketFactory()
                .createServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Future<?> served = executor.submit(() -> serveOnce(server));
            boolean taken = handshake(host, server.getLocalPort());
            served.get();
            return taken;
        } finally {
            executor.shutdownNow();
        }
    }

    private static void serveOnce(SSLServerSocket server) {
        try (SSLSocket socket = (SSLSocket) server.accept()) {
            socket.setSoTimeout(60_000);
            socket.startHandshake();
        } catch (IOException e) {
            // The client has hung up, which is what it sees of it too.
        }
    }

    private static boolean handshake(String host, int port) throws Exception {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(CERTIFICATES.trustStore())) {
            trusted.load(in, TestCertificates.STORE_PASSWORD.toCharArray());
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        try (SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket(host, port)) {
            SSLParameters parameters = socket.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("LDAPS");
            socket.setSSLParameters(parameters);
            socket.setSoTimeout(60_000);
            socket.startHandshake();
            return true;
        } catch (SSLException e) {
            return false;
        }
    }

    private static X509Certificate certificate(Path pem) throws Exception {
        try (InputStream in = Files.newInputStream(pem)) {
            return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
        }
    }
}
