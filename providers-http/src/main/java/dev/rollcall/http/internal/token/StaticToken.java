package dev.rollcall.http.internal.token;

import dev.rollcall.http.internal.client.Authorization;
import dev.rollcall.http.internal.exchange.Request;
import java.util.function.Supplier;

/** A token that the host has, sent as it is with each request. For one read. Safe for several threads. */
public final class StaticToken implements Authorization {

    private final String scheme;
    private final String value;

    /**
     * Asks for the token, once, and overwrites the array.
     *
     * @param scheme what stands before it in the header: {@code SSWS}
     * @param name what it is, for messages: "API token"
     * @throws dev.rollcall.directory.DirectoryCredentialsException if there is none, or one that cannot be sent
     */
    public StaticToken(String scheme, Supplier<char[]> token, String name) {
        this.scheme = scheme;
        this.value = scheme + " " + Secrets.read(token, name);
    }

    @Override
    public Request sign(Request request) {
        return request.with("Authorization", value);
    }

    /** {@inheritDoc} It cannot: there is no other. */
    @Override
    public boolean renew(Request refused) {
        return false;
    }

    @Override
    public String toString() {
        return "StaticToken[" + scheme + "]";
    }
}
