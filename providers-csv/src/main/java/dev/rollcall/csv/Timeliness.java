package dev.rollcall.csv;

import dev.rollcall.directory.SnapshotIncompleteException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How old a file has to be, and may be.
 *
 * @param settleTime how long it must have been left alone
 * @param maxAge how old it may be; null for any age
 * @param clock tells what time it is
 */
record Timeliness(Duration settleTime, @Nullable Duration maxAge, Clock clock) {

    /** How far ahead the time of a file may be: clocks differ, and so do zones where a file system keeps local time. */
    private static final Duration MAX_AHEAD = Duration.ofDays(1);

    /** Returns how long ago the file was changed; negative if that lies in the future. */
    Duration age(FileState state) {
        return Duration.between(state.modified(), clock.instant());
    }

    /** Throws an exception if the file is too young to be believed, too old, or of a time that cannot be. */
    void check(Path file, FileState state) {
        Duration age = age(state);
        if (!settleTime.isZero() && age.compareTo(settleTime) < 0) {
            throw new SnapshotIncompleteException(
                    file + " was last changed at " + state.modified() + ", and must have been left alone for "
                            + words(settleTime) + " before it is read; try again later");
        }
        if (maxAge != null && age.compareTo(maxAge) > 0) {
            throw new SnapshotIncompleteException(file + " was last changed at " + state.modified() + ", and may be "
                    + words(maxAge) + " old at most; find out why the export no longer runs");
        }
        if (maxAge != null && age.negated().compareTo(MAX_AHEAD) > 0) {
            throw new SnapshotIncompleteException(file + " was last changed at " + state.modified()
                    + ", more than a day in the future, so that nothing shows how old it is; correct the time of the "
                    + "file, or the clock that is wrong");
        }
    }

    /** Writes a duration as {@code 36h} or {@code 1h30m}. */
    static String words(Duration duration) {
        return duration.truncatedTo(ChronoUnit.SECONDS).toString().substring(2).toLowerCase(Locale.ROOT);
    }
}
