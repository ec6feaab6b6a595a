package dev.rollcall.testservers.okta;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.util.Base64;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A signed JSON web token (RFC 7515, RFC 7519) whose signature has yet to be looked at. */
record Jwt(JsonNode header, JsonNode claims, String signed, String signature) {

    private static final Map<String, String> ALGORITHMS = Map.of(
            "RS256", "SHA256withRSA",
            "RS384", "SHA384withRSA",
            "RS512", "SHA512withRSA",
            "ES256", "SHA256withECDSAinP1363Format",
            "ES384", "SHA384withECDSAinP1363Format",
            "ES512", "SHA512withECDSAinP1363Format");

    /** Reads a token; {@link IllegalArgumentException} if it is none. */
    static Jwt parse(String text) {
        String[] parts = text.split("\\.", -1);
        if (parts.length != 3 || text.contains("=")) {
            throw new IllegalArgumentException("not a JWT");
        }
        return new Jwt(json(parts[0]), json(parts[1]), parts[0] + "." + parts[1], parts[2]);
    }

    boolean isSignedBy(PublicKey key) {
        String algorithm = ALGORITHMS.get(header.path("alg").asString(""));
        if (algorithm == null || algorithm.endsWith("RSA") != key.getAlgorithm().equals("RSA")) {
            return false;
        }
        try {
            Signature verifier = Signature.getInstance(algorithm);
            verifier.initVerify(key);
            verifier.update(signed.getBytes(StandardCharsets.US_ASCII));
            return verifier.verify(Base64.getUrlDecoder().decode(signature));
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    /** A claim that is text, or an empty text. */
    String text(String claim) {
        JsonNode value = claims.path(claim);
        return value.isString() ? value.asString() : "";
    }

    /** Whether it is meant for this audience alone; one may stand by itself or in a list (RFC 7519, 4.1.3). */
    boolean isFor(String audience) {
        JsonNode value = claims.path("aud");
        JsonNode only = value.isArray() && value.size() == 1 ? value.path(0) : value;
        return only.isString() && only.asString().equals(audience);
    }

    /** A claim that is a whole number, or the smallest number there is. */
    long number(String claim) {
        JsonNode value = claims.path(claim);
        return value.isIntegralNumber() ? value.asLong() : Long.MIN_VALUE;
    }

    private static JsonNode json(String part) {
        try {
            JsonNode node = JsonMapper.shared().readTree(Base64.getUrlDecoder().decode(part));
            if (node.isObject()) {
                return node;
            }
        } catch (JacksonException e) {
            // Told below.
        }
        throw new IllegalArgumentException("not a JWT");
    }
}
