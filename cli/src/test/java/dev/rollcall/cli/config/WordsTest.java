package dev.rollcall.cli.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.rollcall.account.BlockReason;
import dev.rollcall.policy.GuardKind;
import dev.rollcall.policy.MappingMode;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Durations, percentages and constants as administrators write them. */
class WordsTest {

    @ParameterizedTest
    @CsvSource({
        "90s, PT90S",
        "15m, PT15M",
        "12h, PT12H",
        "7d, P7D",
        "0s, PT0S",
        "5 m, PT5M",
        "' 5m ', PT5M",
        "PT1H30M, PT1H30M",
        "P7D, P7D",
        "36500d, P36500D"
    })
    void aDurationHasANumberAndAUnit(String text, Duration expected) {
        assertThat(Words.duration(text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "5",
                "m",
                "5M",
                "5min",
                "5m 3s",
                "1.5h",
                "-5m",
                "1234567890s",
                "٣m",
                "P",
                "-P1D",
                "PT-5M",
                "PT99999999999999999999S",
                "P999999999999999D"
            })
    void anythingElseIsNoDuration(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Words.duration(text))
                .withMessage("expected a duration such as 90s, 15m, 12h or 7d");
    }

    @ParameterizedTest
    @ValueSource(strings = {"36501d", "999999999d", "P36500DT0.000000001S", "PT9999999999999999S"})
    void aDurationBeyondACenturyIsNotMeant(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Words.duration(text))
                .withMessage("expected a duration such as 90s, 15m, 12h or 7d, and 36500d at most");
    }

    @ParameterizedTest
    @CsvSource({"0%, 0", "5%, 0.05", "10 %, 0.1", "12.5%, 0.125", "100%, 1", "100.0%, 1", "' 7% ', 0.07"})
    void aPercentageIsAShareOfOne(String text, double expected) {
        assertThat(Words.share(text)).isEqualTo(expected, within(1e-12));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "%", "10", "0.1", "-5%", "101%", "100.1%", "1e1%", "10%%", ",5%", "٥%"})
    void anythingElseIsNoPercentage(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Words.share(text))
                .withMessage("expected a percentage from 0% to 100%, such as 10%");
    }

    @Test
    void aConstantIsWrittenInLowerCaseWithHyphens() {
        assertThat(Words.of(MappingMode.WHEN_PRESENT)).isEqualTo("when-present");
        assertThat(Words.of(GuardKind.REJECTIONS)).isEqualTo("rejections");
        assertThat(Words.of(BlockReason.INACTIVE_IN_DIRECTORY))
                .as("in every locale")
                .isEqualTo("inactive-in-directory");
    }
}
