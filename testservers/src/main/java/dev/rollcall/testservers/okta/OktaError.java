package dev.rollcall.testservers.okta;

import dev.rollcall.testservers.http.HttpReply;
import java.util.UUID;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Refusals in Okta's envelope. */
final class OktaError {

    private OktaError() {}

    static HttpReply of(int status, String code, String summary) {
        ObjectNode body = JsonMapper.shared().createObjectNode();
        body.put("errorCode", code);
        body.put("errorSummary", summary);
        body.put("errorLink", code);
        body.put(
                "errorId", "oae" + UUID.randomUUID().toString().replace("-", "").substring(0, 22));
        body.putArray("errorCauses");
        return HttpReply.json(status, body);
    }

    static HttpReply notFound(String id, String kind) {
        return of(404, "E0000007", "Not found: Resource not found: " + id + " (" + kind + ")");
    }

    static HttpReply invalid(String what) {
        return of(400, "E0000001", "Api validation failed: " + what);
    }

    static HttpReply invalidSearch() {
        return of(400, "E0000031", "Invalid search criteria.");
    }

    static HttpReply forbidden() {
        return of(403, "E0000006", "You do not have permission to perform the requested action");
    }

    static HttpReply invalidToken() {
        return of(401, "E0000011", "Invalid token provided");
    }

    static HttpReply tooManyRequests() {
        return of(429, "E0000047", "API call exceeded rate limit due to too many requests.");
    }

    static HttpReply internal() {
        return of(500, "E0000009", "Internal Server Error");
    }
}
