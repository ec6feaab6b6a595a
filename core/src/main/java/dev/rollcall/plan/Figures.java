package dev.rollcall.plan;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The figures of a run or plan (R41). Immutable. */
public final class Figures {

    private final Map<PersonResult, Long> results;
    private final Map<Count, Long> counts;

    private Figures(Builder builder) {
        this.results = new EnumMap<>(builder.results);
        this.counts = new EnumMap<>(builder.counts);
    }

    /** Returns the figures of a run in which nothing was read and nothing done. */
    public static Figures none() {
        return builder().build();
    }

    /** How many people were read: the sum over all results. */
    public long peopleRead() {
        return results.values().stream().mapToLong(Long::longValue).sum();
    }

    /** How many of the people read have this result. */
    public long of(PersonResult result) {
        return results.getOrDefault(result, 0L);
    }

    /** How often this was done. */
    public long of(Count count) {
        return counts.getOrDefault(count, 0L);
    }

    /** Starts a copy. */
    public Builder toBuilder() {
        Builder copy = new Builder();
        copy.results.putAll(results);
        copy.counts.putAll(counts);
        return copy;
    }

    /** Starts figures that are all zero. */
    public static Builder builder() {
        return new Builder();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Figures that && results.equals(that.results) && counts.equals(that.counts);
    }

    @Override
    public int hashCode() {
        return 31 * results.hashCode() + counts.hashCode();
    }

    /**
     * The figures that are not zero, in one line: "12 people read: 2 imported, 10 unchanged; accounts: 2 created, 1
     * removed".
     */
    @Override
    public String toString() {
        return peopleRead() + " people read" + list(": ", results) + list("; accounts: ", counts);
    }

    private static String list(String lead, Map<? extends Enum<?>, Long> numbers) {
        List<String> parts = new ArrayList<>();
        numbers.forEach((name, number) ->
                parts.add(number + " " + name.name().toLowerCase(Locale.ROOT).replace('_', ' ')));
        return parts.isEmpty() ? "" : lead + String.join(", ", parts);
    }

    /** Counts. Not safe for use by several threads. */
    public static final class Builder {
        private final EnumMap<PersonResult, Long> results = new EnumMap<>(PersonResult.class);
        private final EnumMap<Count, Long> counts = new EnumMap<>(Count.class);

        private Builder() {}

        /** Adds people with this result; a negative number takes some away. */
        public Builder add(PersonResult result, long people) {
            add(results, result, people);
            return this;
        }

        /** Adds to a count; a negative number takes some away. */
        public Builder add(Count count, long times) {
            add(counts, count, times);
            return this;
        }

        /** What is zero is not kept, so that equal figures are equal. */
        private static <E extends Enum<E>> void add(EnumMap<E, Long> numbers, E name, long more) {
            long sum = numbers.getOrDefault(name, 0L) + more;
            if (sum == 0) {
                numbers.remove(name);
            } else {
                numbers.put(name, sum);
            }
        }

        /** The count so far. */
        public long of(Count count) {
            return counts.getOrDefault(count, 0L);
        }

        /** The people with this result so far. */
        public long of(PersonResult result) {
            return results.getOrDefault(result, 0L);
        }

        /** Returns the figures so far. */
        public Figures build() {
            return new Figures(this);
        }
    }
}
