package dev.rollcall.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.account.BlockReason;
import dev.rollcall.audit.AuditSink;
import dev.rollcall.run.FailureCause;
import dev.rollcall.run.Outcome;
import dev.rollcall.run.RunRequest;
import dev.rollcall.run.SyncReport;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("R37, R38: a run that has much to record")
class NotesTest {

    private final Host host = Crowd.host(1_500)
            .policy(Host.GUARDED.toBuilder().recordUnchanged(true).build());
    private final AtomicInteger calls = new AtomicInteger();
    private final AtomicInteger takenOver = new AtomicInteger();

    /**
     * A sink that takes its time for each portion, by the run's clock, and then sees whether another run could begin.
     */
    private void recordingTakes(Duration each) {
        AuditSink slow = events -> {
            calls.incrementAndGet();
            host.clock.advance(each);
            host.lock.acquire(Host.STAFF, Duration.ofMinutes(1)).ifPresent(stolen -> takenOver.incrementAndGet());
            host.audit.record(events);
        };
        host.with(parts -> parts.audit(slow));
    }

    @Test
    @DisplayName("R37: keeps its lease, though all of it together takes longer than a lease lasts")
    void keepsItsLease() {
        recordingTakes(Duration.ofSeconds(30));
        host.directory.deactivate("1");

        SyncReport report = host.run();

        assertThat(calls).hasValueGreaterThan(5);
        assertThat(takenOver).hasValue(0);
        assertThat(report.outcome()).isEqualTo(Outcome.COMPLETED);
        assertThat(Crowd.active(host)).isEqualTo(1_499);
    }

    @Test
    @DisplayName("R37: keeps its lease while it records who waits on")
    void keepsItsLeaseWhileItRecordsWhoWaitsOn() {
        recordingTakes(Duration.ofSeconds(30));
        host.table
                .all()
                .forEach(account -> host.table.edit(
                        account.id(), copy -> copy.blocked(BlockReason.LICENCE_LIMIT, host.clock.instant())));

        assertThat(host.seats(0).run().outcome()).isEqualTo(Outcome.COMPLETED);

        assertThat(calls).hasValueGreaterThan(5);
        assertThat(takenOver).hasValue(0);
    }

    @Test
    @DisplayName("R38: can be cancelled while it records, before anything is written")
    void canBeCancelledWhileItRecords() {
        recordingTakes(Duration.ZERO);

        SyncReport report = host.run(RunRequest.scheduled().cancelledWhen(() -> calls.get() >= 2));

        assertThat(report.outcome()).isEqualTo(Outcome.CANCELLED);
        assertThat(calls).as("start, one portion, finish").hasValue(3);
    }

    @Test
    @DisplayName("R38: sees its deadline while it records")
    void seesItsDeadlineWhileItRecords() {
        recordingTakes(Duration.ofSeconds(30));

        SyncReport report = host.run(RunRequest.scheduled().deadline(Duration.ofMinutes(1)));

        assertThat(report.cause()).contains(FailureCause.DEADLINE);
        assertThat(calls).as("start, one portion, finish").hasValue(3);
    }
}
