package dev.rollcall.okta.internal.connection;

import dev.rollcall.http.internal.client.RetryAfter;
import dev.rollcall.http.internal.exchange.Answer;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;

/**
 * What the headers of an answer say of the limits. What is not there, or cannot be believed, is empty.
 *
 * @param limit how often may be asked in a window
 * @param remaining how often still
 * @param reset how many milliseconds after the answer the window ends, by the clock of the service; less than nothing
 *     where it is past
 */
record RateHeaders(OptionalLong limit, OptionalLong remaining, OptionalLong reset) {

    /** Okta's windows are a minute long; what is further away is a mistake, and asking again tells. */
    static final Duration LONGEST = Duration.ofMinutes(2);

    /**
     * Reads the headers.
     *
     * @param now by the clock of this machine, for answers that do not say when they were given
     */
    static RateHeaders of(Answer answer, Instant now) {
        OptionalLong seconds = number(answer, "X-Rate-Limit-Reset");
        OptionalLong reset = OptionalLong.empty();
        if (seconds.isPresent()) {
            long origin = RetryAfter.dateOf(answer).orElse(now).toEpochMilli();
            reset = plausible(seconds.getAsLong() * 1000 - origin);
        }
        return new RateHeaders(number(answer, "X-Rate-Limit-Limit"), number(answer, "X-Rate-Limit-Remaining"), reset);
    }

    private static OptionalLong plausible(long millis) {
        return millis > LONGEST.toMillis() ? OptionalLong.empty() : OptionalLong.of(millis);
    }

    /** Whether it was refused for being asked too much at once, for which Okta knows no end of a window. */
    boolean isConcurrency() {
        return limit.orElse(-1) == 0 && remaining.orElse(-1) == 0;
    }

    /** A header that was doubled on its way, in lines or with commas, counts where all say the same (F84). */
    private static OptionalLong number(Answer answer, String name) {
        OptionalLong result = OptionalLong.empty();
        for (String line : answer.headers(name)) {
            for (String part : line.split(",", -1)) {
                OptionalLong value = digits(part.strip());
                if (value.isEmpty() || (result.isPresent() && !result.equals(value))) {
                    return OptionalLong.empty();
                }
                result = value;
            }
        }
        return result;
    }

    private static OptionalLong digits(String text) {
        boolean number = !text.isEmpty() && text.length() <= 12 && text.chars().allMatch(c -> c >= '0' && c <= '9');
        return number ? OptionalLong.of(Long.parseLong(text)) : OptionalLong.empty();
    }
}
