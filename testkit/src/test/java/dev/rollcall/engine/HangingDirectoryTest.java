package dev.rollcall.engine;

import static dev.rollcall.testkit.Accounts.account;
import static dev.rollcall.testkit.People.person;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.run.FailureCause;
import dev.rollcall.run.Outcome;
import dev.rollcall.run.RunRequest;
import dev.rollcall.run.SyncReport;
import dev.rollcall.testkit.ScriptedDirectory;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
@DisplayName("R1, R38: a directory that hangs holds nobody up for ever")
class HangingDirectoryTest {

    private static final RunRequest AN_HOUR = RunRequest.scheduled().deadline(Duration.ofHours(1));

    private final Host host = Host.of(
            ScriptedDirectory.of(person("1", "ann"), person("2", "bob")), account("1", "ann"), account("3", "cid"));

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    @DisplayName("R38: the deadline ends a run whose directory hangs, and the next run works")
    void theDeadlineEndsARunWhoseDirectoryHangs(int place) {
        host.directory
                .beforePerson(place, () -> host.clock.advance(Duration.ofHours(2)))
                .hangsAt(place);

        SyncReport report = host.run(AN_HOUR);

        assertFailedAtDeadline(report);
        Parting.assertClosed(host.directory);
        assertThat(host.directory.interruptions()).isEqualTo(1);
        host.directory.behaves();
        assertThat(host.run().outcome()).isEqualTo(Outcome.COMPLETED);
        assertThat(host.account("cid").isActive()).isFalse();
    }

    @Test
    @DisplayName("R38: a provider that does not answer to interruption is left behind, and delivers to nobody")
    void aStubbornProviderIsLeftBehind() {
        host.directory
                .beforePerson(1, () -> host.clock.advance(Duration.ofHours(2)))
                .hangsStubbornlyAt(1);

        SyncReport report = host.run(AN_HOUR);

        assertFailedAtDeadline(report);
        host.directory.behaves();
        assertThat(host.run().outcome()).isEqualTo(Outcome.COMPLETED);
    }

    @Test
    @DisplayName("R38: a deadline that passes while the directory answers ends the run too")
    void aDeadlineThatPassesWhileTheDirectoryAnswersEndsTheRun() {
        host.directory.beforePerson(1, () -> host.clock.advance(Duration.ofHours(1)));

        assertFailedAtDeadline(host.run(AN_HOUR));
    }

    @Test
    @DisplayName("R38: a deadline that has not passed disturbs nobody")
    void aDeadlineThatHasNotPassedDisturbsNobody() {
        host.directory.beforePerson(1, () -> host.clock.advance(Duration.ofMinutes(1)));

        assertThat(host.run(AN_HOUR).outcome()).isEqualTo(Outcome.COMPLETED);
    }

    @Test
    @DisplayName("R37: the lease is renewed while the directory is slow")
    void theLeaseIsRenewedWhileTheDirectoryIsSlow() {
        WatchedLock lock = new WatchedLock(host.lock);
        host.with(parts -> parts.lock(lock));
        host.directory
                .beforePerson(0, () -> host.clock.advance(Duration.ofSeconds(90)))
                .beforePerson(1, () -> {
                    lock.awaitRenewal();
                    host.clock.advance(Duration.ofSeconds(90));
                });

        assertThat(host.run().outcome()).isEqualTo(Outcome.COMPLETED);
    }

    private void assertFailedAtDeadline(SyncReport report) {
        assertThat(report.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(report.cause()).contains(FailureCause.DEADLINE);
        assertThat(host.repository.changes()).isEmpty();
        assertThat(host.account("cid").isActive()).isTrue();
        assertThat(host.table.find("bob")).isEmpty();
    }
}
