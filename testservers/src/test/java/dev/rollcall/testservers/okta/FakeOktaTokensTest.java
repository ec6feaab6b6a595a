package dev.rollcall.testservers.okta;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** The token endpoint and what its tokens open, asked by an independent signer. */
@Tag("slow")
class FakeOktaTokensTest {

    private static final RSAKey RSA =
            generated(() -> new RSAKeyGenerator(2048).keyID("k1").generate());
    private static final ECKey EC =
            generated(() -> new ECKeyGenerator(Curve.P_256).keyID("k2").generate());
    private static final ECKey PROOF_KEY = generated(() -> new ECKeyGenerator(Curve.P_256).generate());
    private static final String USERS = "/api/v1/users";

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-03-01T08:00:00Z"));
    private final FakeOkta okta = FakeOkta.start().clock(now::get);
    private final OktaServiceApp app = okta.serviceApp(publicKey(RSA), "k1").key(publicKey(EC), "k2");
    private final OktaClient client = new OktaClient(okta, "none");

    @AfterEach
    void nothingWentWrongInside() {
        okta.close();
        assertThat(okta.failures()).isEmpty();
    }

    @Test
    void givesABearerTokenForAnAssertionSignedWithRsa() throws Exception {
        HttpResponse<String> response = ask(assertion(RSA, JWSAlgorithm.RS256, claims -> {}));

        String token = token(response);
        assertThat(response.body())
                .contains(
                        "\"token_type\":\"Bearer\"",
                        "\"expires_in\":3600",
                        "\"scope\":\"okta.users.read okta.groups.read\"");
        assertThat(okta.accessTokens()).containsExactly(token);
        assertThat(new OktaClient(okta, "Bearer " + token).get(USERS).statusCode())
                .isEqualTo(200);
    }

    @Test
    void givesABearerTokenForAnAssertionSignedWithAnEllipticCurve() throws Exception {
        assertThat(ask(assertion(EC, JWSAlgorithm.ES256, claims -> {})).statusCode())
                .isEqualTo(200);
    }

    @Test
    void refusesAnAssertionThatIsUsedAgain() throws Exception {
        String assertion = assertion(RSA, JWSAlgorithm.RS256, claims -> {});

        assertThat(ask(assertion).statusCode()).isEqualTo(200);
        assertRefused(assertion);
    }

    @Test
    void refusesAssertionsThatAreNotGood() throws Exception {
        RSAKey other = new RSAKeyGenerator(2048).keyID("k1").generate();
        assertRefused(assertion(other, JWSAlgorithm.RS256, claims -> {}));
        assertRefused(assertion(RSA, JWSAlgorithm.PS256, claims -> {}));
        assertRefused(assertion(
                RSA,
                JWSAlgorithm.RS256,
                claims -> claims.audience(okta.address().toString())));
        assertRefused(assertion(RSA, JWSAlgorithm.RS256, claims -> claims.subject("somebody")));
        assertRefused(assertion(RSA, JWSAlgorithm.RS256, claims -> claims.issuer("somebody")));
        assertRefused(assertion(RSA, JWSAlgorithm.RS256, claims -> claims.expirationTime(at(0))));
        assertRefused(assertion(RSA, JWSAlgorithm.RS256, claims -> claims.expirationTime(at(3601))));
        assertRefused(assertion(RSA, JWSAlgorithm.RS256, claims -> claims.expirationTime(null)));
        assertRefused(assertion(
                RSA,
                JWSAlgorithm.RS256,
                claims -> claims.claim("exp", Long.toString(now.get().getEpochSecond() + 60))));
        assertRefused("no.jwt");
        assertThat(okta.accessTokens()).isEmpty();
    }

    @Test
    void refusesAKeyThatWasRemoved() throws Exception {
        app.removeKey("k1");

        assertRefused(assertion(RSA, JWSAlgorithm.RS256, claims -> {}));
    }

    @Test
    void refusesScopesThatAreNotGrantedAndCallsWithoutTheirScope() throws Exception {
        app.scopes("okta.users.read");

        assertThat(ask(assertion(RSA, JWSAlgorithm.RS256, claims -> {})).body()).contains("invalid_scope");
        String token = token(post("scope=okta.users.read", assertion(RSA, JWSAlgorithm.RS256, claims -> {})));
        HttpResponse<String> response = new OktaClient(okta, "Bearer " + token).get("/api/v1/groups");

        assertThat(response.statusCode()).isEqualTo(403);
        assertThat(response.body()).contains("E0000006");
        assertThat(response.headers().firstValue("www-authenticate"))
                .hasValueSatisfying(challenge -> assertThat(challenge).contains("insufficient_scope"));
    }

