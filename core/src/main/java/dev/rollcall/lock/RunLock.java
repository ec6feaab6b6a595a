package dev.rollcall.lock;

import dev.rollcall.identity.DirectoryName;
import java.time.Duration;
import java.util.Optional;

/**
 * Sees to it that a directory is run by one engine at a time (R37). Called once at the start of each run, from the
 * thread that called {@code run()}; implementations are safe for use by many threads.
 */
public interface RunLock {

    /**
     * Takes the lock of {@code directory} if nobody holds it, without waiting.
     *
     * @param timeToLive how long the lease lasts when it is not renewed; a dead holder's lock is free after it
     * @return the lease, or nothing when another run holds the lock
     * @throws RuntimeException if it cannot be told; the run then fails and nothing is read or written
     */
    Optional<Lease> acquire(DirectoryName directory, Duration timeToLive);
}
