package dev.rollcall.testservers.okta;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The API token of the org and the access tokens it has handed out. */
final class Tokens {

    private final SecureRandom random = new SecureRandom();
    private final Map<String, AccessToken> issued = new LinkedHashMap<>();
    private final String apiToken = "00" + text(30);
    private Duration lifetime = Duration.ofHours(1);
    private boolean apiTokenRevoked;

    String apiToken() {
        return apiToken;
    }

    boolean isApiToken(String text) {
        return !apiTokenRevoked && apiToken.equals(text);
    }

    void revokeApiToken() {
        apiTokenRevoked = true;
    }

    void lifetime(Duration changed) {
        lifetime = changed;
    }

    /**
     * Hands out a token.
     *
     * @param thumbprint of the key it is bound to; null for a bearer token
     */
    AccessToken issue(Set<String> scopes, @Nullable String thumbprint, Instant now) {
        AccessToken token = new AccessToken("eyFAKE." + text(64), scopes, lifetime, now.plus(lifetime), thumbprint);
        issued.put(token.text(), token);
        return token;
    }

    /** The token of that text, if it is good at that time. */
    @Nullable
    AccessToken find(String text, Instant now) {
        AccessToken token = issued.get(text);
        return token != null && now.isBefore(token.expires()) ? token : null;
    }

    /** The tokens handed out so far are good for nothing from now on. */
    void expireAll() {
        issued.replaceAll((text, token) -> token.expired());
    }

    List<String> handedOut() {
        return List.copyOf(issued.keySet());
    }

    private String text(int bytes) {
        byte[] noise = new byte[bytes];
        random.nextBytes(noise);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(noise);
    }

    record AccessToken(
            String text,
            Set<String> scopes,
            Duration lifetime,
            Instant expires,
            @Nullable String thumbprint) {

        AccessToken expired() {
            return new AccessToken(text, scopes, lifetime, Instant.MIN, thumbprint);
        }
    }
}
