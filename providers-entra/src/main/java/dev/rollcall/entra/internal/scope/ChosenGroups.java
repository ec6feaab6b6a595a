package dev.rollcall.entra.internal.scope;

import dev.rollcall.directory.DirectoryConfigurationException;
import dev.rollcall.directory.SnapshotIncompleteException;
import dev.rollcall.entra.internal.EntraSettings;
import dev.rollcall.entra.internal.EntraSettings.Chosen;
import dev.rollcall.entra.internal.Guid;
import dev.rollcall.entra.internal.connection.EntraSession;
import dev.rollcall.entra.internal.connection.Permission;
import dev.rollcall.http.internal.exchange.Answer;
import dev.rollcall.http.internal.exchange.Request;
import dev.rollcall.http.internal.json.JsonObject;
import dev.rollcall.http.internal.listing.Listings;
import dev.rollcall.http.internal.listing.Page;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Looks up the chosen groups, all of them before anybody is read (R3). */
public final class ChosenGroups {

    private static final String HIDDEN = "HiddenMembership";
    private static final String UNIFIED = "Unified";

    private final EntraSettings settings;
    private final EntraSession session;
    private final Runnable waiting;
    private final Map<String, FoundGroup> found = new LinkedHashMap<>();
    private final Map<Chosen, String> problems = new LinkedHashMap<>();

    /**
     * Prepares to look.
     *
     * @param waiting called now and then; may throw to end it
     */
    public ChosenGroups(EntraSettings settings, EntraSession session, Runnable waiting) {
        this.settings = settings;
        this.session = session;
        this.waiting = waiting;
    }

    /**
     * Finds all of them.
     *
     * @throws DirectoryConfigurationException if one is not there, or there are two of its name
     */
    public List<FoundGroup> resolve() {
        List<FoundGroup> groups = tryToResolve();
        if (!problems.isEmpty()) {
            List<String> texts = new ArrayList<>();
            problems.forEach((chosen, problem) -> texts.add("group '" + chosen.text() + "' " + problem));
            throw new DirectoryConfigurationException(
                    "Not every chosen group can be used: " + String.join("; ", texts));
        }
        return groups;
    }

    /** Finds those that can be found; what is wrong with the others is told by {@link #problems}. */
    public List<FoundGroup> tryToResolve() {
        Map<Chosen, Map<String, JsonObject>> named = byName();
        for (Chosen chosen : settings.scope().groups()) {
            if (chosen.byId()) {
                byId(chosen);
            } else {
                take(chosen, named.getOrDefault(chosen, Map.of()));
            }
        }
        return List.copyOf(found.values());
    }

    /** What is wrong with chosen groups, in words that follow their names. */
    public Map<Chosen, String> problems() {
        return problems;
    }

    private void byId(Chosen chosen) {
        String doing = "looking up group '" + chosen + "'";
        waiting.run();
        Request request = Request.get(GraphAddress.of(settings.tenant().graph(), "/groups/" + chosen.value())
                .with("$select", Questions.OF_GROUPS)
                .uri());
        Answer answer = session.ask(request, doing, Permission.GROUPS);
        if (answer.status() == 404) {
            problems.put(chosen, "is not there: there is no group with this id in the tenant");
            return;
        }
        if (!answer.isSuccess()) {
            throw session.refused(answer, doing, Permission.GROUPS);
        }
        JsonObject group = GraphBody.one(answer, doing);
        if (!group.text("id")
                .filter(id -> Guid.canonical(id).equals(chosen.value()))
                .isPresent()) {
            throw new SnapshotIncompleteException(
                    "Microsoft Graph answered with another group when asked for group '" + chosen + "'");
        }
        add(chosen, group);
    }

    /**
     * The groups of each name, by their ids. Graph compares without regard to case; two groups may differ in nothing
     * else.
     */
    private Map<Chosen, Map<String, JsonObject>> byName() {
        Map<GraphList, Chosen> lists = new LinkedHashMap<>();
        settings.scope().groups().stream()
                .filter(chosen -> !chosen.byId())
                .forEach(chosen -> lists.put(Questions.groupsNamed(settings, chosen.value()), chosen));
        Map<Chosen, Map<String, JsonObject>> named = new LinkedHashMap<>();
        session.read(List.copyOf(lists.keySet()), Permission.GROUPS, new Listings.Receiver<GraphList>() {
            @Override
            public void page(GraphList list, Page page) {
                Chosen chosen = lists.get(list);
                for (JsonObject group : page.items()) {
                    if (chosen != null
                            && group.text("displayName")
                                    .filter(chosen.value()::equals)
                                    .isPresent()) {
                        named.computeIfAbsent(chosen, unused -> new LinkedHashMap<>())
                                .put(idOf(group, chosen), group);
                    }
                }
            }

            @Override
            public void waiting() {
                waiting.run();
            }
        });
        return named;
    }

    private static String idOf(JsonObject group, Chosen chosen) {
        return group.text("id")
                .filter(Guid::isOne)
                .map(Guid::canonical)
                .orElseThrow(() ->
                        new SnapshotIncompleteException("Microsoft Graph named group '" + chosen + "' without its id"));
    }

    private void take(Chosen chosen, Map<String, JsonObject> groups) {
        switch (groups.size()) {
            case 0 ->
                problems.put(chosen, "is not there: no group has exactly this display name; mind upper and lower case");
            case 1 -> add(chosen, groups.values().iterator().next());
            default ->
                problems.put(
                        chosen,
                        "is there " + groups.size() + " times; choose one of them by its id: id:"
                                + String.join(", id:", new TreeSet<>(groups.keySet())));
        }
    }

    private static boolean isUnified(JsonObject group) {
        List<String> types = group.valuesOrNull("groupTypes");
        return types != null && types.stream().anyMatch(UNIFIED::equalsIgnoreCase);
    }

    private void add(Chosen chosen, JsonObject found) {
        FoundGroup group = new FoundGroup(
                idOf(found, chosen),
                found.text("displayName").orElse(""),
                found.text("visibility").filter(HIDDEN::equalsIgnoreCase).isPresent(),
                isUnified(found),
                new TreeSet<>(Set.of(chosen.text())));
        this.found.merge(group.id(), group, (before, also) -> before.alsoAs(also.chosen()));
    }
}
