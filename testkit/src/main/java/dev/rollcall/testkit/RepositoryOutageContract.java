package dev.rollcall.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.rollcall.account.Account;
import dev.rollcall.account.BlockReason;
import dev.rollcall.account.Change;
import dev.rollcall.account.ChangeResult;
import dev.rollcall.account.ChangeResult.Status;
import dev.rollcall.account.Holder;
import dev.rollcall.account.RepositoryException;
import dev.rollcall.account.UserRepository;
import dev.rollcall.account.Write;
import dev.rollcall.audit.AuditEvent;
import dev.rollcall.identity.AccountId;
import dev.rollcall.identity.ExternalId;
import dev.rollcall.identity.Username;
import dev.rollcall.lock.Fence;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What the repository says when its store does not answer, once or for good. */
abstract class RepositoryOutageContract extends RepositoryRepeatContract {

    private static final String COMMIT = "what apply does when the commit throws: it throws too, or finds out in a new"
            + " transaction what was made, and says that";

    // A commit without an answer

    @Test
    @DisplayName(
            "If the answer to a commit is lost, apply throws or tells what was made, and the batch again makes nothing"
                    + " twice")
    void aLostAnswerIsNoRefusal() {
        assertTruthful(true);
    }

    @Test
    @DisplayName("If a commit fails, apply throws or tells what was not made, and the batch again makes it")
    void aCommitThatFailsIsNoRefusal() {
        assertTruthful(false);
    }

    private void assertTruthful(boolean made) {
        Interrupted batch = new Interrupted("");
        Optional<List<ChangeResult>> answer = batch.breaksOff(made);
        List<Status> truth = batch.outcome().stream()
                .map(isMade -> isMade ? Status.APPLIED : Status.CONFLICT)
                .toList();
        answer.ifPresent(results -> assertThat(results)
                .extracting(ChangeResult::status)
                .as(guide(COMMIT + "; what was made is APPLIED, and what was not is CONFLICT at most"))
                .isEqualTo(truth));

        handOverAgain(batch.writes);

        assertThat(batch.outcome())
                .as(guide("what the next batch finds after a commit that broke off: a connection that works, and the"
                        + " accounts as they are"))
                .containsOnly(true);
    }

    @Test
    @DisplayName(
            "Whether a commit fails or its answer is lost, events are stored once for what was made and for nothing"
                    + " else")
    void eventsGoWithTheirChangesWhenACommitBreaksOff() {
        for (boolean made : List.of(true, false)) {
            Interrupted batch = new Interrupted(made ? "1" : "2");
            int earlier = auditLog().size();

            batch.breaksOff(made);
            assertEventsOfWhatWasMade(batch, earlier);
            handOverAgain(batch.writes);
            assertEventsOfWhatWasMade(batch, earlier);
        }
    }

    private void assertEventsOfWhatWasMade(Interrupted batch, int earlier) {
        List<String> expected = new ArrayList<>();
        List<Boolean> outcome = batch.outcome();
        for (int i = 0; i < outcome.size(); i++) {
            if (outcome.get(i)) {
                batch.writes.get(i).events().forEach(event -> expected.add(event.id()));
            }
        }
        List<AuditEvent> stored = auditLog();
        assertThat(stored.subList(earlier, stored.size()))
                .extracting(AuditEvent::id)
                .as(guide("the transaction in which events are stored: that of their change"))
                .containsExactlyInAnyOrderElementsOf(expected);
    }

    /** Four changes that can all be made, one with the seat that another frees, in a batch whose commit breaks off. */
    private final class Interrupted {
        private final Account anna;
        private final Account bert;
        private final Account blocked;
        private final Account edited;
        private final List<Change.Create> newcomers;
        private final List<Write> writes;

        Interrupted(String suffix) {
            anna = person("anna" + suffix);
            bert = person("bert" + suffix);
            blocked = anna.toBuilder()
                    .blocked(BlockReason.REMOVED_FROM_SCOPE, MONDAY)
                    .build();
            edited = bert.toBuilder()
                    .username(Username.of("renamed" + suffix))
                    .field(field(0), valueOf(field(0), 2))
                    .build();
            newcomers = List.of(
                    personCreation(STAFF, "carl" + suffix)
                            .seatLimit(repository().activeAccounts())
                            .change(),
                    personCreation(PARTNERS, "paul" + suffix).change());
            List<Change> changes = new ArrayList<>(List.of(
                    block(anna, BlockReason.REMOVED_FROM_SCOPE, MONDAY),
                    Edit.of(bert)
                            .rename("renamed" + suffix)
                            .field(field(0), valueOf(field(0), 2))
                            .change()));
            changes.addAll(newcomers);
            writes = writes(changes);
        }

        /** Hands the batch over while the commit breaks off. Returns the answer, unless apply threw. */
        Optional<List<ChangeResult>> breaksOff(boolean made) {
            breakNextCommit(made);
            try {
                return Optional.of(repository().apply(Fence.none(STAFF), writes));
            } catch (RuntimeException e) {
                return Optional.empty();
            }
        }

        /** Which of the changes were made by now; one that was made in part is a failure. */
        List<Boolean> outcome() {
            List<Boolean> outcome = new ArrayList<>(List.of(isMade(anna, blocked), isMade(bert, edited)));
            newcomers.forEach(newcomer -> outcome.add(isMade(newcomer)));
            return outcome;
        }

