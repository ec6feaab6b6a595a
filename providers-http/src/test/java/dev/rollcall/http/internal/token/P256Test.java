package dev.rollcall.http.internal.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.util.Base64URL;
import java.math.BigInteger;
import java.security.interfaces.ECPublicKey;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The curve P-256")
class P256Test {

    @Test
    void hasPublicKeysThatOthersRead() throws Exception {
        ECPublicKey key = (ECPublicKey) P256.newKeys().getPublic();
        Map<String, String> jwk = P256.jwk(key);

        ECKey read = new ECKey.Builder(Curve.P_256, new Base64URL(jwk.get("x")), new Base64URL(jwk.get("y"))).build();
        assertThat(read.toECPublicKey().getW()).isEqualTo(key.getW());
        assertThat(jwk)
                .containsEntry("kty", "EC")
                .containsEntry("crv", "P-256")
                .containsOnlyKeys("kty", "crv", "x", "y");
    }

    @Test
    void hasCoordinatesOfThirtyTwoBytesHoweverSmallTheNumber() {
        assertThat(P256.padded(BigInteger.ONE)).hasSize(32).startsWith(0, 0).endsWith(1);
        assertThat(P256.padded(BigInteger.ZERO)).hasSize(32).containsOnly(0);
        assertThat(P256.padded(BigInteger.TWO.pow(248))).hasSize(32).startsWith(1);
        assertThat(P256.padded(BigInteger.TWO.pow(256).subtract(BigInteger.ONE)))
                .hasSize(32)
                .containsOnly(0xff);
    }

    @Test
    void isToldFromOthers() {
        assertThat(P256.isCurveOf((java.security.interfaces.ECKey) TestKeys.P256.getPrivate()))
                .isTrue();
        assertThat(P256.isCurveOf((java.security.interfaces.ECKey) TestKeys.p384()))
                .isFalse();
    }

    @Test
    @SuppressWarnings("NullAway") // as a key inside a module may do
    void isNotKnownOfAKeyThatDoesNotTell() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> P256.isCurveOf(() -> null))
                .withMessage("the key does not tell of what curve it is; take one that does");
    }
}
