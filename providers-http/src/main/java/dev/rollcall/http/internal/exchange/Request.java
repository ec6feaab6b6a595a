package dev.rollcall.http.internal.exchange;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One question to a service. Immutable. {@link #toString()} leaves out the headers, the body and what follows the
 * question mark: a token or a person's data may be there.
 */
public final class Request {

    private final String method;
    private final URI uri;
    private final Map<String, String> headers;
    private final byte @Nullable [] body;

    private Request(String method, URI uri, Map<String, String> headers, byte @Nullable [] body) {
        this.method = method;
        this.uri = uri;
        this.headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
        this.body = body;
    }

    /** Asks for a resource as JSON. */
    public static Request get(URI uri) {
        return new Request("GET", uri, Map.of("Accept", "application/json"), null);
    }

    /** Sends a form and asks for JSON. */
    public static Request form(URI uri, Map<String, String> fields) {
        String text = fields.entrySet().stream()
                .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
                .collect(Collectors.joining("&"));
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Accept", "application/json");
        headers.put("Content-Type", "application/x-www-form-urlencoded");
        return new Request("POST", uri, headers, text.getBytes(StandardCharsets.US_ASCII));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** Returns a copy with one more header, or another value of one. */
    public Request with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new Request(method, uri, more, body);
    }

    public String method() {
        return method;
    }

    public URI uri() {
        return uri;
    }

    /** The headers as they were set, names included. */
    public Map<String, String> headers() {
        return headers;
    }

    /** What is sent after the headers; null for nothing. The caller leaves it as it is. */
    public byte @Nullable [] body() {
        return body;
    }

    @Override
    public String toString() {
        return method + " " + uri.getHost() + uri.getRawPath();
    }
}
