package dev.rollcall.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.rollcall.account.Account;
import dev.rollcall.account.BlockReason;
import dev.rollcall.account.Change;
import dev.rollcall.account.ChangeResult;
import dev.rollcall.account.ChangeResult.Status;
import dev.rollcall.account.UserRepository;
import dev.rollcall.account.Write;
import dev.rollcall.audit.AuditEvent;
import dev.rollcall.identity.AccountId;
import dev.rollcall.lock.Fence;
import dev.rollcall.lock.StaleFenceException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What is stored beside the accounts: the fences of runs (R37), and the events of their changes. */
abstract class RepositoryRunContract extends RepositoryBatchContract {

    private static final String FENCE =
            "the row that remembers the highest token of each directory: it is read, compared and"
                    + " written in the transaction of every batch that comes with a token";

    private static final long MORE_THAN_A_DOUBLE_HOLDS = (1L << 53) + 1;

    // Fences

    @Test
    @DisplayName("A batch whose fence is stale writes nothing and throws StaleFenceException (R37)")
    void aStaleFenceWritesNothing() {
        assumeFences();
        Account anna = person("anna");
        apply(
                repository(),
                new Fence(STAFF, 20),
                List.of(personCreation(STAFF, "bert").change()));
        Map<String, Object> before = table();

        assertStale(repository(), new Fence(STAFF, 19), anna);
        assertNothingWritten(before, FENCE);
        assertStale(repository(), new Fence(STAFF, 1), anna);
        assertNothingWritten(before, FENCE);
    }

    @Test
    @DisplayName("Tokens are compared as whole numbers of 64 bits (R37)")
    void tokensAreComparedToTheLastBit() {
        assumeFences();
        Account anna = person("anna");
        apply(
                repository(),
                new Fence(STAFF, MORE_THAN_A_DOUBLE_HOLDS),
                List.of(personCreation(STAFF, "bert").change()));
        Map<String, Object> before = table();

        assertStale(repository(), new Fence(STAFF, MORE_THAN_A_DOUBLE_HOLDS - 1), anna);
        assertNothingWritten(
                before,
                "the type of the highest token, and what compares it: numbers of Lua, JSON and"
                        + " JavaScript hold 53 bits only");
        Change change = personCreation(STAFF, "carl").change();
        assertStatuses(apply(repository(), new Fence(STAFF, Long.MAX_VALUE), List.of(change)), FENCE, Status.APPLIED);
    }

    private void assertStale(UserRepository target, Fence fence, Account account) {
        List<Write> batch = List.of(
                ContractEvents.write(personCreation(STAFF, "too.late").change()),
                ContractEvents.write(block(account, BlockReason.REMOVED_FROM_SCOPE, MONDAY)));
        assertThat(catchThrowable(() -> target.apply(fence, batch)))
                .as(guide(FENCE + "; what apply throws for a token that is lower"))
                .isInstanceOf(StaleFenceException.class);
    }

    @Test
    @DisplayName("The run that holds the fence writes batch after batch, and a later run with a higher token too")
    void theSameFenceAndAHigherOnePass() {
        List<Long> tokens = List.of(20L, 20L, 21L, 1_709_539_200_000_000L, 1_709_539_200_000_000L);
        for (int i = 0; i < tokens.size(); i++) {
            Change change = personCreation(STAFF, "person" + i).change();
            assertStatuses(
                    apply(repository(), new Fence(STAFF, tokens.get(i)), List.of(change)),
                    FENCE + "; the highest token and any above it pass, whatever a run that failed has left",
                    Status.APPLIED);
        }
    }

    @Test
    @DisplayName("Each directory has a fence of its own")
    void eachDirectoryHasItsOwnFence() {
        apply(
                repository(),
                new Fence(STAFF, 20),
                List.of(personCreation(STAFF, "anna").change()));

        Change change = personCreation(PARTNERS, "paul").change();
        assertStatuses(apply(repository(), new Fence(PARTNERS, 10), List.of(change)), FENCE, Status.APPLIED);
    }

