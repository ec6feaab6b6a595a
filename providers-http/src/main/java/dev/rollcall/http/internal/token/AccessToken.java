package dev.rollcall.http.internal.token;

import java.time.Duration;

/** An access token. Its value is in no message and not in {@link #toString()}. Immutable. */
public final class AccessToken {

    private final String type;
    private final String value;
    private final Duration lifetime;

    /**
     * Creates one.
     *
     * @param type {@code Bearer} or {@code DPoP}
     * @param value what the token endpoint gave
     * @param lifetime how long it is good from now
     */
    public AccessToken(String type, String value, Duration lifetime) {
        this.type = type;
        this.value = value;
        this.lifetime = lifetime;
    }

    public String type() {
        return type;
    }

    public String value() {
        return value;
    }

    public Duration lifetime() {
        return lifetime;
    }

    @Override
    public String toString() {
        return "AccessToken[" + type + "]";
    }
}
