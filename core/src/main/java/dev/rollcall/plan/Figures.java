package dev.rollcall.plan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The figures of a run or plan (R41). Immutable. */
public final class Figures {

    private final long[] results;
    private final long[] counts;

    private Figures(long[] results, long[] counts) {
        this.results = results;
        this.counts = counts;
    }

    /** Returns the figures of a run in which nothing was read and nothing done. */
    public static Figures none() {
        return new Builder().build();
    }

    /** How many people were read: the sum over all results. */
    public long peopleRead() {
        return Arrays.stream(results).sum();
    }

    /** How many of the people read have this result. */
    public long of(PersonResult result) {
        return results[result.ordinal()];
    }

    /** How often this was done. */
    public long of(Count count) {
        return counts[count.ordinal()];
    }

    /** Starts a copy. */
    public Builder toBuilder() {
        Builder copy = new Builder();
        System.arraycopy(results, 0, copy.results, 0, results.length);
        System.arraycopy(counts, 0, copy.counts, 0, counts.length);
        return copy;
    }

    /** Starts figures that are all zero. */
    public static Builder builder() {
        return new Builder();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Figures that
                && Arrays.equals(results, that.results)
                && Arrays.equals(counts, that.counts);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(results) + Arrays.hashCode(counts);
    }

    /** The figures that are not zero, in one line: "12 read: 2 imported, 10 unchanged; changes: 2 created, 1 removed". */
    @Override
    public String toString() {
        return peopleRead() + " read" + list(": ", PersonResult.values(), results)
                + list("; changes: ", Count.values(), counts);
    }

    private static String list(String lead, Enum<?>[] names, long[] numbers) {
        List<String> parts = new ArrayList<>();
        for (Enum<?> name : names) {
            if (numbers[name.ordinal()] != 0) {
                parts.add(numbers[name.ordinal()] + " "
                        + name.name().toLowerCase(Locale.ROOT).replace('_', ' '));
            }
        }
        return parts.isEmpty() ? "" : lead + String.join(", ", parts);
    }

    /** Counts. Not safe for use by several threads. */
    public static final class Builder {
        private final long[] results = new long[PersonResult.values().length];
        private final long[] counts = new long[Count.values().length];

        private Builder() {}

        /** Adds people with this result; a negative number takes some away. */
        public Builder add(PersonResult result, long people) {
            results[result.ordinal()] += people;
            return this;
        }

        /** Adds to a count; a negative number takes some away. */
        public Builder add(Count count, long times) {
            counts[count.ordinal()] += times;
            return this;
        }

        /** The count so far. */
        public long of(Count count) {
            return counts[count.ordinal()];
        }

        /** The people with this result so far. */
        public long of(PersonResult result) {
            return results[result.ordinal()];
        }

        /** Returns the figures so far. */
        public Figures build() {
            return new Figures(results.clone(), counts.clone());
        }
    }
}
