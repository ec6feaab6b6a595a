package dev.rollcall.testservers.entra;

import dev.rollcall.testservers.http.HttpQuestion;
import dev.rollcall.testservers.http.RecordedRequest;
import java.util.List;
import java.util.Map;

/**
 * What is kept of a request: nothing secret.
 *
 * @param path decoded
 * @param query decoded, in its order
 * @param headerNames in alphabetical order, as the client wrote them
 * @param consistencyLevel the value of that header, or an empty text
 * @param authorizationScheme the first word of the Authorization header, or an empty text
 */
public record EntraRequest(
        String method,
        String path,
        Map<String, String> query,
        List<String> headerNames,
        String consistencyLevel,
        String authorizationScheme) {

    static EntraRequest of(HttpQuestion question) {
        RecordedRequest kept = RecordedRequest.of(question);
        return new EntraRequest(
                kept.method(),
                kept.path(),
                kept.query(),
                kept.headerNames(),
                question.header("ConsistencyLevel").orElse(""),
                kept.authorizationScheme());
    }
}
