package dev.rollcall.csv;

import dev.rollcall.directory.SnapshotIncompleteException;
import dev.rollcall.identity.NameFolding;
import java.io.IOException;
import java.nio.file.Path;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** The rows behind the header, counted: without blank lines, and without the trailer, which is checked instead. */
final class DataRows {

    private final Path file;
    private final CsvRecords records;
    private final int columns;
    private final @Nullable String trailer;
    private long count;

    /**
     * Reads on behind the header.
     *
     * @param file for messages
     * @param records with the header already taken
     * @param columns how many columns the header has
     * @param trailer what the first cell of the last row must hold; null if there is no trailer
     */
    DataRows(Path file, CsvRecords records, int columns, @Nullable String trailer) {
        this.file = file;
        this.records = records;
        this.columns = columns;
        this.trailer = trailer;
    }

    /** How many rows were returned so far. */
    long count() {
        return count;
    }

    /** Returns the next row; null, once, when all rows were read and the trailer, if there must be one, is right. */
    @Nullable
    CsvRow next() throws IOException {
        CsvRow row = nextNotBlank();
        if (trailer == null) {
            count += row == null ? 0 : 1;
            return row;
        }
        if (row == null) {
            throw new SnapshotIncompleteException(
                    file + " ends without its trailer row, so that it was probably cut short");
        }
        if (NameFolding.strip(row.cell(0)).equals(trailer)) {
            checkTrailer(row);
            return null;
        }
        count++;
        return row;
    }

    private @Nullable CsvRow nextNotBlank() throws IOException {
        CsvRow row = records.next();
        while (row != null && isBlankLine(row)) {
            row = records.next();
        }
        return row;
    }

    private boolean isBlankLine(CsvRow row) {
        return columns > 1 && row.size() == 1 && row.isBlankFrom(0);
    }

    private void checkTrailer(CsvRow row) throws IOException {
        String where = file + ", line " + row.line() + ": ";
        OptionalLong expected =
                row.size() < 2 || !row.isBlankFrom(2) ? OptionalLong.empty() : RowCountFile.number(row.cell(1));
        if (expected.isEmpty()) {
            throw new SnapshotIncompleteException(where
                    + "the trailer row does not have the number of rows in its second " + "cell and nothing behind it");
        }
        if (expected.getAsLong() != count) {
            throw new SnapshotIncompleteException(
                    where + "the trailer row counts " + expected.getAsLong() + " rows, but the file has " + count);
        }
        if (nextNotBlank() != null) {
            throw new SnapshotIncompleteException(where + "the file goes on behind its trailer row");
        }
    }
}
