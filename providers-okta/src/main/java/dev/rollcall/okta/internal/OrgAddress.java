package dev.rollcall.okta.internal;

import dev.rollcall.http.HttpSettings;
import dev.rollcall.http.internal.exchange.ServiceAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The address of an org as it was written.
 *
 * @param uri the address without a slash at its end; another where there are problems
 * @param problems what is wrong with it, in words; none if it can be used
 */
record OrgAddress(URI uri, List<String> problems) {

    /** The console of administrators: it answers too, but its next pages are at the org's own address (F87). */
    private static final Pattern CONSOLE =
            Pattern.compile("([a-z0-9-]+)-admin\\.((?:[a-z0-9-]+\\.)*okta[a-z0-9-]*\\.(?:com|mil))");

    private static final int HIGHEST_PORT = 65_535;
    private static final URI NOWHERE = URI.create("https://invalid");
    private static final String SUBJECT = "the address of the org ";
    private static final String EXAMPLE = "; one looks like https://example.okta.com";

    static OrgAddress of(String text, HttpSettings http) {
        try {
            return checked(new URI(text.strip()), http);
        } catch (URISyntaxException e) {
            return new OrgAddress(NOWHERE, List.of(SUBJECT + "is no address" + EXAMPLE));
        }
    }

    private static OrgAddress checked(URI uri, HttpSettings http) {
        List<String> problems = new ArrayList<>();
        ServiceAddress.problems(uri, http).forEach(problem -> problems.add(SUBJECT + problem + EXAMPLE));
        String host = withoutFinalDot(String.valueOf(uri.getHost()).toLowerCase(Locale.ROOT));
        String path = String.valueOf(uri.getRawPath());
        if (!path.isEmpty() && !path.equals("/") && uri.getHost() != null) {
            problems.add(SUBJECT + "must end after the host: https://" + host);
        }
        if (uri.getPort() == 0 || uri.getPort() > HIGHEST_PORT) {
            problems.add(SUBJECT + "must have a port from 1 to " + HIGHEST_PORT + ", or none");
        }
        Matcher console = CONSOLE.matcher(host);
        if (console.matches()) {
            problems.add(SUBJECT + "is the one of the console for administrators; the org itself is at https://"
                    + console.group(1) + "." + console.group(2));
        }
        if (!problems.isEmpty()) {
            return new OrgAddress(NOWHERE, List.copyOf(problems));
        }
        String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
        return new OrgAddress(URI.create(uri.getScheme().toLowerCase(Locale.ROOT) + "://" + host + port), problems);
    }

    /** A name with a dot at its end is the same name, and Okta's next pages are at the one without. */
    private static String withoutFinalDot(String host) {
        return host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
    }
}
