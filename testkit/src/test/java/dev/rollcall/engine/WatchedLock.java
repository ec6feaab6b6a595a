package dev.rollcall.engine;

import dev.rollcall.identity.DirectoryName;
import dev.rollcall.lock.Fence;
import dev.rollcall.lock.Lease;
import dev.rollcall.lock.RunLock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A lock that counts how often leases are taken, renewed and given back, and that loses them on demand. */
final class WatchedLock implements RunLock {

    private final RunLock target;
    final AtomicInteger taken = new AtomicInteger();
    final AtomicInteger givenBack = new AtomicInteger();
    final CountDownLatch renewed = new CountDownLatch(1);
    private volatile boolean lost;
    private volatile Runnable onRenewal = () -> {};

    WatchedLock(RunLock target) {
        this.target = target;
    }

    /** From now on no lease can be renewed. */
    void lose() {
        lost = true;
    }

    /** Does something at each renewal: throws, for instance. */
    WatchedLock onRenewal(Runnable action) {
        onRenewal = action;
        return this;
    }

    void awaitRenewal() {
        try {
            if (!renewed.await(30, TimeUnit.SECONDS)) {
                throw new AssertionError("The lease was not renewed");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("Interrupted while waiting for a renewal", e);
        }
    }

    @Override
    public Optional<Lease> acquire(DirectoryName directory, Duration timeToLive) {
        Optional<Lease> lease = target.acquire(directory, timeToLive);
        lease.ifPresent(unused -> taken.incrementAndGet());
        return lease.map(Watched::new);
    }

    private final class Watched implements Lease {
        private final Lease lease;

        Watched(Lease lease) {
            this.lease = lease;
        }

        @Override
        public Fence fence() {
            return lease.fence();
        }

        @Override
        public boolean renew() {
            onRenewal.run();
            boolean held = !lost && lease.renew();
            renewed.countDown();
            return held;
        }

        @Override
        public void close() {
            givenBack.incrementAndGet();
            lease.close();
        }
    }
}
