package dev.rollcall.http.internal.token;

import dev.rollcall.http.internal.exchange.Answer;
import dev.rollcall.http.internal.json.JsonObject;
import dev.rollcall.http.internal.json.MalformedJsonException;
import dev.rollcall.http.internal.token.TokenAnswer.Granted;
import dev.rollcall.http.internal.token.TokenAnswer.Refused;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Takes answers of token endpoints apart. */
final class TokenAnswerParts {

    private static final Pattern CODE = Pattern.compile("[A-Za-z0-9_.-]{1,60}");

    /** How long a token is taken for good if the answer does not say it. */
    private static final Duration UNSAID = Duration.ofMinutes(5);

    private static final int LONGEST_NUMBER = 10;
    private static final Set<String> UNUSED =
            Set.of("refresh_token", "id_token", "error_description", "errorSummary", "errorCauses");

    private TokenAnswerParts() {}

    static TokenAnswer of(Answer answer) throws MalformedJsonException {
        return answer.isSuccess() ? new Granted(token(answer.body())) : refused(answer);
    }

    private static AccessToken token(byte[] body) throws MalformedJsonException {
        JsonObject object = JsonObject.parse(body, UNUSED);
        String value = object.text("access_token").orElse("");
        if (value.isEmpty() || !value.chars().allMatch(Secrets::isVisible)) {
            throw new MalformedJsonException("without an access token that could be sent");
        }
        return new AccessToken(type(object), value, lifetime(object));
    }

    private static String type(JsonObject object) throws MalformedJsonException {
        String type = object.text("token_type").orElse("");
        for (String known : List.of("Bearer", "DPoP")) {
            if (known.equalsIgnoreCase(type)) {
                return known;
            }
        }
        throw new MalformedJsonException("without a type of the token that is known (Bearer or DPoP)");
    }

    /** A number; some send it as a string. */
    private static Duration lifetime(JsonObject object) throws MalformedJsonException {
        if (!object.has("expires_in") || object.isNull("expires_in")) {
            return UNSAID;
        }
        Optional<Long> seconds = object.number("expires_in")
                .or(() -> object.text("expires_in")
                        .filter(TokenAnswerParts::isNumber)
                        .map(Long::valueOf));
        if (seconds.isEmpty() || String.valueOf(seconds.get()).length() > LONGEST_NUMBER) {
            throw new MalformedJsonException("without a lifetime of the token that could be read");
        }
        return Duration.ofSeconds(seconds.get());
    }

    private static boolean isNumber(String text) {
        return text.length() <= LONGEST_NUMBER && text.matches("[0-9]+");
    }

    private static Refused refused(Answer answer) {
        try {
            JsonObject object = JsonObject.parse(answer.body(), UNUSED);
            Optional<String> error = object.text("error")
                    .or(() -> object.text("errorCode")) // how Okta says some of them
                    .filter(code -> CODE.matcher(code).matches());
            return new Refused(
                    answer.status(), error, object.numbers("error_codes").orElse(List.of()));
        } catch (MalformedJsonException e) {
            return new Refused(answer.status(), Optional.empty(), List.of()); // the status says enough
        }
    }
}
