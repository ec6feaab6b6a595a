package dev.rollcall.internal;

import dev.rollcall.directory.Completion;
import dev.rollcall.directory.DirectoryConfigurationException;
import dev.rollcall.directory.DirectoryCredentialsException;
import dev.rollcall.directory.DirectoryException;
import dev.rollcall.directory.DirectoryProvider;
import dev.rollcall.directory.DirectoryUnavailableException;
import dev.rollcall.directory.DirectoryUser;
import dev.rollcall.directory.PersonSink;
import dev.rollcall.directory.ReadRequest;
import dev.rollcall.internal.spool.SpoolException;
import dev.rollcall.rules.reading.Entry;
import dev.rollcall.run.FailureCause;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One read of a directory (R1). The provider works on a thread of its own, so that a directory which never answers
 * cannot hold the run; the run's thread waits, and renews the lease meanwhile.
 */
final class DirectoryReading {

    private static final Logger LOG = LoggerFactory.getLogger(DirectoryReading.class);

    /** How often the run's thread looks whether the run may go on, in real time. */
    private static final Duration TICK = Duration.ofMillis(20);

    private static final int TICKS_BETWEEN_PROGRESS = 12;

    /** How long a provider that was given up may take to close what it holds before it is left behind, in real time. */
    private static final Duration PARTING = Duration.ofSeconds(2);

    private final Clock clock;
    private final Checkpoints checkpoints;
    private final Sink sink;
    private final CountDownLatch ended = new CountDownLatch(1);
    private @Nullable Completion result;
    private @Nullable Throwable failure;

    DirectoryReading(Clock clock, Checkpoints checkpoints, Consumer<Entry> people) {
        this.clock = clock;
        this.checkpoints = checkpoints;
        this.sink = new Sink(people);
    }

    /** Reads everybody, and returns the evidence that it was everybody. */
    String read(DirectoryProvider provider, ReadRequest request, ThreadFactory threads, LongConsumer progress) {
        Thread reader = threads.newThread(() -> {
            try {
                result = provider.read(request, sink);
            } catch (Throwable e) {
                failure = e;
            } finally {
                sink.close();
                ended.countDown();
            }
        });
        if (reader == null) {
            throw RunStopped.failed(
                    FailureCause.CONFIGURATION, "The host's thread factory gave no thread to read with", null);
        }
        reader.start();
        try {
            int ticks = 0;
            while (!ended.await(TICK.toMillis(), TimeUnit.MILLISECONDS)) {
                checkpoints.check();
                if (++ticks % TICKS_BETWEEN_PROGRESS == 0) {
                    progress.accept(sink.delivered());
                }
            }
            checkpoints.check();
        } catch (InterruptedException e) {
            part(reader);
            Thread.currentThread().interrupt();
            throw RunStopped.cancelled();
        } catch (RuntimeException | Error e) {
            part(reader);
            throw e;
        }
        return sink.evidence(result, failure);
    }

