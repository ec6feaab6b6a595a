package dev.rollcall.csv;

import static dev.rollcall.directory.Activity.ACTIVE;
import static dev.rollcall.directory.Activity.INACTIVE;
import static dev.rollcall.directory.Activity.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.directory.DirectoryUser;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ActivityColumnTest {

    @TempDir
    Path folder;

    private CsvFolder csv;

    @BeforeEach
    void folder() {
        csv = new CsvFolder(folder);
    }

    @ParameterizedTest
    @ValueSource(strings = {"true", "yes", "1", "active", "TRUE", " Yes ", "ACT\u0130VE", "\"1\""})
    void understandsTheUsualWordsForActivePeople(String word) {
        csv.holds("login,active\nann," + word + "\n");

        assertThat(csv.read(withActivity()).people.get(0).activity()).isEqualTo(ACTIVE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"false", "no", "0", "inactive", "False", "\u00A0NO"})
    void understandsTheUsualWordsForInactivePeople(String word) {
        csv.holds("login,active\nann," + word + "\n");

        assertThat(csv.read(withActivity()).people.get(0).activity()).isEqualTo(INACTIVE);
    }

    @Test
    void takesOnlyTheWordsThatAreConfigured() {
        csv.holds("login,active\nann,AKTIV\nbob,gesperrt\ncid,true\n");

        RecordingSink read = csv.read(withActivity().activeWords("aktiv").inactiveWords("gesperrt", "weg"));

        assertThat(read.people).extracting(DirectoryUser::activity).containsExactly(ACTIVE, INACTIVE, UNKNOWN);
    }

    @Test
    void warnsOnceOfAllWordsItDoesNotUnderstandWithTheFirstLine() {
        csv.holds("login,active,note\nann,yes,\"a\nb\"\nbob,maybe,\ncid,,\ndan,no,\neve,2,\n");

        RecordingSink read = csv.read(withActivity());

        assertThat(read.people)
                .extracting(DirectoryUser::activity)
                .containsExactly(ACTIVE, UNKNOWN, UNKNOWN, INACTIVE, UNKNOWN);
        assertThat(read.warnings)
                .singleElement()
                .asString()
                .contains("'Active'", "3 rows", "first in line 4")
                .doesNotContain("maybe");
    }

    @Test
    void doesNotWarnWhereEveryWordIsUnderstood() {
        csv.holds("login,active\nann,yes\n");

        assertThat(csv.read(withActivity()).warnings).isEmpty();
    }

    private CsvDirectoryProvider.Builder withActivity() {
        return csv.provider().activeColumn("Active");
    }
}
