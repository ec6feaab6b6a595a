package dev.rollcall.http.internal.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rollcall.http.HttpSettings;
import dev.rollcall.testservers.ServerCertificate;
import dev.rollcall.testservers.TestCertificates;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.security.KeyStore;
import java.time.Duration;
import java.util.function.Function;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("slow")
@DisplayName("F120: under TLS")
@Timeout(60)
class TrustTest {

    private static final Duration LONG = Duration.ofMinutes(5);
    private static final TestCertificates CERTIFICATES = TestCertificates.shared();

    static Stream<Named<Function<TestCertificates, ServerCertificate>>> wrong() {
        return Stream.of(
                Named.of("expired", TestCertificates::expired),
                Named.of("of another host", TestCertificates::wrongHost),
                Named.of("signed by itself", TestCertificates::selfSigned),
                Named.of("of an unknown authority", TestCertificates::unknownAuthority));
    }

    @ParameterizedTest
    @MethodSource("wrong")
    @DisplayName("nothing is said to a server whose certificate is wrong")
    void wrong(Function<TestCertificates, ServerCertificate> certificate) throws Exception {
        try (RawServer server = server(certificate.apply(CERTIFICATES));
                JdkTransport transport = new JdkTransport(HttpSettings.usual().withTrust(theAuthority()))) {
            assertThatThrownBy(() -> transport.send(Request.get(secure(server)), LONG))
                    .isInstanceOf(SSLHandshakeException.class);
            assertThat(server.questions()).isEmpty();
        }
    }

    @Test
    @DisplayName(
            "an answer comes from a server whose certificate is trusted, and what one directory trusts, another need not")
    void trust() throws Exception {
        try (RawServer server = server(CERTIFICATES.good());
                JdkTransport trusting = new JdkTransport(HttpSettings.usual().withTrust(theAuthority()));
                JdkTransport usual = new JdkTransport(HttpSettings.usual())) {
            assertThat(trusting.send(Request.get(secure(server)), LONG).status())
                    .isEqualTo(200);
            assertThatThrownBy(() -> usual.send(Request.get(secure(server)), LONG))
                    .isInstanceOf(SSLHandshakeException.class);
        }
    }

    private static RawServer server(ServerCertificate certificate) {
        return RawServer.with(certificate.serverContext().getServerSocketFactory(), visit -> {
            visit.readQuestion();
            visit.write("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
        });
    }

    private static URI secure(RawServer server) {
        return URI.create(server.address("/").toString().replace("http:", "https:"));
    }

    private static SSLContext theAuthority() throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(CERTIFICATES.trustStore())) {
            store.load(in, TestCertificates.STORE_PASSWORD.toCharArray());
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }
}
