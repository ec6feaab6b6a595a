package dev.rollcall.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.rollcall.SyncEngine;
import dev.rollcall.account.Account;
import dev.rollcall.account.ChangeResult;
import dev.rollcall.account.ChangeResult.Status;
import dev.rollcall.account.RepositoryException;
import dev.rollcall.account.Write;
import dev.rollcall.lock.Fence;
import dev.rollcall.policy.LicenceLimit;
import dev.rollcall.run.FailureCause;
import dev.rollcall.run.Outcome;
import dev.rollcall.run.SyncReport;
import dev.rollcall.testkit.People;
import dev.rollcall.testkit.ScriptedDirectory;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of changes while the host, or another run, holds what they need. */
@Tag("slow")
class SomebodyInTheWayTest {

    private static final int BRIEFLY = 100;

    @AutoClose
    private HostDatabase host;

    private UsersLayout layout;

    private void open(TestDatabase.Kind kind, UsersLayout usersLayout) {
        layout = usersLayout;
        // The row that every batch locks is there, as after a first run.
        host = HostDatabase.open(kind, usersLayout, "insert into rollcall_lock (directory, token) values ('staff', 0)");
    }

    private interface Locker {
        void lock(Statement statement) throws SQLException;
    }

    private static final Locker HOST_ROW =
            statement -> statement.executeQuery("select one_row from rollcall_host for update");

    private <T> T whileHostHolds(Locker locker, Function<Connection, T> work) throws SQLException {
        try (Connection hosts = host.database().dataSource().getConnection();
                Statement statement = hosts.createStatement()) {
            hosts.setAutoCommit(false);
            locker.lock(statement);
            T result = work.apply(hosts);
            hosts.rollback();
            return result;
        }
    }

