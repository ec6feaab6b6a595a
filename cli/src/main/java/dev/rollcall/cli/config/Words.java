package dev.rollcall.cli.config;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How durations, percentages and constants are written, in the file and on the command line. */
public final class Words {

    private static final Pattern DURATION = Pattern.compile("(\\d{1,9})\\s*([smhd])");
    private static final Map<String, Long> SECONDS = Map.of("s", 1L, "m", 60L, "h", 3_600L, "d", 86_400L);
    private static final Duration LONGEST = Duration.ofDays(36_500);
    private static final String WRONG_DURATION = "expected a duration such as 90s, 15m, 12h or 7d";
    private static final Pattern PERCENT = Pattern.compile("(\\d{1,3}(?:\\.\\d{1,6})?)\\s*%");

    private Words() {}

    /** How a constant is written: in lower case, with hyphens. */
    public static String of(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * Reads "90s", "15m", "12h", "7d", or a duration of ISO 8601: from nothing to 36,500 days.
     *
     * @throws IllegalArgumentException saying what is expected
     */
    public static Duration duration(String text) {
        Duration duration = anyDuration(text.strip());
        if (duration.isNegative()) {
            throw new IllegalArgumentException(WRONG_DURATION);
        }
        if (duration.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(WRONG_DURATION + ", and 36500d at most");
        }
        return duration;
    }

    private static Duration anyDuration(String text) {
        Matcher matcher = DURATION.matcher(text);
        try {
            return matcher.matches()
                    ? Duration.ofSeconds(Math.multiplyExact(
                            Long.parseLong(matcher.group(1)), SECONDS.getOrDefault(matcher.group(2), 1L)))
                    : Duration.parse(text);
        } catch (DateTimeParseException | ArithmeticException e) {
            throw new IllegalArgumentException(WRONG_DURATION, e);
        }
    }

    /**
     * Reads a percentage, as a share of 1.
     *
     * @throws IllegalArgumentException saying what is expected
     */
    public static double share(String text) {
        Matcher matcher = PERCENT.matcher(text.strip());
        double share = matcher.matches()
                ? new BigDecimal(matcher.group(1)).movePointLeft(2).doubleValue()
                : -1;
        if (share < 0 || share > 1) {
            throw new IllegalArgumentException("expected a percentage from 0% to 100%, such as 10%");
        }
        return share;
    }
}
