package dev.rollcall.testservers.okta;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.Base64;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Public keys in the header of a DPoP proof (RFC 7517). */
final class Jwk {

    private static final Map<String, String> CURVES =
            Map.of("P-256", "secp256r1", "P-384", "secp384r1", "P-521", "secp521r1");

    private Jwk() {}

    /** The key; {@link IllegalArgumentException} if it is none, or has private parts. */
    static PublicKey key(JsonNode jwk) {
        if (jwk.has("d") || jwk.has("k")) {
            throw new IllegalArgumentException("private");
        }
        try {
            return text(jwk, "kty").equals("RSA") ? rsa(jwk) : ec(jwk);
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** Its thumbprint (RFC 7638). */
    static String thumbprint(JsonNode jwk) {
        String members = text(jwk, "kty").equals("RSA")
                ? "{\"e\":\"" + text(jwk, "e") + "\",\"kty\":\"RSA\",\"n\":\"" + text(jwk, "n") + "\"}"
                : "{\"crv\":\"" + text(jwk, "crv") + "\",\"kty\":\"EC\",\"x\":\"" + text(jwk, "x") + "\",\"y\":\""
                        + text(jwk, "y") + "\"}";
        return sha256(members);
    }

    /** The digest of a text, as base64url without padding. */
    static String sha256(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static PublicKey rsa(JsonNode jwk) throws GeneralSecurityException {
        return KeyFactory.getInstance("RSA").generatePublic(new RSAPublicKeySpec(number(jwk, "n"), number(jwk, "e")));
    }

    private static PublicKey ec(JsonNode jwk) throws GeneralSecurityException {
        String curve = CURVES.get(text(jwk, "crv"));
        if (!text(jwk, "kty").equals("EC") || curve == null) {
            throw new IllegalArgumentException("unknown kind of key");
        }
        AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC");
        parameters.init(new ECGenParameterSpec(curve));
        ECPoint point = new ECPoint(number(jwk, "x"), number(jwk, "y"));
        ECPublicKeySpec spec = new ECPublicKeySpec(point, parameters.getParameterSpec(ECParameterSpec.class));
        return KeyFactory.getInstance("EC").generatePublic(spec);
    }

    private static BigInteger number(JsonNode jwk, String member) {
        return new BigInteger(1, Base64.getUrlDecoder().decode(text(jwk, member)));
    }

    private static String text(JsonNode jwk, String member) {
        return jwk.path(member).asString("");
    }
}
