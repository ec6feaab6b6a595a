package dev.rollcall.jdbc;

import dev.rollcall.audit.AuditEvent;
import dev.rollcall.audit.AuditLogRow;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.QuoteMode;

/**
 * Writes the exported audit log (R42): a header, then a row for each event, in the columns of
 * {@link AuditLogRow#HEADER}. Every cell is quoted, every row ends with CR LF, and neither a formula nor a line break
 * in somebody's name has any effect.
 *
 * <p>It takes events one by one, so that a log of any size can be exported: {@code log.find(query, AuditCsv.to(out,
 * ',', zone))}. For use by one thread. Flushing and closing the output is left to whoever opened it.
 */
public final class AuditCsv implements Consumer<AuditEvent> {

    private final Appendable out;
    private final CSVFormat format;
    private final ZoneId zone;

    private AuditCsv(Appendable out, CSVFormat format, ZoneId zone) {
        this.out = out;
        this.format = format;
        this.zone = zone;
    }

    /**
     * Writes the header and returns what writes the rows.
     *
     * @param out where to write
     * @param delimiter a comma or a semicolon
     * @param zone in which times are told
     * @throws IllegalArgumentException if the delimiter is another
     * @throws UncheckedIOException if {@code out} fails
     */
    public static AuditCsv to(Appendable out, char delimiter, ZoneId zone) {
        Objects.requireNonNull(out, "out");
        Objects.requireNonNull(zone, "zone");
        if (delimiter != ',' && delimiter != ';') {
            throw new IllegalArgumentException("An audit log is written with ',' or ';', not with '" + delimiter + "'");
        }
        CSVFormat format = CSVFormat.DEFAULT
                .builder()
                .setDelimiter(delimiter)
                .setQuoteMode(QuoteMode.ALL)
                .setRecordSeparator("\r\n")
                .get();
        AuditCsv csv = new AuditCsv(out, format, zone);
        csv.print(AuditLogRow.HEADER);
        return csv;
    }

    /**
     * Writes the header and all these events.
     *
     * @param out where to write
     * @param delimiter a comma or a semicolon
     * @param zone in which times are told
     * @param events what to write, in this order
     * @throws IllegalArgumentException if the delimiter is another
     * @throws UncheckedIOException if {@code out} fails
     */
    public static void write(Appendable out, char delimiter, ZoneId zone, Iterable<AuditEvent> events) {
        events.forEach(to(out, delimiter, zone));
    }

    /**
     * Writes one event.
     *
     * @throws UncheckedIOException if the output fails
     */
    @Override
    public void accept(AuditEvent event) {
        print(AuditLogRow.of(event, zone));
    }

    private void print(List<String> cells) {
        try {
            format.printRecord(out, cells.toArray());
        } catch (IOException e) {
            throw new UncheckedIOException("The audit log could not be written", e);
        }
    }
}
