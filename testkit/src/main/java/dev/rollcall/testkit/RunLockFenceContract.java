package dev.rollcall.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.identity.DirectoryName;
import dev.rollcall.lock.Fence;
import dev.rollcall.lock.Lease;
import dev.rollcall.lock.RunLock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The fence that a lease gives to every batch of writes. */
abstract class RunLockFenceContract extends RunLockExpiryContract {

    private static final int MANY = 100;

    private static final String TOKENS =
            "where tokens come from: a number that is stored, grows with each lease, and outlives the"
                    + " lease that it was given for";

    /** Takes the lock and gives it back; each token has to be greater than the one before. */
    private long assertGrows(long last, RunLock lock, DirectoryName directory, Duration timeToLive, String lookAt) {
        Lease lease = take(lock, directory, timeToLive, "acquire");
        long token = lease.fence().token();
        assertThat(token).as(guide(lookAt)).isGreaterThan(last);
        close(lease);
        return token;
    }

    @Test
    @DisplayName("The fence of a lease names the directory and is checked")
    void theFenceNamesTheDirectory() {
        for (DirectoryName directory : List.of(STAFF, PARTNERS, DirectoryName.of("Staff \u00E4\u00F6\u00FC"))) {
            Fence fence = take(directory).fence();

            assertThat(fence.directory())
                    .as(guide("the directory of a fence: the one that was asked for"))
                    .isEqualTo(directory);
            assertThat(fence.isChecked())
                    .as(guide("the token of a fence: never 0, which stands for no run; it was " + fence.token()))
                    .isTrue();
        }
    }

    @Test
    @DisplayName("The fence is the same for the whole life of the lease: renewed, lost, given back")
    void theFenceStaysTheSame() {
        Lease lease = takeBriefly(STAFF);
        Fence fence = lease.fence();

        renew(lease);
        assertFence(lease, fence, "fence after renew");
        expire();
        renew(lease);
        assertFence(lease, fence, "fence of a lease that was lost");
        take(STAFF);
        assertFence(lease, fence, "fence of a lease that another took over");
        close(lease);
        assertFence(lease, fence, "fence after close");
    }

    private void assertFence(Lease lease, Fence expected, String lookAt) {
        assertThat(lease.fence()).as(guide(lookAt)).isEqualTo(expected);
    }

    @Test
    @DisplayName("Tokens grow from lease to lease, when it was given back (R37)")
    void tokensGrowOverARelease() {
        long last = 0;
        for (int i = 0; i < 3; i++) {
            last = assertGrows(last, here(), STAFF, LONG, TOKENS);
        }
    }

    @Test
    @DisplayName("Tokens grow from lease to lease, when it expired")
    void tokensGrowOverAnExpiry() {
        long first = takeBriefly(STAFF).fence().token();
        expire();

        assertGrows(first, here(), STAFF, LONG, TOKENS);
    }

    @Test
    @DisplayName("Tokens grow over many leases and never repeat, however fast they follow one another")
    void tokensGrowOverManyLeases() {
        long last = 0;
        for (int i = 0; i < MANY; i++) {
            last = assertGrows(last, here(), STAFF, LONG, TOKENS + "; a clock alone is too coarse");
        }
    }

    @Test
    @DisplayName("Tokens of a directory grow, whatever happens to other directories")
    void tokensGrowForEachDirectory() {
        long staff = 0;
        long partners = 0;
        for (int i = 0; i < 5; i++) {
            staff = assertGrows(staff, here(), STAFF, LONG, TOKENS);
            partners = assertGrows(partners, here(), PARTNERS, LONG, TOKENS);
            partners = assertGrows(partners, here(), PARTNERS, LONG, TOKENS);
        }
    }

    @Test
    @DisplayName("Tokens grow from process to process, by turns and after all of them ended (R37)")
    void tokensGrowFromProcessToProcess() {
        long last = 0;
        RunLock elsewhere = elsewhere();
        for (int i = 0; i < 5; i++) {
            last = assertGrows(last, here(), STAFF, LONG, TOKENS + "; one number for all processes");
            last = assertGrows(last, elsewhere, STAFF, LONG, TOKENS + "; one number for all processes");
        }
        assertGrows(last, elsewhere(), STAFF, LONG, TOKENS + "; a process that starts goes on with it");
    }
}
