package dev.rollcall.testservers.entra;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.StringNode;

/**
 * The objects of a tenant. Guarded by its own monitor; lists are made once and kept until something changes who is in
 * which.
 */
final class Tenant {

    private final Map<String, Entry> entries = new LinkedHashMap<>();
    private final Map<String, Entry> groups = new LinkedHashMap<>();
    private final Map<String, String> idsByName = new HashMap<>();
    private final Map<String, List<Entry>> lists = new HashMap<>();
    private final ChangeLog changes = new ChangeLog();
    private int numbers;

    Tenant copy() {
        Tenant copy = new Tenant();
        entries.values().forEach(entry -> copy.put(entry.copy()));
        copy.idsByName.putAll(idsByName);
        copy.numbers = numbers;
        return copy;
    }

    ChangeLog changes() {
        return changes;
    }

    Entry create(Kind kind) {
        numbers++;
        String id = UUID.nameUUIDFromBytes((kind + " " + numbers).getBytes(StandardCharsets.UTF_8))
                .toString();
        Entry entry = new Entry(id, numbers, kind);
        put(entry);
        lists.clear();
        if (kind == Kind.GROUP) {
            changes.created(entry);
        }
        return entry;
    }

    /** Gives a person another name to sign in with; no two may have the same. */
    void name(Entry person, String userPrincipalName) {
        String other = idsByName.putIfAbsent(key(userPrincipalName), person.id());
        if (other != null && !other.equals(person.id())) {
            throw new IllegalArgumentException("there is a person of that name");
        }
        String before = key(person.text("userPrincipalName"));
        if (!before.equals(key(userPrincipalName))) {
            idsByName.remove(before, person.id());
        }
        person.set("userPrincipalName", StringNode.valueOf(userPrincipalName));
    }

    void delete(Entry entry) {
        groups.values().forEach(group -> leave(group, entry));
        entries.remove(entry.id());
        groups.remove(entry.id());
        idsByName.remove(key(entry.text("userPrincipalName")), entry.id());
        lists.clear();
        if (entry.kind() == Kind.GROUP) {
            changes.deleted(entry);
        }
    }

    void join(Entry group, Entry member) {
        if (!entries.containsKey(group.id()) || !entries.containsKey(member.id())) {
            throw new IllegalStateException("it was deleted");
        }
        if (group.members().add(member.id())) {
            lists.clear();
            changes.membership(group, member);
        }
    }

    void leave(Entry group, Entry member) {
        if (group.members().remove(member.id())) {
            lists.clear();
            changes.membership(group, member);
        }
    }

    @Nullable
    Entry find(String id) {
        return entries.get(id.toLowerCase(Locale.ROOT));
    }

    /** A person by object id or by name. */
    Optional<Entry> person(String idOrName) {
        String id = idsByName.getOrDefault(key(idOrName), idOrName);
        return Optional.ofNullable(find(id)).filter(entry -> entry.kind() == Kind.USER);
    }

    List<Entry> people() {
        return list(
                "people",
                () -> entries.values().stream()
                        .filter(entry -> entry.kind() == Kind.USER)
                        .toList());
    }

    List<Entry> groups() {
        return list("groups", () -> List.copyOf(groups.values()));
    }

    List<Entry> members(Entry group) {
        return list("members " + group.id(), () -> sorted(Nesting.members(this, group)));
    }

    List<Entry> transitiveMembers(Entry group) {
        return list("below " + group.id(), () -> sorted(Nesting.allMembers(this, group)));
    }

    List<Entry> memberOf(Entry member) {
        return list("parents " + member.id(), () -> sorted(Nesting.groupsOf(this, member)));
    }

    List<Entry> transitiveMemberOf(Entry member) {
        return list("above " + member.id(), () -> sorted(Nesting.allGroupsOf(this, member)));
    }

    private List<Entry> list(String name, Supplier<List<Entry>> maker) {
        List<Entry> known = lists.get(name);
        if (known == null) {
            known = maker.get();
            lists.put(name, known);
        }
        return known;
    }

    private void put(Entry entry) {
        entries.put(entry.id(), entry);
        if (entry.kind() == Kind.GROUP) {
            groups.put(entry.id(), entry);
        }
    }

    private static List<Entry> sorted(Iterable<Entry> found) {
        List<Entry> list = new ArrayList<>();
        found.forEach(list::add);
        list.sort(Comparator.comparingInt(Entry::number));
        return list;
    }

    private static String key(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
