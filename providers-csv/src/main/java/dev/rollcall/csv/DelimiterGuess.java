package dev.rollcall.csv;

import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Finds out whether a header that lacks its columns would have them under another delimiter. */
final class DelimiterGuess {

    private static final List<Character> COMMON = List.of(',', ';', '\t', '|');

    private DelimiterGuess() {}

    /**
     * Returns the common delimiter, if any, under which the header has more of these columns than under the configured
     * one.
     */
    static Optional<Character> suspect(PrivateCopy copy, FileFormat format, Collection<String> needed) {
        Optional<Character> best = Optional.empty();
        long most = found(copy, format, needed, 1);
        for (char candidate : COMMON) {
            long found = found(copy, format.withDelimiter(candidate), needed, 2);
            if (found > most) {
                best = Optional.of(candidate);
                most = found;
            }
        }
        return best;
    }

    private static long found(PrivateCopy copy, FileFormat format, Collection<String> needed, int atLeastColumns) {
        try (CsvRecords records = new CsvRecords(copy.open(), format)) {
            CsvRow row = records.next();
            return row == null || row.size() < atLeastColumns
                    ? 0
                    : needed.stream().filter(new Header(row)::has).count();
        } catch (IOException e) {
            // Not a file of this delimiter.
            return 0;
        }
    }
}
