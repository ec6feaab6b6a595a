package dev.rollcall.entra.internal.connection;

import dev.rollcall.http.internal.exchange.Answer;
import dev.rollcall.http.internal.json.JsonObject;
import dev.rollcall.http.internal.json.MalformedJsonException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What may be told of an error that Graph answered: its codes, which are no free text, and what identifies the answer.
 */
public final class GraphError {

    private static final Pattern CODE = Pattern.compile("[A-Za-z0-9_.-]{1,60}");
    private static final Pattern REQUEST = Pattern.compile("[A-Za-z0-9-]{1,64}");

    /** Texts for people may quote what was asked, and with it names of people. */
    private static final Set<String> UNUSED = Set.of("message", "details");

    private GraphError() {}

    /**
     * The code of the error, such as {@code Authorization_RequestDenied}; empty if there is none, or none that looks
     * like one.
     */
    public static Optional<String> code(Answer answer) {
        return error(answer)
                .flatMap(error -> error.text("code"))
                .filter(code -> CODE.matcher(code).matches());
    }

    /** What identifies the answer to Microsoft's support; empty if it carries nothing. */
    public static Optional<String> requestId(Answer answer) {
        return answer.header("request-id")
                .or(() -> error(answer)
                        .flatMap(error -> error.object("innerError").or(() -> error.object("innererror")))
                        .flatMap(inner -> inner.text("request-id")))
                .filter(id -> REQUEST.matcher(id).matches());
    }

    /** Whether a place in a list, or what was kept to ask for changes, is forgotten or no longer good (F74). */
    public static boolean isPlaceLost(Answer answer) {
        return code(answer)
                .map(code -> code.toLowerCase(Locale.ROOT))
                .filter(code -> code.contains("expired") && (code.contains("page") || code.contains("skip")))
                .isPresent();
    }

    private static Optional<JsonObject> error(Answer answer) {
        try {
            return JsonObject.parse(answer.body(), UNUSED).object("error");
        } catch (MalformedJsonException e) {
            return Optional.empty(); // a gateway's page; the status says enough
        }
    }
}