        private boolean isMade(Account before, Account after) {
            Map<String, Object> now = picture(reread(before));
            assertThat(now)
                    .as(guide("what is left of a change whose commit broke off: all or nothing"))
                    .isIn(picture(before), picture(after));
            return now.equals(picture(after));
        }

        private boolean isMade(Change.Create creation) {
            List<Holder> holders =
                    repository().holders(creation.owner(), Set.of(creation.username()), Set.of(creation.externalId()));
            assertThat(holders)
                    .as(guide("what is left of a creation whose commit broke off: one account or none"))
                    .hasSizeLessThan(2);
            holders.forEach(holder -> assertThat(reread(holder.id()).fields())
                    .as(guide("what is left of a creation whose commit broke off: all or nothing"))
                    .isEqualTo(creation.fields()));
            return !holders.isEmpty();
        }
    }

    // A store that is down

    @Test
    @DisplayName(
            "A store that is down is an exception of every method, never an empty answer and never a refusal (R39)")
    void aStoreThatIsDownIsThrown() {
        Account anna = person("anna");
        UserRepository target = repository();
        List<Write> batch = writes(List.of(
                block(anna, BlockReason.REMOVED_FROM_SCOPE, MONDAY),
                personCreation(STAFF, "bert").change()));

        stopStore();

        assertThrows("apply", () -> target.apply(Fence.none(STAFF), batch));
        assertThrows("scan", () -> target.scan(STAFF, fields(), account -> {}));
        assertThrows("holders", () -> target.holders(STAFF, Set.of(anna.username()), Set.of()));
        assertThrows("load", () -> target.load(Set.of(anna.id()), fields()));
        assertThrows("activeAccounts", target::activeAccounts);
    }

    @Test
    @DisplayName("What a RepositoryException says, which people read, repeats nothing of the accounts and of the batch")
    void aStoreThatIsDownIsReportedWithoutPersonalData() {
        Account anna = person("anna");
        UserRepository target = repository();
        String value = valueOf(field(0), 4711);
        List<Write> batch = writes(List.of(
                Edit.of(anna).rename("zita.secret").field(field(0), value).change(),
                Creation.of(STAFF, "zita.secret")
                        .id("id-4711")
                        .field(field(0), value)
                        .change()));

        stopStore();

        assertSaysNothingOfAnybody("apply", value, () -> target.apply(Fence.none(STAFF), batch));
        assertSaysNothingOfAnybody(
                "load", value, () -> target.load(Set.of(anna.id(), AccountId.of("zita.secret")), fields()));
        assertSaysNothingOfAnybody(
                "holders",
                value,
                () -> target.holders(STAFF, Set.of(Username.of("zita.secret")), Set.of(ExternalId.of("id-4711"))));
    }

    /** Of other exceptions the engine shows the type alone. A short value may stand in any message by chance. */
    private void assertSaysNothingOfAnybody(String method, String value, ThrowingCallable call) {
        if (catchThrowable(call) instanceof RepositoryException thrown) {
            String message = String.valueOf(thrown.getMessage());
            assertThat(message)
                    .as(guide("the message of the RepositoryException that " + method
                            + " throws: it goes into the report and the log as it is, so it says what"
                            + " was tried, and quotes neither a row nor the store"))
                    .doesNotContainIgnoringCase("zita.secret")
                    .doesNotContain("id-4711");
            if (value.length() > 8) {
                assertThat(message)
                        .as(guide("the message of the RepositoryException that " + method
                                + " throws: no value of a field"))
                        .doesNotContain(value);
            }
        }
    }

    private void assertThrows(String method, ThrowingCallable call) {
        assertThat(catchThrowable(call))
                .as(guide("what " + method
                        + " does with an exception of the store that is not about one change: it passes on,"
                        + " as a RepositoryException or another RuntimeException"))
                .isInstanceOf(RuntimeException.class);
    }

    @Test
    @DisplayName("A scan during which the store goes down throws, unless it hands over everybody nevertheless")
    void aScanThatBreaksOffDoesNotLookComplete() {
        List<AccountId> people =
                manyPeople("person", 300).stream().map(Account::id).toList();
        List<AccountId> scanned = new ArrayList<>();
        List<RuntimeException> unchecked = new ArrayList<>();

        Throwable thrown = catchThrowable(() -> repository().scan(STAFF, fields(), account -> {
            if (scanned.isEmpty()) {
                try {
                    stopStore();
                } catch (RuntimeException e) {
                    unchecked.add(e);
                    throw e;
                }
            }
            scanned.add(account.id());
        }));

        if (!unchecked.isEmpty()) {
            throw unchecked.get(0);
        }
        if (thrown == null) {
            assertThat(scanned)
                    .as(guide(
                            "what scan does when the store fails between two accounts: it throws, as accounts that are"
                                    + " not handed over count as not there"))
                    .containsExactlyInAnyOrderElementsOf(people);
        } else {
            assertThat(thrown)
                    .as(guide("what scan throws when the store fails between two accounts"))
                    .isInstanceOf(RuntimeException.class);
        }
    }
}
