package dev.rollcall.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import dev.rollcall.account.RepositoryException;
import dev.rollcall.identity.DirectoryName;
import dev.rollcall.lock.Lease;
import dev.rollcall.lock.LocalRunLock;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the run lock promises beyond the contract. */
@Tag("slow")
class JdbcRunLockTest {

    private static final DirectoryName STAFF = DirectoryName.of("staff");
    private static final Duration LONG = Duration.ofMinutes(30);
    private static final int THREADS = 8;
    private static final int LEASES = 200;
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private TestDatabase database;
    private JdbcRunLock lock;

    private void open(TestDatabase.Kind kind) {
        database = kind.open();
        RollcallDatabase.over(database.dataSource()).createTables();
        lock = another();
    }

    private JdbcRunLock another() {
        return RollcallDatabase.over(database.dataSource()).lock();
    }

    @AfterEach
    void close() {
        database.close();
    }

    private Lease take() {
        return lock.acquire(STAFF, LONG).orElseThrow();
    }

    private boolean holds(String condition) {
        return selects("rollcall_lock where " + condition);
    }

    private boolean selects(String rows) {
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("select 1 from " + rows)) {
            return result.next();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    // Several at once

    @ParameterizedTest
    @EnumSource
    void neverTwoHoldIt(TestDatabase.Kind kind) throws Exception {
        open(kind);
        AtomicInteger holders = new AtomicInteger();
        AtomicInteger leases = new AtomicInteger();
        AtomicLong lastToken = new AtomicLong();
        long begin = System.nanoTime();
        atOnce(() -> {
            JdbcRunLock own = another();
            while (leases.get() < LEASES && System.nanoTime() - begin < PATIENCE.toNanos()) {
                Optional<Lease> lease = own.acquire(STAFF, LONG);
                if (lease.isPresent()) {
                    assertThat(holders.incrementAndGet()).isEqualTo(1);
                    long token = lease.get().fence().token();
                    assertThat(lastToken.getAndSet(token)).isLessThan(token);
                    assertThat(lease.get().renew()).isTrue();
                    holders.decrementAndGet();
                    lease.get().close();
                    leases.incrementAndGet();
                }
            }
            return true;
        });

        assertThat(leases.get()).isGreaterThanOrEqualTo(LEASES);
    }

    @ParameterizedTest
    @EnumSource
    void ofThoseWhoAskForANewDirectoryOneGetsIt(TestDatabase.Kind kind) throws Exception {
        open(kind);
        for (int round = 0; round < 20; round++) {
            DirectoryName directory = DirectoryName.of("directory " + round);
            assertThat(atOnce(() -> another().acquire(directory, LONG).isPresent()))
                    .filteredOn(given -> given)
                    .hasSize(1);
        }
    }

    private static <T> List<T> atOnce(Callable<T> act) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            List<Callable<T>> acts = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                acts.add(act);
            }
            List<T> results = new ArrayList<>();
            for (Future<T> result : threads.invokeAll(acts)) {
                results.add(result.get());
            }
            return results;
        } finally {
            threads.shutdownNow();
        }
    }

    // A batch is under way

    @ParameterizedTest
    @EnumSource
    void aDirectoryInWhichABatchIsWrittenIsHeldWithoutWaiting(TestDatabase.Kind kind) throws Exception {
        open(kind);
        Lease lease = take();
        try (Connection batch = database.dataSource().getConnection();
                Statement statement = batch.createStatement()) {
            batch.setAutoCommit(false);
            statement.execute("select token from rollcall_lock where directory = 'staff' for update");
            WatchedDataSource watched = new WatchedDataSource(database.dataSource());
            JdbcRunLock watchedLock =
                    RollcallDatabase.over(watched.dataSource()).lock();
            watched.forget();

            assertThat(watchedLock.acquire(STAFF, LONG)).isEmpty();

            assertThat(watched.statements())
                    .as("what it asks for: nothing that would wait for the row")
                    .isNotEmpty()
                    .noneMatch(
                            sql -> sql.contains("for update") || sql.startsWith("update") || sql.startsWith("insert"));
            batch.rollback();
        }
        lease.close();
        assertThat(lock.acquire(STAFF, LONG)).isPresent();
    }

    @ParameterizedTest
    @EnumSource
    void anActThatHasTheRowForAMomentDoesNotMakeARunGoAway(TestDatabase.Kind kind) throws Exception {
        open(kind);
        take().close();
        WatchedDataSource patient = new WatchedDataSource(database.dataSource());
        patient.waitForLocks();
        JdbcRunLock patientLock = RollcallDatabase.over(patient.dataSource()).lock();
        ExecutorService threads = Executors.newSingleThreadExecutor();
        try (Connection act = database.dataSource().getConnection();
                Statement statement = act.createStatement()) {
            act.setAutoCommit(false);
            statement.execute("select token from rollcall_lock where directory = 'staff' for update");
            Future<Optional<Lease>> run = threads.submit(() -> patientLock.acquire(STAFF, LONG));
            while (!run.isDone() && !isSomebodyWaiting()) {
                Thread.onSpinWait();
            }
            assertThat(run.isDone()).as("waits for the act").isFalse();

            act.commit();

            assertThat(run.get()).isPresent();
        } finally {
            threads.shutdownNow();
        }
    }

    private boolean isSomebodyWaiting() {
        return selects(
                database.kind() == TestDatabase.Kind.POSTGRESQL
                        ? "pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()"
                        : "information_schema.sessions where blocker_id is not null");
    }

    @ParameterizedTest
    @EnumSource
    void anActThatHasTheRowForLongMakesTheDirectoryHeld(TestDatabase.Kind kind) throws Exception {
        open(kind);
        take().close();
        try (Connection act = database.dataSource().getConnection();
                Statement statement = act.createStatement()) {
            act.setAutoCommit(false);
            statement.execute("select token from rollcall_lock where directory = 'staff' for update");

            assertThat(lock.acquire(STAFF, LONG)).isEmpty();
            act.rollback();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aRowThatIsJustBeingInsertedIsHeld(TestDatabase.Kind kind) throws Exception {
        open(kind);
        try (Connection batch = database.dataSource().getConnection();
                Statement statement = batch.createStatement()) {
            batch.setAutoCommit(false);
            statement.execute("insert into rollcall_lock (directory, token) values ('staff', 7)");

            assertThat(lock.acquire(STAFF, LONG)).isEmpty();

            batch.commit();
        }
        assertThat(lock.acquire(STAFF, LONG)).isPresent();
    }

    /** PostgreSQL; H2 does not end the transaction of a client that is silent. */
    @Test
    void aHolderThatIsStoppedWhileItRenewsKeepsNobodyOutBeyondItsLease() throws Exception {
        open(TestDatabase.Kind.POSTGRESQL);
        WatchedDataSource stopping = new WatchedDataSource(database.dataSource());
        Lease lease = RollcallDatabase.over(stopping.dataSource())
                .lock()
                .acquire(STAFF, Duration.ofSeconds(1))
                .orElseThrow();
        CountDownLatch goOn = new CountDownLatch(1);
        CountDownLatch stopped = stopping.stopAtCommit(goOn);
        ExecutorService threads = Executors.newSingleThreadExecutor();
        try {
            Future<Boolean> renewal = threads.submit(lease::renew);
            stopped.await();

            Optional<Lease> next = lock.acquire(STAFF, LONG);
            long begin = System.nanoTime();
            while (next.isEmpty() && System.nanoTime() - begin < PATIENCE.toNanos()) {
                next = lock.acquire(STAFF, LONG);
            }
            goOn.countDown();

            assertThat(next).isPresent();
            assertThat(renewal.get()).as("it is told that the lease is lost").isFalse();
        } finally {
            goOn.countDown();
            threads.shutdownNow();
        }
    }

    // Lost connections

    private static final WatchedDataSource.Loss BEFORE = WatchedDataSource.Loss.BEFORE_COMMIT;
    private static final WatchedDataSource.Loss AFTER = WatchedDataSource.Loss.AFTER_COMMIT;

    @ParameterizedTest
    @EnumSource
    void aLeaseIsRenewedAndGivenBackAlthoughAPoolHasThreeDeadConnections(TestDatabase.Kind kind) {
        open(kind);
        WatchedDataSource watched = new WatchedDataSource(database.dataSource());
        Lease lease = RollcallDatabase.over(watched.dataSource())
                .lock()
                .acquire(STAFF, LONG)
                .orElseThrow();

        watched.lose(BEFORE, AFTER, BEFORE);
        assertThat(lease.renew()).isTrue();
        watched.lose(BEFORE, BEFORE, AFTER);
        lease.close();

        assertThat(lock.holder(STAFF)).isEmpty();
        watched.lose(AFTER, BEFORE, BEFORE);
        assertThat(lease.renew()).as("it was given back").isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void aLeaseThatSomebodyElseHasByNowIsHisHoweverOftenItIsGivenBack(TestDatabase.Kind kind) {
        open(kind);
        WatchedDataSource watched = new WatchedDataSource(database.dataSource());
        Lease late = RollcallDatabase.over(watched.dataSource())
                .lock()
                .acquire(STAFF, LONG)
                .orElseThrow();
        database.execute("update rollcall_lock set expires_at = current_timestamp");
        Lease next = take();

        watched.lose(BEFORE, AFTER, BEFORE);
        late.close();

        assertThat(lock.holder(STAFF).orElseThrow().token())
                .isEqualTo(next.fence().token());
        assertThat(next.renew()).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void aFourthDeadConnectionIsTold(TestDatabase.Kind kind) {
        open(kind);
        WatchedDataSource watched = new WatchedDataSource(database.dataSource());
        Lease lease = RollcallDatabase.over(watched.dataSource())
                .lock()
                .acquire(STAFF, LONG)
                .orElseThrow();
        watched.lose(BEFORE, BEFORE, BEFORE, BEFORE);

        assertThatExceptionOfType(RepositoryException.class)
                .isThrownBy(lease::renew)
                .withMessageContaining("could not renew the lock of a directory");
    }

    // Clocks

    @ParameterizedTest
    @EnumSource
    void aLeaseEndsByTheDatabasesClock(TestDatabase.Kind kind) {
        open(kind);
        Lease lease = take();
        database.execute("update rollcall_lock set expires_at = current_timestamp");

        assertThat(lease.renew()).isFalse();
        assertThat(lock.holder(STAFF)).isEmpty();
        assertThat(lock.acquire(STAFF, LONG)).isPresent();
    }

    @ParameterizedTest
    @EnumSource
    void aLeaseIsRenewedFromNowByTheDatabasesClock(TestDatabase.Kind kind) {
        open(kind);
        Lease lease = take();
        database.execute("update rollcall_lock set expires_at = current_timestamp + interval '1' minute");

        assertThat(lease.renew()).isTrue();

        assertThat(holds("expires_at between current_timestamp + interval '29' minute"
                        + " and current_timestamp + interval '31' minute"))
                .isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void aLeaseMayBeAsLongAsAnybodyLikes(TestDatabase.Kind kind) {
        open(kind);

        Lease lease = lock.acquire(STAFF, Duration.ofSeconds(Long.MAX_VALUE)).orElseThrow();

        assertThat(lease.renew()).isTrue();
    }

    // Tokens

    @ParameterizedTest
    @EnumSource
    void tokensAreAboveThoseOfTheLockWithinTheProcess(TestDatabase.Kind kind) {
        open(kind);
        long local = new LocalRunLock(Clock.systemUTC())
                .acquire(STAFF, LONG)
                .orElseThrow()
                .fence()
                .token();

        assertThat(take().fence().token()).isGreaterThan(local - 1_000_000);
        assertThat(take(DirectoryName.of("later"))).isGreaterThanOrEqualTo(local / 1_000 * 1_000);
    }

    private long take(DirectoryName directory) {
        return lock.acquire(directory, LONG).orElseThrow().fence().token();
    }

    @ParameterizedTest
    @EnumSource
    void tokensGrowWhenTheClockIsBehind(TestDatabase.Kind kind) {
        open(kind);
        long future = Instant.now().plus(Duration.ofDays(400)).toEpochMilli() * 1_000;
        database.execute("insert into rollcall_lock (directory, token) values ('staff', " + future + ")");

        assertThat(take().fence().token()).isEqualTo(future + 1);
    }

    // What others see

    @ParameterizedTest
    @EnumSource
    void theHolderIsToldAsLongAsItHolds(TestDatabase.Kind kind) {
        open(kind);
        assertThat(lock.holder(STAFF)).isEmpty();
        Lease lease = take();

        LockHolder holder = another().holder(STAFF).orElseThrow();

        assertThat(holder.directory()).isEqualTo(STAFF);
        assertThat(holder.token()).isEqualTo(lease.fence().token());
        assertThat(holder.name())
                .startsWith("host ")
                .contains(
                        "process " + ProcessHandle.current().pid(),
                        "thread " + Thread.currentThread().getName());
        assertThat(holder.until()).isCloseTo(Instant.now().plus(LONG), within(1, ChronoUnit.MINUTES));
        lease.close();
        assertThat(lock.holder(STAFF)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void aBatchOfALeaseThatWasGivenBackFindsThatItHasEnded(TestDatabase.Kind kind) {
        open(kind);
        Lease lease = take();

        lease.close();

        assertThat(holds(
                        "token = " + lease.fence().token() + " and holder is null and expires_at <= current_timestamp"))
                .isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void aLeaseThatRanOutKeepsTheNameOfItsHolder(TestDatabase.Kind kind) {
        open(kind);
        take();
        database.execute("update rollcall_lock set expires_at = current_timestamp");

        assertThat(holds("holder like 'host %'")).isTrue();
    }
}
