package dev.rollcall.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.rollcall.SyncEngine;
import dev.rollcall.account.Account;
import dev.rollcall.account.BlockReason;
import dev.rollcall.account.ChangeResult;
import dev.rollcall.account.ChangeResult.Status;
import dev.rollcall.account.RepositoryException;
import dev.rollcall.account.Write;
import dev.rollcall.audit.AuditEvent;
import dev.rollcall.jdbc.WatchedDataSource.Loss;
import dev.rollcall.lock.Fence;
import dev.rollcall.lock.LocalRunLock;
import dev.rollcall.policy.LicenceLimit;
import dev.rollcall.run.Outcome;
import dev.rollcall.run.SyncReport;
import dev.rollcall.testkit.People;
import dev.rollcall.testkit.ScriptedDirectory;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What becomes of a batch when the database refuses, is busy, or is gone in the middle. */
@Tag("slow")
class ApplyTest {

    private static final Duration BOUNDED = Duration.ofSeconds(12);

    private HostDatabase host;
    private UsersLayout layout;

    private void open(TestDatabase.Kind kind, UsersLayout usersLayout, String... before) {
        layout = usersLayout;
        host = HostDatabase.open(kind, usersLayout, before);
    }

    @AfterEach
    void close() {
        host.close();
    }

    private static List<String> names(int number) {
        return IntStream.range(0, number)
                .mapToObj(i -> String.format("person%03d", i))
                .toList();
    }

    private static List<String> ids(List<Write> writes) {
        return writes.stream()
                .flatMap(write -> write.events().stream())
                .map(AuditEvent::id)
                .toList();
    }

    private List<String> storedIds() {
        return host.rows("select event_id from rollcall_audit order by seq");
    }

    // Refused

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void whatTheDatabaseRefusesIsRefusedAloneAmongTwoHundred(TestDatabase.Kind kind) {
        open(
                kind,
                UsersLayout.HOST_TABLE,
                "create table department (name varchar(100) primary key)",
                "alter table app_user add constraint known_department"
                        + " foreign key (\"Display Name\") references department (name)",
                "alter table app_user add constraint one_email unique (email)",
                "alter table app_user add constraint sound_email check (email <> 'bad')");
        host.apply(Writes.create(Writes.STAFF, "first", Map.of("email", "first@x")));
        List<Write> batch = new ArrayList<>();
        names(200).forEach(name -> batch.add(Writes.create(Writes.STAFF, name, Map.of("email", name + "@x"))));
        Map<Integer, String> refused = Map.of(
                3, "a value must be unique and is taken (ONE_EMAIL",
                4, "a check is not passed (SOUND_EMAIL, SQL state 235",
                77, "a row that is referred to is missing (KNOWN_DEPARTMENT, SQL state 2350",
                100, "the value has 15001 characters, and column EMAIL takes 15000",
                101, "the username is taken",
                150, "the external id is taken",
                199, "the value for column EMAIL has a character in it that a database cannot store");
        batch.set(3, Writes.create(Writes.STAFF, "a", Map.of("email", "first@x")));
        batch.set(4, Writes.create(Writes.STAFF, "b", Map.of("email", "bad")));
        batch.set(77, Writes.create(Writes.STAFF, "c", Map.of("displayName", "nowhere")));
        batch.set(100, Writes.create(Writes.STAFF, "d", Map.of("email", "q".repeat(15_001))));
        batch.set(101, Writes.create("FIRST"));
        batch.set(150, Writes.creation("id of first", "e"));
        batch.set(199, Writes.create(Writes.STAFF, "f", Map.of("email", "nul\u0000@x")));

        List<ChangeResult> results = host.apply(batch);

        List<Write> applied = new ArrayList<>();
        for (int i = 0; i < batch.size(); i++) {
            ChangeResult result = results.get(i);
            assertThat(result.status()).as("%d", i).isEqualTo(refused.containsKey(i) ? Status.REFUSED : Status.APPLIED);
            if (refused.containsKey(i)) {
                assertThat(result.reason()).as("%d", i).startsWithIgnoringCase(refused.get(i));
                assertThat(result.reason()).doesNotContain("first@x", "nowhere");
            } else {
                applied.add(batch.get(i));
                assertThat(result.versions())
                        .containsOnlyKeys(host.account(names(200).get(i)).id());
            }
        }
        assertThat(storedIds()).hasSize(194).containsAll(ids(applied));
        assertThat(host.usernames()).hasSize(194);
    }

