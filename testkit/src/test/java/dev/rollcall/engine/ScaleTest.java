package dev.rollcall.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.audit.AuditAction;
import dev.rollcall.audit.AuditEvent;
import dev.rollcall.plan.PersonResult;
import dev.rollcall.run.Phase;
import dev.rollcall.run.RunRequest;
import dev.rollcall.run.SyncListener;
import dev.rollcall.run.SyncReport;
import dev.rollcall.testkit.Accounts.Row;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("R35, R41: what a run costs that has nothing to do")
class ScaleTest {

    @ParameterizedTest(name = "{0} people")
    @ValueSource(ints = {1, 1_000, 10_000})
    @DisplayName("R35, R41: an unchanged run scans once, counts once, writes two events and nothing else")
    void anUnchangedRunScansOnceAndWritesTwoEvents(int size) {
        Host host = Crowd.host(size);

        SyncReport report = host.run();

        assertThat(report.figures().of(PersonResult.UNCHANGED)).isEqualTo(size);
        assertThat(host.repository.calls(WatchedRepository.Call.SCAN)).isEqualTo(1);
        assertThat(host.repository.calls(WatchedRepository.Call.ACTIVE_ACCOUNTS))
                .isEqualTo(1);
        assertThat(host.repository.calls(WatchedRepository.Call.LOAD)).isZero();
        assertThat(host.repository.calls(WatchedRepository.Call.HOLDERS)).isZero();
        assertThat(host.repository.calls(WatchedRepository.Call.APPLY)).isZero();
        assertThat(host.audit.events())
                .extracting(AuditEvent::action)
                .containsExactly(AuditAction.RUN_STARTED, AuditAction.RUN_FINISHED);
    }

    @Test
    @DisplayName("R33: the changes of many are asked for and written in batches of a few hundred")
    void theChangesOfManyAreWrittenInBatches() {
        Host host = Crowd.host(10_000).policy(Host.UNGUARDED);
        for (int i = 1; i <= 2_000; i++) {
            host.directory.change(String.valueOf(i), person -> person.with("title", "new"));
        }

        SyncReport report = host.run();

        assertThat(report.figures().of(PersonResult.UPDATED)).isEqualTo(2_000);
        assertThat(host.repository.calls(WatchedRepository.Call.LOAD)).isLessThanOrEqualTo(20);
        assertThat(host.repository.calls(WatchedRepository.Call.APPLY)).isLessThanOrEqualTo(20);
        assertThat(host.repository.calls(WatchedRepository.Call.SCAN)).isEqualTo(1);
    }

    @Test
    @DisplayName("R38: who decides about many asks after each thousand, in both walks through them, whether to go on")
    void whoDecidesAboutManyAsksAfterEachThousand() {
        int size = 10 * 1024;
        Host host = Crowd.host(size);
        Phase[] now = new Phase[1];
        host.with(parts -> parts.listener(new SyncListener() {
            @Override
            public void phase(Phase phase) {
                now[0] = phase;
            }
        }));
        int[] asked = {0};

        host.run(RunRequest.scheduled().cancelledWhen(() -> {
            asked[0] += now[0] == Phase.DECIDE ? 1 : 0;
            return false;
        }));

        assertThat(asked[0]).isGreaterThanOrEqualTo(2 * size / 1024);
    }

    @Test
    @DisplayName("R41: ten thousand who wait cost no event and no write in the second night")
    void thoseWhoWaitCostNothingInTheSecondNight() {
        Host host = Crowd.host(2_000).policy(Host.UNGUARDED).seats(0);
        host.table.all().forEach(account -> host.table.remove(account.id()));
        host.run();
        host.repository.behaves();
        long before = host.audit.events().size();

        SyncReport second = host.run();

        assertThat(second.figures().of(PersonResult.WAITING_FOR_LICENCE)).isEqualTo(2_000);
        assertThat(host.repository.calls(WatchedRepository.Call.APPLY)).isZero();
        assertThat(host.repository.calls(WatchedRepository.Call.LOAD)).isZero();
        assertThat(host.audit.events()).hasSize((int) before + 2);
        assertThat(second.waiting()).hasSize(SyncReport.LISTED);
    }

    @ParameterizedTest(name = "{0} seats")
    @ValueSource(longs = {0, 10, 13, 16, 1000})
    @DisplayName("R35: a second run over the busy night writes nothing")
    void aSecondRunOverTheBusyNightWritesNothing(long seats) {
        Host host = BusyNight.host().seats(seats);
        host.run();
        host.repository.behaves();
        host.clock.advance(Duration.ofDays(1));

        host.run();

        assertThat(host.repository.calls(WatchedRepository.Call.APPLY)).isZero();
    }

    @Test
    @DisplayName("R36: whatever the order in which people and accounts are listed, the table ends the same")
    void whateverTheOrderTheTableEndsTheSame() {
        for (long seats : new long[] {0, 10, 13, 16, 1000}) {
            Host calm = BusyNight.host().seats(seats);
            calm.run();
            for (long seed = 1; seed <= 25; seed++) {
                List<Row> rows = new ArrayList<>(BusyNight.accounts());
                Collections.shuffle(rows, new Random(seed));
                Host host = Host.of(BusyNight.directory().shuffled(seed), rows)
                        .policy(Host.UNGUARDED)
                        .seats(seats);

                host.run();

                assertThat(host.rows()).as(seats + " seats, seed " + seed).isEqualTo(calm.rows());
                assertThat(host.repository.changes())
                        .extracting(Object::toString)
                        .as("the order of writing with " + seats + " seats, seed " + seed)
                        .hasSameSizeAs(calm.repository.changes());
            }
        }
    }
}
