package dev.rollcall.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.identity.DirectoryName;
import dev.rollcall.lock.Lease;
import dev.rollcall.lock.RunLock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;

/** What the sentences about the lock are tried with: the lock, leases long and short, and time that goes by. */
@Timeout(120)
abstract class RunLockWorkbench extends ContractWorkbench {

    static final DirectoryName STAFF = DirectoryName.of("staff");
    static final DirectoryName PARTNERS = DirectoryName.of("partners");

    /** Longer than any test takes. */
    static final Duration LONG = Duration.ofMinutes(30);

    private static final int ATTEMPTS = 5;

    private final List<Lease> leases = Collections.synchronizedList(new ArrayList<>());
    private @Nullable RunLock opened;

    abstract RunLock lock();

    abstract RunLock anotherLock();

    abstract void pass(Duration time);

    abstract Duration shortTimeToLive();

    abstract Duration patience();

    @Override
    final String contract() {
        return "RunLock";
    }

    @BeforeEach
    void forgetTheLock() {
        opened = null;
    }

    @AfterEach
    void giveEverythingBack() {
        List<Lease> left = List.copyOf(leases);
        leases.clear();
        left.forEach(lease -> trying("close, which must not throw", lease::close));
    }

    /**
     * The lock under test. Opened at first use, so that whatever the author's class sets up before each test is there.
     */
    final RunLock here() {
        RunLock lock = opened;
        if (lock == null) {
            lock = lock();
            opened = lock;
        }
        return lock;
    }

    /** The lock as another process has it. */
    final RunLock elsewhere() {
        here();
        return anotherLock();
    }

    // Leases

    /** Asks for the lock; what is given is given back at the end of the test. */
    final Optional<Lease> ask(RunLock lock, DirectoryName directory, Duration timeToLive) {
        Optional<Lease> given = trying("acquire", () -> lock.acquire(directory, timeToLive));
        given.ifPresent(leases::add);
        return given;
    }

    /** Takes the lock, which has to be free. */
    final Lease take(RunLock lock, DirectoryName directory, Duration timeToLive, String lookAt) {
        Optional<Lease> given = ask(lock, directory, timeToLive);
        assertThat(given).as(guide(lookAt + "; the lock was free")).isPresent();
        return given.orElseThrow();
    }

    final Lease take(DirectoryName directory) {
        return take(here(), directory, LONG, "acquire of a lock that nobody holds");
    }

    final Lease takeBriefly(DirectoryName directory) {
        return take(here(), directory, shortTimeToLive(), "acquire of a lock that nobody holds");
    }

    final void close(Lease lease) {
        leases.remove(lease);
        trying("close, which must not throw", lease::close);
    }

    final boolean renew(Lease lease) {
        return trying("renew", lease::renew);
    }

    // Time

    /** Lets a short lease expire that is not renewed. */
    final void expire() {
        pass(shortTimeToLive().multipliedBy(3).dividedBy(2));
    }

    /** Lets more than half of a short lease go by. */
    final void passMostOfIt() {
        pass(shortTimeToLive().multipliedBy(6).dividedBy(10));
    }

    /**
     * Tries something that has to happen while a short lease lives. A machine that took too long for it may try again,
     * with another directory each time.
     *
     * @param passes how often the attempt calls {@link #passMostOfIt}
     */
    final void inTime(int passes, Consumer<DirectoryName> attempt) {
        long allowed = shortTimeToLive().toNanos() * (6L * passes + 3) / 10;
        for (int i = 1; i <= ATTEMPTS; i++) {
            long start = System.nanoTime();
            try {
                attempt.accept(DirectoryName.of("attempt " + i));
                return;
            } catch (AssertionError e) {
                if (System.nanoTime() - start < allowed) {
                    throw e;
                }
            }
        }
        Assumptions.abort("The lock took longer than a lease lives: override shortTimeToLive() with a longer time");
    }

    // Claims

    final void assertHeld(RunLock lock, DirectoryName directory, String lookAt) {
        assertThat(ask(lock, directory, LONG)).as(guide(lookAt)).isEmpty();
    }

    final void assertHeld(DirectoryName directory, String lookAt) {
        assertHeld(here(), directory, lookAt);
    }

    final void assertRenewed(Lease lease, String lookAt) {
        assertThat(renew(lease))
                .as(guide(lookAt + "; renew of a lease that was not lost"))
                .isTrue();
    }

    final void assertLost(Lease lease, String lookAt) {
        assertThat(renew(lease)).as(guide(lookAt)).isFalse();
    }
}
