package dev.rollcall.http.internal.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jwt.SignedJWT;
import dev.rollcall.directory.DirectoryCredentialsException;
import dev.rollcall.http.internal.token.SigningKey.Algorithm;
import java.security.PrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("A key that signs")
class SigningKeyTest {

    @ParameterizedTest
    @EnumSource(
            value = Algorithm.class,
            names = {"RS256", "PS256"})
    void signsWithRsaAsOthersVerify(Algorithm algorithm) throws Exception {
        String text =
                new SigningKey(TestKeys.RSA.getPrivate(), algorithm).sign(Map.of("kid", "k1"), Map.of("sub", "me"));

        SignedJWT token = SignedJWT.parse(text);
        assertThat(token.verify(new RSASSAVerifier((RSAPublicKey) TestKeys.RSA.getPublic())))
                .isTrue();
        assertThat(token.getHeader().getAlgorithm()).isEqualTo(JWSAlgorithm.parse(algorithm.name()));
        assertThat(token.getHeader().getKeyID()).isEqualTo("k1");
        assertThat(token.getJWTClaimsSet().getSubject()).isEqualTo("me");
        assertThat(text).matches("[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+");
    }

    @Test
    void signsWithTheCurveP256AsOthersVerify() throws Exception {
        SigningKey key = new SigningKey(TestKeys.P256.getPrivate(), Algorithm.ES256);
        // A signature whose parts begin with zeros comes up now and then.
        for (int i = 0; i < 50; i++) {
            SignedJWT token = SignedJWT.parse(key.sign(Map.of(), Map.of("number", i)));
            assertThat(token.verify(new ECDSAVerifier((ECPublicKey) TestKeys.P256.getPublic())))
                    .isTrue();
            assertThat(token.getSignature().decode()).hasSize(64);
        }
    }

    @Test
    void isRefusedByOthersWhereTheTextWasChanged() throws Exception {
        String text = SigningKey.forKey(TestKeys.RSA.getPrivate()).sign(Map.of(), Map.of("sub", "me"));
        String[] parts = text.split("\\.", -1);
        String changed = parts[0] + "." + Base64Url.of("{\"sub\":\"you\"}") + "." + parts[2];

        assertThat(SignedJWT.parse(changed).verify(new RSASSAVerifier((RSAPublicKey) TestKeys.RSA.getPublic())))
                .isFalse();
    }

    @Test
    void choosesTheAlgorithmThatFits() {
        assertThat(SigningKey.forKey(TestKeys.RSA.getPrivate()).algorithm()).isEqualTo(Algorithm.RS256);
        assertThat(SigningKey.forKey(TestKeys.P256.getPrivate()).algorithm()).isEqualTo(Algorithm.ES256);
    }

    @Test
    void isNotOneThatIsTooShort() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SigningKey.forKey(TestKeys.shortRsa()))
                .withMessage("the private key has 1024 bits; make one of at least 2048");
    }

    @Test
    void isNotOneOfAnotherCurve() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SigningKey.forKey(TestKeys.p384()))
                .withMessage("the private key is of another curve than P-256; make one that is of it");
    }

    @Test
    void isNotOneOfAnotherKind() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SigningKey.forKey(TestKeys.ed25519()))
                .withMessage("the private key is neither of RSA nor of the curve P-256; make one that is");
    }

    @Test
    void isNotOneOfTheOtherAlgorithm() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SigningKey(TestKeys.P256.getPrivate(), Algorithm.PS256))
                .withMessage("the private key has to be of RSA for PS256");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SigningKey(TestKeys.RSA.getPrivate(), Algorithm.ES256))
                .withMessage("the private key has to be of the curve P-256 for ES256");
    }

    @Test
    @DisplayName("says so where it does not sign, as one on a device that was taken away")
    void saysSoWhereItDoesNotSign() {
        SigningKey key = SigningKey.forKey(new PrivateKey() {
            private static final long serialVersionUID = 1L;

            @Override
            public String getAlgorithm() {
                return "RSA";
            }

            @Override
            public String getFormat() {
                return "none";
            }

            @Override
            public byte[] getEncoded() {
                return new byte[0];
            }
        });

        assertThatExceptionOfType(DirectoryCredentialsException.class)
                .isThrownBy(() -> key.sign(Map.of(), Map.of()))
                .withMessage(
                        "signing with the private key failed (InvalidKeyException); see whether it is one that Java can use");
    }

    @Test
    @DisplayName("F122: shows its algorithm alone")
    void showsItsAlgorithmAlone() {
        assertThat(SigningKey.forKey(TestKeys.RSA.getPrivate())).hasToString("SigningKey[RS256]");
    }
}
