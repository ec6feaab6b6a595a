package dev.rollcall.csv;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/**
 * How the bytes of a file become cells, and how much of it may have to be held in memory at once.
 *
 * @param charset the charset of a file without byte order mark
 * @param delimiter what separates two cells
 * @param maxCellLength how long a cell may be, in chars with its quotes
 * @param maxRecordLines how many lines one row may take
 * @param emptySurplusTolerated whether a row may have empty cells behind the header's last column
 */
record FileFormat(
        Charset charset, char delimiter, int maxCellLength, int maxRecordLines, boolean emptySurplusTolerated) {

    static final char QUOTE = '"';

    static final FileFormat DEFAULT = new FileFormat(StandardCharsets.UTF_8, ',', 1_000_000, 1_000, false);

    FileFormat withCharset(Charset other) {
        return new FileFormat(other, delimiter, maxCellLength, maxRecordLines, emptySurplusTolerated);
    }

    FileFormat withDelimiter(char other) {
        return new FileFormat(charset, other, maxCellLength, maxRecordLines, emptySurplusTolerated);
    }

    FileFormat withMaxCellLength(int chars) {
        return new FileFormat(charset, delimiter, chars, maxRecordLines, emptySurplusTolerated);
    }

    FileFormat withMaxRecordLines(int lines) {
        return new FileFormat(charset, delimiter, maxCellLength, lines, emptySurplusTolerated);
    }

    FileFormat withEmptySurplus(boolean tolerated) {
        return new FileFormat(charset, delimiter, maxCellLength, maxRecordLines, tolerated);
    }

    /** Whether a row has the length that the header asks for. */
    boolean fits(CsvRow row, int columns) {
        return row.size() == columns || (emptySurplusTolerated && row.size() > columns && row.isBlankFrom(columns));
    }

    /** Names a delimiter so that a reader can tell a tab from a space. */
    static String describe(char delimiter) {
        return delimiter == '\t' ? "a tab" : "'" + delimiter + "'";
    }

    /** Whether a file can be parsed with this delimiter at all. */
    static boolean isDelimiter(char candidate) {
        return candidate != QUOTE && candidate != '\r' && candidate != '\n' && !Character.isSurrogate(candidate);
    }
}
