package dev.rollcall.entra.internal.scope;

import dev.rollcall.entra.internal.connection.EntraSession;
import dev.rollcall.entra.internal.connection.Permission;
import dev.rollcall.entra.internal.people.PersonReader;
import dev.rollcall.http.internal.json.JsonObject;
import dev.rollcall.http.internal.listing.Listings;
import dev.rollcall.http.internal.listing.Page;
import java.util.List;
import java.util.Set;

/**
 * Reads everybody of the tenant with their managers: first the plain list of users, of which the ids are kept, then the
 * list with managers. No document says that the second names everybody, so whoever is in the first alone is told as
 * unreadable, and nothing becomes of the account (R5).
 */
final class EverybodyWithManagers {

    private final EntraSession session;
    private final Questions questions;
    private final boolean guestsIn;
    private final ScopedPeople.Receiver receiver;
    private final Evidence evidence;
    private final MemberIds expected = new MemberIds();
    private final MemberIds found = new MemberIds();

    EverybodyWithManagers(
            EntraSession session,
            Questions questions,
            boolean guestsIn,
            ScopedPeople.Receiver receiver,
            Evidence evidence) {
        this.session = session;
        this.questions = questions;
        this.guestsIn = guestsIn;
        this.receiver = receiver;
        this.evidence = evidence;
    }

    void read() {
        evidence.add(session.read(List.of(questions.idsOfUsers()), Permission.USERS, new IdTaker()));
        evidence.add(session.read(List.of(questions.users()), Permission.USERS, new UserTaker()));
        expected.forEach(this::tellIfMissing);
    }

    private void tellIfMissing(String id) {
        if (found.add(id)) {
            receiver.unreadable(
                    id, Set.of(), "is in the list of all users, and is not in that of all users with their managers");
        }
    }

    /** Takes the ids of whoever is in scope. */
    private final class IdTaker implements Listings.Receiver<GraphList> {
        @Override
        public void page(GraphList list, Page page) {
            for (JsonObject user : page.items()) {
                boolean isLeftOut =
                        ObjectKind.ofUser(user) == ObjectKind.NO_PERSON || (!guestsIn && PersonReader.isGuest(user));
                String id = ObjectKind.id(user);
                if (!isLeftOut && id != null) {
                    expected.add(id);
                } else if (!isLeftOut) {
                    receiver.unreadable(null, Set.of(), "came without an id");
                }
            }
        }

        @Override
        public void waiting() {
            receiver.waiting();
        }
    }

    /** Takes people, whether they were in the first list or not. */
    private final class UserTaker implements Listings.Receiver<GraphList> {
        @Override
        public void page(GraphList list, Page page) {
            for (JsonObject user : page.items()) {
                String id = ObjectKind.id(user);
                if (id != null) {
                    found.add(id);
                }
                ScopedPeople.giveUser(user, receiver);
            }
        }

        @Override
        public void waiting() {
            receiver.waiting();
        }
    }
}
