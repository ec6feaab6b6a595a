package dev.rollcall.http.internal.survey;

import dev.rollcall.directory.Activity;
import dev.rollcall.directory.Completion;
import dev.rollcall.directory.DirectoryUnavailableException;
import dev.rollcall.directory.DirectoryUser;
import dev.rollcall.directory.PersonSink;
import dev.rollcall.directory.SnapshotIncompleteException;
import dev.rollcall.directory.survey.SharedKeys;
import dev.rollcall.identity.ExternalId;
import dev.rollcall.identity.NameFolding;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Takes the people of a read that is made for a validation: counts them, and keeps hashes of the ids and match keys
 * alone. Somebody who is delivered several times, as once for each group, is one person, known by the external id or,
 * without one, by the match key. For one thread.
 */
public final class PeopleSurvey implements PersonSink {

    /** So many examples are told of what may be wrong with thousands. */
    private static final int MOST_REASONS = 3;

    private static final int MOST_WARNINGS = 20;

    private final SharedKeys ids = new SharedKeys();
    private final SharedKeys matchKeys = new SharedKeys();
    private final SharedKeys withoutId = new SharedKeys();
    private final SharedKeys unreadableOnes = new SharedKeys();
    private final SharedKeys memberships = new SharedKeys();
    private final Map<String, Long> byGroup = new HashMap<>();
    private final Map<Activity, Long> byActivity = new EnumMap<>(Activity.class);
    private final Set<String> attributes = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    private final Set<String> reasons = new LinkedHashSet<>();
    private final Set<String> warnings = new LinkedHashSet<>();
    private @Nullable String evidence;
    private long deliveries;
    private long people;
    private long unreadable;
    private long unidentified;
    private long withoutMatchKey;

    @Override
    public void accept(DirectoryUser person) {
        deliveries++;
        count(person);
    }

    @Override
    public void unreadable(DirectoryUser known, String why) {
        deliveries++;
        if (reasons.size() < MOST_REASONS) {
            reasons.add(why);
        }
        String name = nameOrNull(known);
        if (name == null || unreadableOnes.add(name, name)) {
            unreadable++;
        }
        count(known);
    }

    private void count(DirectoryUser person) {
        attributes.addAll(person.attributes().keySet());
        String name = nameOrNull(person);
        for (String group : person.groups()) {
            if (name == null || memberships.add(group + '\n' + name, name)) {
                byGroup.merge(group, 1L, Long::sum);
            }
        }
        if (!isNew(person)) {
            return;
        }
        people++;
        byActivity.merge(person.activity(), 1L, Long::sum);
        if (person.externalId().isEmpty()) {
            unidentified++;
        }
        if (person.matchKey().isEmpty()) {
            withoutMatchKey++;
        }
    }

    /**
     * Remembers the id with its match key, and the match key with its id: each is shared where it comes with another.
     */
    private boolean isNew(DirectoryUser person) {
        String id = person.externalId().map(ExternalId::value).orElse("");
        String key = person.matchKey().map(NameFolding::fold).orElse("");
        if (!key.isEmpty()) {
            matchKeys.add(key, id);
        }
        if (!id.isEmpty()) {
            return ids.add(id, key);
        }
        return key.isEmpty() || withoutId.add(key, key);
    }

    /** What tells a person apart; null if there is nothing. */
    private static @Nullable String nameOrNull(DirectoryUser person) {
        return person.externalId()
                .map(id -> "id " + id.value())
                .or(() -> person.matchKey().map(key -> "match key " + NameFolding.fold(key)))
                .orElse(null);
    }

    @Override
    public void warning(String text) {
        if (warnings.size() < MOST_WARNINGS) {
            warnings.add(text);
        }
    }

    /** {@inheritDoc} Whoever validates waits for the end, unless the thread was interrupted. */
    @Override
    public void checkpoint() {
        if (Thread.currentThread().isInterrupted()) {
            throw new DirectoryUnavailableException("the validation was interrupted; start it again");
        }
    }

    @Override
    public Optional<Duration> remaining() {
        return Optional.empty();
    }

    /** Not for providers over HTTP, which wait by the clock that they were given. */
    @Override
    public void pause(Duration duration) {
        throw new UnsupportedOperationException("Providers over HTTP wait by themselves");
    }

    @Override
    public Completion complete(long delivered, String evidence) {
        if (delivered != deliveries) {
            throw new SnapshotIncompleteException(
                    "the provider counted " + delivered + " people, but delivered " + deliveries);
        }
        this.evidence = evidence;
        return new Counted(delivered, evidence);
    }

    private record Counted(long delivered, String evidence) implements Completion {}

    /** What proved that the read was complete; empty if it was not. */
    public Optional<String> evidence() {
        return Optional.ofNullable(evidence);
    }

    /** How many people there are, unreadable ones included. */
    public long people() {
        return people;
    }

    /** How many people are in a chosen group, named as it was chosen. */
    public long inGroup(String group) {
        return byGroup.getOrDefault(group, 0L);
    }

    /** How many people are active, inactive, or unknown. */
    public long are(Activity activity) {
        return byActivity.getOrDefault(activity, 0L);
    }

    /** Whether there were so many that some may have been counted more than once. */
    public boolean isFull() {
        return ids.isFull() || withoutId.isFull() || memberships.isFull() || unreadableOnes.isFull();
    }

    /** Whether anybody has a value. */
    boolean hasSeen(String attribute) {
        return attributes.contains(attribute);
    }

    /** How many people would be rejected as unreadable (R5). */
    public long unreadable() {
        return unreadable;
    }

    /** A few reasons why people are unreadable. */
    Set<String> reasons() {
        return Collections.unmodifiableSet(reasons);
    }

    /** How many people have no external id. */
    long unidentified() {
        return unidentified;
    }

    /** How many people have no match key. */
    long withoutMatchKey() {
        return withoutMatchKey;
    }

    /** The external ids, and those that came with several match keys. */
    SharedKeys ids() {
        return ids;
    }

    /** The match keys, folded (R13), and those that several people share. */
    SharedKeys matchKeys() {
        return matchKeys;
    }

    /** What the read warned of, each once. */
    Set<String> warnings() {
        return Collections.unmodifiableSet(warnings);
    }
}
