package dev.rollcall.http.internal.exchange;

import dev.rollcall.http.HttpSettings;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What addresses a token may be sent to: those with TLS, and of the loopback where the host says so. */
public final class ServiceAddress {

    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "[::1]", "localhost");

    private ServiceAddress() {}

    /**
     * What is wrong with the address of a service, each in words that continue "the address"; empty if nothing. For
     * providers when they are built. The words hold nothing of the address, which may carry a password.
     */
    public static List<String> problems(URI address, HttpSettings settings) {
        List<String> problems = new ArrayList<>();
        String scheme = scheme(address);
        if (!isSecret(address, settings)) {
            problems.add(
                    scheme.equals("http")
                            ? "must begin with https://, because tokens do not go over a network without TLS; http:// is for stand-ins"
                                    + " on 127.0.0.1, [::1] or localhost, with HttpSettings.withInsecureLoopback()"
                            : "must begin with https://");
        }
        if (address.getHost() == null) {
            problems.add("must name a host");
        }
        if (address.getRawUserInfo() != null) {
            problems.add("must not carry a user or a password");
        }
        if (address.getRawQuery() != null || address.getRawFragment() != null) {
            problems.add("must end before any question mark or number sign");
        }
        return List.copyOf(problems);
    }

    /** Whether what is sent there can be read by nobody in between. */
    static boolean isSecret(URI address, HttpSettings settings) {
        return switch (scheme(address)) {
            case "https" -> true;
            case "http" ->
                settings.insecureLoopback()
                        && LOOPBACK.contains(String.valueOf(address.getHost()).toLowerCase(Locale.ROOT));
            default -> false;
        };
    }

    private static String scheme(URI address) {
        return String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT);
    }
}