    @Test
    void refusesFormsThatAreNotComplete() throws Exception {
        String assertion = assertion(RSA, JWSAlgorithm.RS256, claims -> {});

        assertThat(client.post("/oauth2/v1/token", "grant_type=password").body())
                .contains("unsupported_grant_type");
        assertThat(client.post("/oauth2/v1/token", "grant_type=client_credentials")
                        .body())
                .contains("invalid_client");
        assertThat(post("", assertion).body()).contains("invalid_scope");
    }

    @Test
    void tokensEndAfterAnHourOrWhenToldTo() throws Exception {
        OktaClient first =
                new OktaClient(okta, "Bearer " + token(ask(assertion(RSA, JWSAlgorithm.RS256, claims -> {}))));
        now.set(now.get().plusSeconds(3599));
        assertThat(first.get(USERS).statusCode()).isEqualTo(200);
        now.set(now.get().plusSeconds(1));
        assertThat(first.get(USERS).statusCode()).isEqualTo(401);

        String token = token(ask(assertion(RSA, JWSAlgorithm.RS256, claims -> {})));
        okta.expireTokens();

        assertThat(new OktaClient(okta, "Bearer " + token).get(USERS).body()).contains("E0000011");
    }

    @Test
    void asksForAProofThenForANonceAndThenGivesATokenThatIsBoundToTheKey() throws Exception {
        app.requireDpop();
        HttpResponse<String> without = ask(assertion(RSA, JWSAlgorithm.RS256, claims -> {}));
        assertThat(without.statusCode()).isEqualTo(400);
        assertThat(without.body()).contains("\"error\":\"invalid_dpop_proof\"");

        HttpResponse<String> nonceless = askWithProof(claims -> {});
        assertThat(nonceless.statusCode()).isEqualTo(400);
        assertThat(nonceless.body()).contains("\"error\":\"use_dpop_nonce\"");

        String token = dpopToken();
        String proof = proof(PROOF_KEY, "GET", USERS, claims -> claims.claim("ath", ath(token)));
        assertThat(new OktaClient(okta, "DPoP " + token)
                        .get(USERS + "?limit=1", "DPoP", proof)
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void asksForTheNewNonceWhenItHasChanged() throws Exception {
        app.requireDpop();
        String nonce = nonce();
        okta.changeDpopNonce();

        HttpResponse<String> response = askWithProof(claims -> claims.claim("nonce", nonce));

        assertThat(response.body()).contains("use_dpop_nonce");
        assertThat(response.headers().firstValue("dpop-nonce")).isNotEmpty().isNotEqualTo(nonce);
    }

    @Test
    void refusesBoundTokensWithoutAProofForThisVeryCall() throws Exception {
        app.requireDpop();
        String token = dpopToken();
        OktaClient bound = new OktaClient(okta, "DPoP " + token);
        String good = proof(PROOF_KEY, "GET", USERS, claims -> claims.claim("ath", ath(token)));
        ECKey other = new ECKeyGenerator(Curve.P_256).generate();

        assertThat(new OktaClient(okta, "Bearer " + token)
                        .get(USERS, "DPoP", good)
                        .statusCode())
                .as("as a bearer token")
                .isEqualTo(401);
        assertThat(bound.get(USERS).statusCode()).as("no proof").isEqualTo(401);
        assertThat(bound.get(USERS, "DPoP", good).statusCode()).isEqualTo(200);
        assertThat(bound.get(USERS, "DPoP", good).statusCode()).as("jti used").isEqualTo(401);
        assertThat(bound.get(USERS, "DPoP", proof(PROOF_KEY, "GET", USERS, claims -> {}))
                        .statusCode())
                .as("no ath")
                .isEqualTo(401);
        assertThat(bound.get(USERS, "DPoP", proof(PROOF_KEY, "POST", USERS, claims -> claims.claim("ath", ath(token))))
                        .statusCode())
                .as("another method")
                .isEqualTo(401);
        assertThat(bound.get(
                                USERS,
                                "DPoP",
                                proof(PROOF_KEY, "GET", "/api/v1/groups", claims -> claims.claim("ath", ath(token))))
                        .statusCode())
                .as("another address")
                .isEqualTo(401);
        assertThat(bound.get(
                                USERS,
                                "DPoP",
                                proof(
                                        PROOF_KEY,
                                        "GET",
                                        USERS,
                                        claims ->
                                                claims.claim("ath", ath(token)).issueTime(at(-301))))
                        .statusCode())
                .as("too old")
                .isEqualTo(401);
        assertThat(bound.get(USERS, "DPoP", proof(other, "GET", USERS, claims -> claims.claim("ath", ath(token))))
                        .headers()
                        .firstValue("www-authenticate"))
                .as("another key")
                .hasValueSatisfying(challenge -> assertThat(challenge).contains("invalid_dpop_proof"));
    }

    private String dpopToken() throws Exception {
        String nonce = nonce();
        HttpResponse<String> response = askWithProof(claims -> claims.claim("nonce", nonce));
        assertThat(response.body()).contains("\"token_type\":\"DPoP\"");
        return token(response);
    }

    private String nonce() throws Exception {
        return askWithProof(claims -> {}).headers().firstValue("dpop-nonce").orElseThrow();
    }

    private HttpResponse<String> askWithProof(Consumer<JWTClaimsSet.Builder> change) throws Exception {
        return post(
                "scope=okta.users.read",
                assertion(RSA, JWSAlgorithm.RS256, claims -> {}),
                "DPoP",
                proof(PROOF_KEY, "POST", "/oauth2/v1/token", change));
    }

    private void assertRefused(String assertion) throws Exception {
        HttpResponse<String> response = ask(assertion);
        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(response.body()).contains("\"error\":\"invalid_client\"");
    }

    private HttpResponse<String> ask(String assertion) throws IOException, InterruptedException {
        return post("scope=okta.users.read+okta.groups.read", assertion);
    }

    private HttpResponse<String> post(String scope, String assertion, String... headers)
            throws IOException, InterruptedException {
        return client.post(
                "/oauth2/v1/token",
                "grant_type=client_credentials&" + scope
                        + "&client_assertion_type=urn%3Aietf%3Aparams%3Aoauth%3Aclient-assertion-type%3Ajwt-bearer"
                        + "&client_assertion=" + assertion,
                headers);
    }

    private String assertion(JWK key, JWSAlgorithm algorithm, Consumer<JWTClaimsSet.Builder> change) throws Exception {
        JWTClaimsSet.Builder claims = new JWTClaimsSet.Builder()
                .issuer(app.clientId())
                .subject(app.clientId())
                .audience(okta.address() + "/oauth2/v1/token")
                .expirationTime(at(300))
                .jwtID(UUID.randomUUID().toString());
        change.accept(claims);
        return signed(new JWSHeader.Builder(algorithm).keyID(key.getKeyID()).build(), claims, key);
    }

    private String proof(ECKey key, String method, String path, Consumer<JWTClaimsSet.Builder> change)
            throws Exception {
        JWTClaimsSet.Builder claims = new JWTClaimsSet.Builder()
                .claim("htm", method)
                .claim("htu", okta.address() + path)
                .issueTime(at(0))
                .jwtID(UUID.randomUUID().toString());
        change.accept(claims);
        JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.ES256)
                .type(new JOSEObjectType("dpop+jwt"))
                .jwk(key.toPublicJWK())
                .build();
        return signed(header, claims, key);
    }

    private static String signed(JWSHeader header, JWTClaimsSet.Builder claims, JWK key) throws JOSEException {
        SignedJWT jwt = new SignedJWT(header, claims.build());
        JWSSigner signer = key instanceof RSAKey rsa ? new RSASSASigner(rsa) : new ECDSASigner(key.toECKey());
        jwt.sign(signer);
        return jwt.serialize();
    }

    private Date at(int seconds) {
        return Date.from(now.get().plusSeconds(seconds));
    }

    private static String ath(String token) {
        try {
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(
                            MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.US_ASCII)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String token(HttpResponse<String> response) {
        return JsonMapper.shared()
                .readTree(response.body())
                .path("access_token")
                .asString();
    }

    private static PublicKey publicKey(JWK key) {
        try {
            return key instanceof RSAKey rsa ? rsa.toPublicKey() : key.toECKey().toPublicKey();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static <T> T generated(Generation<T> generation) {
        try {
            return generation.generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private interface Generation<T> {
        T generate() throws JOSEException;
    }
}
