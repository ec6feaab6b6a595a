package dev.rollcall.testkit;

import dev.rollcall.directory.Activity;
import dev.rollcall.directory.DirectoryUser;
import dev.rollcall.identity.ExternalId;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * People of a directory in few words, for static import: {@code person("1", "ann").inactive().with("title", "x")}.
 *
 * <p>A {@link Person} is immutable, so that one can be kept and varied: {@code Person ann = person("1", "ann")} today,
 * {@code ann.named("anna")} tomorrow.
 */
public final class People {

    private People() {}

    /** An active person with this external id and match key. */
    public static Person person(String externalId, String matchKey) {
        return new Person(externalId, matchKey, Activity.ACTIVE, Map.of(), Set.of(), null);
    }

    /** An active person whose match key the directory did not deliver (R5). */
    public static Person withoutKey(String externalId) {
        return new Person(externalId, null, Activity.ACTIVE, Map.of(), Set.of(), null);
    }

    /** An active person whose external id the directory did not deliver, so that they cannot be identified (R5). */
    public static Person withoutId(String matchKey) {
        return new Person(null, matchKey, Activity.ACTIVE, Map.of(), Set.of(), null);
    }

    /** A person just like this one. */
    public static Person like(DirectoryUser other) {
        return new Person(
                other.externalId().map(ExternalId::value).orElse(null),
                other.matchKey().orElse(null),
                other.activity(),
                other.attributes(),
                other.groups(),
                null);
    }

    /** Builds all of them. */
    public static List<DirectoryUser> people(Person... people) {
        return people(List.of(people));
    }

    /** Builds all of them. */
    public static List<DirectoryUser> people(Collection<Person> people) {
        return people.stream().map(Person::build).toList();
    }

    /** A person of a directory. Immutable: each method returns a copy. */
    public static final class Person {
        private final @Nullable String externalId;
        private final @Nullable String matchKey;
        private final Activity activity;
        private final SortedMap<String, List<String>> attributes;
        private final SortedSet<String> groups;
        private final @Nullable String whyUnreadable;

        private Person(
                @Nullable String externalId,
                @Nullable String matchKey,
                Activity activity,
                Map<String, List<String>> attributes,
                Set<String> groups,
                @Nullable String whyUnreadable) {
            this.externalId = externalId;
            this.matchKey = matchKey;
            this.activity = activity;
            this.attributes = Collections.unmodifiableSortedMap(new TreeMap<>(attributes));
            this.groups = Collections.unmodifiableSortedSet(new TreeSet<>(groups));
            this.whyUnreadable = whyUnreadable;
        }

        /** The external id; null for somebody who came without. */
        public @Nullable String externalId() {
            return externalId;
        }

        /** The match key; null for somebody who came without. */
        public @Nullable String matchKey() {
            return matchKey;
        }

        /** Whether the directory holds them active. */
        public Activity activity() {
            return activity;
        }

        /** The groups that they are in. */
        public SortedSet<String> groups() {
            return groups;
        }

        /** Whether {@code who} is this person's external id, or the match key of somebody without one. */
        public boolean isKnownAs(String who) {
            return who.equals(externalId == null ? matchKey : externalId);
        }

        /** A copy under another match key. */
        public Person named(@Nullable String newMatchKey) {
            return new Person(externalId, newMatchKey, activity, attributes, groups, whyUnreadable);
        }

        /** A copy under another external id, as somebody who was deleted and created again. */
        public Person withId(@Nullable String newExternalId) {
            return new Person(newExternalId, matchKey, activity, attributes, groups, whyUnreadable);
        }

        /** A copy with this activity. */
        public Person withActivity(Activity newActivity) {
            return new Person(externalId, matchKey, newActivity, attributes, groups, whyUnreadable);
        }

        /** A copy that is active. */
        public Person active() {
            return withActivity(Activity.ACTIVE);
        }

        /** A copy that is inactive. */
        public Person inactive() {
            return withActivity(Activity.INACTIVE);
        }

        /** A copy of whom nobody knows whether they are active. */
        public Person unknown() {
            return withActivity(Activity.UNKNOWN);
        }

        /** A copy with these values of an attribute instead of those it had. */
        public Person with(String attribute, String... values) {
            Map<String, List<String>> copy = new TreeMap<>(attributes);
            copy.put(attribute, List.of(values));
            return new Person(externalId, matchKey, activity, copy, groups, whyUnreadable);
        }

        /** A copy without an attribute. */
        public Person without(String attribute) {
            Map<String, List<String>> copy = new TreeMap<>(attributes);
            copy.remove(attribute);
            return new Person(externalId, matchKey, activity, copy, groups, whyUnreadable);
        }

        /** A copy that is in these groups too. */
        public Person in(String... more) {
            Set<String> copy = new TreeSet<>(groups);
            copy.addAll(List.of(more));
            return new Person(externalId, matchKey, activity, attributes, copy, whyUnreadable);
        }

        /** A copy that is in no group. */
        public Person inNoGroup() {
            return new Person(externalId, matchKey, activity, attributes, Set.of(), whyUnreadable);
        }

        /** A copy that the provider cannot read (R5); it delivers no more than what the copy says. */
        public Person unreadable(String why) {
            return new Person(externalId, matchKey, activity, attributes, groups, why);
        }

        /** Why the provider cannot read the person; null where it can. */
        public @Nullable String whyUnreadable() {
            return whyUnreadable;
        }

        /** Returns the person as a provider delivers them. */
        public DirectoryUser build() {
            DirectoryUser.Builder person = DirectoryUser.builder()
                    .externalId(externalId)
                    .matchKey(matchKey)
                    .activity(activity)
                    .groups(groups);
            attributes.forEach(person::attribute);
            return person.build();
        }

        /** The person in short, for a failure message: {@code 1:ann inactive title=[x] in [staff]}. */
        @Override
        public String toString() {
            return (externalId == null ? "-" : externalId) + ":" + (matchKey == null ? "" : matchKey)
                    + switch (activity) {
                        case ACTIVE -> "";
                        case INACTIVE -> " inactive";
                        case UNKNOWN -> " unknown";
                    }
                    + attributesInShort()
                    + (groups.isEmpty() ? "" : " in " + groups)
                    + (whyUnreadable == null ? "" : " unreadable");
        }

        private String attributesInShort() {
            StringBuilder text = new StringBuilder();
            attributes.forEach(
                    (name, values) -> text.append(' ').append(name).append('=').append(values));
            return text.toString();
        }
    }
}
