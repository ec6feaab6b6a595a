package dev.rollcall.testservers.entra;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Checks a JWT that an application signed (RFC 7523) with the key of one of its certificates. */
final class ClientAssertion {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration LONGEST = Duration.ofMinutes(10);
    private static final Duration SKEW = Duration.ofMinutes(5);
    private static final PSSParameterSpec PSS =
            new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, 1);

    private final Application application;
    private final String audience;

    ClientAssertion(Application application, String audience) {
        this.application = application;
        this.audience = audience;
    }

    void check(String jwt) {
        String[] parts = jwt.split("\\.", -1);
        if (parts.length != 3 || jwt.indexOf('=') >= 0) {
            throw malformed();
        }
        JsonNode header = json(parts[0]);
        JsonNode claims = json(parts[1]);
        X509Certificate certificate = certificate(header);
        byte[] signed = (parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII);
        if (!verifies(text(header, "alg"), certificate, signed, bytes(parts[2]))) {
            throw TokenRefusal.invalidClient(700027, "The signature of the assertion does not match the certificate.");
        }
        checkClaims(claims);
    }

    private void checkClaims(JsonNode claims) {
        if (!text(claims, "iss").equals(Application.CLIENT)
                || !text(claims, "sub").equals(Application.CLIENT)) {
            throw TokenRefusal.invalidClient(700021, "The assertion is not from the application.");
        }
        if (!text(claims, "aud").equals(audience)) {
            throw TokenRefusal.invalidClient(700023, "The assertion is for somebody else.");
        }
        if (text(claims, "jti").isEmpty()) {
            throw malformed();
        }
        Instant now = application.now();
        Instant until = time(claims, "exp").orElseThrow(ClientAssertion::malformed);
        Instant from = time(claims, "nbf").orElse(now);
        if (until.isBefore(now.minus(SKEW))
                || from.isAfter(now.plus(SKEW))
                || until.isAfter(now.plus(LONGEST).plus(SKEW))) {
            throw TokenRefusal.invalidClient(700024, "The assertion is not valid at this time.");
        }
    }

    private X509Certificate certificate(JsonNode header) {
        String strong = text(header, "x5t#S256");
        String weak = text(header, "x5t");
        return application.certificates().stream()
                .filter(each -> strong.isEmpty()
                        ? thumbprint(each, "SHA-1").equals(weak)
                        : thumbprint(each, "SHA-256").equals(strong))
                .findFirst()
                .orElseThrow(() ->
                        TokenRefusal.invalidClient(700027, "The certificate of the assertion is not registered."));
    }

    private static String thumbprint(X509Certificate certificate, String algorithm) {
        try {
            byte[] digest = MessageDigest.getInstance(algorithm).digest(certificate.getEncoded());
            return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean verifies(String algorithm, X509Certificate certificate, byte[] signed, byte[] signature) {
        try {
            Signature verifier;
            if (algorithm.equals("PS256")) {
                verifier = Signature.getInstance("RSASSA-PSS");
                verifier.setParameter(PSS);
            } else if (algorithm.equals("RS256")) {
                verifier = Signature.getInstance("SHA256withRSA");
            } else {
                return false;
            }
            verifier.initVerify(certificate.getPublicKey());
            verifier.update(signed);
            return verifier.verify(signature);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    private static Optional<Instant> time(JsonNode claims, String name) {
        JsonNode value = claims.path(name);
        return value.isIntegralNumber() ? Optional.of(Instant.ofEpochSecond(value.asLong())) : Optional.empty();
    }

    private static String text(JsonNode node, String name) {
        JsonNode value = node.path(name);
        return value.isString() ? value.asString() : "";
    }

    private static JsonNode json(String part) {
        try {
            return JSON.readTree(bytes(part));
        } catch (JacksonException e) {
            throw malformed();
        }
    }

    private static byte[] bytes(String part) {
        try {
            return Base64.getUrlDecoder().decode(part);
        } catch (IllegalArgumentException e) {
            throw malformed();
        }
    }

    private static TokenRefusal malformed() {
        return TokenRefusal.invalidClient(50027, "The assertion cannot be understood.");
    }
}
