package dev.rollcall.jdbc.internal.users;

import dev.rollcall.identity.Username;
import dev.rollcall.jdbc.internal.users.NameSearch.Found;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Who has the keys that a batch wants, and how that changes while the batch is decided. A key is a folded name or an
 * external id.
 */
final class TakenNames {

    private final Map<String, Set<String>> holders = new HashMap<>();

    static TakenNames ofNames(Collection<Found> found) {
        TakenNames taken = new TakenNames();
        found.forEach(each -> taken.give(each.username().folded(), each.id().value()));
        return taken;
    }

    void give(String key, String holder) {
        holders.computeIfAbsent(key, unused -> new HashSet<>()).add(holder);
    }

    void takeAway(String key, String holder) {
        holders.getOrDefault(key, new HashSet<>()).remove(holder);
    }

    void rename(Username before, Username after, String holder) {
        takeAway(before.folded(), holder);
        give(after.folded(), holder);
    }

    boolean isTaken(String key, Set<String> exceptBy) {
        return !exceptBy.containsAll(holders.getOrDefault(key, Set.of()));
    }
}
