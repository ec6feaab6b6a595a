package dev.rollcall.audit;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * An event as a row of the exported audit log (R42): the nine columns of {@link #HEADER}, each cell harmless in a
 * spreadsheet. Writing the file is left to a module that has a CSV library; an export for machines takes the
 * {@link AuditEvent} itself, which is unaltered.
 */
public final class AuditLogRow {

    /** The names of the columns. */
    public static final List<String> HEADER = List.of(
            "Date/Time",
            "User name",
            "Impersonated user",
            "IP address / Proxy IP",
            "Type",
            "Category",
            "Subcategory",
            "Object",
            "Details");

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ssxxx", Locale.ROOT);

    private AuditLogRow() {}

    /** Returns the cells of one event, with its time in this zone. */
    public static List<String> of(AuditEvent event, ZoneId zone) {
        return List.of(
                TIME.format(event.time().atZone(zone)),
                SpreadsheetCell.of(event.actor()),
                "",
                "",
                event.outcome().name(),
                AuditEvent.CATEGORY,
                AuditEvent.SUBCATEGORY,
                SpreadsheetCell.of(event.subject().toString()),
                SpreadsheetCell.of(details(event)));
    }

    private static String details(AuditEvent event) {
        String changes = event.changes().stream().map(FieldChange::toString).collect(Collectors.joining("; "));
        return event.details()
                + (changes.isEmpty() ? "" : " [" + changes + "]")
                + (event.rule() == null ? "" : " (" + event.rule() + ")");
    }
}
