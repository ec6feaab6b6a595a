package dev.rollcall.testservers.entra;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Changes of groups as a delta tells them. A group with many changed members is told in several parts. Guarded by the
 * tenant.
 */
final class GroupChanges {

    private static final String REMOVED = "@removed";

    private final Tenant tenant;
    private final int membersPerEntry;

    GroupChanges(Tenant tenant, int membersPerEntry) {
        this.tenant = tenant;
        this.membersPerEntry = membersPerEntry;
    }

    List<ObjectNode> everything(GroupDelta.Scope scope) {
        List<ObjectNode> told = new ArrayList<>();
        for (Entry group : tenant.groups()) {
            if (scope.wanted().test(group)) {
                tell(told, group, scope, tenant.members(group));
            }
        }
        return told;
    }

    List<ObjectNode> since(int position, GroupDelta.Scope scope) {
        Map<Entry, Set<Entry>> members = new LinkedHashMap<>();
        Set<Entry> changed = new LinkedHashSet<>();
        for (ChangeLog.Change change : tenant.changes().since(position)) {
            boolean membership = change.what() == ChangeLog.What.MEMBERSHIP;
            boolean matters = !membership || scope.members();
            if (matters && scope.wanted().test(change.group())) {
                Set<Entry> those = members.computeIfAbsent(change.group(), group -> new LinkedHashSet<>());
                if (membership) {
                    those.add(Objects.requireNonNull(change.member()));
                } else if (change.what() != ChangeLog.What.PROPERTIES || tells(scope)) {
                    changed.add(change.group());
                }
            }
        }
        List<ObjectNode> told = new ArrayList<>();
        members.forEach((group, those) -> {
            if (tenant.find(group.id()) == null) {
                told.add(removed(scope.select().render(group, false, true), group, "changed"));
            } else if (!those.isEmpty() || changed.contains(group)) {
                tell(told, group, scope, those);
            }
        });
        return told;
    }

    /** Whether anything but the id and members was asked for. */
    private static boolean tells(GroupDelta.Scope scope) {
        return !scope.select().context().equals("(id)");
    }

    private void tell(List<ObjectNode> told, Entry group, GroupDelta.Scope scope, Collection<Entry> members) {
        List<Entry> open = scope.members() ? List.copyOf(members) : List.of();
        int from = 0;
        do {
            int to = (int) Math.min(open.size(), (long) from + membersPerEntry);
            ObjectNode entry = scope.select().render(group, false, true);
            entry.put("id", group.id());
            if (!open.isEmpty()) {
                ArrayNode list = entry.putArray("members@delta");
                open.subList(from, to).forEach(member -> list.add(member(group, member)));
            }
            told.add(entry);
            from = to;
        } while (from < open.size());
    }

    private static ObjectNode member(Entry group, Entry member) {
        ObjectNode told = JsonNodeFactory.instance.objectNode();
        told.put("@odata.type", member.kind().type());
        return group.members().contains(member.id()) ? told.put("id", member.id()) : removed(told, member, "deleted");
    }

    private static ObjectNode removed(ObjectNode told, Entry entry, String reason) {
        told.put("id", entry.id());
        told.putObject(REMOVED).put("reason", reason);
        return told;
    }
}
