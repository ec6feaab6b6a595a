package dev.rollcall.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.rollcall.account.Account;
import dev.rollcall.account.BlockReason;
import dev.rollcall.account.Change;
import dev.rollcall.account.ChangeResult;
import dev.rollcall.account.ChangeResult.Status;
import dev.rollcall.account.UserRepository;
import dev.rollcall.identity.AccountId;
import dev.rollcall.lock.Fence;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What runs at the same time do to one another, and to whoever reads. */
abstract class RepositoryConcurrencyContract extends RepositoryRunContract {

    private static final int ROUNDS = 10;

    private static final String SEAT_LOCK =
            "the lock before seats are counted: one row of the whole host, the same for every directory";

    // Two runs

    @Test
    @DisplayName("Two runs at once do not both take the last seat (R32)")
    void twoRunsDoNotBothTakeTheLastSeat() throws Exception {
        assumeConcurrency();
        bothTakeTheLastSeat(repository(), repository());
    }

    private void bothTakeTheLastSeat(UserRepository one, UserRepository other) throws Exception {
        for (int round = 1; round <= ROUNDS; round++) {
            Account waiting = make(personCreation(PARTNERS, "waiting" + round)
                    .waitingSince(MONDAY)
                    .change());
            Change creation =
                    personCreation(STAFF, "person" + round).seatLimit(round).change();

            List<Status> statuses = atOnce(one, creation, other, activate(waiting, round));

            assertThat(repository().activeAccounts())
                    .as(guide(SEAT_LOCK + "; the two runs ended " + statuses))
                    .isEqualTo(round);
            assertOneApplied(statuses, Status.NO_SEAT);
        }
    }

    @Test
    @DisplayName("Two runs at once do not both change the account that they read (R40)")
    void twoRunsDoNotBothChangeAnAccount() throws Exception {
        assumeConcurrency();
        bothChangeAnAccount(repository(), repository());
    }

    private void bothChangeAnAccount(UserRepository one, UserRepository other) throws Exception {
        Account account = person("anna");
        for (int round = 1; round <= ROUNDS; round++) {
            List<Status> statuses = atOnce(
                    one,
                    block(account, BlockReason.MANUAL, MONDAY.plusSeconds(round)),
                    other,
                    Edit.of(account)
                            .field(field(0), valueOf(field(0), round + 1))
                            .change());

            assertOneApplied(statuses, Status.CONFLICT);
            account = reread(account);
        }
    }

    @Test
    @DisplayName("Two runs at once do not both take a name")
    void twoRunsDoNotBothTakeAName() throws Exception {
        assumeConcurrency();
        bothTakeAName(repository(), repository());
    }

    private void bothTakeAName(UserRepository one, UserRepository other) throws Exception {
        for (int round = 1; round <= ROUNDS; round++) {
            List<Status> statuses = atOnce(
                    one,
                    Creation.of(STAFF, "name" + round).change(),
                    other,
                    Creation.of(PARTNERS, "NAME" + round).change());

            assertOneApplied(statuses, Status.REFUSED);
        }
    }

    @Test
    @DisplayName("Two runs at once do not both take an external id")
    void twoRunsDoNotBothTakeAnExternalId() throws Exception {
        assumeConcurrency();
        for (int round = 1; round <= ROUNDS; round++) {
            Account unlinked = unlinked(STAFF, "anna" + round);
            String id = "id " + round;

            List<Status> statuses = atOnce(
                    repository(),
                    Creation.of(STAFF, "newcomer" + round).id(id).change(),
                    repository(),
                    Edit.of(unlinked).link(id).change());

            assertOneApplied(statuses, Status.REFUSED);
        }
    }

    @Test
    @DisplayName(
            "Two processes at once keep one another from a seat, a name and an account as two threads do (R32, R40)")
    void twoProcessesAreKeptApartLikeTwoThreads() throws Exception {
        assumeConcurrency();
        UserRepository here = repository();
        UserRepository there = reopened();

        bothTakeTheLastSeat(here, there);
        bothTakeAName(there, here);
        bothChangeAnAccount(here, there);
    }

