package dev.rollcall.testservers.http;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What a client asked. Its text form has no header value, no query and no body, for there may be secrets in them. */
public final class HttpQuestion {

    private final String method;
    private final String rawPath;
    private final String rawQuery;
    private final Map<String, List<String>> headers;
    private final byte[] body;
    private final Map<String, String> query;

    /**
     * A question.
     *
     * @param target path and query as they stand in the first line of a request
     */
    public HttpQuestion(String method, String target, Map<String, List<String>> headers, byte[] body) {
        int mark = target.indexOf('?');
        Map<String, List<String>> named = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        named.putAll(headers);
        this.method = method;
        this.rawPath = mark < 0 ? target : target.substring(0, mark);
        this.rawQuery = mark < 0 ? "" : target.substring(mark + 1);
        this.headers = Collections.unmodifiableMap(named);
        this.body = body.clone();
        this.query = pairs(rawQuery);
    }

    public String method() {
        return method;
    }

    /** The path without percent signs; a slash within a name looks like any other here. */
    public String path() {
        return PercentText.path(rawPath);
    }

    public String rawPath() {
        return rawPath;
    }

    /** The parts of the path between slashes, each without percent signs. */
    public List<String> segments() {
        return List.of(rawPath.substring(1).split("/", -1)).stream()
                .map(PercentText::path)
                .toList();
    }

    /** What stands in the query, decoded, in its order; of a name given twice, the last value. */
    public Map<String, String> query() {
        return query;
    }

    /** Empty where there is none. */
    public String rawQuery() {
        return rawQuery;
    }

    /** The headers; their names compare without case. */
    public Map<String, List<String>> headers() {
        return headers;
    }

    /** The first value of a header. */
    public Optional<String> header(String name) {
        return headers.getOrDefault(name, List.of()).stream().findFirst();
    }

    /** The first word of the Authorization header, or an empty text. */
    public String authorizationScheme() {
        return header("authorization").map(value -> value.split(" ", 2)[0]).orElse("");
    }

    public byte[] body() {
        return body.clone();
    }

    /** The body as the fields of a form. */
    public Map<String, String> form() {
        return pairs(new String(body, StandardCharsets.UTF_8));
    }

    private static Map<String, String> pairs(String text) {
        Map<String, String> pairs = new LinkedHashMap<>();
        for (String pair : text.split("&", -1)) {
            int mark = pair.indexOf('=');
            if (mark >= 0) {
                pairs.put(PercentText.form(pair.substring(0, mark)), PercentText.form(pair.substring(mark + 1)));
            } else if (!pair.isEmpty()) {
                pairs.put(PercentText.form(pair), "");
            }
        }
        return Collections.unmodifiableMap(pairs);
    }

    @Override
    public String toString() {
        return method + " " + rawPath;
    }
}
