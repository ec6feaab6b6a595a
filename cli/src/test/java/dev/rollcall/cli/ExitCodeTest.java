package dev.rollcall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.run.FailureCause;
import dev.rollcall.run.Outcome;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Scripts rely on the numbers, so they never change their meaning. */
class ExitCodeTest {

    @Test
    void everyCodeHasANumberOfItsOwn() {
        assertThat(Arrays.stream(ExitCode.values()).map(ExitCode::code)).doesNotHaveDuplicates();
    }

    @Test
    void theNumbersAreThoseThatScriptsKnow() {
        assertThat(Arrays.stream(ExitCode.values()).collect(Collectors.toMap(Function.identity(), ExitCode::code)))
                .containsAllEntriesOf(Map.of(
                        ExitCode.OK, 0,
                        ExitCode.FAULT, 1,
                        ExitCode.USAGE, 2,
                        ExitCode.CONFIGURATION, 3,
                        ExitCode.REFUSED, 4,
                        ExitCode.NOT_FOUND, 5,
                        ExitCode.INVALID, 6,
                        ExitCode.OUTPUT, 7))
                .containsAllEntriesOf(Map.of(
                        ExitCode.COMPLETED_WITHOUT_REMOVALS, 10,
                        ExitCode.HELD, 11,
                        ExitCode.ALREADY_RUNNING, 12,
                        ExitCode.CANCELLED, 13))
                .containsAllEntriesOf(Map.of(
                        ExitCode.FAILED, 20,
                        ExitCode.FAILED_CONFIGURATION, 21,
                        ExitCode.FAILED_CREDENTIALS, 22,
                        ExitCode.FAILED_DIRECTORY_UNAVAILABLE, 23,
                        ExitCode.FAILED_SNAPSHOT_INCOMPLETE, 24,
                        ExitCode.FAILED_REPOSITORY_DOWN, 25,
                        ExitCode.FAILED_AUDIT_DOWN, 26,
                        ExitCode.FAILED_DEADLINE, 27));
    }

    @ParameterizedTest
    @EnumSource(ExitCode.class)
    void everyNumberFitsAProcessAndIsExplained(ExitCode each) {
        assertThat(each.code()).isBetween(0, 125);
        assertThat(each.meaning()).endsWith(".");
    }

    @ParameterizedTest
    @EnumSource(value = Outcome.class, names = "COMPLETED", mode = EnumSource.Mode.EXCLUDE)
    void everyOutcomeButCompletedHasACodeOfItsName(Outcome outcome) {
        assertThat(ExitCode.of(outcome, Optional.empty()).name()).isEqualTo(outcome.name());
    }

    @Test
    void completedIsNoError() {
        assertThat(ExitCode.of(Outcome.COMPLETED, Optional.empty())).isEqualTo(ExitCode.OK);
    }

    @ParameterizedTest
    @EnumSource(FailureCause.class)
    void everyCauseOfAFailureHasACodeOfItsName(FailureCause cause) {
        assertThat(ExitCode.of(Outcome.FAILED, Optional.of(cause)).name()).isEqualTo("FAILED_" + cause.name());
    }
}
