package dev.rollcall.entra.internal.scope;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** An address of Graph, put together from its parts. Immutable. */
final class GraphAddress {

    private final String start;
    private final Map<String, String> options;

    private GraphAddress(String start, Map<String, String> options) {
        this.start = start;
        this.options = options;
    }

    /**
     * Starts an address.
     *
     * @param path what follows the version, of characters that need no encoding: {@code /users}
     */
    static GraphAddress of(URI graph, String path) {
        return new GraphAddress(graph + "/v1.0" + path, Map.of());
    }

    /** Returns a copy with a query option, such as {@code $select}. */
    GraphAddress with(String option, String value) {
        Map<String, String> more = new LinkedHashMap<>(options);
        more.put(option, value);
        return new GraphAddress(start, more);
    }

    /** The address, with everything encoded that is not as it is in addresses. */
    URI uri() {
        return URI.create(start
                + (options.isEmpty() ? "" : "?")
                + options.entrySet().stream()
                        .map(option -> option.getKey() + "=" + encoded(option.getValue()))
                        .collect(Collectors.joining("&")));
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("%2C", ",")
                .replace("%24", "$")
                .replace("%28", "(")
                .replace("%29", ")");
    }

    /** A text within an expression: in quotes, with its own quotes doubled. */
    static String quoted(String text) {
        return "'" + text.replace("'", "''") + "'";
    }
}
