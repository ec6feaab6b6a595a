package dev.rollcall.http.internal.exchange;

import java.io.IOException;

/** What goes wrong at a proxy, for tests of other packages. */
public final class ProxyTrouble {

    private ProxyTrouble() {}

    /** The proxy answers in place of the service. */
    public static IOException refusing(int status) {
        return new ProxyException(status);
    }

    /** Nobody can say which proxy to take. */
    public static IOException failing() {
        return new ProxyException();
    }
}
