package dev.rollcall.entra.internal.scope;

import dev.rollcall.entra.internal.EntraSettings;
import dev.rollcall.entra.internal.connection.EntraSession;
import dev.rollcall.entra.internal.connection.Permission;
import dev.rollcall.http.internal.json.JsonObject;
import dev.rollcall.http.internal.listing.Listings;
import dev.rollcall.http.internal.listing.Page;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Reads people in groups together with their managers, which Graph gives in the list of all users only: first the ids
 * of those in the groups, then everybody, of whom those are taken. Who is in a group and not among everybody is told as
 * unreadable, so that nothing becomes of the account (R5).
 */
final class PeopleWithManagers {

    private final EntraSettings settings;
    private final EntraSession session;
    private final Questions questions;
    private final ScopedPeople.Receiver receiver;
    private final Evidence evidence;
    private final Map<FoundGroup, MemberIds> members = new LinkedHashMap<>();
    private final MemberIds found = new MemberIds();

    PeopleWithManagers(
            EntraSettings settings,
            EntraSession session,
            Questions questions,
            ScopedPeople.Receiver receiver,
            Evidence evidence) {
        this.settings = settings;
        this.session = session;
        this.questions = questions;
        this.receiver = receiver;
        this.evidence = evidence;
    }

    void read(List<FoundGroup> groups) {
        ChangedGroups changes = new ChangedGroups(settings, session, questions, groups, receiver);
        HiddenGroups hidden = new HiddenGroups(settings, session, questions, groups);
        IdTaker taker = new IdTaker(changes, hidden);
        readIds(groups, taker);
        List<FoundGroup> again = changes.find();
        evidence.readAgain(again.size());
        readIds(again, taker);
        hidden.check();
        evidence.add(session.read(List.of(questions.users()), Permission.USERS, new UserTaker()));
        members.forEach((group, ids) -> ids.forEach(this::tellIfMissing));
    }

    private void readIds(List<FoundGroup> groups, IdTaker taker) {
        evidence.add(session.read(groups.stream().map(questions::ids).toList(), Permission.MEMBERS, taker));
    }

    private void tellIfMissing(String id) {
        if (found.add(id)) {
            receiver.unreadable(id, groupsOf(id), "is a member of a chosen group, and is not in the list of all users");
        }
    }

    private Set<String> groupsOf(String id) {
        Set<String> groups = new TreeSet<>();
        members.forEach((group, ids) -> {
            if (ids.contains(id)) {
                groups.addAll(group.chosen());
            }
        });
        return groups;
    }

    /** Takes what is in groups. */
    private final class IdTaker implements Listings.Receiver<GraphList> {
        private final ChangedGroups changes;
        private final HiddenGroups hidden;

        IdTaker(ChangedGroups changes, HiddenGroups hidden) {
            this.changes = changes;
            this.hidden = hidden;
        }

        @Override
        public void page(GraphList list, Page page) {
            hidden.see(list.group(), page);
            for (JsonObject object : page.items()) {
                switch (ObjectKind.ofMember(object)) {
                    case USER -> take(object, list.group());
                    case GROUP -> changes.isIn(object, list.group());
                    case NO_PERSON -> {}
                    case UNKNOWN -> tellUnknown(object, list.group());
                }
            }
        }

        private void take(JsonObject object, @Nullable FoundGroup group) {
            String id = ObjectKind.id(object);
            if (id == null || group == null) {
                tellUnknown(object, group);
            } else {
                members.computeIfAbsent(group, unused -> new MemberIds()).add(id);
            }
        }

        private void tellUnknown(JsonObject object, @Nullable FoundGroup group) {
            receiver.unreadable(
                    ObjectKind.id(object), group == null ? Set.of() : group.chosen(), ObjectKind.unknown(object));
        }

        @Override
        public void waiting() {
            receiver.waiting();
        }
    }

    /** Takes those of all users who are in a group. */
    private final class UserTaker implements Listings.Receiver<GraphList> {
        @Override
        public void page(GraphList list, Page page) {
            for (JsonObject user : page.items()) {
                String id = ObjectKind.id(user);
                Set<String> groups = id == null ? Set.of() : groupsOf(id);
                if (id != null && !groups.isEmpty()) {
                    found.add(id);
                    receiver.person(user, groups);
                }
            }
        }

        @Override
        public void waiting() {
            receiver.waiting();
        }
    }
}
