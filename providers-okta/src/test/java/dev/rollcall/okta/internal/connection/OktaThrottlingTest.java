package dev.rollcall.okta.internal.connection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.http.internal.exchange.Answer;
import dev.rollcall.http.internal.exchange.Request;
import dev.rollcall.okta.internal.FakeTime;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("F84: Okta's limits are kept")
class OktaThrottlingTest {

    private static final Request MEMBERS = get("/api/v1/groups/00g1/users?limit=200");

    private final FakeTime time = new FakeTime();
    private final OktaThrottling throttling = new OktaThrottling(time, () -> 0.5);

    private static Request get(String path) {
        return Request.get(URI.create("https://example.okta.com" + path));
    }

    private Instant inSeconds(long seconds) {
        return time.instant().plusSeconds(seconds);
    }

    private Duration after(Answer refusal, int attempt) {
        return throttling.beforeRetry(refusal, attempt);
    }

    @Nested
    @DisplayName("After a refusal")
    class AfterARefusal {

        @ParameterizedTest(name = "reset in {0} s: {1} ms")
        @CsvSource({"0, 1500", "1, 2500", "48, 49500", "120, 121500"})
        @DisplayName("until the window ends, a second more, and up to another by chance")
        void waitsUntilTheReset(long seconds, long millis) {
            Answer refusal =
                    Answers.at(time.instant()).limits(50, 0, inSeconds(seconds)).status(429);

            assertThat(after(refusal, 1)).isEqualTo(Duration.ofMillis(millis));
        }

        @ParameterizedTest(name = "{0} minutes")
        @CsvSource({"-10", "-1", "1", "10", "525600"})
        @DisplayName("a clock of this machine that is wrong makes no difference")
        void countsByTheClockOfTheService(long minutes) {
            Answer refusal =
                    Answers.at(time.instant()).limits(50, 0, inSeconds(20)).status(429);
            time.skewed(Duration.ofMinutes(minutes));

            assertThat(after(refusal, 1)).isEqualTo(Duration.ofMillis(21_500));
        }

        @ParameterizedTest(name = "{0} minutes, without a date")
        @CsvSource({"-10", "-1", "0", "1", "10"})
        @DisplayName("and where the answer has no date, the wait is neither negative nor huge")
        void staysSaneWithoutADate(long minutes) {
            Answer refusal = Answers.undated().limits(50, 0, inSeconds(20)).status(429);
            time.skewed(Duration.ofMinutes(minutes));

            assertThat(after(refusal, 1)).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(122));
        }

