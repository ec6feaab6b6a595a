package dev.rollcall.testservers.entra;

import dev.rollcall.testservers.http.HttpQuestion;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

/**
 * The application that was registered for the sync: what proves that it is it, and the tokens it was given. Threads:
 * safe.
 */
final class Application {

    static final String TENANT = "6f0d6c1e-3b1f-4a55-9f0e-27f6c8b1a001";
    static final String DOMAIN = "rollcall.example";
    static final String CLIENT = "0c1f6f4e-8d6b-4d0a-a1c5-5b7a52e4d002";
    /** With characters that a form has to encode. */
    static final String SECRET = "fake~8Q.of+the&test=tenant%2B_-";

    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private final List<X509Certificate> certificates = new CopyOnWriteArrayList<>();
    private final Map<String, Instant> tokens = new HashMap<>();
    private volatile Supplier<Instant> clock = Instant::now;
    private volatile Duration lifetime = Duration.ofSeconds(3599);
    private int given;

    void certificate(X509Certificate certificate) {
        certificates.add(certificate);
    }

    List<X509Certificate> certificates() {
        return certificates;
    }

    void clock(Supplier<Instant> other) {
        this.clock = other;
    }

    Instant now() {
        return clock.get();
    }

    void lifetime(Duration other) {
        this.lifetime = other;
    }

    Duration lifetime() {
        return lifetime;
    }

    /** A new token. It looks like a JWT, and is none. */
    synchronized String token() {
        given++;
        String body = "{\"note\":\"opaque to clients\",\"number\":" + given + "}";
        String token =
                part("{\"typ\":\"JWT\",\"alg\":\"RS256\"}") + "." + part(body) + "." + part("no signature " + given);
        tokens.put(token, now().plus(lifetime));
        return token;
    }

    synchronized int given() {
        return given;
    }

    /** No token that was given until now is good any more. */
    synchronized void expireTokens() {
        tokens.replaceAll((token, until) -> Instant.MIN);
    }

    /** Refuses a question without a good token. */
    synchronized void check(HttpQuestion question) {
        String header = question.header("Authorization").orElse("");
        if (!header.startsWith("Bearer ")) {
            throw GraphFailure.unauthorized("Access token is empty.");
        }
        Instant until = tokens.get(header.substring("Bearer ".length()));
        if (until == null) {
            throw GraphFailure.unauthorized("The token is not one of this tenant.");
        }
        if (!now().isBefore(until)) {
            throw GraphFailure.unauthorized("Lifetime validation failed, the token is expired.");
        }
    }

    private static String part(String text) {
        return BASE64.encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
