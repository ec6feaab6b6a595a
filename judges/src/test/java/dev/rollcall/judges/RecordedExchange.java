package dev.rollcall.judges;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rollcall.testservers.http.HttpQuestion;
import dev.rollcall.testservers.http.HttpReply;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One question to Okta and its answer.
 *
 * @param name the name and the number that it is kept under
 * @param target path and query of the question
 * @param scheme the first word of the Authorization header, or an empty text
 */
record RecordedExchange(
        String name,
        String method,
        String target,
        String scheme,
        int status,
        Map<String, List<String>> headers,
        JsonNode body) {

    static RecordedExchange of(JsonNode exchange) {
        JsonNode request = exchange.get("request");
        JsonNode response = exchange.get("response");
        Map<String, List<String>> headers = new LinkedHashMap<>();
        response.get("headers").properties().forEach(header -> {
            List<String> values = new ArrayList<>();
            header.getValue().forEach(value -> values.add(value.asText()));
            headers.put(header.getKey(), values);
        });
        String query = request.path("query").asText();
        return new RecordedExchange(
                exchange.get("case").asText() + " "
                        + exchange.get("interaction").asInt(),
                request.get("method").asText(),
                request.get("path").asText() + (query.isEmpty() ? "" : "?" + query),
                request.path("authorization_scheme").path(0).asText(),
                response.get("status").asInt(),
                headers,
                response.get("body"));
    }

    String path() {
        return question().path();
    }

    /** Whether it is a list of people. */
    boolean isPeople() {
        return status == 200 && body.isArray() && path().endsWith("/users");
    }

    /** Whether it is one person. */
    boolean isPerson() {
        return status == 200 && path().matches("/api/v1/users/[^/]+");
    }

    /** The question, as far as it was kept. */
    HttpQuestion question() {
        Map<String, List<String>> sent =
                scheme.isEmpty() ? Map.of() : Map.of("Authorization", List.of(scheme + " redacted"));
        return new HttpQuestion(method, target, sent, new byte[0]);
    }

    /** The answer, with its links pointing to another address. */
    HttpReply reply(String address) {
        HttpReply reply = HttpReply.of(status).body(body.toString().getBytes(StandardCharsets.UTF_8));
        for (Map.Entry<String, List<String>> header : headers.entrySet()) {
            for (String value : header.getValue()) {
                reply = reply.with(
                        header.getKey(),
                        header.getKey().equals("link") ? value.replaceAll("<https://[^/]+", "<" + address) : value);
            }
        }
        return reply;
    }

    /** A copy with another body. */
    RecordedExchange with(JsonNode other) {
        return new RecordedExchange(name, method, target, scheme, status, headers, other);
    }

    /** A copy with another value of a header. */
    RecordedExchange with(String header, String value) {
        Map<String, List<String>> changed = new LinkedHashMap<>(headers);
        changed.put(header, List.of(value));
        return new RecordedExchange(name, method, target, scheme, status, changed, body);
    }

    @Override
    public String toString() {
        return name;
    }
}
