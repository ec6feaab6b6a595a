package dev.rollcall.http.internal.token;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.util.X509CertUtils;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.rollcall.http.internal.exchange.FakeTime;
import dev.rollcall.http.internal.json.JsonObject;
import dev.rollcall.http.internal.token.SigningKey.Algorithm;
import dev.rollcall.testservers.TestCertificates;
import java.nio.file.Files;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A statement that proves who a client is")
class ClientAssertionTest {

    private static final String AUDIENCE = "https://example.okta.com/oauth2/v1/token";

    private final FakeTime time = new FakeTime();

    private ClientAssertion assertion(Map<String, String> keyHeader) {
        return new ClientAssertion(
                new SigningKey(TestKeys.RSA.getPrivate(), Algorithm.PS256), keyHeader, "client-1", AUDIENCE, time);
    }

    @Test
    void saysWhatTheEndpointAsksFor() throws Exception {
        time.pass(Duration.ofMinutes(90));
        SignedJWT token = SignedJWT.parse(assertion(Map.of("kid", "key-1")).make());

        assertThat(token.verify(new RSASSAVerifier((RSAPublicKey) TestKeys.RSA.getPublic())))
                .isTrue();
        assertThat(token.getHeader().getType()).isEqualTo(JOSEObjectType.JWT);
        assertThat(token.getHeader().getKeyID()).isEqualTo("key-1");
        JWTClaimsSet claims = token.getJWTClaimsSet();
        assertThat(claims.getIssuer()).isEqualTo("client-1");
        assertThat(claims.getSubject()).isEqualTo("client-1");
        assertThat(claims.getAudience()).containsExactly(AUDIENCE);
        Instant now = time.now().truncatedTo(ChronoUnit.SECONDS);
        assertThat(claims.getIssueTime().toInstant()).isEqualTo(now);
        assertThat(claims.getNotBeforeTime().toInstant()).isEqualTo(now);
        assertThat(claims.getExpirationTime().toInstant()).isEqualTo(now.plusSeconds(300));
    }

    @Test
    void givesItsTimesAsNumbers() throws Exception {
        JsonObject claims = JsonObject.parse(
                SignedJWT.parse(assertion(Map.of()).make()).getPayload().toBytes(), Set.of());

        assertThat(claims.number("exp")).contains(FakeTime.BEGINNING.getEpochSecond() + 300);
        assertThat(claims.number("iat")).contains(FakeTime.BEGINNING.getEpochSecond());
        assertThat(claims.number("nbf")).contains(FakeTime.BEGINNING.getEpochSecond());
    }

    @Test
    void isAnotherEachTime() throws Exception {
        ClientAssertion assertion = assertion(Map.of("kid", "key-1"));
        Set<String> ids = new HashSet<>();
        for (int i = 0; i < 20; i++) {
            ids.add(SignedJWT.parse(assertion.make()).getJWTClaimsSet().getJWTID());
        }

        assertThat(ids).hasSize(20).allMatch(id -> id.length() >= 22);
    }

    @Test
    void namesACertificateByItsThumbprint() throws Exception {
        X509Certificate certificate =
                X509CertUtils.parse(Files.readString(TestCertificates.shared().authority()));

        String thumbprint = ClientAssertion.thumbprint(certificate);
        SignedJWT token =
                SignedJWT.parse(assertion(Map.of("x5t#S256", thumbprint)).make());

        assertThat(token.getHeader().getX509CertSHA256Thumbprint())
                .isEqualTo(X509CertUtils.computeSHA256Thumbprint(certificate));
    }

    @Test
    void showsTheClientAlone() {
        assertThat(assertion(Map.of("kid", "key-1"))).hasToString("ClientAssertion[client-1]");
    }
}
