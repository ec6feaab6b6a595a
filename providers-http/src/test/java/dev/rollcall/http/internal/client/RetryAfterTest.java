package dev.rollcall.http.internal.client;

import static dev.rollcall.http.internal.exchange.ScriptedTransport.answer;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("F75: Retry-After")
class RetryAfterTest {

    private static final Instant NOW = Instant.parse("1994-11-06T08:49:37Z");

    @ParameterizedTest
    @CsvSource({
        "7, PT7S",
        "0, PT0S",
        "' 12 ', PT12S",
        "007, PT7S",
        "86400, PT24H",
        "999999999999999, PT277777777777H46M39S",
        "99999999999999999999999999, PT277777777777H46M39S"
    })
    @DisplayName("in seconds is as it says, however long")
    void seconds(String value, Duration wait) {
        assertThat(RetryAfter.of(answer(429, "", "retry-after", value), NOW)).contains(wait);
    }

    @ParameterizedTest
    @CsvSource({
        "'Sun, 06 Nov 1994 08:49:37 GMT', 'Sun, 06 Nov 1994 08:49:07 GMT', PT30S",
        "'Sun, 06 Nov 1994 09:00:00 GMT', 'Sun, 06 Nov 1994 09:00:00 GMT', PT0S",
        "'Sun, 06 Nov 1994 08:49:37 GMT', 'Sun, 06 Nov 1994 10:00:00 GMT', PT0S",
        "'Thu, 31 Dec 2099 23:59:59 GMT', 'Thu, 31 Dec 2099 23:59:49 GMT', PT10S",
        "'Sunday, 06-Nov-94 08:50:07 GMT', , PT30S",
        "'Sun Nov  6 08:50:07 1994', 'Sunday, 06-Nov-94 08:50:00 GMT', PT7S",
        "'Mon Nov 14 08:49:37 1994', , PT192H",
        "'Thursday, 31-Dec-26 23:59:59 GMT', 'Thu, 31 Dec 2026 23:59:49 GMT', PT10S",
        "'Sun, 06 Nov 1994 08:50:00 GMT', , PT23S",
        "'Sun, 06 Nov 1994 08:50:00 GMT', garbage, PT23S"
    })
    @DisplayName("as a date counts from the service's own clock, and is never less than nothing")
    void dates(String value, String date, Duration wait) {
        assertThat(RetryAfter.of(
                        date == null
                                ? answer(503, "", "Retry-After", value)
                                : answer(503, "", "Retry-After", value, "Date", date),
                        NOW))
                .contains(wait);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "-5",
                "7.5",
                "soon",
                "7 s",
                "Sun, 99 Nov 1994 08:49:37 GMT",
                "Sunday, 99-Nov-94 08:49:37 GMT",
                "1994-11-06T08:49:37Z",
                "٧"
            })
    @DisplayName("that makes no sense says nothing")
    void garbage(String value) {
        assertThat(RetryAfter.of(answer(429, "", "Retry-After", value), NOW)).isEmpty();
    }

    @Test
    @DisplayName("that comes twice counts where it makes sense first, and where it is missing says nothing")
    void severalAndNone() {
        assertThat(RetryAfter.of(answer(429, "", "Retry-After", "soon", "Retry-After", "3", "Retry-After", "9"), NOW))
                .contains(Duration.ofSeconds(3));
        assertThat(RetryAfter.of(answer(429, ""), NOW)).isEmpty();
    }

    @Test
    @DisplayName("is not the only header with a date")
    void date() {
        assertThat(RetryAfter.dateOf(answer(200, "", "date", "Sun, 06 Nov 1994 08:49:37 GMT")))
                .contains(NOW);
        assertThat(RetryAfter.dateOf(answer(200, "", "date", "yesterday"))).isEmpty();
        assertThat(RetryAfter.dateOf(answer(200, ""))).isEmpty();
    }
}
