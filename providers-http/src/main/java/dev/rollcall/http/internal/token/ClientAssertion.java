package dev.rollcall.http.internal.token;

import dev.rollcall.http.internal.exchange.Timekeeper;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** Signs statements with which a client proves who it is in place of a secret (RFC 7523). Safe for several threads. */
public final class ClientAssertion {

    /** What {@code client_assertion_type} has to be. */
    public static final String TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

    private static final Duration LIFETIME = Duration.ofMinutes(5);

    private final SigningKey key;
    private final Map<String, String> keyHeader;
    private final String clientId;
    private final String audience;
    private final Timekeeper time;

    /**
     * Says what is stated.
     *
     * @param keyHeader what names the key in the header: {@code kid}, or {@code x5t#S256} with {@link #thumbprint}
     * @param audience the address of the token endpoint
     */
    public ClientAssertion(
            SigningKey key, Map<String, String> keyHeader, String clientId, String audience, Timekeeper time) {
        this.key = key;
        this.keyHeader = Map.copyOf(keyHeader);
        this.clientId = clientId;
        this.audience = audience;
        this.time = time;
    }

    /** Makes a new statement, good for five minutes and one request. */
    public String make() {
        Map<String, String> header = new LinkedHashMap<>();
        header.put("typ", "JWT");
        header.putAll(keyHeader);
        long now = time.now().getEpochSecond();
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("iss", clientId);
        claims.put("sub", clientId);
        claims.put("aud", audience);
        claims.put("jti", Base64Url.random());
        claims.put("iat", now);
        claims.put("nbf", now);
        claims.put("exp", now + LIFETIME.toSeconds());
        return key.sign(header, claims);
    }

    /** The SHA-256 of a certificate, as {@code x5t#S256} has it (RFC 7515). */
    public static String thumbprint(X509Certificate certificate) {
        try {
            return Base64Url.hashOf(certificate.getEncoded());
        } catch (CertificateEncodingException e) {
            throw new IllegalArgumentException("the certificate cannot be encoded", e);
        }
    }

    @Override
    public String toString() {
        return "ClientAssertion[" + clientId + "]";
    }
}
