package dev.rollcall.okta.internal.scope;

import dev.rollcall.directory.SnapshotIncompleteException;
import dev.rollcall.http.internal.client.RetryAfter;
import dev.rollcall.http.internal.exchange.Answer;
import dev.rollcall.http.internal.exchange.Printable;
import dev.rollcall.http.internal.exchange.Request;
import dev.rollcall.http.internal.json.JsonObject;
import dev.rollcall.http.internal.listing.Listings;
import dev.rollcall.http.internal.listing.Page;
import dev.rollcall.okta.internal.OktaSettings.Chosen;
import dev.rollcall.okta.internal.connection.OktaSession;
import dev.rollcall.okta.internal.connection.Permission;
import dev.rollcall.okta.internal.listing.OktaList;
import dev.rollcall.okta.internal.listing.OktaPages;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Looks up every chosen group before anybody is read (R3). Okta finds names without regard to case, and in an index
 * that lags a little: what it finds is asked for once more by its id, and compared exactly. For one thread.
 */
public final class GroupLookup {

    private static final int NOT_FOUND = 404;

    private final OktaSession session;
    private final Runnable checkpoint;

    /**
     * Prepares to look groups up.
     *
     * @param checkpoint called now and then; may throw to end the lookup
     */
    public GroupLookup(OktaSession session, Runnable checkpoint) {
        this.session = session;
        this.checkpoint = checkpoint;
    }

    /** Looks all of them up, also where one is not there. */
    public ResolvedGroups resolve(List<Chosen> chosen) {
        Map<String, Set<String>> named = idsByName(chosen);
        Map<String, FoundGroup> found = new LinkedHashMap<>();
        Map<String, String> problems = new LinkedHashMap<>();
        for (Chosen each : chosen) {
            checkpoint.run();
            List<FoundGroup> candidates = each.byId()
                    ? group(each.value(), Set.of(each.text())).stream().toList()
                    : candidates(each, named.getOrDefault(each.text(), Set.of()));
            List<FoundGroup> exact = candidates.stream()
                    .filter(group -> each.byId() || group.name().equals(each.value()))
                    .toList();
            if (exact.size() == 1) {
                found.merge(exact.get(0).id(), exact.get(0), (one, other) -> one.alsoChosenAs(other.chosenAs()));
            } else {
                problems.put(each.text(), problem(each, exact, candidates));
            }
        }
        return new ResolvedGroups(List.copyOf(found.values()), problems);
    }

    private Map<String, Set<String>> idsByName(List<Chosen> chosen) {
        List<OktaList> lists = chosen.stream()
                .filter(each -> !each.byId())
                .map(each -> new OktaList(
                        "the groups named '" + Printable.of(each.value()) + "'",
                        session.paths().groupsNamed(each.value()),
                        Set.of(each.text()),
                        session.words()))
                .toList();
        Map<String, Set<String>> ids = new TreeMap<>();
        session.listings(Permission.GROUPS).read(lists, new Listings.Receiver<OktaList>() {
            @Override
            public void page(OktaList list, Page page) {
                for (JsonObject group : page.items()) {
                    String id = group.text("id").orElseThrow(() -> incomplete(list.name(), "a group has no id"));
                    list.groups()
                            .forEach(text -> ids.computeIfAbsent(text, unused -> new TreeSet<>())
                                    .add(id));
                }
            }

            @Override
            public void waiting() {
                checkpoint.run();
            }
        });
        return ids;
    }

    private List<FoundGroup> candidates(Chosen chosen, Set<String> ids) {
        List<FoundGroup> groups = new ArrayList<>();
        ids.forEach(id -> group(id, Set.of(chosen.text())).ifPresent(groups::add));
        return groups;
    }

    /** The group of this id, as it is now; empty if there is none. */
    Optional<FoundGroup> group(String id, Set<String> chosenAs) {
        String name = "the group '" + Printable.of(chosenAs.iterator().next()) + "'";
        Answer answer = session.client().ask(Request.get(session.paths().group(id)), "looking up " + name);
        if (answer.status() == NOT_FOUND) {
            return Optional.empty();
        }
        if (!answer.isSuccess()) {
            throw session.words().needing(Permission.GROUPS).refused(answer, "looking up " + name);
        }
        JsonObject group = OktaPages.object(answer, name, session.words());
        if (!group.text("id").filter(id::equals).isPresent()) {
            throw incomplete(name, "the answer is not the group that was asked for");
        }
        return Optional.of(new FoundGroup(
                id,
                group.object("profile").flatMap(profile -> profile.text("name")).orElse(""),
                group.text("type").orElse("of unknown kind"),
                group.text("lastMembershipUpdated").orElse(null),
                RetryAfter.dateOf(answer).orElse(null),
                chosenAs));
    }

    private SnapshotIncompleteException incomplete(String name, String why) {
        return new SnapshotIncompleteException(
                session.words().service() + ": reading " + name + " failed: " + why + ". Try again");
    }

    private static String problem(Chosen chosen, List<FoundGroup> exact, List<FoundGroup> candidates) {
        if (exact.size() > 1) {
            return "there are " + exact.size() + " groups of this name: " + names(exact) + "; choose one by its id";
        }
        if (chosen.byId()) {
            return "no group has this id, or the account that asks may not see it";
        }
        return "no group is named exactly so, or the account that asks may not see it"
                + (candidates.isEmpty()
                        ? "; one that was made or renamed a moment ago may be found by its name some minutes later, and by"
                                + " id: at once"
                        : "; Okta has " + names(candidates));
    }

    private static String names(List<FoundGroup> groups) {
        return groups.stream()
                .limit(10)
                .map(group -> "'" + Printable.of(group.name()) + "' (id:" + group.id() + ", "
                        + Printable.of(group.type()) + ")")
                .collect(Collectors.joining(", "));
    }
}
