package dev.rollcall.judges;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Tests that need recordings")
class RecordingsConditionIT {

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final PrintStream err = new PrintStream(printed, true, StandardCharsets.UTF_8);

    @Test
    @DisplayName("are left out without them, and say so, and how they are run")
    void areLeftOutLoudly() {
        assertThat(RecordingsCondition.decide("SomeIT", null, err).isDisabled()).isTrue();
        assertThat(printed.toString(StandardCharsets.UTF_8))
                .startsWith("NOT RUN: SomeIT")
                .contains("-Drollcall.recordings=", "okta-exchanges.json");
    }

    @Test
    @DisplayName("fail where the folder does not hold them")
    void failWithoutTheFiles(@TempDir Path empty) {
        assertThatIllegalStateException()
                .isThrownBy(() -> RecordingsCondition.decide("SomeIT", empty.toString(), err))
                .withMessageContaining("okta-exchanges.json");
    }
}
