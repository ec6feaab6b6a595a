package dev.rollcall.http.internal.token;

import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The curve P-256 (secp256r1), the one that ES256 is defined for. */
public final class P256 {

    private static final String NAME = "secp256r1";
    private static final int BYTES = 32;

    private P256() {}

    static KeyPair newKeys() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec(NAME));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw missing(e);
        }
    }

    /**
     * Whether a key is of this curve.
     *
     * @throws IllegalArgumentException if the key does not tell of what curve it is, as one inside a module need not
     */
    public static boolean isCurveOf(ECKey key) {
        @Nullable ECParameterSpec other = key.getParams();
        if (other == null) {
            throw new IllegalArgumentException("the key does not tell of what curve it is; take one that does");
        }
        try {
            AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC");
            parameters.init(new ECGenParameterSpec(NAME));
            ECParameterSpec curve = parameters.getParameterSpec(ECParameterSpec.class);
            return curve.getCurve().equals(other.getCurve())
                    && curve.getGenerator().equals(other.getGenerator())
                    && curve.getOrder().equals(other.getOrder());
        } catch (GeneralSecurityException e) {
            throw missing(e);
        }
    }

    private static IllegalStateException missing(GeneralSecurityException e) {
        return new IllegalStateException("This Java does not know the curve P-256", e);
    }

    /** A public key as a JWK (RFC 7517). */
    static Map<String, String> jwk(ECPublicKey key) {
        Map<String, String> jwk = new LinkedHashMap<>();
        jwk.put("kty", "EC");
        jwk.put("crv", "P-256");
        jwk.put("x", Base64Url.of(padded(key.getW().getAffineX())));
        jwk.put("y", Base64Url.of(padded(key.getW().getAffineY())));
        return jwk;
    }

    /**
     * A coordinate in as many bytes as the curve's are, zeros in front included; without one that only says that it is
     * not negative.
     */
    static byte[] padded(BigInteger coordinate) {
        byte[] bytes = coordinate.toByteArray();
        byte[] padded = new byte[BYTES];
        int length = Math.min(bytes.length, BYTES);
        System.arraycopy(bytes, bytes.length - length, padded, BYTES - length, length);
        return padded;
    }
}
