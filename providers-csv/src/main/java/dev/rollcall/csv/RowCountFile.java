package dev.rollcall.csv;

import dev.rollcall.directory.SnapshotIncompleteException;
import dev.rollcall.identity.NameFolding;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/** A file that holds the number of data rows and nothing else. */
record RowCountFile(Path file) {

    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}");

    /** Returns the number of rows that there must be. */
    long expectedRows() {
        return number(SmallFile.text("row count file", file))
                .orElseThrow(() -> new SnapshotIncompleteException("The row count file " + file + " holds no number"));
    }

    /** Throws an exception unless there are as many rows as expected. */
    void check(Path data, long expected, long rows) {
        if (rows != expected) {
            throw new SnapshotIncompleteException("The row count file " + file + " says " + expected + ", but " + data
                    + " has " + rows + " data rows; it was cut short, or one of the two is of another export");
        }
    }

    /** Reads a number of rows, with white space around it or not; nothing where the text is something else. */
    static OptionalLong number(String text) {
        String digits = NameFolding.strip(text);
        return NUMBER.matcher(digits).matches() ? OptionalLong.of(Long.parseLong(digits)) : OptionalLong.empty();
    }
}
