package dev.rollcall.ldap.internal.scope;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Which chosen groups somebody was found in. */
final class GroupsFound {

    private final Set<String> groups = new TreeSet<>();
    private boolean inSome;

    /** @param inSome whether the person is in a chosen group, although it is not known in which */
    void add(Set<String> found, boolean inSome) {
        if (!groups.containsAll(found)) {
            groups.addAll(found);
        }
        this.inSome |= inSome && found.isEmpty();
    }

    /** Those of the chosen groups in which nobody seems to be. */
    List<FoundEntry> nobodyIn(List<FoundEntry> chosen) {
        return inSome
                ? List.of()
                : chosen.stream()
                        .filter(group -> !groups.contains(group.chosen().text()))
                        .toList();
    }
}
