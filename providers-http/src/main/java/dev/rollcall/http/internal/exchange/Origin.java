package dev.rollcall.http.internal.exchange;

import java.net.URI;
import java.util.Locale;

/** Scheme, host and port of a service (RFC 6454): what a token may be sent to. */
public record Origin(String scheme, String host, int port) {

    /** The origin of an address, with the usual port where it names none. */
    public static Origin of(URI uri) {
        String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
        int port = uri.getPort() >= 0 ? uri.getPort() : scheme.equals("http") ? 80 : 443;
        return new Origin(scheme, String.valueOf(uri.getHost()).toLowerCase(Locale.ROOT), port);
    }

    /** Whether an address is of this origin, and carries neither a user nor a password. */
    public boolean holds(URI uri) {
        return uri.getRawUserInfo() == null && !uri.isOpaque() && equals(of(uri));
    }

    @Override
    public String toString() {
        return scheme + "://" + host + (port == (scheme.equals("http") ? 80 : 443) ? "" : ":" + port);
    }
}