    @Test
    @DisplayName("An administrator's act carries no fence: it always passes, and makes no run stale")
    void unfencedActsAlwaysPass() {
        apply(
                repository(),
                new Fence(STAFF, 20),
                List.of(personCreation(STAFF, "anna").change()));

        String lookAt = "Fence.isChecked(): without a token nothing is compared and nothing is remembered";
        assertStatuses(apply(personCreation(STAFF, "bert").change()), lookAt, Status.APPLIED);
        Change change = personCreation(STAFF, "carl").change();
        assertStatuses(apply(repository(), new Fence(STAFF, 20), List.of(change)), lookAt, Status.APPLIED);
    }

    @Test
    @DisplayName("An administrator's act does not lower what a fence has reached")
    void unfencedActsLeaveTheFence() {
        assumeFences();
        Account anna = person("anna");
        apply(
                repository(),
                new Fence(STAFF, 20),
                List.of(personCreation(STAFF, "bert").change()));
        apply(personCreation(STAFF, "carl").change());

        assertStale(repository(), new Fence(STAFF, 19), anna);
    }

    @Test
    @DisplayName("Every repository over the table knows the highest token (R37)")
    void everyRepositoryKnowsTheFence() {
        assumeFences();
        Account anna = person("anna");
        UserRepository other = reopened();
        apply(
                repository(),
                new Fence(STAFF, 20),
                List.of(personCreation(STAFF, "bert").change()));

        assertStale(other, new Fence(STAFF, 19), anna);
    }

    private void assumeFences() {
        assumeTrue(
                remembersFences(),
                "remembersFences() says that this repository remembers no tokens: a run that lost its lock may go on"
                        + " writing");
    }

    // Events

    @Test
    @DisplayName("The events of a change do not alter what becomes of it, however many and however long they are")
    void eventsDoNotAlterTheChange() {
        Account anna = person("anna");
        Write block = ContractEvents.write(block(anna, BlockReason.MANUAL, MONDAY));
        List<AuditEvent> events = new ArrayList<>(block.events());
        for (int i = 0; i < 5; i++) {
            events.addAll(ContractEvents.wordy(block.change()).events());
        }

        List<ChangeResult> results = repository().apply(Fence.none(STAFF), List.of(new Write(block.change(), events)));

        assertStatuses(
                results,
                "how events are stored: their texts have no limit, and may hold any character",
                Status.APPLIED);
        assertNow(
                anna.toBuilder().blocked(BlockReason.MANUAL, MONDAY).build(),
                "how events are stored: next to the change, not instead of it");
    }

    @Test
    @DisplayName(
            "The events of what is applied are stored with it, in order; the event of a creation names the account")
    void eventsAreStoredWithTheirChanges() {
        int earlier = auditLog().size();
        Write create = ContractEvents.write(personCreation(STAFF, "anna").change());
        Write other = ContractEvents.wordy(personCreation(STAFF, "bert").change());

        List<ChangeResult> results = repository().apply(Fence.none(STAFF), List.of(create, other));

        assertStatuses(results, "how events are stored", Status.APPLIED, Status.APPLIED);
        List<AuditEvent> expected = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            AccountId account = results.get(i).versions().keySet().iterator().next();
            List.of(create, other).get(i).events().forEach(event -> expected.add(event.withAccount(account)));
        }
        List<AuditEvent> stored = auditLog();
        assertThat(stored.subList(earlier, stored.size()))
                .as(guide("what is stored of an event: all of it, with AuditEvent.withAccount for a creation"))
                .isEqualTo(expected);
    }

    @Test
    @DisplayName("A change that is not made leaves no event")
    void noEventsOfWhatWasNotMade() {
        Account anna = person("anna");
        Account bert = person("bert");
        make(Edit.of(bert).field(field(0), valueOf(field(0), 2)).change());
        List<AuditEvent> before = auditLog();

        apply(
                Creation.of(STAFF, "anna").id("new").change(),
                Creation.of(STAFF, "dora").seatLimit(0).change(),
                block(bert, BlockReason.MANUAL, MONDAY),
                Edit.of(anna).rename("bert").change());

        assertThat(auditLog())
                .as(guide("when events are stored: in the transaction of their change, and undone with it"))
                .isEqualTo(before);
    }
}
