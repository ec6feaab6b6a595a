package dev.rollcall.http.internal.client;

import dev.rollcall.http.internal.exchange.Answer;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What the headers of an answer say about time (RFC 9110, sections 5.6.7, 6.6.1 and 10.2.3). */
public final class RetryAfter {

    /**
     * The form that is written today, and the two that a recipient has to understand as well (RFC 9110, section 5.6.7).
     */
    private static final List<DateTimeFormatter> FORMS =
            List.of(DateTimeFormatter.RFC_1123_DATE_TIME, ofRfc850(), ofAsctime());

    private RetryAfter() {}

    /**
     * How long the answer asks to wait, by {@code Retry-After}: never less than nothing, and as long as it says,
     * however long that is. A date counts from the moment that the service had when it answered, so that a wrong clock
     * on either side does not matter.
     *
     * @param now what a date counts from where the answer does not say when it was made
     * @return empty if the header is not there, or makes no sense
     */
    public static Optional<Duration> of(Answer answer, Instant now) {
        return answer.headers("Retry-After").stream()
                .flatMap(value -> wait(value.strip(), answer, now).stream())
                .findFirst();
    }

    /** When the answer was made, by the service's own clock; empty if {@code Date} is not there, or makes no sense. */
    public static Optional<Instant> dateOf(Answer answer) {
        return answer.header("Date").flatMap(RetryAfter::date);
    }

    private static Optional<Duration> wait(String value, Answer answer, Instant now) {
        if (value.matches("[0-9]+")) {
            String digits = value.replaceFirst("^0+(?=.)", "");
            return Optional.of(
                    Duration.ofSeconds(digits.length() > 15 ? 999_999_999_999_999L : Long.parseLong(digits)));
        }
        return date(value)
                .map(end -> Duration.between(dateOf(answer).orElse(now), end))
                .map(wait -> wait.isNegative() ? Duration.ZERO : wait);
    }

    private static Optional<Instant> date(String value) {
        String text = value.strip();
        for (DateTimeFormatter form : FORMS) {
            try {
                return Optional.of(form.parse(text, Instant::from));
            } catch (DateTimeException e) {
                // Perhaps in another form.
            }
        }
        return Optional.empty();
    }

    /** With a year of two digits, from 1976 to 2075. */
    private static DateTimeFormatter ofRfc850() {
        return new DateTimeFormatterBuilder()
                .appendPattern("EEEE, dd-MMM-")
                .appendValueReduced(ChronoField.YEAR, 2, 2, 1976)
                .appendPattern(" HH:mm:ss 'GMT'")
                .toFormatter(Locale.ENGLISH)
                .withZone(ZoneOffset.UTC);
    }

    private static DateTimeFormatter ofAsctime() {
        return DateTimeFormatter.ofPattern("EEE MMM ppd HH:mm:ss uuuu", Locale.ENGLISH)
                .withZone(ZoneOffset.UTC);
    }
}
