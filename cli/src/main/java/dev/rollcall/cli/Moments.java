package dev.rollcall.cli;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;

/** Days and moments as they are written on the command line, and shown. */
final class Moments {

    private static final DateTimeFormatter SHOWN = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);

    private final ZoneId zone;

    /** @throws IllegalArgumentException if there is no such zone */
    Moments(String zone) {
        try {
            this.zone = zone.isEmpty() ? ZoneId.systemDefault() : ZoneId.of(zone);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    "--zone " + zone + ": there is no such time zone; write one as in Europe/Vienna", e);
        }
    }

    ZoneId zone() {
        return zone;
    }

    String shown(Instant moment) {
        return SHOWN.format(moment.atZone(zone));
    }

    /**
     * The first moment of a day, or the moment itself.
     *
     * @throws IllegalArgumentException naming the option
     */
    Instant from(String option, String text) {
        return parse(option, text, 0);
    }

    /** The moment at which a day is over, or the moment itself. */
    Instant until(String option, String text) {
        return parse(option, text, 1);
    }

    private Instant parse(String option, String text, int daysLater) {
        try {
            if (text.length() == "2026-01-31".length()) {
                return LocalDate.parse(text)
                        .plusDays(daysLater)
                        .atStartOfDay(zone)
                        .toInstant();
            }
            return text.endsWith("Z")
                    ? Instant.parse(text)
                    : LocalDateTime.parse(text).atZone(zone).toInstant();
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(
                    option + " " + text
                            + ": expected a day such as 2026-01-31, or a moment such as 2026-01-31T07:00:00",
                    e);
        }
    }
}
