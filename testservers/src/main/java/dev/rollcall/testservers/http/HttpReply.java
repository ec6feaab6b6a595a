package dev.rollcall.testservers.http;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * An answer, and how badly it is given. The methods return changed copies. Header names go out exactly as they were
 * given, in the order they were given, a name as often as it was given; the length of the body is added on sending.
 */
public final class HttpReply {

    private final int status;
    private final List<Map.Entry<String, String>> headers;
    private final byte[] body;
    private final Manner manner;

    private HttpReply(int status, List<Map.Entry<String, String>> headers, byte[] body, Manner manner) {
        this.status = status;
        this.headers = List.copyOf(headers);
        this.body = body;
        this.manner = manner;
    }

    /** An answer without a body. */
    public static HttpReply of(int status) {
        return new HttpReply(status, List.of(), new byte[0], Manner.GOOD);
    }

    /** A JSON answer. */
    public static HttpReply json(int status, JsonNode body) {
        return json(status, body.toString());
    }

    /** A JSON answer from text, which nobody looks at. */
    public static HttpReply json(int status, String body) {
        return text(status, "application/json", body);
    }

    /** Any answer from text. */
    public static HttpReply text(int status, String contentType, String body) {
        return of(status).with("Content-Type", contentType).body(body.getBytes(StandardCharsets.UTF_8));
    }

    public int status() {
        return status;
    }

    public List<Map.Entry<String, String>> headers() {
        return headers;
    }

    /** The first value of a header, whatever the case of its name; null where there is none. */
    public @Nullable String header(String name) {
        return headers.stream()
                .filter(named(name))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(null);
    }

    public byte[] body() {
        return body.clone();
    }

    /** One more header, also where there is one of that name. */
    public HttpReply with(String header, String value) {
        List<Map.Entry<String, String>> more = new ArrayList<>(headers);
        more.add(Map.entry(header, value));
        return new HttpReply(status, more, body, manner);
    }

    /** Without the headers of that name, whatever their case. */
    public HttpReply without(String header) {
        return new HttpReply(
                status, headers.stream().filter(named(header).negate()).toList(), body, manner);
    }

    public HttpReply body(byte[] bytes) {
        return new HttpReply(status, headers, bytes.clone(), manner);
    }

    /** The body goes out in chunks instead of with a Content-Length. */
    public HttpReply chunked() {
        return in(manner.chunked());
    }

    /** The connection ends after that many bytes of the body, though the headers said more. */
    public HttpReply cutAfter(int bytes) {
        return in(manner.cutAfter(bytes));
    }

    /** The headers come, and then nothing, until one of the two closes. */
    public HttpReply stalling() {
        return in(manner.endingAs(Manner.Ending.STALLS));
    }

    /** Nothing at all comes, until one of the two closes. */
    public HttpReply silent() {
        return in(manner.endingAs(Manner.Ending.SILENT));
    }

    /** The connection ends without a word. A client may ask again by itself where it had used the connection before. */
    public HttpReply dropped() {
        return in(manner.endingAs(Manner.Ending.DROPPED));
    }

    /** The answer comes that much later. */
    public HttpReply slow(Duration delay) {
        return in(manner.slow(delay));
    }

    /** The body ends early, in bytes that are not JSON, though its length is right. */
    public HttpReply corrupt() {
        byte[] half = new byte[body.length / 2 + 2];
        System.arraycopy(body, 0, half, 0, body.length / 2);
        half[half.length - 2] = '<';
        half[half.length - 1] = '>';
        return body(half);
    }

    Manner manner() {
        return manner;
    }

    private HttpReply in(Manner changed) {
        return new HttpReply(status, headers, body, changed);
    }

    private static Predicate<Map.Entry<String, String>> named(String name) {
        return header -> header.getKey().equalsIgnoreCase(name);
    }

    @Override
    public String toString() {
        return status + " (" + body.length + " bytes)";
    }
}
