package dev.rollcall.jdbc.internal;

import java.util.LinkedHashSet;
import java.util.Set;

/** The ids that were added last, so many of them. Safe for many threads. */
final class RecentIds {

    private final int kept;
    private final Set<String> ids = new LinkedHashSet<>();

    RecentIds(int kept) {
        this.kept = kept;
    }

    synchronized void add(String id) {
        ids.add(id);
        if (ids.size() > kept) {
            ids.remove(ids.iterator().next());
        }
    }

    synchronized boolean contains(String id) {
        return ids.contains(id);
    }
}
