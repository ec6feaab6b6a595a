package dev.rollcall.okta.internal.scope;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A chosen group as Okta has it.
 *
 * @param id its id
 * @param name its name
 * @param type its kind, such as {@code OKTA_GROUP}
 * @param membersChanged when its members changed last, as Okta writes it; null where Okta does not say
 * @param asked when this was so, by Okta's clock; null where Okta does not say
 * @param chosenAs how it was chosen, as it was configured, in order
 */
public record FoundGroup(
        String id,
        String name,
        String type,
        @Nullable String membersChanged,
        @Nullable Instant asked,
        Set<String> chosenAs) {

    /** How far before the moment at which it was asked a change may be that was not told yet. */
    private static final Duration LATE = Duration.ofSeconds(10);

    public FoundGroup {
        chosenAs = Collections.unmodifiableSortedSet(new TreeSet<>(chosenAs));
    }

    FoundGroup alsoChosenAs(Set<String> more) {
        Set<String> all = new TreeSet<>(chosenAs);
        all.addAll(more);
        return new FoundGroup(id, name, type, membersChanged, asked, all);
    }

    /**
     * Whether members may have come or gone since. Okta tells the moment in seconds, and its servers do not agree to
     * the second: a change shortly before this was asked may hide another. Where it does not say when this was asked,
     * or when members changed, they may have.
     */
    boolean mayHaveChangedUntil(FoundGroup later) {
        if (later.membersChanged == null || !later.membersChanged.equals(membersChanged)) {
            return true;
        }
        return asked == null || !isBefore(later.membersChanged, asked.minus(LATE));
    }

    private static boolean isBefore(String changed, Instant then) {
        try {
            return Instant.parse(changed).isBefore(then);
        } catch (DateTimeException e) {
            return false;
        }
    }
}
