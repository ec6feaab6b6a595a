package dev.rollcall.directory;

import dev.rollcall.identity.ExternalId;
import dev.rollcall.identity.NameFolding;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * One person as read from a directory. Immutable. Whatever the directory did not say is absent; nothing stands for
 * "unknown" but {@link Activity#UNKNOWN}. Attribute names are looked up without regard to case, in every locale.
 *
 * <p>{@link #toString()} names the external id only, so that a person's data does not end up in a log by accident.
 */
public final class DirectoryUser {

    private final @Nullable ExternalId externalId;
    private final @Nullable String matchKey;
    private final Activity activity;
    private final SortedMap<String, List<String>> attributes;
    private final SortedSet<String> groups;

    private DirectoryUser(Builder builder) {
        this.externalId = builder.externalId;
        this.matchKey = builder.matchKey;
        this.activity = builder.activity;
        TreeMap<String, List<String>> copy = new TreeMap<>();
        builder.attributes.forEach((name, values) -> copy.put(name, List.copyOf(values)));
        this.attributes = Collections.unmodifiableSortedMap(copy);
        this.groups = Collections.unmodifiableSortedSet(new TreeSet<>(builder.groups));
    }

    /** Starts a person of whom nothing is known, not even whether they are active. */
    public static Builder builder() {
        return new Builder();
    }

    /** Starts a person who is active, with an external id and a match key. */
    public static Builder active(String externalId, String matchKey) {
        return new Builder().externalId(externalId).matchKey(matchKey).activity(Activity.ACTIVE);
    }

    /** The directory's immutable id; absent where it did not deliver one, and the person cannot be identified (R5). */
    public Optional<ExternalId> externalId() {
        return Optional.ofNullable(externalId);
    }

    /** The value that must be unique among the directory's people, as the directory spells it; never blank. */
    public Optional<String> matchKey() {
        return Optional.ofNullable(matchKey);
    }

    /** Whether the directory holds this person active. */
    public Activity activity() {
        return activity;
    }

    /**
     * The values of an attribute, in no particular order.
     *
     * @param name the attribute's name in any letter case
     * @return the values; empty where the person does not carry the attribute
     */
    public List<String> attribute(String name) {
        return attributes.getOrDefault(name.toLowerCase(Locale.ROOT), List.of());
    }

    /** All attributes, by lower-case name. */
    public SortedMap<String, List<String>> attributes() {
        return attributes;
    }

    /**
     * The chosen groups that the person was found in, each named exactly as the provider was configured to choose it.
     */
    public SortedSet<String> groups() {
        return groups;
    }

    /** Starts a copy. */
    public Builder toBuilder() {
        Builder copy = new Builder();
        copy.externalId = externalId;
        copy.matchKey = matchKey;
        copy.activity = activity;
        attributes.forEach((name, values) -> copy.attributes.put(name, new ArrayList<>(values)));
        copy.groups.addAll(groups);
        return copy;
    }

    /** Whether both say the same of the same person, leaving groups aside: such repeats collapse (R4). */
    public boolean equalsButForGroups(DirectoryUser other) {
        return Objects.equals(externalId, other.externalId)
                && Objects.equals(matchKey, other.matchKey)
                && activity == other.activity
                && withSortedValues().equals(other.withSortedValues());
    }

    private SortedMap<String, List<String>> withSortedValues() {
        TreeMap<String, List<String>> sorted = new TreeMap<>();
        attributes.forEach(
                (name, values) -> sorted.put(name, values.stream().sorted().toList()));
        return sorted;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof DirectoryUser that && equalsButForGroups(that) && groups.equals(that.groups);
    }

    @Override
    public int hashCode() {
        return Objects.hash(externalId, matchKey, activity, groups);
    }

    @Override
    public String toString() {
        return "DirectoryUser[" + (externalId == null ? "no external id" : externalId) + "]";
    }

    /** Builds a person. Not safe for use by several threads. */
    public static final class Builder {
        private @Nullable ExternalId externalId;
        private @Nullable String matchKey;
        private Activity activity = Activity.UNKNOWN;
        private final TreeMap<String, List<String>> attributes = new TreeMap<>();
        private final TreeSet<String> groups = new TreeSet<>();

        private Builder() {}

        /** Sets the external id; null or blank means that the directory delivered none. */
        public Builder externalId(@Nullable String value) {
            this.externalId = value == null || NameFolding.isBlank(value) ? null : ExternalId.of(value);
            return this;
        }

        /**
         * For a source without an id of its own: sets the match key, and the external id to the match key folded as R13
         * says.
         */
        public Builder matchKeyAsId(@Nullable String value) {
            matchKey(value);
            String key = matchKey;
            return externalId(key == null ? null : NameFolding.fold(key));
        }

        /** Sets the match key, without surrounding white space; null or blank means that there is none. */
        public Builder matchKey(@Nullable String value) {
            this.matchKey = value == null || NameFolding.isBlank(value) ? null : NameFolding.strip(value);
            return this;
        }

        /**
         * Sets the activity; {@link Activity#UNKNOWN} unless said, so that a provider which forgets it lets nobody in
         * (R6).
         */
        public Builder activity(Activity value) {
            this.activity = Objects.requireNonNull(value, "activity");
            return this;
        }

        /** Short for {@code activity(Activity.INACTIVE)}. */
        public Builder inactive() {
            return activity(Activity.INACTIVE);
        }

        /** Adds values to an attribute; none at all is the same as not naming the attribute. */
        public Builder attribute(String name, String... values) {
            return attribute(name, List.of(values));
        }

        /** Adds values to an attribute; none at all is the same as not naming the attribute. */
        public Builder attribute(String name, Collection<String> values) {
            if (!values.isEmpty()) {
                attributes
                        .computeIfAbsent(name.toLowerCase(Locale.ROOT), unused -> new ArrayList<>())
                        .addAll(values);
            }
            return this;
        }

        /** Adds groups that the person was found in. */
        public Builder groups(String... names) {
            return groups(List.of(names));
        }

        /** Adds groups that the person was found in. */
        public Builder groups(Collection<String> names) {
            groups.addAll(names);
            return this;
        }

        /** Returns the person. */
        public DirectoryUser build() {
            return new DirectoryUser(this);
        }
    }
}
