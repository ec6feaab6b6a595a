package dev.rollcall.jdbc.internal;

import dev.rollcall.audit.FieldChange;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.apache.commons.csv.QuoteMode;

/** The fields that changed, as one column holds them: a CSV line for each. */
final class ChangesText {

    /** What is quoted is a text, be it empty; what is empty without quotes is null. */
    private static final CSVFormat FORMAT = CSVFormat.DEFAULT
            .builder()
            .setQuoteMode(QuoteMode.ALL_NON_NULL)
            .setNullString("")
            .setRecordSeparator('\n')
            .get();

    private ChangesText() {}

    static String of(List<FieldChange> changes) {
        StringBuilder text = new StringBuilder();
        try {
            for (FieldChange change : changes) {
                FORMAT.printRecord(
                        text,
                        Texts.storable(change.field()),
                        Texts.storableOrNull(change.before()),
                        Texts.storableOrNull(change.after()),
                        String.valueOf(change.sensitive()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("A StringBuilder does not fail", e);
        }
        return text.toString();
    }

    static List<FieldChange> parse(String text) {
        List<FieldChange> changes = new ArrayList<>();
        if (text.isEmpty()) {
            return changes;
        }
        try (CSVParser parser = CSVParser.parse(text, FORMAT)) {
            for (CSVRecord line : parser) {
                changes.add(new FieldChange(line.get(0), line.get(1), line.get(2), Boolean.parseBoolean(line.get(3))));
            }
            return changes;
        } catch (IOException e) {
            throw new UncheckedIOException("A text does not fail", e);
        }
    }
}
