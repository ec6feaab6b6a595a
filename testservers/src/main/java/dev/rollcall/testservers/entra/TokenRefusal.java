package dev.rollcall.testservers.entra;

import dev.rollcall.testservers.http.HttpReply;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.UUID;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A request for a token that is refused, with one of the numbers that the service documents (AADSTS…). */
final class TokenRefusal extends RuntimeException {

    private static final long serialVersionUID = 1L;
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final int status;
    private final String error;
    private final int number;

    TokenRefusal(int status, String error, int number, String text) {
        super(text, null, false, false);
        this.status = status;
        this.error = error;
        this.number = number;
    }

    static TokenRefusal invalidClient(int number, String text) {
        return new TokenRefusal(401, "invalid_client", number, text);
    }

    static TokenRefusal invalidRequest(int number, String text) {
        return new TokenRefusal(400, "invalid_request", number, text);
    }

    HttpReply reply(Instant now) {
        String trace = UUID.randomUUID().toString();
        String correlation = UUID.randomUUID().toString();
        String time = TIME.format(now);
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("error", error)
                .put(
                        "error_description",
                        "AADSTS" + number + ": " + getMessage() + " Trace ID: " + trace + " Correlation ID: "
                                + correlation + " Timestamp: " + time);
        body.putArray("error_codes").add(number);
        body.put("timestamp", time).put("trace_id", trace).put("correlation_id", correlation);
        if (status == 401) {
            body.put("error_uri", "https://login.microsoftonline.com/error?code=" + number);
        }
        return HttpReply.text(status, "application/json; charset=utf-8", body.toString())
                .with("Cache-Control", "no-store, no-cache")
                .with("x-ms-request-id", trace);
    }
}
