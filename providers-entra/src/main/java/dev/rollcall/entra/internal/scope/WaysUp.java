package dev.rollcall.entra.internal.scope;

import dev.rollcall.directory.DirectoryCredentialsException;
import dev.rollcall.entra.internal.EntraSettings;
import dev.rollcall.entra.internal.connection.EntraSession;
import dev.rollcall.entra.internal.connection.Permission;
import dev.rollcall.http.internal.exchange.Printable;
import dev.rollcall.http.internal.json.JsonObject;
import dev.rollcall.http.internal.listing.Listings;
import dev.rollcall.http.internal.listing.Page;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds the ways from somebody up to the chosen groups: the shortest one to each, as far as a few questions lead. For
 * one person.
 */
final class WaysUp {

    /** So many groups are asked what they are in. */
    private static final int MOST_QUESTIONS = 30;

    private final EntraSettings settings;
    private final EntraSession session;

    WaysUp(EntraSettings settings, EntraSession session) {
        this.settings = settings;
        this.session = session;
    }

    /**
     * A group, and the way that led to it.
     *
     * @param below the names of the groups between it and the person, from above
     */
    private record Step(String id, String name, List<String> below) {
        Step to(String above, String nameOfAbove) {
            List<String> way = new ArrayList<>(List.of(name));
            way.addAll(below);
            return new Step(above, nameOfAbove, List.copyOf(way));
        }
    }

    /** The ways from a user to those of the groups that the user is in, each in words. */
    List<String> from(String user, List<FoundGroup> groups) {
        boolean nested = settings.scope().nested();
        Set<String> in = above("/users/" + user + (nested ? "/transitiveMemberOf" : "/memberOf"))
                .keySet();
        Map<String, FoundGroup> wanted = new HashMap<>();
        groups.stream().filter(group -> in.contains(group.id())).forEach(group -> wanted.put(group.id(), group));
        Map<String, List<String>> ways = nested ? tryToClimb(user, wanted.keySet()) : Map.of();
        List<String> words = new ArrayList<>();
        groups.stream()
                .filter(group -> wanted.containsKey(group.id()))
                .forEach(group -> words.add(words(group, nested ? ways.get(group.id()) : List.of())));
        return List.copyOf(words);
    }

    private static String words(FoundGroup group, @Nullable List<String> between) {
        boolean isNamed = group.displayName().isEmpty() || group.chosen().contains(group.displayName());
        String name = group + (isNamed ? "" : " (" + Printable.of(group.displayName()) + ")");
        if (between == null) {
            return name + ", through groups within it";
        }
        return between.isEmpty() ? name : name + " > " + String.join(" > ", between);
    }

    /** What is between is told where the application may see it. */
    private Map<String, List<String>> tryToClimb(String user, Set<String> wanted) {
        try {
            return climb(user, wanted);
        } catch (DirectoryCredentialsException e) {
            return Map.of();
        }
    }

    /** Level by level, so that the first way to a group is a shortest one. */
    private Map<String, List<String>> climb(String user, Set<String> wanted) {
        Map<String, List<String>> ways = new HashMap<>();
        Set<String> seen = new HashSet<>();
        Deque<Step> open = new ArrayDeque<>();
        if (!wanted.isEmpty()) {
            above("/users/" + user + "/memberOf").forEach((id, name) -> open.add(new Step(id, name, List.of())));
        }
        int questions = 0;
        while (!open.isEmpty() && !ways.keySet().equals(wanted) && questions < MOST_QUESTIONS) {
            Step step = open.remove();
            if (seen.add(step.id())) {
                if (wanted.contains(step.id())) {
                    ways.put(step.id(), step.below());
                }
                questions++;
                above("/groups/" + step.id() + "/memberOf").forEach((id, name) -> open.add(step.to(id, name)));
            }
        }
        return ways;
    }

    /** The groups directly above, or all of them, by their ids, with their names. */
    private Map<String, String> above(String path) {
        GraphAddress address = GraphAddress.of(settings.tenant().graph(), path)
                .with("$select", "id,displayName")
                .with("$top", "999");
        Map<String, String> groups = new LinkedHashMap<>();
        GraphList list = new GraphList("the groups that somebody is in", address.uri(), false, null);
        session.read(List.of(list), Permission.MEMBERS, new Listings.Receiver<GraphList>() {
            @Override
            public void page(GraphList unused, Page page) {
                for (JsonObject object : page.items()) {
                    String id = ObjectKind.id(object);
                    if (id != null && ObjectKind.ofMember(object) == ObjectKind.GROUP) {
                        groups.put(
                                id,
                                object.text("displayName").map(Printable::of).orElse(id));
                    }
                }
            }

            @Override
            public void waiting() {
                // Whoever asks waits for the answer.
            }
        });
        return groups;
    }
}
