package dev.rollcall.okta.internal.scope;

import dev.rollcall.directory.SnapshotIncompleteException;
import dev.rollcall.http.internal.exchange.Printable;
import dev.rollcall.http.internal.json.JsonObject;
import dev.rollcall.http.internal.listing.Listings;
import dev.rollcall.http.internal.listing.Listings.Walk;
import dev.rollcall.http.internal.listing.Page;
import dev.rollcall.okta.internal.OktaSettings;
import dev.rollcall.okta.internal.connection.OktaPaths;
import dev.rollcall.okta.internal.connection.OktaSession;
import dev.rollcall.okta.internal.connection.Permission;
import dev.rollcall.okta.internal.listing.OktaList;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds the people of the scope, list by list. For one read, by one thread. */
public final class ScopedPeople {

    /** Takes people. */
    public interface Receiver {
        /** A person, found in a list; the same person may be found again, in this list or another. */
        void person(JsonObject user, OktaList list);

        /** Called now and then; may throw to end the reading. */
        void waiting();
    }

    private static final Logger log = LoggerFactory.getLogger(ScopedPeople.class);

    private final OktaSettings.Scope scope;
    private final OktaSession session;
    private final Receiver receiver;
    private int lists;
    private long pages;
    private int again;

    public ScopedPeople(OktaSettings.Scope scope, OktaSession session, Receiver receiver) {
        this.scope = scope;
        this.session = session;
        this.receiver = receiver;
    }

    /**
     * Reads everybody in scope.
     *
     * @param groups the chosen groups; none where none is chosen
     */
    public void read(List<FoundGroup> groups) {
        if (!scope.groups().isEmpty()) {
            readMembers(groups);
            List<FoundGroup> changed = changedMeanwhile(groups);
            again = changed.size();
            readMembers(changed);
            return;
        }
        OktaPaths paths = session.paths();
        String expression = scope.expression();
        if (expression != null) {
            read(list(
                    "the people whom the " + (scope.search() ? "search" : "filter") + " finds",
                    scope.search() ? paths.peopleBySearch(expression) : paths.peopleByFilter(expression)));
            return;
        }
        if (scope.deactivated()) {
            // First, so that nobody is missed who is activated meanwhile: such a person is at worst found twice.
            // Whoever is deactivated
            // meanwhile is missed at worst, and that account is blocked as it should be, only under another reason
            // until the next run.
            read(list("the deactivated people", paths.peopleByFilter("status eq \"DEPROVISIONED\"")));
        }
        read(list("the people", paths.people()));
    }

    private OktaList list(String name, URI start) {
        return new OktaList(name, start, Set.of(), session.words());
    }

    private void readMembers(List<FoundGroup> groups) {
        List<OktaList> memberLists = new ArrayList<>();
        for (FoundGroup group : groups) {
            memberLists.add(new OktaList(
                    "the members of "
                            + ResolvedGroups.subject(group.chosenAs().iterator().next()),
                    session.paths().members(group.id()),
                    group.chosenAs(),
                    session.words()));
        }
        readAll(memberLists, Permission.GROUPS);
    }

    private void read(OktaList list) {
        readAll(List.of(list), Permission.PEOPLE);
    }

    private void readAll(List<OktaList> several, Permission needed) {
        List<Walk> walks = session.listings(needed).read(several, new Listings.Receiver<OktaList>() {
            @Override
            public void page(OktaList list, Page page) {
                page.items().forEach(user -> receiver.person(user, list));
            }

            @Override
            public void waiting() {
                receiver.waiting();
            }
        });
        lists += walks.size();
        walks.forEach(walk -> pages += walk.pages());
    }

    /**
     * Whoever was moved meanwhile, from a group that was still to be read to one that had been, would be missed
     * otherwise.
     */
    private List<FoundGroup> changedMeanwhile(List<FoundGroup> groups) {
        GroupLookup lookup = new GroupLookup(session, receiver::waiting);
        List<FoundGroup> changed = new ArrayList<>();
        for (FoundGroup group : groups) {
            receiver.waiting();
            FoundGroup now = lookup.group(group.id(), group.chosenAs())
                    .orElseThrow(() -> new SnapshotIncompleteException("The group '" + Printable.of(group.name())
                            + "' was deleted while its people were read, so that some of them may be missing. If it is"
                            + " gone for good, choose it no longer"));
            if (group.mayHaveChangedUntil(now)) {
                changed.add(group);
            }
        }
        if (!changed.isEmpty()) {
            log.info(
                    "{}: members of {} chosen groups changed while people were read, so these are read again",
                    session.words().service(),
                    changed.size());
        }
        return changed;
    }

    /** What proves that nobody was missed, for the record. */
    public String evidence() {
        return lists + (lists == 1 ? " list" : " lists") + " of " + pages + (pages == 1 ? " page" : " pages")
                + ", each answered with status 200 and followed to the one that names no next"
                + (scope.groups().isEmpty()
                        ? ""
                        : "; " + again + " of the groups read again, because their members changed meanwhile");
    }
}
