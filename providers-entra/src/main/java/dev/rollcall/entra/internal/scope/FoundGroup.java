package dev.rollcall.entra.internal.scope;

import java.util.Collections;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A chosen group that is there.
 *
 * @param id its object id
 * @param displayName what it is called now; blank where it has no name
 * @param hidden whether it hides its members, so that a permission of its own is needed to see them
 * @param unified whether it is a Microsoft 365 group, which cannot have groups in it
 * @param chosen how it was configured: mostly in one way, and in two where it was chosen by its name and by its id
 */
public record FoundGroup(String id, String displayName, boolean hidden, boolean unified, SortedSet<String> chosen) {

    public FoundGroup {
        chosen = Collections.unmodifiableSortedSet(new TreeSet<>(chosen));
    }

    /** The same group, chosen in one more way. */
    FoundGroup alsoAs(Set<String> more) {
        TreeSet<String> all = new TreeSet<>(chosen);
        all.addAll(more);
        return new FoundGroup(id, displayName, hidden, unified, all);
    }

    /** The group for messages, as it was configured first. */
    @Override
    public String toString() {
        return "group '" + chosen.first() + "'";
    }
}
