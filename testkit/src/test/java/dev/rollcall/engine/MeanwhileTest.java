package dev.rollcall.engine;

import static dev.rollcall.testkit.Accounts.account;
import static dev.rollcall.testkit.Accounts.local;
import static dev.rollcall.testkit.Accounts.unlinked;
import static dev.rollcall.testkit.People.person;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.account.Account;
import dev.rollcall.account.BlockReason;
import dev.rollcall.audit.AuditAction;
import dev.rollcall.identity.AccountId;
import dev.rollcall.identity.DirectoryName;
import dev.rollcall.identity.ExternalId;
import dev.rollcall.identity.Username;
import dev.rollcall.plan.PersonResult;
import dev.rollcall.plan.RefusalCode;
import dev.rollcall.run.Outcome;
import dev.rollcall.run.SyncReport;
import dev.rollcall.testkit.ScriptedDirectory;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("R40: what an administrator changes meanwhile is not overwritten blindly")
class MeanwhileTest {

    private static final AccountId ANN = AccountId.of("acc-ann");

    static Stream<Arguments> edits() {
        return Stream.of(
                Arguments.of("blocked", edit(copy -> copy.blocked(BlockReason.MANUAL, null))),
                Arguments.of("edited", edit(copy -> copy.field("title", "by hand"))),
                Arguments.of(
                        "handed to another directory",
                        edit(copy -> copy.owner(DirectoryName.of("contractors")).externalId(null))),
                Arguments.of("made local", edit(copy -> copy.owner(null))),
                Arguments.of("renamed", edit(copy -> copy.username(Username.of("anna")))));
    }

    private static UnaryOperator<Account.Builder> edit(UnaryOperator<Account.Builder> edit) {
        return edit;
    }

    @Nested
    @DisplayName("R40: between plan and apply")
    class BetweenPlanAndApply {

        @ParameterizedTest(name = "{0}")
        @MethodSource("dev.rollcall.engine.MeanwhileTest#edits")
        @DisplayName("R40: a field change gives way, and is left to the next run")
        void aFieldChangeGivesWay(String what, UnaryOperator<Account.Builder> edit) {
            Host host = Host.of(ScriptedDirectory.of(person("1", "ann").with("title", "new")), account("1", "ann"));

            assertGivesWay(host, edit);
        }

        @ParameterizedTest(name = "{0}")
        @MethodSource("dev.rollcall.engine.MeanwhileTest#edits")
        @DisplayName("R40: a block gives way, and is left to the next run")
        void aBlockGivesWay(String what, UnaryOperator<Account.Builder> edit) {
            Host host = Host.of(ScriptedDirectory.of(person("1", "ann").inactive()), account("1", "ann"));

            assertGivesWay(host, edit);
        }

        @ParameterizedTest(name = "{0}")
        @MethodSource("dev.rollcall.engine.MeanwhileTest#edits")
        @DisplayName("R40: an activation of somebody who returns gives way")
        void anActivationGivesWay(String what, UnaryOperator<Account.Builder> edit) {
            Host host = Host.of(
                    ScriptedDirectory.of(person("1", "ann")),
                    account("1", "ann").blocked(BlockReason.REMOVED_FROM_SCOPE));

            assertGivesWay(host, edit);
        }

        private void assertGivesWay(Host host, UnaryOperator<Account.Builder> edit) {
            Account[] edited = {null};
            host.repository.before(WatchedRepository.Call.APPLY, () -> edited[0] = host.table.edit(ANN, edit));

            SyncReport report = host.run();

            assertThat(host.table.all()).containsExactly(edited[0]);
            assertThat(report.outcome()).isEqualTo(Outcome.COMPLETED);
            assertThat(report.figures().of(PersonResult.FAILED)).isEqualTo(1);
            assertThat(report.figures().peopleRead()).isEqualTo(1);
            assertThat(report.failed())
                    .extracting(step -> step.refusal())
                    .containsExactly(RefusalCode.CHANGED_MEANWHILE);
        }

        @Test
        @DisplayName("R40: somebody who waits is activated only if they still wait")
        void somebodyWhoWaitsIsActivatedOnlyIfTheyStillWait() {
            Host host = Host.of(
                    ScriptedDirectory.of(person("1", "ann")),
                    account("1", "ann").blocked(BlockReason.LICENCE_LIMIT));
            host.repository.before(
                    WatchedRepository.Call.ACTIVE_ACCOUNTS,
                    () -> host.table.edit(ANN, copy -> copy.blocked(BlockReason.MANUAL, null)));

            SyncReport report = host.run();

            assertThat(host.account("ann").blockReason()).contains(BlockReason.MANUAL);
            assertThat(report.figures().of(PersonResult.FAILED)).isEqualTo(1);
        }

        @Test
        @DisplayName("R40: an account that an administrator deletes is not written, and the others are")
        void anAccountThatIsDeletedIsNotWritten() {
            Host host = Host.of(
                    ScriptedDirectory.of(
                            person("1", "ann").inactive(), person("2", "bob").inactive()),
                    account("1", "ann"),
                    account("2", "bob"));
            host.repository.before(WatchedRepository.Call.APPLY, () -> host.table.remove(ANN));

            SyncReport report = host.run();

            assertThat(host.table.find("ann")).isEmpty();
            assertThat(host.account("bob").isActive()).isFalse();
            assertThat(report.outcome()).isEqualTo(Outcome.COMPLETED);
        }

