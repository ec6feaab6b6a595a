package dev.rollcall.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.account.Account;
import dev.rollcall.account.BlockReason;
import dev.rollcall.account.Change;
import dev.rollcall.plan.Count;
import dev.rollcall.plan.Figures;
import dev.rollcall.plan.PersonResult;
import dev.rollcall.run.Outcome;
import dev.rollcall.run.SyncReport;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("R32, R39, R40, R41: a busy night with refusals, edits and a repository that goes down")
class RandomTroubleTest {

    static Stream<Long> seeds() {
        return LongStream.rangeClosed(1, 150).boxed();
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    @DisplayName(
            "R41: the figures add up to the people read, and count what was committed; seats never exceed the limit")
    void theFiguresAddUpAndSeatsNeverExceedTheLimit(long seed) {
        Random random = new Random(seed);
        long seats = BusyNight.TAKEN + 3 + random.nextInt(9);
        Host host = BusyNight.host().seats(seats);
        host.directory.shuffled(seed);
        int share = random.nextInt(60);
        host.repository.refusing(change -> random.nextInt(100) < share);
        if (random.nextBoolean()) {
            host.repository.beforeChange(change -> editSomebody(host, random));
        }
        int down = random.nextInt(12);
        AtomicInteger batches = new AtomicInteger();
        host.repository.before(WatchedRepository.Call.APPLY, () -> {
            if (batches.getAndIncrement() == down) {
                throw new IllegalStateException("the database is gone");
            }
        });

        SyncReport report = host.run();

        assertThat(report.outcome()).isIn(Outcome.COMPLETED, Outcome.FAILED);
        assertAddsUp(report.figures());
        assertCountsWhatWasCommitted(host, report.figures());
        assertThat(host.table.activeAccounts()).isLessThanOrEqualTo(seats);
        assertThat(host.account("root").isActive()).isTrue();
        assertThat(host.account("con").version())
                .isEqualTo(String.valueOf(BusyNight.accounts().size()));

        host.repository.behaves();
        host.run();
        SyncReport calm = host.run();
        assertAddsUp(calm.figures());
        assertThat(calm.figures().of(PersonResult.FAILED)).isZero();
        assertThat(host.table.activeAccounts()).isLessThanOrEqualTo(seats);
    }

    /** Edits the title, as somebody may do at any time. */
    private static void editSomebody(Host host, Random random) {
        if (random.nextInt(4) == 0) {
            List<Account> accounts = host.table.all().stream()
                    .filter(account -> account.isOwnedBy(Host.STAFF))
                    .toList();
            Account account = accounts.get(random.nextInt(accounts.size()));
            host.table.edit(
                    account.id(),
                    copy -> random.nextBoolean()
                            ? copy.field("title", "by hand")
                            : copy.blocked(BlockReason.MANUAL, host.clock.instant()));
        }
    }

    private static void assertAddsUp(Figures figures) {
        assertThat(figures.peopleRead()).isEqualTo(BusyNight.people().size());
        for (PersonResult result : PersonResult.values()) {
            assertThat(figures.of(result)).as(result.name()).isNotNegative();
        }
    }

    private static void assertCountsWhatWasCommitted(Host host, Figures figures) {
        assertThat(figures.of(Count.CREATED)).isEqualTo(count(host, change -> change instanceof Change.Create));
        assertThat(figures.of(Count.ACTIVATED)).isEqualTo(count(host, change -> change instanceof Change.Activate));
        assertThat(figures.of(Count.BLOCKED) + figures.of(Count.REASONS_CHANGED))
                .isEqualTo(count(host, change -> change instanceof Change.Block));
        // An account that is linked with its activation is updated, whether or not something else follows.
        long updated = host.repository.changes().stream()
                .filter(change -> change instanceof Change.Activate activate
                        ? activate.externalId() != null
                        : change instanceof Change.Update || change instanceof Change.RenameCycle)
                .flatMap(change -> change.accounts().stream())
                .distinct()
                .count();
        assertThat(figures.of(Count.UPDATED)).isEqualTo(updated);
    }

    private static long count(Host host, Predicate<Change> which) {
        return host.repository.changes().stream().filter(which).count();
    }
}