    @ParameterizedTest
    @MethodSource("dev.rollcall.jdbc.HostDatabase#all")
    void theEventOfACreationNamesTheAccount(TestDatabase.Kind kind, UsersLayout layout) {
        open(kind, layout);
        host.people("ann", "bob");

        assertThat(host.events())
                .extracting(event -> event.subject().accountId())
                .containsExactly(host.account("ann").id(), host.account("bob").id());
    }

    // The answer is lost

    private void assertDoneOnce(Function<Integer, List<Write>> batch, Runnable world) {
        int round = 0;
        for (Loss loss : Loss.values()) {
            List<Write> writes = batch.apply(round++);
            host.watched().lose(loss);

            List<ChangeResult> results = host.apply(writes);

            assertThat(results).extracting(ChangeResult::status).as(loss.name()).containsOnly(Status.APPLIED);
            for (ChangeResult result : results) {
                result.versions()
                        .forEach((id, version) ->
                                assertThat(host.account(id).version()).isEqualTo(version));
            }
            assertThat(storedIds()).as(loss.name()).doesNotHaveDuplicates().containsAll(ids(writes));
            world.run();
        }
    }

    @ParameterizedTest
    @MethodSource("dev.rollcall.jdbc.HostDatabase#all")
    void creationsWhoseAnswerIsLostAreMadeOnce(TestDatabase.Kind kind, UsersLayout layout) {
        open(kind, layout);

        assertDoneOnce(
                round -> Stream.of("ann", "bob", "cid")
                        .map(name -> Writes.create(name + round))
                        .toList(),
                () -> {});

        assertThat(host.usernames()).containsExactly("ann0", "ann1", "bob0", "bob1", "cid0", "cid1");
        assertThat(host.events())
                .extracting(event -> event.subject().accountId())
                .doesNotContainNull()
                .doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("dev.rollcall.jdbc.HostDatabase#all")
    void blocksAndGrantsWhoseAnswerIsLostAreMadeOnceWithSeatsAtTheLimit(TestDatabase.Kind kind, UsersLayout layout) {
        open(kind, layout);
        host.people("ann", "bob", "cid", "dan");
        host.apply(Writes.block(host.account("cid"), BlockReason.LICENCE_LIMIT));
        host.apply(Writes.block(host.account("dan"), BlockReason.LICENCE_LIMIT));
        OptionalLong two = OptionalLong.of(2);
        List<List<String>> swaps = List.of(List.of("ann", "cid"), List.of("bob", "dan"));

        assertDoneOnce(
                round -> List.of(
                        Writes.block(host.account(swaps.get(round).get(0)), BlockReason.REMOVED_FROM_SCOPE),
                        Writes.activate(host.account(swaps.get(round).get(1)), two)),
                () -> assertThat(host.users().activeAccounts()).isEqualTo(2));

        assertThat(host.account("ann").blockReason()).contains(BlockReason.REMOVED_FROM_SCOPE);
        assertThat(host.account("dan").isActive()).isTrue();
        assertThat(host.statuses(List.of(Writes.create(Writes.STAFF, "eve", Map.of(), two))))
                .containsExactly(Status.NO_SEAT);
    }

    @ParameterizedTest
    @MethodSource("dev.rollcall.jdbc.HostDatabase#all")
    void renamesWhoseAnswerIsLostAreMadeOnce(TestDatabase.Kind kind, UsersLayout layout) {
        open(kind, layout);
        List<Account> people = host.people("ann", "bob", "cid");

        assertDoneOnce(
                round -> {
                    Account first = host.account(people.get(0).id());
                    Account second = host.account(people.get(1).id());
                    return List.of(
                            Writes.cycle(
                                    Writes.renaming(first, second.username().value()),
                                    Writes.renaming(second, first.username().value())),
                            Writes.rename(host.account(people.get(2).id()), "cid" + round),
                            Writes.creation("new " + round, round == 0 ? "cid" : "cid0"));
                },
                () -> assertThat(host.usernames()).contains("ann", "bob", "cid"));

        assertThat(host.account(people.get(0).id()).username()).hasToString("ann");
        assertThat(host.usernames()).containsExactly("ann", "bob", "cid", "cid0", "cid1");
    }

    @ParameterizedTest
    @MethodSource("dev.rollcall.jdbc.HostDatabase#all")
    void aChangeThatLeavesEverythingAsItIsAndWhoseAnswerIsLostIsMadeOnce(TestDatabase.Kind kind, UsersLayout layout) {
        open(kind, layout);
        host.people("ann");

        assertDoneOnce(round -> List.of(Writes.field(host.account("ann"), "email", null)), () -> {});
    }

    @ParameterizedTest
    @MethodSource("dev.rollcall.jdbc.HostDatabase#all")
    void anotherEventWithTheSameIdDoesNotMakeAChangeLookDone(TestDatabase.Kind kind, UsersLayout layout) {
        open(kind, layout);
        host.people("ann");
        Write block = Writes.block(host.account("ann"), BlockReason.REMOVED_FROM_SCOPE);
        AuditEvent event = block.events().get(0);
        RollcallDatabase.over(host.database().dataSource())
                .auditLog()
                .record(List.of(new AuditEvent(
                        event.id(),
                        event.time().minusSeconds(86_400),
                        event.directory(),
                        "the same run id, a day ago",
                        "",
                        event.action(),
                        event.outcome(),
                        event.subject(),
                        event.rule(),
                        "",
                        List.of())));

        assertThat(host.statuses(List.of(block))).containsExactly(Status.REFUSED);
        assertThat(host.account("ann").isActive()).isTrue();
    }

    @ParameterizedTest
    @MethodSource("dev.rollcall.jdbc.HostDatabase#all")
    void aDatabaseThatIsLostAgainAndAgainIsDownAndTheSameWritesLaterAreMadeOnce(
            TestDatabase.Kind kind, UsersLayout layout) {
        open(kind, layout);
        host.people("ann", "bob");
        List<List<Loss>> lost = List.of(
                Collections.nCopies(4, Loss.AFTER_COMMIT),
                List.of(Loss.BEFORE_COMMIT, Loss.AFTER_COMMIT, Loss.BEFORE_COMMIT, Loss.AFTER_COMMIT),
                Collections.nCopies(4, Loss.BEFORE_COMMIT));
        for (List<Loss> losses : lost) {
            int events = storedIds().size();
            String newcomer = "new" + lost.indexOf(losses);
            List<Write> writes = List.of(
                    Writes.create(newcomer),
                    Writes.field(host.account("ann"), "email", newcomer + "@x"),
                    Writes.block(host.account("bob"), BlockReason.INACTIVE_IN_DIRECTORY));
            losses.forEach(host.watched()::lose);

            assertThatExceptionOfType(RepositoryException.class)
                    .isThrownBy(() -> host.apply(writes))
                    .withMessageContaining("08006");
            assertThat(host.statuses(writes)).as("%s", losses).containsOnly(Status.APPLIED);

            assertThat(storedIds()).hasSize(events + 3);
            assertThat(host.account(newcomer).isActive()).isTrue();
        }
        assertThat(host.usernames()).containsExactly("ann", "bob", "new0", "new1", "new2");
    }

    // Somebody is in the way

    private interface Locker {
        void lock(Statement statement) throws SQLException;
    }

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

    private List<Status> applyInTime(List<Write> batch) {
        long start = System.nanoTime();
        List<Status> statuses = host.statuses(batch);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(BOUNDED);
        return statuses;
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void accountsThatTheHostHasLockedAreLeftToTheNextRunAndAllOthersAreWritten(TestDatabase.Kind kind)
            throws SQLException {
        open(kind, UsersLayout.SIDE_TABLE);
        List<Account> people = host.people(names(200));
        List<Write> batch = people.stream()
                .map(account -> Writes.field(account, "email", account.username() + "@x"))
                .toList();
        List<Integer> locked = List.of(17, 18, 120);

        List<Status> statuses = whileHostHolds(
                statement -> {
                    for (int each : locked) {
                        statement.executeUpdate("update " + layout.users() + " set email = 'host' where id = '"
                                + people.get(each).id() + "'");
                    }
                },
                hosts -> applyInTime(batch));

        for (int i = 0; i < batch.size(); i++) {
            assertThat(statuses.get(i)).as("%d", i).isEqualTo(locked.contains(i) ? Status.CONFLICT : Status.APPLIED);
        }
        assertThat(host.value("select count(*) from " + layout.users() + " where email is null"))
                .isEqualTo("3");
        assertThat(storedIds()).hasSize(200 + 197);
        if (kind == TestDatabase.Kind.H2_MEMORY) {
            assertThat(host.value("call lock_timeout()")).as("set back").isEqualTo("2000");
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void aNameThatTheHostIsJustGivingAwayIsLeftToTheNextRunAndAllOthersAreWritten(TestDatabase.Kind kind)
            throws SQLException {
        open(kind, UsersLayout.HOST_TABLE);
        List<Write> batch = names(200).stream().map(Writes::create).toList();

        List<Status> statuses = whileHostHolds(
                statement -> statement.execute(layout.insertion("person042")), hosts -> applyInTime(batch));

        for (int i = 0; i < batch.size(); i++) {
            assertThat(statuses.get(i)).as("%d", i).isEqualTo(i == 42 ? Status.CONFLICT : Status.APPLIED);
        }
        assertThat(host.usernames()).hasSize(199).doesNotContain("person042");
        assertThat(host.statuses(List.of(batch.get(42)))).containsExactly(Status.APPLIED);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void whileTheHostHoldsTheRowUnderWhichSeatsAreCountedABatchIsLeftToTheNextRun(TestDatabase.Kind kind)
            throws SQLException {
        open(kind, UsersLayout.HOST_TABLE);
        List<Write> batch = names(200).stream()
                .map(name -> Writes.create(Writes.STAFF, name, Map.of(), OptionalLong.of(1_000)))
                .toList();

        List<Status> statuses = whileHostHolds(
                statement -> statement.executeQuery("select one_row from rollcall_host for update"),
                hosts -> applyInTime(batch));

        assertThat(statuses).containsOnly(Status.CONFLICT);
        assertThat(host.usernames()).isEmpty();
        assertThat(host.statuses(batch)).containsOnly(Status.APPLIED);
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
                    CompletableFuture<Void> soon = CompletableFuture.runAsync(
                                    () -> {}, CompletableFuture.delayedExecutor(700, TimeUnit.MILLISECONDS))
                            .thenRun(() -> rollback(hosts));
                    List<Status> done = host.statuses(batch);
                    soon.join();
                    return done;
                });

        assertThat(statuses).containsOnly(Status.APPLIED);
    }

    private static void rollback(Connection connection) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    // Within a transaction of the host

    private SyncReport run(String owner, LicenceLimit seats, List<String> people) {
        return SyncEngine.builder(
                        owner,
                        ScriptedDirectory.of(people.stream()
                                .map(name -> People.person("id of " + name, name))
                                .toList()),
                        host.users())
                .licence(seats)
                .audit(host.rollcall().auditLog())
                .lock(new LocalRunLock(Clock.systemUTC()))
                .build()
                .run();
    }

    @ParameterizedTest
    @MethodSource("dev.rollcall.jdbc.HostDatabase#all")
    void aRunWithinATransactionOfTheHostTakesNoPartInIt(TestDatabase.Kind kind, UsersLayout layout)
            throws SQLException {
        open(kind, layout);
        Locker insert = statement -> statement.execute(layout.insertion("root"));

        SyncReport report = whileHostHolds(insert, hosts -> run("staff", LicenceLimit.of(2), names(3)));

        assertThat(report.outcome()).isEqualTo(Outcome.COMPLETED);
        assertThat(host.users().activeAccounts()).isEqualTo(2);
        assertThat(host.usernames()).hasSize(3);
        report = whileHostHolds(insert, hosts -> {
            SyncReport second = run("staff", LicenceLimit.of(10), names(4));
            commit(hosts);
            return second;
        });
        assertThat(report.outcome()).isEqualTo(Outcome.COMPLETED);
        assertThat(host.users().activeAccounts()).isEqualTo(5);
        assertThat(host.account("root").owner()).isEmpty();
    }

    private static void commit(Connection connection) {
        try {
            connection.commit();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @ParameterizedTest
    @MethodSource("dev.rollcall.jdbc.HostDatabase#all")
    void connectionsAreGivenBackAsTheyWereTaken(TestDatabase.Kind kind, UsersLayout layout) {
        open(kind, layout);
        List<Integer> levels = List.of(
                Connection.TRANSACTION_READ_COMMITTED,
                Connection.TRANSACTION_REPEATABLE_READ,
                Connection.TRANSACTION_SERIALIZABLE);
        for (int level : levels) {
            for (boolean autoCommit : new boolean[] {true, false}) {
                host.watched().givesOut(autoCommit, level);
                String name = "ann" + level + autoCommit;

                assertThat(host.statuses(List.of(Writes.create(name)))).containsExactly(Status.APPLIED);
                assertThat(host.statuses(List.of(Writes.create(name)))).containsExactly(Status.REFUSED);
                assertThatExceptionOfType(IllegalStateException.class)
                        .isThrownBy(() -> host.users().scan(Writes.STAFF, Set.of(), account -> {
                            throw new IllegalStateException("enough");
                        }));
                assertThat(host.watched().open()).isZero();
            }
        }
        assertThat(host.usernames()).hasSize(6);
    }

    // Seats

    @ParameterizedTest
    @MethodSource("dev.rollcall.jdbc.HostDatabase#all")
    void twoDirectoriesAtOnceNeverGrantMoreSeatsThanThereAreAndLoseNone(TestDatabase.Kind kind, UsersLayout layout) {
        open(kind, layout);
        LicenceLimit seats = LicenceLimit.of(70);
        List<String> staff = names(60);
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
        List<Account> people = host.people(names(100));
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
