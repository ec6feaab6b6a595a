package dev.rollcall.testservers.entra;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.testservers.ServerCertificate;
import dev.rollcall.testservers.TestCertificates;
import dev.rollcall.testservers.entra.GraphClient.Answer;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

@Tag("slow")
@DisplayName("The imitated Entra ID gives tokens")
class FakeEntraTokenTest {

    private static final String TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

    @AutoClose
    private final FakeEntra entra = FakeEntra.start();

    private final GraphClient client = new GraphClient(entra);

    @Test
    @DisplayName("for the secret, under the tenant's id and its domain, and Graph takes them")
    void forTheSecret() {
        Answer answer = client.token(entra.domain(), client.form());
        assertThat(answer.body().propertyNames())
                .containsExactlyInAnyOrder("token_type", "expires_in", "ext_expires_in", "access_token");
        assertThat(answer.body().get("token_type").asString()).isEqualTo("Bearer");
        assertThat(answer.body().get("expires_in").asInt()).isEqualTo(3599);
        assertThat(client.get("/users").error()).isEqualTo("401 InvalidAuthenticationToken");
        assertThat(client.signIn().get("/users").value()).isEmpty();
        assertThat(entra.tokensGiven()).isEqualTo(2);
    }

    @ParameterizedTest
    @DisplayName("and refuses as the service does")
    @CsvSource({
        "client_secret, wrong, 401, invalid_client, 7000215",
        "client_secret, '', 401, invalid_client, 7000215",
        "client_id, 11111111-2222-3333-4444-555555555555, 400, unauthorized_client, 700016",
        "client_id, nobody, 400, unauthorized_client, 700038",
        "client_id, '', 400, invalid_request, 900144",
        "grant_type, password, 400, unsupported_grant_type, 70003",
        "grant_type, '', 400, invalid_request, 900144",
        "scope, User.Read.All, 400, invalid_scope, 1002012",
        "scope, https://elsewhere.example/.default, 400, invalid_resource, 500011",
    })
    void refuses(String field, String value, int status, String error, int number) {
        Map<String, String> form = client.form();
        form.put(field, value);
        assertRefused(client.token(form), status, error, number);
        assertThat(entra.tokensGiven()).isZero();
    }

    @Test
    @DisplayName("and refuses an unknown tenant, and whoever shows nothing")
    void refusesTenants() {
        assertRefused(client.token("elsewhere.example", client.form()), 400, "invalid_request", 90002);
        Map<String, String> form = client.form();
        form.remove("client_secret");
        assertRefused(client.token(form), 401, "invalid_client", 7000218);
    }

    @Test
    @DisplayName("for an assertion signed with the key of the certificate: PS256 or RS256, named by either thumbprint")
    void forAnAssertion() throws Exception {
        entra.certificate(certificate());
        assertThat(assertion("PS256", "x5t#S256", claims -> {}).status()).isEqualTo(200);
        assertThat(assertion("RS256", "x5t", claims -> {}).status()).isEqualTo(200);
    }

    @Test
    @DisplayName("and refuses an assertion of a certificate that is not registered")
    void refusesUnknownCertificates() throws Exception {
        assertRefused(assertion("PS256", "x5t#S256", claims -> {}), 401, "invalid_client", 700027);
    }

    @Test
    @DisplayName("and refuses an assertion with another key's signature, or without a signature")
    void refusesWrongSignatures() throws Exception {
        entra.certificate(certificate());
        assertRefused(signed("PS256", "x5t#S256", "RS256", claims -> {}), 401, "invalid_client", 700027);
        assertRefused(signed("none", "x5t#S256", "RS256", claims -> {}), 401, "invalid_client", 700027);
        Map<String, String> form = assertionForm("no JWT");
        assertRefused(client.token(form), 401, "invalid_client", 50027);
    }

    @Test
    @DisplayName("and refuses an assertion for another address, from another application, too old or too long")
    void refusesWrongClaims() throws Exception {
        entra.certificate(certificate());
        assertNumber(700023, claims -> claims.put("aud", "https://elsewhere.example"));
        assertNumber(700021, claims -> claims.put("iss", "somebody"));
        assertNumber(700021, claims -> claims.put("sub", "somebody"));
        assertNumber(700024, claims -> claims.put("exp", now().minusSeconds(600).getEpochSecond()));
        assertNumber(700024, claims -> claims.put("exp", now().plusSeconds(3600).getEpochSecond()));
        assertNumber(700024, claims -> claims.put("nbf", now().plusSeconds(600).getEpochSecond()));
        assertNumber(
                50027,
                claims -> claims.put("exp", Long.toString(now().plusSeconds(60).getEpochSecond())));
        assertNumber(50027, claims -> claims.remove("jti"));
    }

