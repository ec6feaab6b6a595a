package dev.rollcall.engine;

import static dev.rollcall.testkit.People.person;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.SyncEngine;
import dev.rollcall.account.BlockReason;
import dev.rollcall.account.InMemoryUserRepository;
import dev.rollcall.audit.InMemoryAuditLog;
import dev.rollcall.lock.LocalRunLock;
import dev.rollcall.policy.LicenceLimit;
import dev.rollcall.run.Outcome;
import dev.rollcall.run.SyncReport;
import dev.rollcall.testkit.ScriptedDirectory;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
@DisplayName("R32: runs of several directories do not grant the same seat twice")
class SeatsOfTwoDirectoriesTest {

    private final InMemoryUserRepository table = new InMemoryUserRepository();
    private final CyclicBarrier bothHavePlanned = new CyclicBarrier(2);

    private SyncEngine engine(String directory, String person) {
        WatchedRepository repository = new WatchedRepository(table);
        boolean[] first = {true};
        repository.before(WatchedRepository.Call.APPLY, () -> {
            if (first[0]) {
                first[0] = false;
                await(bothHavePlanned);
            }
        });
        return SyncEngine.builder(directory, ScriptedDirectory.of(person("1", person)), repository)
                .licence(LicenceLimit.of(1))
                .audit(new InMemoryAuditLog())
                .lock(new LocalRunLock(Clock.systemUTC()))
                .build();
    }

    private static void await(CyclicBarrier barrier) {
        try {
            barrier.await(30, TimeUnit.SECONDS);
        } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
            throw new AssertionError("The other run did not come to its first write", e);
        }
    }

    @RepeatedTest(5)
    @DisplayName("R32: the last seat, wanted by two directories at once, is granted once")
    void theLastSeatIsGrantedOnce() throws InterruptedException, ExecutionException {
        SyncEngine staff = engine("staff", "ann");
        SyncEngine contractors = engine("contractors", "con");
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            List<Future<SyncReport>> runs = threads.invokeAll(List.of(staff::run, contractors::run));
            for (Future<SyncReport> run : runs) {
                assertThat(run.get().outcome()).isEqualTo(Outcome.COMPLETED);
            }
        } finally {
            threads.shutdownNow();
        }

        assertThat(table.activeAccounts()).isEqualTo(1);
        assertThat(table.all())
                .hasSize(2)
                .filteredOn(account -> !account.isActive())
                .singleElement()
                .satisfies(account -> assertThat(account.blockReason()).contains(BlockReason.LICENCE_LIMIT));
    }
}
