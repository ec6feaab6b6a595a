package dev.rollcall.ldap.internal.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("F67: a time limit in milliseconds")
class TimeLimitsTest {

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({
        "PT0S, 1",
        "PT-1S, 1",
        "PT0.001S, 1",
        "PT0.001000001S, 2",
        "PT1.5S, 1500",
        "PT1.500999999S, 1501",
        "PT600H, 2147483647"
    })
    @DisplayName(
            "is never shorter than the limit, so that a run whose time was waited for is found to be over, and never none")
    void inMilliseconds(Duration limit, int millis) {
        assertThat(Limits.millis(limit)).isEqualTo(millis);
    }
}
