package dev.rollcall.http.internal.token;

import dev.rollcall.http.internal.exchange.Answer;
import dev.rollcall.http.internal.json.MalformedJsonException;
import java.util.List;
import java.util.Optional;

/** What a token endpoint answered (RFC 6749, section 5). */
public sealed interface TokenAnswer {

    /** There is a token. */
    record Granted(AccessToken token) implements TokenAnswer {}

    /**
     * There is none.
     *
     * @param status the status of the answer
     * @param error the code of the error, such as {@code invalid_client}; empty where the answer has none, or one that
     *     does not look like a code
     * @param numbers the service's own numbers for it, as Microsoft gives them; none elsewhere
     */
    record Refused(int status, Optional<String> error, List<Long> numbers) implements TokenAnswer {
        public Refused {
            numbers = List.copyOf(numbers);
        }
    }

    /**
     * Reads an answer. Of a refusal nothing is taken that was written for people.
     *
     * @throws MalformedJsonException if it says that there is a token, and there is none that could be used
     */
    static TokenAnswer parse(Answer answer) throws MalformedJsonException {
        return TokenAnswerParts.of(answer);
    }
}
