package dev.rollcall.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.rollcall.account.Account;
import dev.rollcall.account.BlockReason;
import dev.rollcall.account.ChangeResult;
import dev.rollcall.account.ChangeResult.Status;
import dev.rollcall.account.RepositoryException;
import dev.rollcall.account.Write;
import dev.rollcall.audit.AuditEvent;
import dev.rollcall.jdbc.WatchedDataSource.Loss;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What becomes of a batch whose answer is lost with its connection: it is made once (ADR 0011). */
@Tag("slow")
class LostAnswersTest {

    @AutoClose
    private HostDatabase host;

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
            assertThat(host.eventIds()).as(loss.name()).doesNotHaveDuplicates().containsAll(Writes.eventIds(writes));
            world.run();
        }
    }

    @ParameterizedTest
    @MethodSource("dev.rollcall.jdbc.HostDatabase#all")
    void creationsWhoseAnswerIsLostAreMadeOnce(TestDatabase.Kind kind, UsersLayout layout) {
        host = HostDatabase.open(kind, layout);

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
        host = HostDatabase.open(kind, layout);
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
        host = HostDatabase.open(kind, layout);
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
        host = HostDatabase.open(kind, layout);
        host.people("ann");

        assertDoneOnce(round -> List.of(Writes.field(host.account("ann"), "email", null)), () -> {});
    }

    @ParameterizedTest
    @MethodSource("dev.rollcall.jdbc.HostDatabase#all")
    void anotherEventWithTheSameIdDoesNotMakeAChangeLookDone(TestDatabase.Kind kind, UsersLayout layout) {
        host = HostDatabase.open(kind, layout);
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
        host = HostDatabase.open(kind, layout);
        host.people("ann", "bob");
        List<List<Loss>> lost = List.of(
                Collections.nCopies(4, Loss.AFTER_COMMIT),
                List.of(Loss.BEFORE_COMMIT, Loss.AFTER_COMMIT, Loss.BEFORE_COMMIT, Loss.AFTER_COMMIT),
                Collections.nCopies(4, Loss.BEFORE_COMMIT));
        for (List<Loss> losses : lost) {
            int events = host.eventIds().size();
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

            assertThat(host.eventIds()).hasSize(events + 3);
            assertThat(host.account(newcomer).isActive()).isTrue();
        }
        assertThat(host.usernames()).containsExactly("ann", "bob", "new0", "new1", "new2");
    }
}
