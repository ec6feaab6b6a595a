package dev.rollcall.http.internal.exchange;

import java.io.IOException;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Chooses proxies as another does, but none for what goes out without TLS: that is for the loopback, and would show a
 * token to the proxy.
 */
final class ServiceProxies extends ProxySelector {

    private final @Nullable ProxySelector others;

    /**
     * Creates one.
     *
     * @param others chooses for all else; null for none
     */
    ServiceProxies(@Nullable ProxySelector others) {
        this.others = others;
    }

    @Override
    public List<Proxy> select(URI uri) {
        return others == null || "http".equalsIgnoreCase(uri.getScheme())
                ? List.of(Proxy.NO_PROXY)
                : others.select(uri);
    }

    @Override
    public void connectFailed(URI uri, SocketAddress address, IOException failure) {
        if (others != null) {
            others.connectFailed(uri, address, failure);
        }
    }
}
