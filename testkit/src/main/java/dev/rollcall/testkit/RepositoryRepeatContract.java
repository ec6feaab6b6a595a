package dev.rollcall.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.account.Account;
import dev.rollcall.account.BlockReason;
import dev.rollcall.account.Change;
import dev.rollcall.account.ChangeResult;
import dev.rollcall.account.ChangeResult.Status;
import dev.rollcall.account.Write;
import dev.rollcall.audit.AuditEvent;
import dev.rollcall.lock.Fence;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * What becomes of a batch that is handed over a second time, the very same changes with the very same events, because
 * whoever handed it over did not hear how it ended.
 */
abstract class RepositoryRepeatContract extends RepositoryConcurrencyContract {

    private static final String REPEAT =
            "what apply does with a batch that it has made before: it finds the names and ids taken"
                    + " and the versions gone, or finds the events of the batch stored, and writes nothing";

    final List<ChangeResult> handOver(List<Write> batch) {
        List<ChangeResult> results = applyWrites(repository(), Fence.none(STAFF), batch);
        assertThat(results)
                .extracting(ChangeResult::status)
                .as(guide("apply for a batch in which every change can be made"))
                .containsOnly(Status.APPLIED);
        return results;
    }

    /**
     * Hands a batch over again. The answers may tell that it is made, or that it cannot be made any more; what matters
     * is what becomes of the accounts.
     */
    final void handOverAgain(List<Write> batch) {
        for (ChangeResult result : applyWrites(repository(), Fence.none(STAFF), batch)) {
            result.versions()
                    .forEach((account, version) -> assertThat(reread(account).version())
                            .as(guide(
                                    "the versions in the answer to a batch that was made before: those of the accounts"
                                            + " as they are now"))
                            .isEqualTo(version));
        }
    }

    @Test
    @DisplayName("A batch that is handed over again creates nobody twice")
    void aBatchHandedOverAgainCreatesNobodyTwice() {
        List<Write> batch = writes(List.of(
                personCreation(STAFF, "anna").change(),
                personCreation(STAFF, "wanda").waitingSince(MONDAY).change(),
                personCreation(PARTNERS, "paul").change()));
        handOver(batch);
        Map<String, Object> before = table();

        handOverAgain(batch);
        handOverAgain(batch);

        assertNothingWritten(before, REPEAT);
    }

    @Test
    @DisplayName("A batch that is handed over again changes no account twice")
    void aBatchHandedOverAgainChangesNothing() {
        Account[] people = manyPeople("person", 8).toArray(Account[]::new);
        Account waiting =
                make(personCreation(STAFF, "wanda").waitingSince(MONDAY).change());
        Account unlinked = unlinked(STAFF, "ursula");
        List<Write> batch = writes(List.of(
                block(people[0], BlockReason.REMOVED_FROM_SCOPE, TUESDAY),
                activate(waiting),
                Edit.of(people[1]).field(field(0), valueOf(field(0), 2)).change(),
                Edit.of(people[2]).rename("renamed").absentSince(MONDAY).change(),
                Edit.of(unlinked).link("4711").change(),
                new Change.RenameCycle(List.of(
                        Edit.of(people[3]).rename(people[4].username().value()).change(),
                        Edit.of(people[4]).rename(people[3].username().value()).change())),
                reassign(people[5], PARTNERS, "handed.over"),
                reassign(people[6], null)));
        handOver(batch);
        Map<String, Object> before = table();

        handOverAgain(batch);

        assertNothingWritten(before, REPEAT);
    }

    @Test
    @DisplayName("A batch that is handed over late undoes nothing of what happened since")
    void aBatchHandedOverLateUndoesNothing() {
        Account anna = person("anna");
        Account bert = person("bert");
        Account dora = person("dora");
        List<Write> batch = writes(List.of(
                block(anna, BlockReason.LICENCE_LIMIT, MONDAY),
                Edit.of(bert).field(field(0), valueOf(field(0), 2)).change(),
                personCreation(STAFF, "carl").change(),
                reassign(dora, PARTNERS)));
        List<ChangeResult> results = handOver(batch);
        Account carl = reread(results.get(2).versions().keySet().iterator().next());
        make(block(reread(anna), BlockReason.MANUAL, TUESDAY));
        make(Edit.of(reread(bert)).field(field(0), valueOf(field(0), 3)).change());
        make(Edit.of(carl).rename("carl.married").change());
        make(Edit.of(reread(dora)).link("4711").change());
        Map<String, Object> before = table();

        handOverAgain(batch);

        assertNothingWritten(
                before,
                REPEAT
                        + "; also when an account was changed since: an administrator's block and a new link stay, and"
                        + " who was renamed is not created again with the old name, as the external id is taken");
    }

    @Test
    @DisplayName("A batch that is handed over again takes no second seat and frees none (R32)")
    void aBatchHandedOverAgainMovesNoSeat() {
        Account anna = person("anna");
        Account wanda = make(personCreation(STAFF, "wanda").waitingSince(MONDAY).change());
        person("bert");
        List<Write> batch = writes(List.of(
                block(anna, BlockReason.REMOVED_FROM_SCOPE, MONDAY),
                activate(wanda, 5),
                personCreation(STAFF, "carl").seatLimit(5).change()));
        handOver(batch);

        handOverAgain(batch);

        assertThat(repository().activeAccounts())
                .as(guide("what is active after a batch that was handed over twice: as many as after the first time"))
                .isEqualTo(3);
        assertStatuses(
                apply(
                        personCreation(STAFF, "dora").seatLimit(4).change(),
                        personCreation(STAFF, "emil").seatLimit(4).change()),
                "the count of seats after a batch that was handed over twice: only what is written moves it",
                Status.APPLIED,
                Status.NO_SEAT);
    }

    @Test
    @DisplayName("A batch that is handed over again stores no event twice")
    void aBatchHandedOverAgainStoresNoEventTwice() {
        Account anna = person("anna");
        Account bert = person("bert");
        List<Write> batch = writes(List.of(
                block(anna, BlockReason.REMOVED_FROM_SCOPE, MONDAY),
                Edit.of(bert).field(field(0), bert.field(field(0))).change(),
                personCreation(STAFF, "carl").change()));
        handOver(batch);
        List<AuditEvent> stored = auditLog();

        handOverAgain(batch);

        assertThat(auditLog())
                .as(guide("the ids of events: they are unique, so that what is stored is not stored again, also for a"
                        + " change that leaves the account as it is"))
                .isEqualTo(stored);
    }
}