    private void assertOneApplied(List<Status> statuses, Status other) {
        assertThat(statuses)
                .as(guide("what two transactions at once do to one another, in whichever process; one is applied, the"
                        + " other "
                        + other + ", or CONFLICT where the database chose it to end a deadlock"))
                .containsOnlyOnce(Status.APPLIED)
                .allMatch(status -> status == Status.APPLIED || status == other || status == Status.CONFLICT);
    }

    /** Makes two changes on two threads that start together. */
    private List<Status> atOnce(UserRepository one, Change first, UserRepository other, Change second)
            throws Exception {
        return batchesAtOnce(List.of(
                        () -> apply(one, Fence.none(STAFF), List.of(first)),
                        () -> apply(other, Fence.none(STAFF), List.of(second))))
                .stream()
                .map(results -> results.get(0).status())
                .toList();
    }

    private List<List<ChangeResult>> batchesAtOnce(List<Callable<List<ChangeResult>>> batches) throws Exception {
        try {
            return Together.run(batches);
        } catch (TimeoutException e) {
            throw new AssertionError(
                    guide("how long apply waits for a lock: not for ever, also where two wait for one another"), e);
        }
    }

    // Many changes

    @Test
    @DisplayName("Several runs at once that want more seats than there are take as many as there are (R32)")
    void severalRunsTakeNoMoreSeatsThanThereAre() throws Exception {
        assumeConcurrency();
        int seats = 20; // four runs want 24
        List<Callable<List<ChangeResult>>> runs = new ArrayList<>();
        for (int run = 0; run < 4; run++) {
            List<Change> batch = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                String name = run + "." + i;
                Account waiting = make(personCreation(PARTNERS, "waiting" + name)
                        .waitingSince(MONDAY)
                        .change());
                batch.add(activate(waiting, seats));
                batch.add(
                        personCreation(STAFF, "person" + name).seatLimit(seats).change());
            }
            runs.add(() -> apply(repository(), Fence.none(STAFF), batch));
        }

        List<Status> statuses = batchesAtOnce(runs).stream()
                .flatMap(List::stream)
                .map(ChangeResult::status)
                .toList();

