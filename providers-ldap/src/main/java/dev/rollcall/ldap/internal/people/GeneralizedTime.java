package dev.rollcall.ldap.internal.people;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The syntax Generalized Time (RFC 4517, 3.3.13). */
final class GeneralizedTime {

    private static final Pattern SYNTAX = Pattern.compile("(\\d{4})(\\d{2})(\\d{2})(\\d{2})(?:(\\d{2})(\\d{2})?)?"
            + "(?:[.,](\\d{1,9})\\d*)?(?:Z|([+-]\\d{2})(\\d{2})?)");
    private static final int LEAP_SECOND = 60;

    private GeneralizedTime() {}

    /** The moment that a text names; null where it is none. A leap second is the second after it. */
    static @Nullable Instant instantOrNull(String text) {
        Matcher time = SYNTAX.matcher(text);
        if (!time.matches()) {
            return null;
        }
        try {
            int second = number(time, 6);
            Duration rest = second == LEAP_SECOND ? Duration.ofSeconds(1) : Duration.ZERO;
            return LocalDateTime.of(
                            number(time, 1),
                            number(time, 2),
                            number(time, 3),
                            number(time, 4),
                            number(time, 5),
                            second == LEAP_SECOND ? LEAP_SECOND - 1 : second)
                    .plus(rest)
                    .plus(fraction(time))
                    .toInstant(offset(time));
        } catch (DateTimeException noSuchTime) {
            return null;
        }
    }

    private static int number(Matcher time, int group) {
        String digits = time.group(group);
        return digits == null ? 0 : Integer.parseInt(digits);
    }

    /** The fraction belongs to the last unit that is there: seconds, minutes or hours. */
    private static Duration fraction(Matcher time) {
        String digits = time.group(7);
        if (digits == null) {
            return Duration.ZERO;
        }
        long nanos = Long.parseLong((digits + "000000000").substring(0, 9));
        int seconds = time.group(6) != null ? 1 : time.group(5) != null ? 60 : 3600;
        return Duration.ofNanos(nanos).multipliedBy(seconds);
    }

    private static ZoneOffset offset(Matcher time) {
        if (time.group(8) == null) {
            return ZoneOffset.UTC;
        }
        int hours = Integer.parseInt(time.group(8));
        int minutes = number(time, 9);
        return ZoneOffset.ofHoursMinutes(hours, time.group(8).startsWith("-") ? -minutes : minutes);
    }
}
