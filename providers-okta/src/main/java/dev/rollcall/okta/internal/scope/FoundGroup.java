package dev.rollcall.okta.internal.scope;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
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
 * @param chosenAs how it was chosen, as it was configured
 */
public record FoundGroup(
        String id,
        String name,
        String type,
        @Nullable String membersChanged,
        @Nullable Instant asked,
        Set<String> chosenAs) {

    FoundGroup alsoChosenAs(Set<String> more) {
        Set<String> all = new TreeSet<>(chosenAs);
        all.addAll(more);
        return new FoundGroup(id, name, type, membersChanged, asked, Set.copyOf(all));
    }

    /**
     * Whether members may have come or gone since. Okta tells the moment in seconds: a change in the very second in which this was asked does not
     * show in a later answer.
     */
    boolean mayHaveChangedUntil(FoundGroup later) {
        if (later.membersChanged == null || !later.membersChanged.equals(membersChanged)) {
            return true;
        }
        Instant then = asked;
        return then != null
                && moment(later.membersChanged)
                        .filter(changed -> !changed.isBefore(then.truncatedTo(ChronoUnit.SECONDS)))
                        .isPresent();
    }

    private static Optional<Instant> moment(String text) {
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