    /** H2 waits as long as its connections are told to, those too that the pool has already. */
    private void letH2WaitBriefly() throws SQLException {
        if (host.database().kind() != TestDatabase.Kind.H2_MEMORY) {
            return;
        }
        host.execute("set default_lock_timeout " + BRIEFLY);
        List<Connection> pooled = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            Connection connection = host.database().dataSource().getConnection();
            pooled.add(connection);
            try (Statement statement = connection.createStatement()) {
                statement.execute("set lock_timeout " + BRIEFLY);
            }
        }
        for (Connection connection : pooled) {
            connection.close();
        }
    }

    /**
     * How many transactions were begun to write; each waits for a lock in one statement, and not longer than it is told
     * to.
     */
    private long tries() {
        return host.watched().statements().stream()
                .filter(sql -> sql.contains("rollcall_lock") && sql.contains("for update"))
                .count();
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void accountsThatTheHostHasLockedAreLeftToTheNextRunAndAllOthersAreWritten(TestDatabase.Kind kind)
            throws SQLException {
        open(kind, UsersLayout.SIDE_TABLE);
        List<Account> people = host.people(Writes.names(200));
        List<Write> batch = people.stream()
                .map(account -> Writes.field(account, "email", account.username() + "@x"))
                .toList();
        List<Integer> locked = List.of(17, 18, 120);
        letH2WaitBriefly();
        host.watched().forget();

        List<Status> statuses = whileHostHolds(
                statement -> {
                    for (int each : locked) {
                        statement.executeUpdate("update " + layout.users() + " set email = 'host' where id = '"
                                + people.get(each).id() + "'");
                    }
                },
                hosts -> host.statuses(batch));

        for (int i = 0; i < batch.size(); i++) {
            assertThat(statuses.get(i)).as("%d", i).isEqualTo(locked.contains(i) ? Status.CONFLICT : Status.APPLIED);
        }
        assertThat(host.value("select count(*) from " + layout.users() + " where email is null"))
                .isEqualTo("3");
        assertThat(tries()).as("twice with patience, and once without them").isEqualTo(3);
        assertThat(host.eventIds()).hasSize(200 + 197);
        if (kind == TestDatabase.Kind.H2_MEMORY) {
            assertThat(host.value("call lock_timeout()")).as("set back").isEqualTo(String.valueOf(BRIEFLY));
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void aNameThatTheHostIsJustGivingAwayIsLeftToTheNextRunAndAllOthersAreWritten(TestDatabase.Kind kind)
            throws SQLException {
        open(kind, UsersLayout.HOST_TABLE);
        List<Write> batch = Writes.names(200).stream().map(Writes::create).toList();
        letH2WaitBriefly();
        host.watched().forget();

        List<Status> statuses = whileHostHolds(
                statement -> statement.execute(layout.insertion("person042")), hosts -> host.statuses(batch));

        for (int i = 0; i < batch.size(); i++) {
            assertThat(statuses.get(i)).as("%d", i).isEqualTo(i == 42 ? Status.CONFLICT : Status.APPLIED);
        }
        assertThat(tries()).as("halved, and not tried one by one").isLessThan(25);
        assertThat(host.usernames()).hasSize(199).doesNotContain("person042");
        assertThat(host.statuses(List.of(batch.get(42)))).containsExactly(Status.APPLIED);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void whileTheHostHoldsTheRowUnderWhichSeatsAreCountedABatchIsLeftToTheNextRun(TestDatabase.Kind kind)
            throws SQLException {
        open(kind, UsersLayout.HOST_TABLE);
        List<Write> batch = Writes.names(200).stream()
                .map(name -> Writes.create(Writes.STAFF, name, Map.of(), OptionalLong.of(1_000)))
                .toList();
        letH2WaitBriefly();
        host.watched().forget();

        List<Status> statuses = whileHostHolds(HOST_ROW, hosts -> host.statuses(batch));

        assertThat(statuses).containsOnly(Status.CONFLICT);
        assertThat(tries()).isEqualTo(3);
        assertThat(host.usernames()).isEmpty();
        assertThat(host.statuses(batch)).containsOnly(Status.APPLIED);
    }

    /** As it is while an index is built: rows can be locked then, and nothing can be written. */
    @ParameterizedTest
    @EnumSource(value = TestDatabase.Kind.class, names = "POSTGRESQL")
    void whileTheTableIsLockedAgainstChangesABatchIsLeftToTheNextRunAsAWhole(TestDatabase.Kind kind)
            throws SQLException {
        open(kind, UsersLayout.HOST_TABLE);
        List<Write> batch = Writes.names(20).stream().map(Writes::create).toList();
        host.watched().forget();

        List<Status> statuses = whileHostHolds(
                statement -> statement.execute("lock table app_user in share mode"), hosts -> host.statuses(batch));

        assertThat(statuses).containsOnly(Status.CONFLICT);
        assertThat(tries()).as("the changes are not tried one by one").isEqualTo(3);
    }

    /** R39: a repository that is down stops the run. */
    @Test
    void aRunWhoseBatchesCannotBeginForAMinuteFailsAndTheNextOneDoesItAll() throws SQLException {
        open(TestDatabase.Kind.H2_MEMORY, UsersLayout.HOST_TABLE);
        LicenceLimit seats = LicenceLimit.of(10_000);
        List<String> people = Writes.names(1_000);
        letH2WaitBriefly();
        AtomicLong stopwatch = new AtomicLong();
        JdbcUserRepository users = RollcallDatabase.over(host.watched().dataSource())
                .users(
                        layout.table(),
                        () -> stopwatch.addAndGet(Duration.ofSeconds(30).toNanos()));

        SyncReport report = whileHostHolds(
                HOST_ROW,
                hosts -> SyncEngine.builder(
                                "staff",
                                ScriptedDirectory.of(people.stream()
                                        .map(name -> People.person("id of " + name, name))
                                        .toList()),
                                users)
                        .licence(seats)
                        .audit(host.rollcall().auditLog())
                        .build()
                        .run());

        assertThat(report.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(report.cause()).contains(FailureCause.REPOSITORY_DOWN);
        assertThat(report.message()).contains("3 batches in a row, over 60 seconds", "rollcall_host");
        assertThat(host.usernames()).isEmpty();
        assertThat(run("staff", seats, people).outcome()).isEqualTo(Outcome.COMPLETED);
        assertThat(host.users().activeAccounts()).isEqualTo(1_000);
    }

    /** Directories of one host take the row of the host by turns, and some come late for it again and again. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aDatabaseIsNotDownAsLongAsBatchesOfOtherDirectoriesGetSeats(boolean othersGetThrough) throws SQLException {
        open(TestDatabase.Kind.H2_MEMORY, UsersLayout.HOST_TABLE);
        letH2WaitBriefly();
        AtomicLong stopwatch = new AtomicLong();
        JdbcUserRepository users = RollcallDatabase.over(host.watched().dataSource())
                .users(
                        layout.table(),
                        () -> stopwatch.addAndGet(Duration.ofMinutes(1).toNanos()));
        Fence late = new Fence(Writes.STAFF, 7);
        Fence quick = new Fence(Writes.PARTNERS, 7);
        List<Write> wanted = List.of(Writes.create(Writes.STAFF, "ann", Map.of(), OptionalLong.of(5)));
        OptionalLong seats = othersGetThrough ? OptionalLong.of(5) : OptionalLong.empty();
        for (int i = 0; i < 2; i++) {
            List<ChangeResult> results = whileHostHolds(HOST_ROW, hosts -> users.apply(late, wanted));
            assertThat(results).containsExactly(ChangeResult.conflict());
        }

        assertThat(users.apply(quick, List.of(Writes.create(Writes.PARTNERS, "bob", Map.of(), seats))))
                .extracting(ChangeResult::status)
                .containsExactly(Status.APPLIED);

        if (othersGetThrough) {
            List<ChangeResult> results = whileHostHolds(HOST_ROW, hosts -> users.apply(late, wanted));
            assertThat(results).containsExactly(ChangeResult.conflict());
        } else {
            assertThatExceptionOfType(RepositoryException.class)
                    .as("what needs no seat does not tell whether there are any")
                    .isThrownBy(() -> whileHostHolds(HOST_ROW, hosts -> users.apply(late, wanted)));
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void aWaitThatEndsInTimeIsNoticedByNobody(TestDatabase.Kind kind) throws SQLException {
        open(kind, UsersLayout.HOST_TABLE);
        List<Account> people = host.people("ann", "bob");
        List<Write> batch = people.stream()
                .map(account -> Writes.field(account, "email", "x@x"))
                .toList();

        List<Status> statuses = whileHostHolds(
                statement -> statement.executeUpdate("update app_user set remark = 'busy' where login = 'ann'"),
                hosts -> {
                    AtomicBoolean answered = new AtomicBoolean();
                    CompletableFuture<Void> release = CompletableFuture.runAsync(() -> {
                        while (!somebodyWaits(kind) && !answered.get()) {
                            Thread.onSpinWait();
                        }
                        rollback(hosts);
                    });
                    List<Status> done = host.statuses(batch);
                    answered.set(true);
                    release.join();
                    return done;
                });

        assertThat(statuses).containsOnly(Status.APPLIED);
    }

    private boolean somebodyWaits(TestDatabase.Kind kind) {
        String waiting = kind == TestDatabase.Kind.POSTGRESQL
                ? "select count(*) from pg_locks where not granted"
                : "select count(*) from information_schema.sessions where blocker_id is not null";
        return !host.value(waiting).equals("0");
    }

    private static void rollback(Connection connection) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private SyncReport run(String owner, LicenceLimit seats, List<String> people) {
        return host.engine(owner, people).licence(seats).build().run();
    }

    @ParameterizedTest
    @MethodSource("dev.rollcall.jdbc.HostDatabase#all")
    void twoDirectoriesAtOnceNeverGrantMoreSeatsThanThereAreAndLoseNone(TestDatabase.Kind kind, UsersLayout layout) {
        open(kind, layout);
        LicenceLimit seats = LicenceLimit.of(70);
        List<String> staff = Writes.names(60);
        List<String> partners = staff.stream().map("partner "::concat).toList();

        CompletableFuture<SyncReport> other = CompletableFuture.supplyAsync(() -> run("partners", seats, partners));
        SyncReport report = run("staff", seats, staff);

        assertThat(List.of(report.outcome(), other.join().outcome())).containsOnly(Outcome.COMPLETED);
        assertThat(host.users().activeAccounts()).isEqualTo(70);
        assertThat(host.value("select count(*) from " + layout.users())).isEqualTo("120");
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void nobodyDeadlocksWhoWritesTheSameAccountsInAnotherOrder(TestDatabase.Kind kind) {
        open(kind, UsersLayout.HOST_TABLE);
        List<Account> people = host.people(Writes.names(100));
        List<Write> forwards = people.stream()
                .map(account -> Writes.field(account, "email", "x"))
                .toList();
        List<Write> backwards = new ArrayList<>(people.stream()
                .map(account -> Writes.field(account, "email", "y"))
                .toList());
        Collections.reverse(backwards);

        CompletableFuture<List<ChangeResult>> other =
                CompletableFuture.supplyAsync(() -> host.users().apply(Fence.none(Writes.PARTNERS), backwards));
        List<Status> statuses = host.statuses(forwards);

        List<Status> both = new ArrayList<>(statuses);
        other.join().forEach(result -> both.add(result.status()));
        assertThat(both).filteredOn(Status.APPLIED::equals).hasSize(100);
        assertThat(both).filteredOn(Status.CONFLICT::equals).hasSize(100);
    }
}
