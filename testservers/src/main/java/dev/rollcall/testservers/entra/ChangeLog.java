package dev.rollcall.testservers.entra;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What happened to the groups of a tenant since somebody wanted to know. Guarded by the tenant. */
final class ChangeLog {

    enum What {
        CREATED,
        DELETED,
        PROPERTIES,
        MEMBERSHIP
    }

    /**
     * A change.
     *
     * @param member who joined or left; null unless that is what happened
     */
    record Change(What what, Entry group, @Nullable Entry member) {}

    private final List<Change> changes = new ArrayList<>();
    private boolean watched;

    /** How many changes there were up to now; from now on all are kept. */
    int position() {
        watched = true;
        return changes.size();
    }

    List<Change> since(int position) {
        return List.copyOf(changes.subList(position, changes.size()));
    }

    void created(Entry group) {
        add(new Change(What.CREATED, group, null));
    }

    void deleted(Entry group) {
        add(new Change(What.DELETED, group, null));
    }

    void properties(Entry group) {
        add(new Change(What.PROPERTIES, group, null));
    }

    void membership(Entry group, Entry member) {
        add(new Change(What.MEMBERSHIP, group, member));
    }

    private void add(Change change) {
        if (watched) {
            changes.add(change);
        }
    }
}
