package dev.rollcall.ldap.internal.scope;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The ways from a person up to chosen groups, the shortest first. No way passes a group twice. Always the one that
 * promises the shortest end is followed, so a few ways are found quickly, however many there are.
 */
final class WaysUp {

    private static final int MOST_STEPS = 100_000;

    private static final Comparator<Step> SHORTEST_FIRST = Comparator.comparingInt(Step::promised)
            .thenComparing(Comparator.comparingInt(Step::length).reversed())
            .thenComparingInt(Step::number);

    private final Map<GroupAbove, Integer> toChosen;
    private final PriorityQueue<Step> open = new PriorityQueue<>(SHORTEST_FIRST);
    private int number;

    private WaysUp(Collection<GroupAbove> direct, Collection<GroupAbove> primary) {
        List<GroupAbove> all = new ArrayList<>(direct);
        all.addAll(primary);
        this.toChosen = distances(all);
        direct.forEach(group -> open(group, null, false));
        primary.forEach(group -> open(group, null, true));
    }

    /** A way that was followed up to a group; {@code before} is the part below it. */
    private record Step(
            GroupAbove group, @Nullable Step before, boolean primary, int length, int promised, int number) {

        boolean passes(GroupAbove other) {
            for (Step step = this; step != null; step = step.before) {
                if (step.group.equals(other)) {
                    return true;
                }
            }
            return false;
        }

        Way to(FoundEntry chosen) {
            List<GroupAbove> between = new ArrayList<>();
            boolean byPrimary = primary;
            for (Step step = before; step != null; step = step.before) {
                between.add(step.group);
                byPrimary = step.primary;
            }
            return new Way(chosen, between, byPrimary);
        }
    }

    /**
     * A way.
     *
     * @param chosen the chosen group
     * @param between the groups below it, down to the one that the person is in; none if that is the chosen one itself
     * @param primary whether it is the person's primary group that the way begins with
     */
    record Way(FoundEntry chosen, List<GroupAbove> between, boolean primary) {

        /** The way in words, from the chosen group down to a person. */
        String to(String person) {
            StringBuilder text = new StringBuilder(primary && between.isEmpty() ? "primary group " : "group ");
            text.append(ScopePaths.words(chosen));
            for (int i = 0; i < between.size(); i++) {
                text.append(" > ")
                        .append(primary && i == between.size() - 1 ? "primary group " : "")
                        .append(between.get(i).dn());
            }
            return text.append(" > ").append(person).toString();
        }
    }

    /**
     * Finds ways.
     *
     * @param most how many at most
     */
    static List<Way> of(GroupsAbove.Direct direct, int most) {
        return new WaysUp(direct.listed(), direct.primary()).find(most);
    }

    private List<Way> find(int most) {
        List<Way> ways = new ArrayList<>();
        for (int steps = 0; steps < MOST_STEPS && ways.size() < most; steps++) {
            Step step = open.poll();
            if (step == null) {
                break;
            }
            for (FoundEntry chosen : step.group.chosen()) {
                if (ways.size() < most) {
                    ways.add(step.to(chosen));
                }
            }
            for (GroupAbove next : step.group.above()) {
                if (!step.passes(next)) {
                    open(next, step, false);
                }
            }
        }
        return ways;
    }

    private void open(GroupAbove group, @Nullable Step before, boolean primary) {
        Integer rest = toChosen.get(group);
        if (rest != null) {
            int length = before == null ? 1 : before.length + 1;
            open.add(new Step(group, before, primary, length, length + rest, number++));
        }
    }

    /** How many steps there are from each group to the nearest chosen one, for those from which there is a way. */
    private static Map<GroupAbove, Integer> distances(Collection<GroupAbove> direct) {
        Map<GroupAbove, Set<GroupAbove>> below = new HashMap<>();
        direct.forEach(group -> below.put(group, new HashSet<>()));
        Deque<GroupAbove> unseen = new ArrayDeque<>(below.keySet());
        while (!unseen.isEmpty()) {
            GroupAbove group = unseen.remove();
            for (GroupAbove above : group.above()) {
                Set<GroupAbove> known = below.get(above);
                if (known == null) {
                    known = new HashSet<>();
                    below.put(above, known);
                    unseen.add(above);
                }
                known.add(group);
            }
        }
        Map<GroupAbove, Integer> distances = new HashMap<>();
        Deque<GroupAbove> reached = new ArrayDeque<>();
        below.keySet().stream().filter(group -> !group.chosen().isEmpty()).forEach(group -> {
            distances.put(group, 0);
            reached.add(group);
        });
        while (!reached.isEmpty()) {
            GroupAbove group = reached.remove();
            int distance = distances.getOrDefault(group, 0) + 1;
            for (GroupAbove lower : below.getOrDefault(group, Set.of())) {
                if (distances.putIfAbsent(lower, distance) == null) {
                    reached.add(lower);
                }
            }
        }
        return distances;
    }
}
