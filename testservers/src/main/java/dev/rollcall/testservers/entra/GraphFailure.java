package dev.rollcall.testservers.entra;

import java.util.Map;

/** A question that is answered with an error. */
final class GraphFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;
    private final transient Map<String, String> headers;

    private GraphFailure(int status, String code, String message, Map<String, String> headers) {
        super(message, null, false, false);
        this.status = status;
        this.code = code;
        this.headers = headers;
    }

    static GraphFailure of(int status, String code, String message) {
        return new GraphFailure(status, code, message, Map.of());
    }

    static GraphFailure bad(String message) {
        return of(400, "Request_BadRequest", message);
    }

    /** What the service does not support, or not in this way. */
    static GraphFailure unsupported(String message) {
        return of(400, "Request_UnsupportedQuery", message);
    }

    static GraphFailure notFound() {
        return of(404, "Request_ResourceNotFound", "There is no such object, or one that it refers to is missing.");
    }

    static GraphFailure noSegment(String segment) {
        return of(400, "BadRequest", "There is no resource for the segment '" + segment + "'.");
    }

    static GraphFailure denied() {
        return of(403, "Authorization_RequestDenied", "Insufficient privileges for this operation.");
    }

    static GraphFailure unauthorized(String message) {
        return new GraphFailure(
                401, "InvalidAuthenticationToken", message, Map.of("WWW-Authenticate", "Bearer realm=\"\""));
    }

    /** A delta token that is too old; the whole must be read again from that address. */
    static GraphFailure gone(String location) {
        return new GraphFailure(
                410, "resyncRequired", "The state is too old to go on from.", Map.of("Location", location));
    }

    int status() {
        return status;
    }

    String code() {
        return code;
    }

    String text() {
        return String.valueOf(getMessage());
    }

    Map<String, String> headers() {
        return headers;
    }
}