        @Test
        @DisplayName("R40, R10: a name that a local account takes before the creation is not taken away")
        void aNameThatALocalAccountTakesIsNotTakenAway() {
            Host host = Host.of(ScriptedDirectory.of(person("1", "ann")));
            host.repository.before(
                    WatchedRepository.Call.APPLY,
                    () -> host.table.put(local("ann").build()));

            SyncReport report = host.run();

            assertThat(host.account("ann").owner()).isEmpty();
            assertThat(report.figures().of(PersonResult.FAILED)).isEqualTo(1);
        }
    }

    @Nested
    @DisplayName("R40: while the directory is read")
    class WhileReading {

        @Test
        @DisplayName("R26, R40: an administrator's block survives a field change and a grant")
        void anAdministratorsBlockSurvives() {
            Host host = Host.of(
                    ScriptedDirectory.of(person("1", "ann").with("title", "new"), person("2", "bob")),
                    account("1", "ann"),
                    account("2", "bob").blocked(BlockReason.LICENCE_LIMIT));
            host.directory.beforePerson(0, () -> {
                host.table.edit(ANN, copy -> copy.blocked(BlockReason.MANUAL, null));
                host.table.edit(host.idOf("bob"), copy -> copy.blocked(BlockReason.MANUAL, null));
            });

            host.run();

            assertThat(host.account("ann").blockReason()).contains(BlockReason.MANUAL);
            assertThat(host.account("bob").blockReason()).contains(BlockReason.MANUAL);
        }

        @Test
        @DisplayName("R10, R40: an account made local is not touched, present or absent")
        void anAccountMadeLocalIsNotTouched() {
            Host host = Host.of(
                    ScriptedDirectory.of(person("1", "ann").inactive()), account("1", "ann"), account("2", "bob"));
            host.directory.beforePerson(0, () -> {
                host.table.edit(ANN, copy -> copy.owner(null));
                host.table.edit(host.idOf("bob"), copy -> copy.owner(null));
            });

            SyncReport report = host.run();

            assertThat(host.repository.changes()).isEmpty();
            assertThat(report.figures().of(PersonResult.FAILED)).isEqualTo(1);
            assertThat(report.figures().peopleRead()).isEqualTo(1);
        }

        @Test
        @DisplayName("R40, R46: an account that is relinked to somebody who is read is not blocked as removed")
        void anAccountThatIsRelinkedToSomebodyReadIsNotBlocked() {
            Host host = Host.of(ScriptedDirectory.of(person("2", "ann")), account("1", "ann"));
            host.directory.beforePerson(0, () -> host.table.edit(ANN, copy -> copy.externalId(ExternalId.of("2"))));

            host.run();

            assertThat(host.account("ann").isActive()).isTrue();
            host.directory.behaves();
            assertThat(host.run().figures().of(PersonResult.UNCHANGED)).isEqualTo(1);
        }

        @Test
        @DisplayName(
                "R9, R40: an account that is handed over under the name of somebody read is not blocked as removed")
        void anAccountThatIsHandedOverIsNotBlocked() {
            Host host = Host.of(ScriptedDirectory.of(person("1", "ann")), account("9", "ann.old"));
            host.directory.beforePerson(
                    0,
                    () -> host.table.edit(
                            AccountId.of("acc-ann.old"),
                            copy -> copy.externalId(null).username(Username.of("ann"))));

            host.run();

            assertThat(host.account("ann").isActive()).isTrue();
            host.directory.behaves();
            host.run();
            assertThat(host.account("ann").externalId()).contains(ExternalId.of("1"));
            assertThat(host.table.all()).hasSize(1);
        }

        @Test
        @DisplayName("R40: an account that is renamed is not linked to whoever has its old name")
        void anAccountThatIsRenamedIsNotLinked() {
            Host host = Host.of(ScriptedDirectory.of(person("1", "ann")), unlinked("ann"));
            host.directory.beforePerson(0, () -> host.table.edit(ANN, copy -> copy.username(Username.of("other"))));

            host.run();

            assertThat(host.account("other").externalId()).isEmpty();
        }

        @Test
        @DisplayName("R40, R41: who does not wait any more when a seat is free is told, in the report and in the log")
        void whoDoesNotWaitAnyMoreIsTold() {
            Host host = Host.of(
                    ScriptedDirectory.of(person("1", "ann")),
                    account("1", "ann").blocked(BlockReason.LICENCE_LIMIT));
            host.repository.before(
                    WatchedRepository.Call.ACTIVE_ACCOUNTS,
                    () -> host.table.edit(ANN, copy -> copy.blocked(BlockReason.MANUAL, null)));

            SyncReport report = host.run();

            assertThat(report.failed()).hasSize(1);
            assertThat(host.events(AuditAction.REFUSED))
                    .singleElement()
                    .satisfies(event -> assertThat(event.subject().username()).isEqualTo("ann"));
            assertThat(host.account("ann").blockReason()).contains(BlockReason.MANUAL);
        }

        @Test
        @DisplayName("R40: an account that is removed is no error")
        void anAccountThatIsRemovedIsNoError() {
            Host host = Host.of(
                    ScriptedDirectory.of(person("1", "ann").inactive()), account("1", "ann"), account("2", "bob"));
            host.directory.beforePerson(0, () -> {
                host.table.remove(ANN);
                host.table.remove(host.idOf("bob"));
            });

            assertThat(host.run().outcome()).isEqualTo(Outcome.COMPLETED);
            assertThat(host.table.all()).isEmpty();
        }
    }
}
