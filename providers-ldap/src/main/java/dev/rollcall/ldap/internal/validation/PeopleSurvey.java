package dev.rollcall.ldap.internal.validation;

import com.unboundid.ldap.sdk.SearchResultEntry;
import dev.rollcall.directory.Activity;
import dev.rollcall.directory.Completion;
import dev.rollcall.directory.DirectoryUser;
import dev.rollcall.directory.PersonSink;
import dev.rollcall.directory.survey.SharedKeys;
import dev.rollcall.identity.NameFolding;
import dev.rollcall.ldap.internal.LdapSettings;
import dev.rollcall.ldap.internal.people.CanonicalDn;
import dev.rollcall.ldap.internal.people.ExternalIds;
import dev.rollcall.ldap.internal.people.PersonReader;
import dev.rollcall.ldap.internal.people.UnreadableException;
import dev.rollcall.ldap.internal.scope.ScopedPeople;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Takes the people of a validation and counts; of nobody it keeps more than hashes of the id and the match key. */
final class PeopleSurvey implements ScopedPeople.Receiver {

    /** So many examples are told of what may be wrong with thousands. */
    private static final int MOST_REASONS = 3;

    private static final int MOST_NAMES = 10;

    private final LdapSettings.People settings;
    private final PersonReader persons;
    private final Counter counter = new Counter();
    private final Map<String, Long> byGroup = new HashMap<>();
    private final Map<String, Long> byUnit = new HashMap<>();
    private final Map<Activity, Long> byActivity = new EnumMap<>(Activity.class);
    private final Set<String> attributes = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    private final SharedKeys ids = new SharedKeys();
    private final SharedKeys matchKeys = new SharedKeys();
    private final Set<String> activityAttributes;
    private final Set<String> carried = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    private final Set<String> reasons = new LinkedHashSet<>();
    private final List<String> danglingNames = new ArrayList<>();
    private @Nullable String someone;
    private String name = "";
    private long readable;
    private long unreadable;
    private long unidentified;
    private long withoutMatchKey;
    private long dangling;

    PeopleSurvey(LdapSettings.People settings, PersonReader persons) {
        this.settings = settings;
        this.persons = persons;
        this.activityAttributes = Set.copyOf(settings.activity().attributes());
    }

    @Override
    public void person(SearchResultEntry entry, Set<String> groups, Set<String> units) {
        if (someone == null) {
            someone = entry.getDN();
        }
        for (String attribute : activityAttributes) {
            if ("dn".equalsIgnoreCase(attribute) || entry.hasAttribute(attribute)) {
                carried.add(attribute);
            }
        }
        String id = idOrNull(entry);
        if (id == null) {
            unidentified++;
        } else {
            ids.add(id, CanonicalDn.of(entry.getDN()));
        }
        name = entry.getDN();
        groups.forEach(group -> byGroup.merge(group, 1L, Long::sum));
        units.forEach(unit -> byUnit.merge(unit, 1L, Long::sum));
        persons.deliver(entry, Set.of(), counter);
    }

    @Override
    public void unreadable(SearchResultEntry entry, String why) {
        reject(why);
        if (idOrNull(entry) == null) {
            unidentified++;
        }
    }

    private void reject(String why) {
        unreadable++;
        if (reasons.size() < MOST_REASONS) {
            reasons.add(why);
        }
    }

    private @Nullable String idOrNull(SearchResultEntry entry) {
        try {
            return ExternalIds.of(settings.externalId(), entry);
        } catch (UnreadableException e) {
            return null;
        }
    }

    @Override
    public void dangling(String member, Set<String> groups) {
        dangling++;
        if (danglingNames.size() < MOST_NAMES) {
            danglingNames.add(member);
        }
    }

    /** Takes what the reader of people makes of an entry. */
    private final class Counter implements PersonSink {

        @Override
        public void accept(DirectoryUser person) {
            readable++;
            count(person);
        }

        @Override
        public void unreadable(DirectoryUser known, String why) {
            reject(why);
            count(known);
        }

        private void count(DirectoryUser person) {
            byActivity.merge(person.activity(), 1L, Long::sum);
            attributes.addAll(person.attributes().keySet());
            person.matchKey()
                    .ifPresentOrElse(
                            key -> matchKeys.add(NameFolding.fold(key), CanonicalDn.of(name)), () -> withoutMatchKey++);
        }

        @Override
        public void warning(String text) {
            // The reader of people tells its warnings when it is asked.
        }

        @Override
        public void checkpoint() {
            // Whoever validates waits for the end.
        }

        @Override
        public Optional<Duration> remaining() {
            return Optional.empty();
        }

        @Override
        public void pause(Duration duration) {
            throw new UnsupportedOperationException("A validation asks once");
        }

        @Override
        public Completion complete(long delivered, String evidence) {
            throw new UnsupportedOperationException("A validation completes nothing");
        }
    }

    /** How many people there are, unreadable ones included. */
    long people() {
        return readable + unreadable;
    }

    /** How many people are in a chosen group, named as it was chosen. */
    long inGroup(String group) {
        return byGroup.getOrDefault(group, 0L);
    }

    /** How many people are below a chosen unit, named as it was chosen. */
    long inUnit(String unit) {
        return byUnit.getOrDefault(unit, 0L);
    }

    /** How many people are active, inactive, or unknown. */
    long are(Activity activity) {
        return byActivity.getOrDefault(activity, 0L);
    }

    /** Whom the activity is unknown of, and why, if anybody. */
    Optional<String> activityWarning() {
        return persons.activityWarning();
    }

    /** Whether anybody has a value. */
    boolean hasSeen(String attribute) {
        return attributes.contains(attribute);
    }

    /** Whether anybody has this attribute of activity, readable or not. */
    boolean carries(String attribute) {
        return carried.contains(attribute);
    }

    /** How many people would be rejected as unreadable (R5). */
    long unreadable() {
        return unreadable;
    }

    /** How many of them have no external id. */
    long unidentified() {
        return unidentified;
    }

    /** A few reasons why people are unreadable. */
    Set<String> reasons() {
        return Collections.unmodifiableSet(reasons);
    }

    /** How many people have no match key. */
    long withoutMatchKey() {
        return withoutMatchKey;
    }

    /** The external ids, and who shares them. */
    SharedKeys ids() {
        return ids;
    }

    /** The match keys, folded (R13), and who shares them. */
    SharedKeys matchKeys() {
        return matchKeys;
    }

    /** How many members nothing is found under. */
    long dangling() {
        return dangling;
    }

    /** The first of them, as the groups name them. */
    List<String> danglingNames() {
        return Collections.unmodifiableList(danglingNames);
    }

    /** The name of the first person; empty if there is nobody. */
    Optional<String> someone() {
        return Optional.ofNullable(someone);
    }
}
