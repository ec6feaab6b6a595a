package dev.rollcall.examples.shipyard;

import dev.rollcall.identity.NameFolding;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What the yard's own people do to the staff table: the screens behind the sync's back. */
@Service
@Transactional
class StaffDesk {

    private final StaffMembers staff;
    private final Licences licences;
    private final Clock clock;

    StaffDesk(StaffMembers staff, Licences licences, Clock clock) {
        this.staff = staff;
        this.licences = licences;
        this.clock = clock;
    }

    /** Adds somebody who is in no directory, if there is a seat. */
    StaffMember add(String login, String passwordHash) {
        takeSeat();
        StaffMember member = new StaffMember(login);
        member.passwordHash = passwordHash;
        return staff.save(member);
    }

    void editEmail(String login, String email) {
        find(login).email = email;
    }

    void rename(String login, String newLogin) {
        find(login).rename(newLogin);
    }

    void suspend(String login) {
        find(login).suspend(clock.instant());
    }

    /** Lets somebody in again, if there is a seat: under the same lock as the sync. */
    void reinstate(String login) {
        takeSeat();
        find(login).reinstate();
    }

    /** The row stays locked until the end of the transaction, so nobody else takes the same seat. */
    private void takeSeat() {
        Licence licence = licences.lockTheOneRow();
        if (staff.countByStatus(StaffStatus.ACTIVE) >= licence.seats) {
            throw new IllegalStateException("All seats of the licence are taken");
        }
    }

    /** Remembers that somebody has logged in. */
    void loggedIn(String login) {
        find(login).lastLogin = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private StaffMember find(String login) {
        return staff.findByLoginKey(NameFolding.fold(login))
                .orElseThrow(() -> new IllegalArgumentException("Nobody has that login"));
    }
}
