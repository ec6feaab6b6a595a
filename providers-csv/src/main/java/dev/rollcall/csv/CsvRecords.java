package dev.rollcall.csv;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.Iterator;
import org.apache.commons.csv.CSVException;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/** The rows of a file one after the other, the header among them, empty lines left out. */
final class CsvRecords implements Closeable {

    private final CSVParser parser;
    private final Iterator<CSVRecord> records;

    /** Starts to parse {@code in}, which is closed with the records, or at once if this fails. */
    CsvRecords(InputStream in, FileFormat format) throws IOException {
        try {
            Reader text = new WatchedText(new StrictDecoder(in, format.charset()), format);
            // The header is read like any other row: the parser's own headers lose a column that is there twice.
            this.parser = CSVFormat.DEFAULT
                    .builder()
                    .setDelimiter(format.delimiter())
                    .setQuote(FileFormat.QUOTE)
                    .setIgnoreEmptyLines(true)
                    .setIgnoreSurroundingSpaces(false)
                    .setLenientEof(false)
                    .setTrailingData(false)
                    .get()
                    .parse(text);
            this.records = parser.iterator();
        } catch (IOException | RuntimeException e) {
            in.close();
            throw e;
        }
    }

    /**
     * Returns the next row, or null at the end of a file that is whole.
     *
     * @throws DamagedFileException if the text is not what a whole file would hold
     */
    @Nullable
    CsvRow next() throws IOException {
        try {
            return records.hasNext() ? new CsvRow(records.next(), parser.getCurrentLineNumber()) : null;
        } catch (UncheckedIOException e) {
            IOException cause = e.getCause();
            if (cause instanceof CSVException) {
                // Its message is not passed on, since it may quote the text.
                throw new DamagedFileException(
                        parser.getCurrentLineNumber(),
                        "there is text behind a closing quote; a quote inside a quoted cell must be doubled");
            }
            throw cause;
        }
    }

    @Override
    public void close() throws IOException {
        parser.close();
    }
}
