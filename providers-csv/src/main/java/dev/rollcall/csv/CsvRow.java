package dev.rollcall.csv;

import dev.rollcall.identity.NameFolding;
import org.apache.commons.csv.CSVRecord;

/** One row of a file: its cells, and where it stands. */
final class CsvRow {

    private final CSVRecord cells;
    private final long lastLine;

    CsvRow(CSVRecord cells, long lastLine) {
        this.cells = cells;
        this.lastLine = lastLine;
    }

    int size() {
        return cells.size();
    }

    /** The cell at this position, counted from 0, exactly as written. */
    String cell(int position) {
        return cells.get(position);
    }

    /** Whether there is nothing but white space from this position on, or no cell at all. */
    boolean isBlankFrom(int position) {
        for (int i = position; i < size(); i++) {
            if (!NameFolding.isBlank(cell(i))) {
                return false;
            }
        }
        return true;
    }

    /** The line in which the row begins, counted from 1. */
    long line() {
        long line = lastLine;
        for (int i = 0; i < size(); i++) {
            line -= lineBreaksIn(cell(i));
        }
        return line;
    }

    private static long lineBreaksIn(String text) {
        long count = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\r' || (c == '\n' && (i == 0 || text.charAt(i - 1) != '\r'))) {
                count++;
            }
        }
        return count;
    }
}