        @ParameterizedTest(name = "[{index}] {0}")
        @CsvSource(
                delimiter = '|',
                nullValues = "absent",
                value = {
                    "absent",
                    "''",
                    "soon",
                    "-5",
                    "1.5",
                    "99999999999999999999",
                    "999999999999",
                    "0",
                    "1772352000, 1772352060",
                })
        @DisplayName(
                "an end that is missing, garbage, past or far away is not believed: a second or two, then longer each time")
        void doesNotBelieveGarbage(String reset) {
            Answers answers =
                    Answers.at(time.instant()).with("x-rate-limit-limit", 50).with("x-rate-limit-remaining", 0);
            Answer refusal = (reset == null ? answers : answers.with("x-rate-limit-reset", reset)).status(429);

            assertThat(after(refusal, 1)).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(2));
            assertThat(after(refusal, 3)).isBetween(Duration.ofSeconds(3), Duration.ofSeconds(5));
            assertThat(after(refusal, 1000)).isBetween(Duration.ofSeconds(30), Duration.ofSeconds(61));
        }

        @Test
        @DisplayName("a header that was doubled on its way counts once, in two lines or with a comma")
        void takesADoubledHeader() {
            long reset = inSeconds(7).getEpochSecond();
            Answers lines =
                    Answers.at(time.instant()).with("X-Rate-Limit-Reset", reset).with("X-Rate-Limit-Reset", reset);
            Answers comma = Answers.at(time.instant()).with("X-Rate-Limit-Reset", reset + ", " + reset);

            assertThat(after(lines.status(429), 1)).isEqualTo(Duration.ofMillis(8_500));
            assertThat(after(comma.status(429), 1)).isEqualTo(Duration.ofMillis(8_500));
        }

        @Test
        @DisplayName("too much at once, which knows no end of a window: longer each time")
        void waitsLongerEachTimeAfterTooMuchAtOnce() {
            Answer refusal =
                    Answers.at(time.instant()).limits(0, 0, inSeconds(50)).status(429);

            assertThat(after(refusal, 1)).isLessThan(Duration.ofSeconds(3));
            assertThat(after(refusal, 2)).isGreaterThan(after(refusal, 1));
            assertThat(after(refusal, 5)).isGreaterThan(after(refusal, 4));
        }

        @Test
        @DisplayName("a failure of the service: as long as it says, or longer each time")
        void waitsAfterAFailure() {
            Answer told = Answers.at(time.instant()).with("Retry-After", 30).status(503);
            Answer endless =
                    Answers.at(time.instant()).with("Retry-After", 86_400).status(503);

            assertThat(after(told, 1)).isEqualTo(Duration.ofSeconds(30));
            assertThat(after(endless, 1)).isLessThan(Duration.ofSeconds(3));
            assertThat(after(
                            Answers.at(time.instant())
                                    .limits(50, 40, inSeconds(50))
                                    .status(500),
                            1))
                    .isLessThan(Duration.ofSeconds(3));
        }
    }

    @Nested
    @DisplayName("Before a question")
    class BeforeAQuestion {

        private Duration turn() {
            return throttling.beforeRequest(MEMBERS);
        }

        private void told(long limit, long remaining, long secondsToReset) {
            throttling.heed(
                    MEMBERS,
                    Answers.at(time.instant())
                            .limits(limit, remaining, inSeconds(secondsToReset))
                            .status(200));
        }

        @Test
        @DisplayName("nobody waits where nothing is known, or plenty is left")
        void nobodyWaitsWithoutNeed() {
            assertThat(turn()).isZero();
            told(500, 200, 30);
            assertThat(turn()).isZero();
        }

        @Test
        @DisplayName("limits that are absent or garbage never stall")
        void garbageNeverStalls() {
            throttling.heed(MEMBERS, Answers.undated().status(200));
            throttling.heed(
                    MEMBERS,
                    Answers.at(time.instant())
                            .with("x-rate-limit-remaining", "0")
                            .status(200));
            throttling.heed(
                    MEMBERS,
                    Answers.at(time.instant()).limits(50, 0, inSeconds(100_000)).status(200));
            throttling.heed(
                    MEMBERS,
                    Answers.at(time.instant()).limits(50, 0, inSeconds(-5)).status(200));
            throttling.heed(
                    MEMBERS,
                    Answers.at(time.instant()).limits(0, 0, inSeconds(50)).status(429));

            assertThat(turn()).isZero();
        }

        @Test
        @DisplayName("what little is left is spread over the time to the end of the window")
        void spreadsWhatIsLeft() {
            told(50, 4, 49);

            assertThat(turn()).isZero();
            assertThat(turn()).isEqualTo(Duration.ofSeconds(10));
            assertThat(turn()).isEqualTo(Duration.ofSeconds(20));
            assertThat(turn()).isEqualTo(Duration.ofSeconds(30));
            assertThat(turn()).as("nothing is left").isEqualTo(Duration.ofSeconds(50));
        }

        @Test
        @DisplayName("after the end of the window nobody waits")
        void nobodyWaitsAfterTheEnd() {
            told(50, 0, 30);
            assertThat(turn()).isEqualTo(Duration.ofSeconds(31));
            time.pass(Duration.ofSeconds(31));

            assertThat(turn()).isZero();
        }

        @Test
        @DisplayName("an answer that comes late does not give back what others used up")
        void aLateAnswerGivesNothingBack() {
            told(50, 0, 30);
            told(50, 40, 30);

            assertThat(turn()).isEqualTo(Duration.ofSeconds(31));
        }

        @Test
        @DisplayName("an answer of a window that is over changes nothing of the one that is open")
        void anAnswerOfAnotherWindowChangesNothing() {
            told(50, 40, 60);
            told(50, 0, 0);
            told(50, 0, -30);

            assertThat(turn()).isZero();
        }

        @Test
        @DisplayName("an end that is told anew is believed, be it sooner")
        void believesAnEarlierEnd() {
            told(50, 40, 60);
            told(50, 0, 20);

            assertThat(turn()).isEqualTo(Duration.ofSeconds(21));
        }

        @Test
        @DisplayName("a new window counts anew")
        void aNewWindowCountsAnew() {
            told(50, 0, 2);
            time.pass(Duration.ofSeconds(1));
            told(50, 49, 60);

            assertThat(turn()).isZero();
        }

        @Test
        @DisplayName("each kind of path has a window of its own, whatever the ids")
        void eachKindOfPathHasItsOwn() {
            told(50, 0, 30);

            assertThat(throttling.beforeRequest(get("/api/v1/groups/00g2/users?after=x")))
                    .isPositive();
            assertThat(throttling.beforeRequest(get("/api/v1/groups/00g1"))).isZero();
            assertThat(throttling.beforeRequest(get("/api/v1/groups?limit=1"))).isZero();
            assertThat(throttling.beforeRequest(get("/api/v1/users/00u1/groups")))
                    .isZero();
            assertThat(throttling.left()).containsExactly(Map.entry("/api/v1/groups/{id}/users", "0 of 50"));
        }
    }
}
