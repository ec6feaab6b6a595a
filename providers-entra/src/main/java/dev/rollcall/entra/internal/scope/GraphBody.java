package dev.rollcall.entra.internal.scope;

import dev.rollcall.directory.SnapshotIncompleteException;
import dev.rollcall.http.internal.exchange.Answer;
import dev.rollcall.http.internal.json.JsonObject;
import dev.rollcall.http.internal.json.MalformedJsonException;
import java.util.Set;

/** The object in an answer to a question for one thing. */
final class GraphBody {

    private GraphBody() {}

    /**
     * Takes it out of an answer.
     *
     * @param doing what the question was for, for the message
     * @throws SnapshotIncompleteException if there is no object
     */
    static JsonObject of(Answer answer, String doing) {
        try {
            return JsonObject.parse(answer.body(), Set.of());
        } catch (MalformedJsonException e) {
            throw new SnapshotIncompleteException(
                    "Microsoft Graph's answer to " + doing + " cannot be read: " + e.getMessage());
        }
    }
}
