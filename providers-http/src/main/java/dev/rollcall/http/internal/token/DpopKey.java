package dev.rollcall.http.internal.token;

import dev.rollcall.http.internal.exchange.Timekeeper;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.interfaces.ECPublicKey;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A key of one read that proves that whoever uses a token is the one it was given to (RFC 9449). Safe for several
 * threads.
 */
public final class DpopKey {

    private final Timekeeper time;
    private final SigningKey key;
    private final Map<String, String> jwk;

    /** Makes a new key for ES256. */
    public DpopKey(Timekeeper time) {
        KeyPair keys = P256.newKeys();
        this.time = time;
        this.key = new SigningKey(keys.getPrivate(), SigningKey.Algorithm.ES256);
        this.jwk = P256.jwk((ECPublicKey) keys.getPublic());
    }

    /**
     * Makes a proof for one request; each has an id of its own.
     *
     * @param uri its address; what follows a question mark or hash is left out
     * @param nonce what the server asked to repeat; null for nothing
     * @param accessToken the token that goes with the request; null for a request to the token endpoint
     */
    public String proof(String method, URI uri, @Nullable String nonce, @Nullable String accessToken) {
        Map<String, Object> header = new LinkedHashMap<>();
        header.put("typ", "dpop+jwt");
        header.put("jwk", jwk);
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("htm", method);
        claims.put("htu", uri.getScheme() + "://" + uri.getRawAuthority() + uri.getRawPath());
        claims.put("iat", time.now().getEpochSecond());
        claims.put("jti", Base64Url.random());
        if (nonce != null) {
            claims.put("nonce", nonce);
        }
        if (accessToken != null) {
            claims.put("ath", Base64Url.hashOf(accessToken.getBytes(StandardCharsets.US_ASCII)));
        }
        return key.sign(header, claims);
    }

    @Override
    public String toString() {
        return "DpopKey";
    }
}
