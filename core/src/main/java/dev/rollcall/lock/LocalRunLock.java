package dev.rollcall.lock;

import dev.rollcall.identity.DirectoryName;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A lock among the threads of one JVM. For one process it is all that is needed; hosts that run on several nodes need a
 * shared one. Leases expire as the contract says, so a holder whose thread died does not keep the lock.
 */
public final class LocalRunLock implements RunLock {

    private static final LocalRunLock JVM_WIDE = new LocalRunLock(Clock.systemUTC());

    private final Clock clock;
    private final Map<DirectoryName, Held> held = new HashMap<>();
    private long lastToken;

    /** Creates a lock of its own, independent of every other instance, whose leases expire by {@code clock}. */
    public LocalRunLock(Clock clock) {
        this.clock = Objects.requireNonNull(clock, "clock");
        // Tokens must grow across restarts of the process too, where a repository remembers the highest.
        this.lastToken = Math.max(0, clock.millis()) * 1_000;
    }

    /** Returns the lock that all engines of this JVM share unless they are given another. */
    public static LocalRunLock jvmWide() {
        return JVM_WIDE;
    }

    @Override
    public synchronized Optional<Lease> acquire(DirectoryName directory, Duration timeToLive) {
        Held current = held.get(directory);
        Instant now = clock.instant();
        if (current != null && !current.isOver(now)) {
            return Optional.empty();
        }
        Held next = new Held(new Fence(directory, ++lastToken), timeToLive, now);
        held.put(directory, next);
        return Optional.of(next);
    }

    private final class Held implements Lease {
        private final Fence fence;
        private final Duration timeToLive;
        private Instant renewed;

        Held(Fence fence, Duration timeToLive, Instant taken) {
            this.fence = fence;
            this.timeToLive = timeToLive;
            this.renewed = taken;
        }

        boolean isOver(Instant now) {
            return Duration.between(renewed, now).compareTo(timeToLive) >= 0;
        }

        @Override
        public Fence fence() {
            return fence;
        }

        @Override
        public boolean renew() {
            synchronized (LocalRunLock.this) {
                Instant now = clock.instant();
                if (held.get(fence.directory()) != this || isOver(now)) {
                    return false;
                }
                renewed = now;
                return true;
            }
        }

        @Override
        public void close() {
            synchronized (LocalRunLock.this) {
                held.remove(fence.directory(), this);
            }
        }
    }
}
