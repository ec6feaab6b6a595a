package dev.rollcall.okta.internal.scope;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("F29: whether a group's members may have changed since it was looked up")
class FoundGroupTest {

    private static FoundGroup group(@Nullable String membersChanged, @Nullable Instant asked) {
        return new FoundGroup("00g1", "Staff", "OKTA_GROUP", membersChanged, asked, Set.of("Staff"));
    }

    @ParameterizedTest(name = "{0} asked at {1}, then {2}: {3}")
    @CsvSource({
        "2026-01-01T10:00:00.000Z, 2026-01-01T10:00:11Z, 2026-01-01T10:00:00.000Z, false",
        "2026-01-01T10:00:00.000Z, 2026-01-01T10:00:10Z, 2026-01-01T10:00:00.000Z, true",
        "2026-01-01T10:00:00.000Z, 2026-01-01T10:00:09Z, 2026-01-01T10:00:00.000Z, true",
        "2026-01-01T10:00:00.000Z, 2026-01-01T10:00:00Z, 2026-01-01T10:00:00.000Z, true",
        "2026-01-01T10:00:00.000Z, 2026-01-01T11:00:00Z, 2026-01-01T10:30:00.000Z, true",
        "2026-01-01T10:00:00.000Z, , 2026-01-01T10:00:00.000Z, true",
        ", 2026-01-01T11:00:00Z, , true",
        ", 2026-01-01T11:00:00Z, 2026-01-01T10:00:00.000Z, true",
        "2026-01-01T10:00:00.000Z, 2026-01-01T11:00:00Z, , true",
        "yesterday, 2026-01-01T11:00:00Z, yesterday, true",
    })
    @DisplayName("is no only where both answers say the same moment, and that was well before")
    void isNoOnlyWhereItIsCertain(
            @Nullable String before, @Nullable Instant asked, @Nullable String after, boolean changed) {
        assertThat(group(before, asked).mayHaveChangedUntil(group(after, Instant.parse("2026-01-01T12:00:00Z"))))
                .isEqualTo(changed);
    }

    @Test
    @DisplayName("A group that was chosen in several ways names them in order")
    void namesItsChoicesInOrder() {
        assertThat(group(null, null)
                        .alsoChosenAs(Set.of("id:00g1", "Zoo", "Alpha"))
                        .chosenAs())
                .containsExactly("Alpha", "Staff", "Zoo", "id:00g1");
    }
}
