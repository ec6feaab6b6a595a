package dev.rollcall.entra.internal.scope;

import dev.rollcall.entra.internal.EntraSettings;
import dev.rollcall.entra.internal.connection.EntraSession;
import dev.rollcall.entra.internal.connection.Permission;
import dev.rollcall.entra.internal.people.Selection;
import dev.rollcall.http.internal.json.JsonObject;
import dev.rollcall.http.internal.listing.Listings;
import dev.rollcall.http.internal.listing.Page;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Reads everybody in scope: of the tenant, or of the chosen groups, each of them a list of its own. Groups whose
 * members changed meanwhile are read once more, since whoever moved from a group that had not been read to one that had
 * been would be missed; as far as Graph has heard of the change. For one read.
 */
public final class ScopedPeople {

    /** Takes people, guests too, each once for every group and page that they are found in. */
    public interface Receiver {
        /** Somebody, found in these chosen groups. */
        void person(JsonObject user, Set<String> groups);

        /** An object that may be somebody, and of which no more is known than its id, if that. */
        void unreadable(@Nullable String id, Set<String> groups, String why);

        /** Something that an administrator should hear of. */
        void warning(String text);

        /** Called now and then; may throw to end the reading. */
        void waiting();
    }

    private static final SortedSet<String> NO_GROUPS = new TreeSet<>();

    private final EntraSettings settings;
    private final EntraSession session;
    private final Selection selection;
    private final Receiver receiver;
    private final Evidence evidence = new Evidence();

    public ScopedPeople(EntraSettings settings, EntraSession session, Selection selection, Receiver receiver) {
        this.settings = settings;
        this.session = session;
        this.selection = selection;
        this.receiver = receiver;
    }

    /**
     * Reads, and returns what proves that nobody is missing.
     *
     * @param groups the chosen groups; none for everybody
     */
    public Evidence read(List<FoundGroup> groups) {
        Questions questions = new Questions(settings, selection);
        if (groups.isEmpty() && selection.needsManager()) {
            boolean guestsIn = settings.scope().guests();
            new EverybodyWithManagers(session, questions, guestsIn, receiver, evidence).read();
        } else if (groups.isEmpty()) {
            evidence.add(session.read(List.of(questions.users()), Permission.USERS, new UserTaker()));
        } else if (selection.needsManager()) {
            new PeopleWithManagers(settings, session, questions, receiver, evidence).read(groups);
        } else {
            readMembers(questions, groups);
        }
        return evidence;
    }

    private void readMembers(Questions questions, List<FoundGroup> groups) {
        ChangedGroups changes = new ChangedGroups(settings, session, questions, groups, receiver);
        HiddenGroups hidden = new HiddenGroups(settings, session, questions, groups);
        MemberTaker taker = new MemberTaker(changes, hidden);
        evidence.add(session.read(groups.stream().map(questions::members).toList(), Permission.MEMBERS, taker));
        List<FoundGroup> again = changes.find();
        evidence.readAgain(again.size());
        evidence.add(session.read(again.stream().map(questions::members).toList(), Permission.MEMBERS, taker));
        hidden.check();
    }

    /** Passes on an object of the list of all users. */
    static void giveUser(JsonObject object, Receiver receiver) {
        switch (ObjectKind.ofUser(object)) {
            case USER -> receiver.person(object, NO_GROUPS);
            case NO_PERSON -> {}
            default -> receiver.unreadable(ObjectKind.id(object), NO_GROUPS, ObjectKind.unknown(object));
        }
    }

    /** Takes lists of nothing but users. */
    private final class UserTaker implements Listings.Receiver<GraphList> {
        @Override
        public void page(GraphList list, Page page) {
            for (JsonObject object : page.items()) {
                giveUser(object, receiver);
            }
        }

        @Override
        public void waiting() {
            receiver.waiting();
        }
    }

    /** Takes what is in groups. */
    private final class MemberTaker implements Listings.Receiver<GraphList> {
        private final ChangedGroups changes;
        private final HiddenGroups hidden;

        MemberTaker(ChangedGroups changes, HiddenGroups hidden) {
            this.changes = changes;
            this.hidden = hidden;
        }

        @Override
        public void page(GraphList list, Page page) {
            hidden.see(list.group(), page);
            Set<String> chosen = list.group() == null ? NO_GROUPS : list.group().chosen();
            for (JsonObject object : page.items()) {
                ObjectKind kind = list.index() ? ObjectKind.ofUser(object) : ObjectKind.ofMember(object);
                switch (kind) {
                    case USER -> receiver.person(object, chosen);
                    case GROUP -> changes.isIn(object, list.group());
                    case NO_PERSON -> {}
                    case UNKNOWN -> receiver.unreadable(ObjectKind.id(object), chosen, ObjectKind.unknown(object));
                }
            }
        }

        @Override
        public void waiting() {
            receiver.waiting();
        }
    }
}
