package dev.rollcall.testservers.entra;

import dev.rollcall.testservers.http.HttpReply;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.UUID;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Answers in the form of Graph: each names its request. */
final class GraphReplies {

    private static final String TYPE =
            "application/json;odata.metadata=minimal;odata.streaming=true;IEEE754Compatible=false;charset=utf-8";

    private GraphReplies() {}

    static HttpReply found(ObjectNode body, String clientRequestId) {
        return named(HttpReply.text(200, TYPE, body.toString()), id(), clientRequestId);
    }

    static HttpReply failed(GraphFailure failure, Instant now, String clientRequestId) {
        HttpReply reply = failed(failure.status(), failure.code(), failure.text(), now, clientRequestId);
        for (Map.Entry<String, String> header : failure.headers().entrySet()) {
            reply = reply.with(header.getKey(), header.getValue());
        }
        return reply;
    }

    static HttpReply failed(int status, String code, String message, Instant now, String clientRequestId) {
        String id = id();
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        ObjectNode error = body.putObject("error");
        error.put("code", code).put("message", message);
        String date = now.truncatedTo(ChronoUnit.SECONDS).toString();
        error.putObject("innerError")
                .put("date", date.substring(0, date.length() - 1))
                .put("request-id", id)
                .put("client-request-id", clientRequestId.isEmpty() ? id : clientRequestId);
        return named(HttpReply.text(status, "application/json", body.toString()), id, clientRequestId);
    }

    private static HttpReply named(HttpReply reply, String id, String clientRequestId) {
        return reply.with("Cache-Control", "no-cache")
                .with("request-id", id)
                .with("client-request-id", clientRequestId.isEmpty() ? id : clientRequestId);
    }

    private static String id() {
        return UUID.randomUUID().toString();
    }
}
