package dev.rollcall.jdbc;

import java.time.Instant;
import java.util.Objects;

/**
 * A place in the audit log, behind which the next page begins. Nobody needs to look into it; {@link #toString} and
 * {@link #parse} carry it through the address of a screen. Immutable.
 *
 * @param time when the last event of the page happened, to the millisecond
 * @param number tells events of one moment apart
 */
public record AuditPosition(Instant time, long number) {

    public AuditPosition {
        Objects.requireNonNull(time, "time");
    }

    /**
     * Reads what {@link #toString} wrote.
     *
     * @throws IllegalArgumentException if this is something else
     */
    public static AuditPosition parse(String text) {
        int dash = text.lastIndexOf('-');
        try {
            return new AuditPosition(
                    Instant.ofEpochMilli(Long.parseLong(text.substring(0, Math.max(0, dash)))),
                    Long.parseLong(text.substring(dash + 1)));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("This is no position in an audit log", e);
        }
    }

    /** The position as a short text of digits and dashes. */
    @Override
    public String toString() {
        return time.toEpochMilli() + "-" + number;
    }
}