    @Test
    @DisplayName("that end with their lifetime by its clock, or when it is told so; Graph then answers 401")
    void tokensEnd() {
        Instant[] now = {Instant.parse("2026-11-22T08:00:00Z")};
        entra.clock(() -> now[0]).tokenLifetime(Duration.ofMinutes(5));
        client.signIn();
        now[0] = now[0].plusSeconds(299);
        assertThat(client.get("/users").status()).isEqualTo(200);
        now[0] = now[0].plusSeconds(1);
        Answer refused = client.get("/users");
        assertThat(refused.error()).isEqualTo("401 InvalidAuthenticationToken");
        assertThat(refused.response().headers().firstValue("WWW-Authenticate")).isPresent();
        assertThat(refused.response().headers().firstValue("Date")).contains("Sun, 22 Nov 2026 08:05:00 GMT");
        assertThat(client.signIn().get("/users").status()).isEqualTo(200);
        entra.expireTokens();
        assertThat(client.get("/users").status()).isEqualTo(401);
    }

    private void assertNumber(int number, Consumer<ObjectNode> change) throws Exception {
        assertRefused(assertion("PS256", "x5t#S256", change), 401, "invalid_client", number);
    }

    private static void assertRefused(Answer answer, int status, String error, int number) {
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.body().get("error").asString()).isEqualTo(error);
        assertThat(answer.body().get("error_codes").get(0).asInt()).isEqualTo(number);
        assertThat(answer.body().get("error_description").asString()).startsWith("AADSTS" + number + ": ");
        assertThat(answer.body().propertyNames()).contains("timestamp", "trace_id", "correlation_id");
    }

    private Answer assertion(String algorithm, String thumbprint, Consumer<ObjectNode> change) throws Exception {
        return signed(algorithm, thumbprint, algorithm, change);
    }

    private Answer signed(String named, String thumbprint, String algorithm, Consumer<ObjectNode> change)
            throws Exception {
        ObjectNode header = JsonNodeFactory.instance.objectNode();
        header.put("alg", named).put("typ", "JWT").put(thumbprint, thumbprint(thumbprint));
        ObjectNode claims = JsonNodeFactory.instance.objectNode();
        claims.put("aud", entra.address() + "/" + entra.tenant() + "/oauth2/v2.0/token")
                .put("iss", entra.clientId())
                .put("sub", entra.clientId())
                .put("jti", "one")
                .put("nbf", now().getEpochSecond())
                .put("exp", now().plusSeconds(300).getEpochSecond());
        change.accept(claims);
        String signed = base64(header.toString().getBytes(StandardCharsets.UTF_8)) + "."
                + base64(claims.toString().getBytes(StandardCharsets.UTF_8));
        return client.token(assertionForm(signed + "." + base64(sign(algorithm, signed))));
    }

    private Map<String, String> assertionForm(String jwt) {
        Map<String, String> form = client.form();
        form.remove("client_secret");
        form.put("client_assertion_type", TYPE);
        form.put("client_assertion", jwt);
        return form;
    }

    private static byte[] sign(String algorithm, String text) throws Exception {
        Signature signature = Signature.getInstance(algorithm.equals("PS256") ? "RSASSA-PSS" : "SHA256withRSA");
        if (algorithm.equals("PS256")) {
            signature.setParameter(new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, 1));
        }
        signature.initSign((PrivateKey) keys().getKey("server", TestCertificates.STORE_PASSWORD.toCharArray()));
        signature.update(text.getBytes(StandardCharsets.US_ASCII));
        return signature.sign();
    }

    private static String thumbprint(String name) throws Exception {
        String algorithm = name.equals("x5t") ? "SHA-1" : "SHA-256";
        return base64(MessageDigest.getInstance(algorithm).digest(certificate().getEncoded()));
    }

    private static X509Certificate certificate() throws Exception {
        return (X509Certificate) keys().getCertificate("server");
    }

    private static KeyStore keys() throws Exception {
        ServerCertificate certificate = TestCertificates.shared().good();
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(certificate.keyStore())) {
            keys.load(in, TestCertificates.STORE_PASSWORD.toCharArray());
        }
        return keys;
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static Instant now() {
        return Instant.now();
    }
}
