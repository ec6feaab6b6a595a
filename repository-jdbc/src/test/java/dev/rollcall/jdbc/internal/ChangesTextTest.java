package dev.rollcall.jdbc.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.audit.FieldChange;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChangesTextTest {

    @Test
    void tellsAnEmptyTextFromNone() {
        List<FieldChange> changes = List.of(
                new FieldChange("set", null, "", false),
                new FieldChange("cleared", "", null, false),
                new FieldChange("", null, null, true));

        assertThat(ChangesText.of(changes))
                .isEqualTo("\"set\",,\"\",\"false\"\n\"cleared\",\"\",,\"false\"\n\"\",,,\"true\"\n");
        assertThat(ChangesText.parse(ChangesText.of(changes))).isEqualTo(changes);
    }

    @Test
    void keepsWhateverAValueHolds() {
        List<FieldChange> changes =
                List.of("a,b;\"c\"\r\n\n'd\\", " x ", "#", "\\N", "null", "\u2028\uD83D\uDE00").stream()
                        .map(value -> new FieldChange(value, value, value + "!", false))
                        .toList();

        assertThat(ChangesText.parse(ChangesText.of(changes))).isEqualTo(changes);
    }

    @Test
    void noChangesAreNoText() {
        assertThat(ChangesText.of(List.of())).isEmpty();
        assertThat(ChangesText.parse("")).isEmpty();
    }
}
