package dev.rollcall.internal;

import dev.rollcall.lock.Lease;
import dev.rollcall.run.FailureCause;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Whether a run may go on: not cancelled, in time, and still the holder of its lease, which is renewed in passing. */
final class Checkpoints {

    private final Clock clock;
    private final Lease lease;
    private final Duration timeToLive;
    private final @Nullable Instant deadline;
    private final BooleanSupplier cancelled;
    private Instant renewed;

    Checkpoints(Clock clock, Lease lease, Duration timeToLive, @Nullable Instant deadline, BooleanSupplier cancelled) {
        this.clock = clock;
        this.lease = lease;
        this.timeToLive = timeToLive;
        this.deadline = deadline;
        this.cancelled = cancelled;
        this.renewed = clock.instant();
    }

    /** Throws {@link RunStopped} if the run must end here. Called on the run's thread. */
    void check() {
        if (cancelled.getAsBoolean() || Thread.currentThread().isInterrupted()) {
            throw RunStopped.cancelled();
        }
        Instant now = clock.instant();
        if (isPast(now)) {
            throw RunStopped.failed(FailureCause.DEADLINE, "The run's deadline of " + deadline + " has passed", null);
        }
        Duration elapsed = Duration.between(renewed, now);
        // A clock that was put back does not tell how old the lease is.
        if (elapsed.isNegative() || elapsed.compareTo(timeToLive.dividedBy(3)) >= 0) {
            renew();
        }
    }

    /** Renews the lease, and throws {@link RunStopped} if it was lost. Called on the run's thread. */
    void renew() {
        Instant now = clock.instant();
        boolean held;
        try {
            held = lease.renew();
        } catch (RuntimeException e) {
            throw RunStopped.failed(
                    FailureCause.REPOSITORY_DOWN,
                    "The lock could not be renewed: " + e.getClass().getName(),
                    e);
        }
        if (!held) {
            throw RunStopped.failed(
                    FailureCause.DEADLINE,
                    "The run's lease on the directory expired before it was renewed, so another run may have taken over",
                    null);
        }
        renewed = now;
    }

    boolean isPast(Instant moment) {
        return deadline != null && !moment.isBefore(deadline);
    }

    boolean isPastDeadline() {
        return isPast(clock.instant());
    }

    /** How long the run may still take; negative where its time is over. */
    Optional<Duration> remaining() {
        return deadline == null ? Optional.empty() : Optional.of(Duration.between(clock.instant(), deadline));
    }
}