    private void part(Thread reader) {
        sink.giveUp();
        reader.interrupt();
        boolean interrupted = Thread.interrupted();
        try {
            if (!ended.await(PARTING.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn(
                        "The provider did not end within {} after it was interrupted; thread '{}' is left behind",
                        PARTING,
                        reader.getName());
            }
        } catch (InterruptedException e) {
            interrupted = true;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    List<String> warnings() {
        return sink.warnings;
    }

    /** Thrown into a provider whose read was given up. */
    private static final class GivenUp extends RuntimeException {
        private static final long serialVersionUID = 1L;

        GivenUp() {
            super("The read was given up", null, false, false);
        }
    }

    /** Equal to nothing but itself, so that no other object can pass for it. */
    private static final class Proof implements Completion {
        private final long delivered;
        private final String evidence;

        Proof(long delivered, String evidence) {
            this.delivered = delivered;
            this.evidence = evidence;
        }

        @Override
        public long delivered() {
            return delivered;
        }

        @Override
        public String evidence() {
            return evidence;
        }
    }

    private final class Sink implements PersonSink {
        private final Consumer<Entry> people;
        private final List<String> warnings = new ArrayList<>();
        private long delivered;
        private boolean closed;
        private @Nullable Proof proof;
        private @Nullable String fault;
        private @Nullable RuntimeException ownFailure;

        Sink(Consumer<Entry> people) {
            this.people = people;
        }

        @Override
        public void accept(DirectoryUser person) {
            deliver(new Entry(Objects.requireNonNull(person, "person"), null));
        }

        @Override
        public void unreadable(DirectoryUser known, String why) {
            deliver(new Entry(Objects.requireNonNull(known, "known"), Objects.requireNonNull(why, "why")));
        }

        private synchronized void deliver(Entry entry) {
            checkOpen();
            if (proof != null) {
                fault = "the provider delivered somebody after it had declared the read complete";
                throw new IllegalStateException("The read was declared complete before");
            }
            try {
                people.accept(entry);
            } catch (Throwable e) {
                // An Error too may leave somebody half taken, and the provider may go on after it.
                fault = "a delivery failed with " + e.getClass().getName();
                ownFailure = e instanceof RuntimeException own ? own : ownFailure;
                throw e;
            }
            delivered++;
        }

        @Override
        public synchronized void warning(String text) {
            checkOpen();
            warnings.add(text);
        }

        @Override
        public synchronized void checkpoint() {
            checkOpen();
        }

        private void checkOpen() {
            if (closed || checkpoints.isPastDeadline()) {
                throw new GivenUp();
            }
        }

        @Override
        public Optional<Duration> remaining() {
            return checkpoints.remaining();
        }

        @Override
        public synchronized void pause(Duration duration) {
            Instant last = clock.instant();
            if (checkpoints.isPast(Moments.after(last, duration))) {
                throw new GivenUp();
            }
            Duration left = duration;
            try {
                while (left.compareTo(Duration.ZERO) > 0) {
                    checkOpen();
                    wait(TICK.toMillis());
                    Instant now = clock.instant();
                    if (now.isAfter(last)) {
                        // What a clock is put back is not waited for.
                        left = left.minus(Duration.between(last, now));
                    }
                    last = now;
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new GivenUp();
            }
            checkOpen();
        }

        @Override
        public synchronized Completion complete(long count, String evidence) {
            checkOpen();
            if (proof != null) {
                fault = "the provider declared the read complete twice";
            }
            proof = new Proof(count, evidence);
            return proof;
        }

        synchronized long delivered() {
            return delivered;
        }

        synchronized void giveUp() {
            closed = true;
            notifyAll();
        }

        synchronized void close() {
            closed = true;
        }

        synchronized String evidence(@Nullable Completion completion, @Nullable Throwable thrown) {
            if (ownFailure instanceof SpoolException) {
                throw RunStopped.failed(
                        FailureCause.CONFIGURATION, String.valueOf(ownFailure.getMessage()), ownFailure);
            }
            if (ownFailure != null) {
                throw ownFailure;
            }
            if (thrown != null) {
                throw failed(thrown);
            }
            if (fault != null) {
                throw incomplete(fault, null);
            }
            if (completion == null || proof == null) {
                throw incomplete("the provider ended without declaring the read complete", null);
            }
            if (!proof.equals(completion)) {
                throw incomplete("the provider declared another read complete, not this one", null);
            }
            if (proof.delivered() != delivered) {
                throw incomplete(
                        "the provider counted " + proof.delivered() + " deliveries, and " + delivered + " arrived",
                        null);
            }
            if (proof.evidence().isBlank()) {
                throw incomplete("the provider gave no evidence that the read is complete", null);
            }
            return proof.evidence();
        }

        private RunStopped failed(Throwable thrown) {
            if (checkpoints.isPastDeadline()) {
                return RunStopped.failed(
                        FailureCause.DEADLINE, "The run's deadline passed while the directory was read", thrown);
            }
            if (thrown instanceof GivenUp) {
                return RunStopped.failed(
                        FailureCause.DEADLINE,
                        "The provider would have had to wait beyond the run's deadline, so the read was given up",
                        thrown);
            }
            if (thrown instanceof DirectoryException known) {
                FailureCause cause = known instanceof DirectoryConfigurationException
                        ? FailureCause.CONFIGURATION
                        : known instanceof DirectoryCredentialsException
                                ? FailureCause.CREDENTIALS
                                : known instanceof DirectoryUnavailableException
                                        ? FailureCause.DIRECTORY_UNAVAILABLE
                                        : FailureCause.SNAPSHOT_INCOMPLETE;
                return RunStopped.failed(cause, String.valueOf(known.getMessage()), known);
            }
            return incomplete("the provider failed with " + thrown.getClass().getName(), thrown);
        }

        private RunStopped incomplete(String why, @Nullable Throwable thrown) {
            return RunStopped.failed(
                    FailureCause.SNAPSHOT_INCOMPLETE,
                    "The read cannot be proven complete after " + delivered + " deliveries: " + why
                            + "; nothing was written",
                    thrown);
        }
    }
}
