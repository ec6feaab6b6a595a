package dev.rollcall.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.rollcall.directory.SnapshotIncompleteException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LimitsTest {

    @TempDir
    Path folder;

    private CsvFolder csv;

    @BeforeEach
    void folder() {
        csv = new CsvFolder(folder);
    }

    @Test
    void readsACellOfTheGreatestLengthAndNoLonger() {
        csv.holds("login,note\nann,1234567890\nbob,1234567890\n");
        assertThat(csv.read(csv.provider().maxCellLength(10)).people).hasSize(2);

        csv.holds("login,note\nann,1234567890\nbob,12345678901\n");
        refused(csv.provider().maxCellLength(10), "line 3", "a cell of more than 10 characters");
    }

    @Test
    void countsTheLengthOfEachCellAnew() {
        csv.holds("login,note\nannabella,12345678\n\"ann\",\"bob\"\n");

        assertThat(csv.read(csv.provider().maxCellLength(9)).people).hasSize(2);
    }

    @Test
    void stopsInAQuotedCellThatIsTooLong() {
        csv.holds("login,note\nann,x\nbob,\"" + "line\n".repeat(100) + "\"\n");

        refused(csv.provider().maxCellLength(100), "line 3", "a cell of more than 100 characters");
    }

    @Test
    void readsARowOfTheMostLinesAndNoMore() {
        csv.holds("login,note\nann,\"1\n2\r\n3\"\nbob,\"1\n2\n3\"\n");
        assertThat(csv.read(csv.provider().maxRecordLines(3)).people).hasSize(2);

        csv.holds("login,note\nann,\"1\n2\r\n3\"\nbob,\"1\n2\n3\n4\"\n");
        refused(csv.provider().maxRecordLines(3), "line 5", "more than 3 lines");
    }

    @Test
    void refusesARowWithMoreCellsThanAnySpreadsheetHas() {
        csv.holds("login\nann" + ",".repeat(WatchedText.MAX_CELLS - 1) + "\n");
        assertThat(csv.read(csv.provider().tolerateEmptySurplus(true)).people).hasSize(1);

        csv.holds("login\nann" + ",".repeat(WatchedText.MAX_CELLS) + "\n");
        refused(csv.provider(), "line 2", "more than 16384 cells");
    }

    @Test
    void refusesARowOfManyLongCells() {
        String cell = "x".repeat(100_000);
        csv.holds("login\nann" + ("," + cell).repeat(100) + "\n");
        assertThat(csv.read(csv.provider().maxCellLength(100_000)).unreadable).hasSize(1);

        csv.holds("login\nann" + ("," + cell).repeat(102) + "\n");
        refused(csv.provider().maxCellLength(100_000), "line 2", "too long");
    }

    private void refused(CsvDirectoryProvider.Builder provider, String line, String why) {
        assertThatExceptionOfType(SnapshotIncompleteException.class)
                .isThrownBy(() -> csv.read(provider))
                .withMessageContaining(line + ": ")
                .withMessageContaining(why);
    }
}
