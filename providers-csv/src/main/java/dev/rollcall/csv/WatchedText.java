package dev.rollcall.csv;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;

/**
 * The text of a CSV file on its way to the parser, watched for what the parser would let pass or could not survive: a
 * cell or a row without end, rows inside a cell, a carriage return alone in place of a line end, a last line that was
 * cut. It follows the quotes just far enough for that; whether they are right is left to the parser.
 */
final class WatchedText extends Reader {

    /** As many columns as the widest spreadsheet has. */
    static final int MAX_CELLS = 16_384;

    /** How long all cells of a row together may be, beyond one cell of the greatest length. */
    static final int MAX_FURTHER_LENGTH = 10_000_000;

    private enum Place {
        CELL_START,
        IN_PLAIN_CELL,
        IN_QUOTES,
        BEHIND_QUOTES,
        MISQUOTED
    }

    private final StrictDecoder text;
    private final FileFormat format;
    private final SwallowedRows swallowedRows;

    private Place place = Place.CELL_START;
    private char last = '\n';
    private long line = 1;
    private long firstLineOfRecord = 1;
    private int cells = 1;
    private int cellLength;
    private long recordLength;

    WatchedText(StrictDecoder text, FileFormat format) {
        this.text = text;
        this.format = format;
        this.swallowedRows = new SwallowedRows(format);
    }

    @Override
    public int read(char[] target, int offset, int length) throws IOException {
        int count;
        try {
            count = text.read(target, offset, length);
        } catch (CharacterCodingException e) {
            throw DamagedFileException.wrongCharset(line, text.charset());
        }
        if (count < 0) {
            checkEnd();
        }
        for (int i = 0; i < count; i++) {
            watch(target[offset + i]);
        }
        return count;
    }

    private void watch(char c) throws DamagedFileException {
        if (last == '\r' && c != '\n' && place != Place.IN_QUOTES) {
            throw loneCarriageReturn();
        }
        if (c == '\r' || (c == '\n' && last != '\r')) {
            line++;
        }
        if (place == Place.IN_QUOTES) {
            if (c == FileFormat.QUOTE) {
                place = Place.BEHIND_QUOTES;
            } else {
                swallowedRows.add(c);
            }
            count();
        } else if (c == '\n') {
            endCell();
            endRecord();
        } else if (c == format.delimiter()) {
            endCell();
            startCell();
        } else if (c != '\r') {
            move(c);
            count();
        }
        last = c;
    }

    private void move(char c) {
        boolean starts = place == Place.CELL_START;
        place = placeBehind(c);
        if (place == Place.IN_QUOTES && starts) {
            swallowedRows.open(line, cells - 1);
        } else if (place == Place.IN_QUOTES) {
            swallowedRows.add(c);
        }
    }

    private Place placeBehind(char c) {
        return switch (place) {
            case CELL_START -> c == FileFormat.QUOTE ? Place.IN_QUOTES : Place.IN_PLAIN_CELL;
            case IN_PLAIN_CELL, MISQUOTED -> place;
            // A doubled quote stands for one; anything else behind the quotes is for the parser to judge.
            case BEHIND_QUOTES, IN_QUOTES -> c == FileFormat.QUOTE ? Place.IN_QUOTES : Place.MISQUOTED;
        };
    }

    private void endCell() {
        if (place == Place.BEHIND_QUOTES) {
            swallowedRows.close();
        }
    }

    private void endRecord() throws DamagedFileException {
        if (cells > 1 || recordLength > 0) {
            swallowedRows.endRow(cells);
        }
        place = Place.CELL_START;
        firstLineOfRecord = line;
        cells = 1;
        cellLength = 0;
        recordLength = 0;
    }

    private void startCell() throws DamagedFileException {
        place = Place.CELL_START;
        cellLength = 0;
        cells++;
        if (cells > MAX_CELLS) {
            throw new DamagedFileException(firstLineOfRecord, "the row has more than " + MAX_CELLS + " cells");
        }
    }

    private void count() throws DamagedFileException {
        cellLength++;
        recordLength++;
        if (cellLength > format.maxCellLength()) {
            throw new DamagedFileException(
                    firstLineOfRecord,
                    "the row that begins here has a cell of more than " + format.maxCellLength()
                            + " characters; is a closing quote missing?");
        }
        if (recordLength > (long) format.maxCellLength() + MAX_FURTHER_LENGTH) {
            throw new DamagedFileException(firstLineOfRecord, "the row that begins here is too long");
        }
        if (line - firstLineOfRecord >= format.maxRecordLines()) {
            throw new DamagedFileException(
                    firstLineOfRecord,
                    "the row that begins here has more than " + format.maxRecordLines()
                            + " lines; is a closing quote missing?");
        }
    }

    private void checkEnd() throws DamagedFileException {
        if (place == Place.IN_QUOTES) {
            throw new DamagedFileException(
                    firstLineOfRecord,
                    "the row that begins here never ends, because a closing quote is missing or the file was cut short");
        }
        if (last == '\r') {
            throw loneCarriageReturn();
        }
        if (last != '\n') {
            throw new DamagedFileException(
                    line, "the last line does not end with a line end, so that the file may have been cut short");
        }
    }

    private DamagedFileException loneCarriageReturn() {
        return new DamagedFileException(
                line - 1, "ends in a carriage return alone; lines must end in LF or CR LF, the last one too");
    }

    @Override
    public void close() throws IOException {
        text.close();
    }
}
