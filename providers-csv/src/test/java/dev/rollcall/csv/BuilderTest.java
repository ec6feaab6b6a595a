package dev.rollcall.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class BuilderTest {

    private static final Path NOWHERE = Path.of("nowhere", "users.csv");

    @Test
    void doesNotLookAtTheFile() {
        assertThatCode(() -> builder()
                        .checksumFile(Path.of("nowhere", "sum"))
                        .rowCountFile(Path.of("nowhere", "count"))
                        .doneMarker(Path.of("nowhere", "done"))
                        .workDirectory(Path.of("nowhere", "work"))
                        .build())
                .doesNotThrowAnyException();
    }

    @Test
    void namesEverythingThatIsWrongAtOnce() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CsvDirectoryProvider.builder()
                        .activeWords("yes")
                        .inGroups("staff")
                        .delimiter('"')
                        .maxCellLength(0)
                        .settleTime(Duration.ofSeconds(-1))
                        .trailer(" ")
                        .build())
                .withMessageContainingAll(
                        "file(...) is missing",
                        "matchKeyColumn(...) is missing",
                        "need activeColumn(...)",
                        "inGroups(...) needs groupsColumn(...)",
                        "cannot be the delimiter",
                        "maxCellLength(...)",
                        "settleTime(...) must not be negative",
                        "the trailer's first cell must not be blank");
    }

    static Stream<Arguments> mistakes() {
        return Stream.of(
                Arguments.of(builder().matchKeyColumn("\u00A0"), "a column's name must not be blank"),
                Arguments.of(builder().externalIdColumn(""), "a column's name must not be blank"),
                Arguments.of(builder().activeColumn(""), "a column's name must not be blank"),
                Arguments.of(builder().groupsColumn(""), "a column's name must not be blank"),
                Arguments.of(builder().groupsColumn("g").inGroups(), "at least one group"),
                Arguments.of(builder().groupsColumn("g").inGroups(List.of("a", " ")), "none that is blank"),
                Arguments.of(builder().inactiveWords("no"), "need activeColumn(...)"),
                Arguments.of(builder().activeColumn("a").activeWords(), "there must be a word"),
                Arguments.of(builder().activeColumn("a").inactiveWords(), "there must be a word"),
                Arguments.of(builder().activeColumn("a").activeWords("yes", ""), "must not be blank"),
                Arguments.of(builder().activeColumn("a").inactiveWords(" "), "must not be blank"),
                Arguments.of(builder().activeColumn("a").activeWords("NO "), "both active and inactive"),
                Arguments.of(builder().maxRecordLines(0), "at least 1"),
                Arguments.of(builder().maxAge(Duration.ZERO), "longer than settleTime"),
                Arguments.of(
                        builder().settleTime(Duration.ofHours(1)).maxAge(Duration.ofHours(1)),
                        "longer than settleTime"),
                Arguments.of(builder().checksumFile(NOWHERE.toAbsolutePath()), "must be different files"),
                Arguments.of(
                        builder().rowCountFile(Path.of("a")).doneMarker(Path.of("b", "..", "a")),
                        "must be different files"));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void refusesEachMistake(CsvDirectoryProvider.Builder builder, String message) {
        assertThatIllegalArgumentException().isThrownBy(builder::build).withMessageContaining(message);
    }

    @ParameterizedTest
    @ValueSource(chars = {'"', '\n', '\r', '\uD83D'})
    void refusesADelimiterThatCannotBeOne(char delimiter) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder().delimiter(delimiter).build());
    }

    @Test
    void acceptsTheSmallestLimits() {
        assertThatCode(() -> builder()
                        .maxCellLength(1)
                        .maxRecordLines(1)
                        .maxAge(Duration.ofNanos(1))
                        .build())
                .doesNotThrowAnyException();
    }

    @Test
    void isNotAffectedByWhatTheBuilderIsToldLater() {
        CsvDirectoryProvider.Builder builder = builder();
        CsvDirectoryProvider provider = builder.build();

        builder.file(Path.of("other.csv"));

        assertThat(provider).hasToString("CsvDirectoryProvider[" + NOWHERE.toAbsolutePath() + "]");
    }

    private static CsvDirectoryProvider.Builder builder() {
        return CsvDirectoryProvider.builder(NOWHERE, "login");
    }
}
