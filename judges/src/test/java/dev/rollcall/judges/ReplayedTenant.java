package dev.rollcall.judges;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.entra.EntraDirectoryProvider;
import dev.rollcall.http.HttpSettings;
import dev.rollcall.testservers.http.HttpQuestion;
import dev.rollcall.testservers.http.HttpReply;
import dev.rollcall.testservers.http.LoopbackHttpServer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Answers as Entra ID once answered: the question for a token, and lists below {@code /v1.0} by their path. */
final class ReplayedTenant implements AutoCloseable {

    static final String TENANT = "11111111-2222-3333-4444-555555555555";
    static final String CLIENT = "22222222-3333-4444-5555-666666666666";
    static final String SECRET = "s3cret-value";

    private final JsonNode token;
    private final Map<String, JsonNode> answers = new ConcurrentHashMap<>();
    private final List<String> unknown = new CopyOnWriteArrayList<>();
    private final Exchanges exchanges = new Exchanges();
    private final LoopbackHttpServer server = LoopbackHttpServer.start(this::answer);

    /** @param token status and body of the answer to the question for a token */
    ReplayedTenant(JsonNode token) {
        this.token = token;
    }

    /** Answers questions for a path below {@code /v1.0} with this. */
    ReplayedTenant on(String path, JsonNode body) {
        answers.put("/v1.0" + path, body);
        return this;
    }

    String address() {
        return server.address().toString();
    }

    EntraDirectoryProvider.Builder provider() {
        return EntraDirectoryProvider.builder(TENANT, CLIENT)
                .secret(SECRET::toCharArray)
                .endpoints(address(), address())
                .http(HttpSettings.usual().withInsecureLoopback().withAttempts(1));
    }

    /** Paths that were asked for although no answer was given for them. */
    List<String> unknown() {
        return unknown;
    }

    Exchanges exchanges() {
        return exchanges;
    }

    private HttpReply answer(HttpQuestion question) {
        HttpReply reply = reply(question);
        exchanges.accept(question, reply);
        return reply;
    }

    private HttpReply reply(HttpQuestion question) {
        if (question.path().endsWith("/oauth2/v2.0/token")) {
            return HttpReply.json(
                    token.get("status").asInt(), filled(token.get("body")).toString());
        }
        JsonNode body = answers.get(question.path());
        if (body == null) {
            unknown.add(question.path());
            return HttpReply.json(
                    404, "{\"error\":{\"code\":\"Request_ResourceNotFound\",\"message\":\"not recorded\"}}");
        }
        return HttpReply.json(200, body.toString());
    }

    /** The body with something in the places that were made unrecognisable in the recording. */
    private static JsonNode filled(JsonNode body) {
        ObjectNode filled = JsonNodeFactory.instance.objectNode();
        body.properties().forEach(field -> {
            JsonNode value = field.getValue();
            if (value.asText().equals("{seconds}")) {
                filled.put(field.getKey(), 3599);
            } else if (value.isTextual()) {
                filled.put(
                        field.getKey(),
                        value.asText()
                                .replace("{redacted-jwt}", "eyJ0.eyJh.c2ln")
                                .replace("{guid}", "33333333-4444-5555-6666-777777777777")
                                .replace("{tenant-id}", TENANT)
                                .replace("{daemon-app-id}", CLIENT)
                                .replace("{timestamp}", "2026-08-13 21:24:29Z"));
            } else {
                filled.set(field.getKey(), value);
            }
        });
        return filled;
    }

    @Override
    public void close() {
        server.close();
    }
}