        long taken = repository().activeAccounts();
        assertThat(taken)
                .as(guide(SEAT_LOCK + "; " + seats + " seats were there, and the runs ended " + statuses))
                .isLessThanOrEqualTo(seats)
                .isEqualTo(Collections.frequency(statuses, Status.APPLIED));
        assertThat(statuses)
                .as(guide(
                        "what becomes of runs that wait for one another: each change is APPLIED or NO_SEAT, or CONFLICT"
                                + " where the lock was not given in time"))
                .isSubsetOf(Status.APPLIED, Status.NO_SEAT, Status.CONFLICT);
        if (statuses.contains(Status.NO_SEAT)) {
            assertThat(taken)
                    .as(guide("when there is no seat: only when all are taken, whatever other runs try to get"))
                    .isEqualTo(seats);
        }
    }

    @Test
    @DisplayName(
            "Two batches that change the same accounts in opposite order end, and no account is changed by both (R40)")
    void batchesInOppositeOrderEnd() throws Exception {
        assumeConcurrency();
        List<Account> people = new ArrayList<>(
                IntStream.range(0, 20).mapToObj(i -> person("person" + i)).toList());
        for (int round = 2; round <= ROUNDS; round++) {
            String one = valueOf(field(0), round);
            String other = valueOf(field(0), round + ROUNDS);
            List<Change> forwards = people.stream()
                    .<Change>map(person -> Edit.of(person).field(field(0), one).change())
                    .toList();
            List<Change> backwards = new ArrayList<>(people.stream()
                    .<Change>map(
                            person -> Edit.of(person).field(field(0), other).change())
                    .toList());
            Collections.reverse(backwards);

            List<List<ChangeResult>> results = batchesAtOnce(List.of(
                    () -> apply(repository(), Fence.none(STAFF), forwards),
                    () -> apply(repository(), Fence.none(STAFF), backwards)));

            for (int i = 0; i < people.size(); i++) {
                List<Status> statuses = List.of(
                        results.get(0).get(i).status(),
                        results.get(1).get(people.size() - 1 - i).status());
                assertThat(statuses)
                        .as(guide("what apply does after a deadlock, or after waiting in vain: try once more, and then"
                                + " answer CONFLICT"))
                        .isSubsetOf(Status.APPLIED, Status.CONFLICT)
                        .isNotEqualTo(List.of(Status.APPLIED, Status.APPLIED));
                Account now = reread(people.get(i));
                String before = people.get(i).field(field(0));
                String unlessFirst = statuses.get(1) == Status.APPLIED ? other : before;
                assertThat(now.field(field(0)))
                        .as(guide("what a batch writes that has to wait for another: what it answers; the two batches"
                                + " answered " + statuses))
                        .isEqualTo(statuses.get(0) == Status.APPLIED ? one : unlessFirst);
                people.set(i, now);
            }
        }
    }

    // Reading meanwhile

    @Test
    @DisplayName("While others create, rename and block, a scan hands over everybody who is there all the time, once")
    void aScanSeesEverybodyOnceWhileOthersWrite() throws Exception {
        assumeConcurrency();
        List<Account> people = manyPeople("person", 300);
        List<Change> meanwhile = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            meanwhile.add(Creation.of(STAFF, "0 newcomer" + i).change());
            meanwhile.add(Edit.of(people.get(i)).rename("zz renamed" + i).change());
            meanwhile.add(Edit.of(people.get(people.size() - 1 - i))
                    .rename("0 renamed" + i)
                    .change());
            meanwhile.add(block(people.get(100 + i), BlockReason.MANUAL, MONDAY));
        }
        List<AccountId> scanned = new ArrayList<>();
        ExecutorService somebodyElse = Executors.newSingleThreadExecutor();
        try {
            List<Future<List<ChangeResult>>> writing = new ArrayList<>();
            repository().scan(STAFF, fields(), account -> {
                scanned.add(account.id());
                if (scanned.size() == 10) {
                    writing.add(somebodyElse.submit(() -> apply(repository(), Fence.none(STAFF), meanwhile)));
                    awaitIfItDoesNotWaitForUs(writing.get(0));
                }
            });
            assertThat(writing)
                    .as(guide("scan, which has to hand over all of " + people.size() + " accounts"))
                    .hasSize(1);
            assertThat(resultOf(writing.get(0)))
                    .extracting(ChangeResult::status)
                    .as(guide("what becomes of a batch during a scan: it is written, or, if the scan locks what it has"
                            + " read, it is CONFLICT"))
                    .isSubsetOf(Status.APPLIED, Status.CONFLICT);
        } finally {
            somebodyElse.shutdownNow();
        }
        assertThat(scanned)
                .as(guide("how scan goes through the table: in one query, or in pages that begin after the last"
                        + " id; pages that are counted (OFFSET), or ordered by what changes, skip and"
                        + " repeat rows while others write"))
                .doesNotHaveDuplicates()
                .containsAll(people.stream().map(Account::id).toList());
    }

    /**
     * Where reading locks what it has read, writing waits for the end of the scan, and the scan must not wait for it.
     */
    private static void awaitIfItDoesNotWaitForUs(Future<?> writing) {
        try {
            writing.get(3, TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException e) {
            // Told apart at the end of the scan.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static <T> T resultOf(Future<T> future) throws Exception {
        try {
            return future.get(60, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof AssertionError broken) {
                throw broken;
            }
            throw e;
        }
    }

    private void assumeConcurrency() {
        assumeTrue(
                allowsConcurrentRuns(),
                "allowsConcurrentRuns() says no: keep runs of all directories, and administrators' acts, from"
                        + " overlapping");
    }
}
