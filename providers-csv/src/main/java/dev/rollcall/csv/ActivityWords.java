package dev.rollcall.csv;

import dev.rollcall.directory.Activity;
import dev.rollcall.identity.NameFolding;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The words of the activity column, folded.
 *
 * @param active those that say that a person is active
 * @param inactive those that say that a person is not
 */
record ActivityWords(Set<String> active, Set<String> inactive) {

    static final List<String> DEFAULT_ACTIVE = List.of("true", "yes", "1", "active");
    static final List<String> DEFAULT_INACTIVE = List.of("false", "no", "0", "inactive");

    static ActivityWords of(Collection<String> active, Collection<String> inactive) {
        return new ActivityWords(folded(active), folded(inactive));
    }

    private static Set<String> folded(Collection<String> words) {
        return words.stream().map(NameFolding::fold).collect(Collectors.toUnmodifiableSet());
    }

    /** What a cell says; {@link Activity#UNKNOWN} for one that is empty or says something else (R6). */
    Activity activity(String cell) {
        String word = NameFolding.fold(cell);
        if (active.contains(word)) {
            return Activity.ACTIVE;
        }
        return inactive.contains(word) ? Activity.INACTIVE : Activity.UNKNOWN;
    }
}
