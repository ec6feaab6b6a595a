package dev.rollcall.testservers.http;

import java.util.List;
import java.util.Map;

/**
 * What is kept of a request: nothing secret.
 *
 * @param path decoded
 * @param query decoded, in its order
 * @param headerNames in alphabetical order, as the client wrote them
 * @param authorizationScheme the first word of the Authorization header, or an empty text
 */
public record RecordedRequest(
        String method, String path, Map<String, String> query, List<String> headerNames, String authorizationScheme) {

    /** What is kept of this question. */
    public static RecordedRequest of(HttpQuestion question) {
        return new RecordedRequest(
                question.method(),
                question.path(),
                question.query(),
                List.copyOf(question.headers().keySet()),
                question.authorizationScheme());
    }
}
