package dev.rollcall.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.lock.Lease;
import dev.rollcall.lock.RunLock;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** How a lease is lost, and how it is kept. */
abstract class RunLockExpiryContract extends RunLockHolderContract {

    private static final String EXPIRY =
            "when a lease ends that is not renewed: its time to live after it was given or renewed,"
                    + " by one clock for all";

    private static final String RENEW =
            "renew: in one step it finds this lease alive and sets its end to now and the time to live";

    private static final String LOST =
            "renew of a lease that has expired: it is lost, whether anybody took the lock since or not";

    @Test
    @DisplayName("A lease lasts for its time to live")
    void aLeaseLastsForItsTime() {
        inTime(1, directory -> {
            Lease lease = takeBriefly(directory);
            assertHeld(directory, EXPIRY);
            passMostOfIt();
            assertHeld(directory, EXPIRY);
            assertRenewed(lease, EXPIRY);
        });
    }

    @Test
    @DisplayName("The lock of a holder that died is free after the time to live (R37)")
    void aLeaseThatIsNotRenewedExpires() {
        takeBriefly(STAFF);

        expire();

        Lease next = take(here(), STAFF, LONG, EXPIRY);
        assertHeld(STAFF, EXPIRY);
        assertRenewed(next, EXPIRY);
    }

    @Test
    @DisplayName("Each lease has a time to live of its own")
    void eachLeaseHasItsOwnTime() {
        Lease lasting = take(STAFF);
        takeBriefly(PARTNERS);

        expire();

        assertHeld(STAFF, EXPIRY);
        assertRenewed(lasting, EXPIRY);
        take(here(), PARTNERS, LONG, EXPIRY);
    }

    @Test
    @DisplayName("Renewing extends the lease by its time to live, counted from now")
    void renewingExtendsTheLease() {
        inTime(3, directory -> {
            Lease lease = takeBriefly(directory);
            passMostOfIt();
            assertRenewed(lease, RENEW);
            passMostOfIt();
            assertHeld(directory, RENEW);
            assertRenewed(lease, RENEW);
            passMostOfIt();
            assertHeld(directory, RENEW);
        });
    }

    @Test
    @DisplayName("A lease that was renewed and then left alone expires, however often it was renewed")
    void renewingDoesNotAddUp() {
        Lease lease = takeBriefly(STAFF);
        for (int i = 0; i < 5; i++) {
            renew(lease);
        }

        expire();

        assertLost(lease, RENEW + ", not to its end and the time to live");
        take(here(), STAFF, LONG, RENEW + ", not to its end and the time to live");
    }

    @Test
    @DisplayName("A lease that expired is lost, even if nobody took the lock, and does not come back")
    void aLeaseThatExpiredDoesNotComeBack() {
        Lease lease = takeBriefly(STAFF);

        expire();

        assertLost(lease, LOST);
        assertLost(lease, LOST);
        Lease next = take(here(), STAFF, LONG, LOST);
        close(next);
        assertLost(lease, LOST);
    }

    @Test
    @DisplayName("A lease that another has taken over is lost, and asking for it takes nothing from the new holder")
    void aLeaseThatWasTakenOverIsLost() {
        Lease lease = takeBriefly(STAFF);
        expire();
        Lease next = take(here(), STAFF, LONG, EXPIRY);

        assertLost(lease, LOST);
        assertLost(lease, LOST);
        assertHeld(STAFF, LOST);
        assertRenewed(next, "what renew writes for a lease that was lost: nothing");
    }

    @Test
    @DisplayName("Giving back a lease that was lost takes nothing from the new holder, and does not fail")
    void closingALostLeaseTakesNothing() {
        Lease lease = takeBriefly(STAFF);
        expire();
        Lease next = take(here(), STAFF, LONG, EXPIRY);

        close(lease);

        String lookAt = "close of a lease that was lost: it compares the holder, not the directory alone";
        assertHeld(STAFF, lookAt);
        assertRenewed(next, lookAt);
    }

    @Test
    @DisplayName("Giving back a lease that expired and that nobody took over does not fail")
    void closingAnExpiredLeaseDoesNotFail() {
        Lease lease = takeBriefly(STAFF);
        expire();

        close(lease);

        take(here(), STAFF, LONG, "close of a lease that has expired");
    }

    @Test
    @DisplayName("Another process has a lock whose holder died after the time to live, and the holder is told")
    void anotherProcessTakesOver() {
        RunLock elsewhere = elsewhere();
        Lease lease = takeBriefly(STAFF);

        expire();

        Lease next = take(elsewhere, STAFF, LONG, EXPIRY);
        assertLost(lease, LOST);
        close(lease);
        assertHeld(STAFF, "close of a lease that was lost");
        assertRenewed(next, "close of a lease that was lost");
        assertThat(next.fence().token())
                .as(guide("tokens: they grow with each lease, in whatever process"))
                .isGreaterThan(lease.fence().token());
    }
}
