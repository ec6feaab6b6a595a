package dev.rollcall.entra.internal.scope;

import dev.rollcall.entra.internal.EntraSettings;
import dev.rollcall.entra.internal.connection.EntraSession;
import dev.rollcall.entra.internal.connection.Permission;
import dev.rollcall.http.internal.json.JsonObject;
import dev.rollcall.http.internal.listing.Listings;
import dev.rollcall.http.internal.listing.Page;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds out which of the chosen groups have to be read once more: those in which something changed, or in a group
 * within them.
 */
final class ChangedGroups {

    private static final Logger LOG = LoggerFactory.getLogger(ChangedGroups.class);

    private final EntraSession session;
    private final List<FoundGroup> groups;
    private final @Nullable MembershipWatch watch;
    private final Map<FoundGroup, Set<String>> within = new HashMap<>();
    private final List<GraphList> unseen;
    private final ScopedPeople.Receiver receiver;

    /** Watches from now on. In one group without groups in it nobody can move, so there is nothing to watch. */
    ChangedGroups(
            EntraSettings settings,
            EntraSession session,
            Questions questions,
            List<FoundGroup> groups,
            ScopedPeople.Receiver receiver) {
        boolean nested = settings.scope().nested();
        this.session = session;
        this.groups = groups;
        this.receiver = receiver;
        this.watch = groups.size() > 1 || nested ? MembershipWatch.start(settings, session, receiver::warning) : null;
        // A filter lets Graph give users only, so that groups within have to be asked for.
        this.unseen = nested && settings.scope().filter() != null
                ? groups.stream()
                        .filter(group -> !group.unified())
                        .map(questions::groupsIn)
                        .toList()
                : List.of();
    }

    /** Notes that an object is a group within a chosen one. */
    void isIn(JsonObject group, @Nullable FoundGroup chosen) {
        String id = ObjectKind.id(group);
        if (id != null && chosen != null) {
            within.computeIfAbsent(chosen, unused -> new HashSet<>()).add(id);
        }
    }

    /** The chosen groups to be read again; to be asked after the groups were read. */
    List<FoundGroup> find() {
        Set<String> changed = watch == null ? Set.of() : watch.changed();
        if (changed.isEmpty()) {
            return List.of();
        }
        session.read(unseen, Permission.GROUPS, new Listings.Receiver<GraphList>() {
            @Override
            public void page(GraphList list, Page page) {
                page.items().forEach(group -> isIn(group, list.group()));
            }

            @Override
            public void waiting() {
                receiver.waiting();
            }
        });
        List<FoundGroup> again =
                groups.stream().filter(group -> isAmong(changed, group)).toList();
        if (!again.isEmpty()) {
            LOG.info("The members of {} chosen groups changed while they were read: {}", again.size(), again);
        }
        return again;
    }

    private boolean isAmong(Set<String> changed, FoundGroup group) {
        return changed.contains(group.id())
                || within.getOrDefault(group, Set.of()).stream().anyMatch(changed::contains);
    }
}
