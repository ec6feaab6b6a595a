package dev.rollcall.http.internal.token;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.rollcall.http.internal.exchange.FakeTime;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A proof of whom a token was given to")
class DpopKeyTest {

    private static final URI PEOPLE =
            URI.create("https://example.okta.com:8443/api/v1/groups/a%20b/users?after=secret#top");

    private final DpopKey key = new DpopKey(new FakeTime());

    /** As a server does: by the key that the proof itself holds. */
    private static SignedJWT verified(String proof) throws Exception {
        SignedJWT token = SignedJWT.parse(proof);
        assertThat(token.getHeader().getType().getType()).isEqualTo("dpop+jwt");
        assertThat(token.getHeader().getAlgorithm()).isEqualTo(JWSAlgorithm.ES256);
        ECKey jwk = token.getHeader().getJWK().toECKey();
        assertThat(jwk.isPrivate()).isFalse();
        assertThat(token.verify(new ECDSAVerifier(jwk))).isTrue();
        return token;
    }

    @Test
    void isOfOneRequestWithItsToken() throws Exception {
        JWTClaimsSet claims =
                verified(key.proof("GET", PEOPLE, null, "the-token")).getJWTClaimsSet();

        assertThat(claims.getStringClaim("htm")).isEqualTo("GET");
        assertThat(claims.getStringClaim("htu")).isEqualTo("https://example.okta.com:8443/api/v1/groups/a%20b/users");
        assertThat(claims.getIssueTime().toInstant()).isEqualTo(FakeTime.BEGINNING.minusMillis(750));
        byte[] hash = MessageDigest.getInstance("SHA-256").digest("the-token".getBytes(StandardCharsets.US_ASCII));
        assertThat(claims.getStringClaim("ath"))
                .isEqualTo(Base64.getUrlEncoder().withoutPadding().encodeToString(hash));
        assertThat(claims.getClaims()).containsOnlyKeys("htm", "htu", "iat", "jti", "ath");
    }

    @Test
    void repeatsWhatTheServerAsksFor() throws Exception {
        URI endpoint = URI.create("https://example.okta.com/oauth2/v1/token");

        JWTClaimsSet claims = verified(key.proof("POST", endpoint, "n-1", null)).getJWTClaimsSet();

        assertThat(claims.getStringClaim("nonce")).isEqualTo("n-1");
        assertThat(claims.getStringClaim("htu")).isEqualTo("https://example.okta.com/oauth2/v1/token");
        assertThat(claims.getClaims()).containsOnlyKeys("htm", "htu", "iat", "jti", "nonce");
    }

    @Test
    void isAnotherEachTimeByTheSameKey() throws Exception {
        Set<String> ids = new HashSet<>();
        Set<String> keys = new HashSet<>();
        for (int i = 0; i < 20; i++) {
            SignedJWT proof = verified(key.proof("GET", PEOPLE, null, null));
            ids.add(proof.getJWTClaimsSet().getJWTID());
            keys.add(proof.getHeader().getJWK().computeThumbprint().toString());
        }

        assertThat(ids).hasSize(20);
        assertThat(keys).hasSize(1);
    }

    @Test
    void isOfAnotherKeyForEachRead() throws Exception {
        String one = verified(key.proof("GET", PEOPLE, null, null))
                .getHeader()
                .getJWK()
                .computeThumbprint()
                .toString();
        String other = verified(new DpopKey(new FakeTime()).proof("GET", PEOPLE, null, null))
                .getHeader()
                .getJWK()
                .computeThumbprint()
                .toString();

        assertThat(one).isNotEqualTo(other);
    }
}
