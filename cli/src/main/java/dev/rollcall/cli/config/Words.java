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
    private static final Pattern PERCENT = Pattern.compile("(\\d{1,3}(?:\\.\\d{1,6})?)\\s*%");

    private Words() {}

    /** How a constant is written: in lower case, with hyphens. */
    public static String of(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * Reads "90s", "15m", "12h", "7d", or a duration of ISO 8601.
     *
     * @throws IllegalArgumentException saying what is expected
     */
    public static Duration duration(String text) {
        Matcher matcher = DURATION.matcher(text.strip());
        if (matcher.matches()) {
            return Duration.ofSeconds(Long.parseLong(matcher.group(1)) * SECONDS.getOrDefault(matcher.group(2), 1L));
        }
        try {
            return Duration.parse(text);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("expected a duration such as 90s, 15m, 12h or 7d", e);
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
