package dev.rollcall.csv;

import java.util.ArrayList;
import java.util.List;

/**
 * Looks for rows that two stray quotes made part of a cell. Such a file parses, and the people in that cell would seem
 * to be gone (R1).
 *
 * <p>Two things give it away: a whole line inside a cell that has as many delimiters as the header, and a cell that
 * begins in what could be one row and ends in the same column of what could be another. The second is also what a short
 * text of two lines may look like by chance, so that it does not count where a space follows a delimiter, as it does in
 * prose. Under a header of one column every line would look like a row; nothing is suspected there, for a match key
 * with a line break in it is refused anyway (R5).
 */
final class SwallowedRows {

    private static final int NOT_YET_READ = -1;

    /**
     * A line that may be a row.
     *
     * @param delimiters how many it has
     * @param beforeText how many of them stand before its last text
     * @param opened the line in which the quote was opened
     */
    private record Suspect(int delimiters, int beforeText, long opened) {

        boolean isRow(int expected, boolean emptySurplusTolerated) {
            return delimiters == expected || (emptySurplusTolerated && delimiters > expected && beforeText <= expected);
        }
    }

    private final FileFormat format;
    private final List<Suspect> suspects = new ArrayList<>();
    private int headerDelimiters = NOT_YET_READ;

    private Suspect firstLine = new Suspect(0, 0, 0);
    private long opened;
    private int delimitersBefore;
    private boolean firstLineEnded;
    private int delimiters;
    private int beforeText;
    private boolean spaced;
    private char last;

    SwallowedRows(FileFormat format) {
        this.format = format;
    }

    /** Begins a quoted cell, with so many cells before it in its row. */
    void open(long line, int cellsBefore) {
        opened = line;
        delimitersBefore = cellsBefore;
        firstLineEnded = false;
        delimiters = cellsBefore;
        beforeText = cellsBefore;
        spaced = false;
        last = FileFormat.QUOTE;
    }

    /** Goes on with the quoted cell. */
    void add(char c) {
        if (c == format.delimiter()) {
            delimiters++;
        } else if (c == '\r' || c == '\n') {
            if (c == '\r' || last != '\r') {
                endLine();
            }
        } else if (c == ' ') {
            spaced |= last == format.delimiter();
        } else {
            beforeText = delimiters;
        }
        last = c;
    }

    private void endLine() {
        Suspect line = new Suspect(delimiters, beforeText, opened);
        if (!firstLineEnded) {
            firstLine = line;
            firstLineEnded = true;
        } else if (delimiters > 0) {
            suspects.add(line);
        }
        delimiters = 0;
        beforeText = 0;
    }

    /** Ends a quoted cell that is followed by a delimiter or a line end, as it must be. */
    void close() {
        if (firstLineEnded && !spaced && delimiters == delimitersBefore) {
            suspects.add(firstLine);
        }
    }

    /** Ends a row, the first of which is the header. */
    void endRow(int cells) throws DamagedFileException {
        if (headerDelimiters == NOT_YET_READ) {
            headerDelimiters = cells - 1;
        }
        if (headerDelimiters > 0) {
            for (Suspect suspect : suspects) {
                if (suspect.isRow(headerDelimiters, format.emptySurplusTolerated())) {
                    throw new DamagedFileException(
                            suspect.opened(),
                            "a quote opens a cell here that seems to have swallowed a row, for a line in it has as "
                                    + "many delimiters as the header; is a quote missing, or one too many?");
                }
            }
        }
        suspects.clear();
    }
}
