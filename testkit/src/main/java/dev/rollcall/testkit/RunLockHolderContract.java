package dev.rollcall.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.identity.DirectoryName;
import dev.rollcall.lock.Lease;
import dev.rollcall.lock.RunLock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Who may hold the lock, and how it is given back. */
abstract class RunLockHolderContract extends RunLockWorkbench {

    static final int THREADS = 8;
    private static final int ROUNDS = 20;

    private static final String HELD =
            "acquire while a lease of the directory lives: it gives nothing, to whoever asks, the"
                    + " thread that holds the lock included";

    private static final String CLOSE =
            "close: it frees the lock if this very lease still holds it, and does nothing otherwise";

    private static final String NAMES = "how directories' names are compared: exactly, character by character";

    private static final String RACE =
            "what two callers of acquire do to one another: finding the lock free and taking it is one" + " step";

    @Test
    @DisplayName("A directory has one holder at a time (R37)")
    void oneHolderAtATime() {
        take(STAFF);

        for (int i = 0; i < 3; i++) {
            assertHeld(STAFF, HELD);
        }
    }

    @Test
    @DisplayName("Whoever asks in vain does no harm to the holder")
    void askingInVainDoesNoHarm() {
        Lease lease = take(STAFF);
        ask(here(), STAFF, Duration.ofMillis(1));
        pass(Duration.ofMillis(20));

        assertRenewed(lease, "what acquire writes when the lock is held: nothing");
        assertHeld(STAFF, HELD);
    }

    @Test
    @DisplayName("Each directory has a lock of its own")
    void eachDirectoryHasItsOwnLock() {
        Lease staff = take(STAFF);
        Lease partners = take(PARTNERS);

        close(staff);

        assertHeld(PARTNERS, "whose lock close frees: that of its own directory");
        assertRenewed(partners, "whose lock close frees: that of its own directory");
        take(STAFF);
    }

    @Test
    @DisplayName("Directories' names are compared exactly, letter case included")
    void comparesDirectoriesExactly() {
        String longName = "d".repeat(150);
        for (String name : List.of(
                "staff",
                "Staff",
                "STAFF",
                "st\u00E4ff",
                "sta\u0308ff",
                "sta_f",
                "sta%",
                "'staff'",
                longName + "1",
                longName + "2")) {
            Lease lease = take(here(), DirectoryName.of(name), LONG, NAMES + "; nobody ran '" + name + "'");
            assertThat(lease.fence().directory().value()).as(guide(NAMES)).isEqualTo(name);
        }
        assertHeld(STAFF, HELD);
    }

    @Test
    @DisplayName("Who cannot have the lock is told at once")
    void acquireDoesNotWait() throws Exception {
        take(STAFF);
        RunLock lock = here();
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try {
            Future<Optional<Lease>> asking = thread.submit(() -> ask(lock, STAFF, LONG));
            assertThat(asking.get(patience().toMillis(), TimeUnit.MILLISECONDS))
                    .as(guide(HELD))
                    .isEmpty();
        } catch (TimeoutException e) {
            throw new AssertionError(guide("what acquire waits for: it is to wait for nobody"), e);
        } catch (ExecutionException e) {
            throw new AssertionError(guide("acquire on another thread; it threw " + e.getCause()), e);
        } finally {
            thread.shutdownNow();
        }
    }

    @Test
    @DisplayName("A lease that is given back frees the lock at once")
    void closeFreesAtOnce() {
        for (int i = 0; i < 5; i++) {
            Lease lease = take(here(), STAFF, LONG, CLOSE);
            assertHeld(STAFF, HELD);
            close(lease);
        }
    }

    @Test
    @DisplayName("A lease may be given back twice, which takes nothing from the next holder")
    void closingTwiceIsHarmless() {
        Lease first = take(STAFF);
        close(first);
        close(first);
        Lease second = take(STAFF);

        close(first);

        assertHeld(STAFF, CLOSE);
        assertRenewed(second, CLOSE);
    }

    @Test
    @DisplayName("A lease that was given back is not renewed, and takes the lock from nobody")
    void aLeaseThatWasGivenBackIsNotRenewed() {
        Lease first = take(STAFF);
        close(first);

        assertLost(first, "renew after close: the lease is lost");
        Lease second = take(STAFF);
        assertLost(first, "renew after close, while another holds the lock");
        assertRenewed(second, "what renew writes for a lease that was lost: nothing");
    }

    @Test
    @DisplayName("Of several threads that ask at once exactly one has the lock")
    void oneOfSeveralThreadsHasTheLock() {
        RunLock lock = here();
        for (int round = 0; round < ROUNDS; round++) {
            List<RunLock> locks = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                locks.add(lock);
            }
            assertOneHasIt(locks);
        }
    }

    @Test
    @DisplayName("Of several processes that ask at once exactly one has the lock")
    void oneOfSeveralProcessesHasTheLock() {
        RunLock here = here();
        RunLock elsewhere = elsewhere();
        for (int round = 0; round < ROUNDS; round++) {
            List<RunLock> locks = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                locks.add(i % 2 == 0 ? here : elsewhere);
            }
            assertOneHasIt(locks);
        }
    }

    private void assertOneHasIt(List<RunLock> locks) {
        List<Callable<Optional<Lease>>> acts = new ArrayList<>();
        locks.forEach(lock -> acts.add(() -> ask(lock, STAFF, LONG)));

        List<Lease> given =
                atOnce(RACE, acts).stream().flatMap(Optional::stream).toList();

        assertThat(given).as(guide(RACE + "; so many had the lock")).hasSize(1);
        assertRenewed(given.get(0), RACE);
        close(given.get(0));
    }

    @Test
    @DisplayName("Another process does not get a lock that is held, and gets it when it is given back (R37)")
    void anotherProcessKnowsTheHolder() {
        RunLock elsewhere = elsewhere();
        Lease lease = take(STAFF);

        assertHeld(elsewhere, STAFF, "where it is kept who holds the lock: where every process sees it");
        close(lease);
        Lease next = take(elsewhere, STAFF, LONG, CLOSE + "; for every process");
        assertHeld(STAFF, HELD);
        close(lease);
        assertRenewed(next, CLOSE);
    }
}
