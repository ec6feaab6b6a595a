package dev.rollcall.http.internal.exchange;

import java.io.IOException;
import java.util.OptionalInt;

/** A proxy stood in the way: it refused to pass a request on, or nobody could say which one to take. */
public final class ProxyException extends IOException {
    private static final long serialVersionUID = 1L;

    private final int status;

    /** The proxy answered, in place of the service. */
    ProxyException(int status) {
        super("the proxy answered with status " + status);
        this.status = status;
    }

    /** The selector of proxies failed. What it threw is the host's, may hold anything, and is not kept. */
    ProxyException() {
        super("the selector of proxies failed");
        this.status = -1;
    }

    /** What the proxy answered; empty where none was asked. */
    public OptionalInt status() {
        return status < 0 ? OptionalInt.empty() : OptionalInt.of(status);
    }
}
