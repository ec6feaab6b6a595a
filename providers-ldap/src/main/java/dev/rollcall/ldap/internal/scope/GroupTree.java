package dev.rollcall.ldap.internal.scope;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The chosen groups and those within them, and which chosen groups each of them leads to. Cycles are no trouble. */
final class GroupTree {

    private final Map<String, Node> nodes = new LinkedHashMap<>();
    private final Map<String, Set<String>> byPrimary = new HashMap<>();

    /** A group. */
    static final class Node {
        private final String dn;
        private final String canonical;
        private final @Nullable String primary;
        private final Set<Node> children = new LinkedHashSet<>();
        private final Set<String> chosen = new TreeSet<>();

        Node(String dn, String canonical, @Nullable String primary) {
            this.dn = dn;
            this.canonical = canonical;
            this.primary = primary;
        }

        String dn() {
            return dn;
        }

        String canonical() {
            return canonical;
        }

        /** The chosen groups whose people those of this group are, as they were chosen. */
        Set<String> chosen() {
            return chosen;
        }
    }

    /** Adds a chosen group. */
    void choose(FoundEntry group) {
        add(group.dn(), group.canonical(), group.primary())
                .chosen
                .add(group.chosen().text());
    }

    /** Adds a group, unless it is there. */
    Node add(String dn, String canonical, @Nullable String primary) {
        return nodes.computeIfAbsent(canonical, unused -> new Node(dn, canonical, primary));
    }

    /** Says that one group is a member of another; both are there. */
    void link(String parent, String child) {
        Node above = nodes.get(parent);
        Node below = nodes.get(child);
        if (above != null && below != null) {
            above.children.add(below);
        }
    }

    @Nullable
    Node get(String canonical) {
        return nodes.get(canonical);
    }

    Collection<Node> nodes() {
        return nodes.values();
    }

    /** What people refer to these groups by, where it is their primary group. */
    Set<String> primaries() {
        return byPrimary.keySet();
    }

    /** The chosen groups that somebody with this primary group is in. */
    Set<String> chosenByPrimary(@Nullable String primary) {
        return primary == null ? Set.of() : byPrimary.getOrDefault(primary, Set.of());
    }

    /** To be called when all groups and links are there: carries the chosen ones down to all that is in them. */
    void close() {
        for (Node chosen : Set.copyOf(nodes.values())) {
            for (String name : Set.copyOf(chosen.chosen)) {
                carryDown(chosen, name);
            }
        }
        for (Node node : nodes.values()) {
            if (node.primary != null) {
                byPrimary
                        .computeIfAbsent(node.primary, unused -> new TreeSet<>())
                        .addAll(node.chosen);
            }
        }
    }

    private static void carryDown(Node from, String name) {
        Deque<Node> open = new ArrayDeque<>(from.children);
        while (!open.isEmpty()) {
            Node node = open.pop();
            if (node.chosen.add(name)) {
                open.addAll(node.children);
            }
        }
    }
}
