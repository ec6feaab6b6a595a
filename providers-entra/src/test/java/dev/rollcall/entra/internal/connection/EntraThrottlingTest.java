package dev.rollcall.entra.internal.connection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.entra.internal.TestTime;
import dev.rollcall.http.internal.client.Backoff;
import dev.rollcall.http.internal.exchange.Answer;
import dev.rollcall.http.internal.exchange.Request;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("F75: Graph is asked again when it says, and more slowly before it refuses")
class EntraThrottlingTest {

    private static final Request REQUEST = Request.get(URI.create("https://graph.microsoft.com/v1.0/users"));

    private final TestTime time = new TestTime();
    private final EntraThrottling throttling = new EntraThrottling(time, new Backoff(() -> 0.5));

    private static Answer answer(int status, String... headers) {
        Map<String, List<String>> all = new HashMap<>();
        for (int i = 0; i < headers.length; i += 2) {
            all.put(headers[i], List.of(headers[i + 1]));
        }
        return new Answer(status, all, new byte[0]);
    }

    @ParameterizedTest
    @CsvSource({"429, 7", "503, 7", "504, 7", "429, 0", "429, 86400"})
    @DisplayName("seconds are waited exactly")
    void seconds(int status, long seconds) {
        assertThat(throttling.beforeRetry(answer(status, "Retry-After", String.valueOf(seconds)), 1))
                .hasSeconds(seconds);
    }

    @Test
    @DisplayName("a date counts from the moment at which the service answered, whatever the clock here says")
    void dates() {
        assertThat(throttling.beforeRetry(
                        answer(
                                429,
                                "Date",
                                "Tue, 01 Jan 2030 00:00:00 GMT",
                                "Retry-After",
                                "Tue, 01 Jan 2030 00:00:09 GMT"),
                        1))
                .hasSeconds(9);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "soon", "1.5", ""})
    @DisplayName("what makes no sense is waited for as if nothing was said: longer each time")
    void nonsense(String value) {
        assertThat(throttling.beforeRetry(answer(429, "Retry-After", value), 1)).hasMillis(750);
        assertThat(throttling.beforeRetry(answer(429, "Retry-After", value), 2)).hasMillis(1500);
        assertThat(throttling.beforeRetry(answer(429), 20)).hasMillis(45_000);
    }

    @Test
    @DisplayName("a time beyond all reason is longer than any read, and no error")
    void farFuture() {
        assertThat(throttling.beforeRetry(answer(429, "Retry-After", "9".repeat(40)), 1))
                .hasDays(30);
        throttling.heed(REQUEST, answer(429, "Retry-After", "9".repeat(40)));
        assertThat(throttling.beforeRequest(REQUEST)).hasDays(30);
    }

    @Test
    @DisplayName("what one thread is told holds for the others")
    void forAll() {
        throttling.heed(REQUEST, answer(429, "Retry-After", "7"));
        throttling.heed(REQUEST, answer(429, "Retry-After", "2"));
        time.advance(Duration.ofSeconds(3));

        assertThat(throttling.beforeRequest(REQUEST)).hasSeconds(4);
        time.advance(Duration.ofSeconds(4));
        assertThat(throttling.beforeRequest(REQUEST)).isZero();
    }

    @ParameterizedTest
    @CsvSource({"0.79, 0", "0.8, 500", "1.0, 1500", "1.8, 5000", "99, 5000", "NaN, 0", "much, 0", "-1, 0"})
    @DisplayName("near the limit there is a pause before each request")
    void nearTheLimit(String share, long millis) {
        throttling.heed(REQUEST, answer(200, "x-ms-throttle-limit-percentage", share));

        assertThat(throttling.beforeRequest(REQUEST)).hasMillis(millis);
    }

    @Test
    @DisplayName("and none any more when Graph says nothing of it")
    void noLongerNear() {
        throttling.heed(REQUEST, answer(200, "x-ms-throttle-limit-percentage", "0.9"));
        throttling.heed(REQUEST, answer(200));

        assertThat(throttling.beforeRequest(REQUEST)).isZero();
    }
}
