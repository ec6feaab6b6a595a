package dev.rollcall.testservers.entra;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/**
 * Who is in which group, through others too. Groups may hold one another in circles; each object comes once, the one
 * asked about never.
 */
final class Nesting {

    private Nesting() {}

    static List<Entry> members(Tenant tenant, Entry group) {
        List<Entry> members = new ArrayList<>(group.members().size());
        for (String id : group.members()) {
            members.add(Objects.requireNonNull(tenant.find(id)));
        }
        return members;
    }

    static List<Entry> groupsOf(Tenant tenant, Entry member) {
        return tenant.groups().stream()
                .filter(group -> group.members().contains(member.id()))
                .toList();
    }

    static Collection<Entry> allMembers(Tenant tenant, Entry group) {
        return reach(group, each -> each.kind() == Kind.GROUP ? members(tenant, each) : List.of());
    }

    static Collection<Entry> allGroupsOf(Tenant tenant, Entry member) {
        return reach(member, each -> groupsOf(tenant, each));
    }

    private static Collection<Entry> reach(Entry start, Function<Entry, List<Entry>> next) {
        Map<String, Entry> reached = new LinkedHashMap<>();
        Deque<Entry> open = new ArrayDeque<>(List.of(start));
        while (!open.isEmpty()) {
            for (Entry each : next.apply(open.remove())) {
                if (reached.putIfAbsent(each.id(), each) == null) {
                    open.add(each);
                }
            }
        }
        reached.remove(start.id());
        return reached.values();
    }
}
