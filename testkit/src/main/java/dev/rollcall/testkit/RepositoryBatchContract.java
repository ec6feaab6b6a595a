package dev.rollcall.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.account.Account;
import dev.rollcall.account.BlockReason;
import dev.rollcall.account.Change;
import dev.rollcall.account.ChangeResult;
import dev.rollcall.account.ChangeResult.Status;
import dev.rollcall.account.Holder;
import dev.rollcall.account.UserRepository;
import dev.rollcall.identity.AccountId;
import dev.rollcall.identity.ExternalId;
import dev.rollcall.identity.Username;
import dev.rollcall.lock.Fence;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What becomes of a batch as a whole: its order, those who are refused in it, and that it lasts (R39). */
abstract class RepositoryBatchContract extends RepositorySeatContract {

    private static final int MANY = 300;

    @Test
    @DisplayName("apply answers with one result per change, in the order of the batch")
    void answersInTheOrderOfTheBatch() {
        Account anna = person("anna");
        Account bert = person("bert");
        make(Edit.of(bert).field(field(0), valueOf(field(0), 2)).change());

        List<ChangeResult> results = apply(
                personCreation(STAFF, "dora").change(),
                Creation.of(STAFF, "anna").id("new").change(),
                block(bert, BlockReason.MANUAL, MONDAY),
                Creation.of(STAFF, "emil").seatLimit(0).change(),
                block(anna, BlockReason.MANUAL, MONDAY),
                personCreation(PARTNERS, "fred").change());

        assertStatuses(
                results,
                "the order of the results: that of the batch, also where changes are grouped by kind to be written",
                Status.APPLIED,
                Status.REFUSED,
                Status.CONFLICT,
                Status.NO_SEAT,
                Status.APPLIED,
                Status.APPLIED);
        assertThat(List.of(
                        reread(onlyId(results.get(0))).username().value(),
                        reread(onlyId(results.get(4))).username().value(),
                        reread(onlyId(results.get(5))).username().value()))
                .as(guide("the ids in the results: each belongs to its own change"))
                .containsExactly("dora", "anna", "fred");
    }

    private static AccountId onlyId(ChangeResult result) {
        return result.versions().keySet().iterator().next();
    }

    @Test
    @DisplayName("A change that is refused leaves no trace and does no harm to the others of its batch (R39)")
    void aRefusedChangeHarmsNoOther() {
        Account anna = person("anna");
        Account bert = person("bert");
        Account carl = person("carl");

        assertStatuses(
                apply(
                        block(anna, BlockReason.MANUAL, MONDAY),
                        Edit.of(bert)
                                .rename("carl")
                                .field(field(0), valueOf(field(0), 2))
                                .change(),
                        Edit.of(carl).field(field(0), valueOf(field(0), 2)).change(),
                        Creation.of(STAFF, "newcomer").id("id of anna").change(),
                        personCreation(STAFF, "dora").change()),
                "what apply does after an error of the database: undo that one change and go on with the next, in a fresh"
                        + " transaction or from a savepoint",
                Status.APPLIED,
                Status.REFUSED,
                Status.APPLIED,
                Status.REFUSED,
                Status.APPLIED);
        assertNow(
                anna.toBuilder().blocked(BlockReason.MANUAL, MONDAY).build(),
                "what becomes of a change before a refused one: it stands");
        assertThat(fullPicture(reread(bert)))
                .as(guide("what is left of a refused change: nothing, not even a new version"))
                .isEqualTo(fullPicture(bert));
        assertNow(
                carl.toBuilder().field(field(0), valueOf(field(0), 2)).build(),
                "what becomes of a change after a refused one: it is made");
        assertThat(holdersOfNames(STAFF, "dora", "newcomer"))
                .as(guide("what becomes of a change after a refused one: it is made"))
                .hasSize(1);
    }

    @Test
    @DisplayName("A value that does not fit does no harm to the other changes of its batch (R39)")
    void aValueThatDoesNotFitHarmsNoOther() {
        String value = unfitValue();
        Account anna = person("anna");
        Account bert = person("bert");

        assertStatuses(
                apply(
                        Edit.of(anna).field(field(0), valueOf(field(0), 2)).change(),
                        Edit.of(bert).field(field(0), value).change(),
                        personCreation(STAFF, "carl").change()),
                "what apply does after an error of the database: undo that one change and go on with the next, in a fresh"
                        + " transaction or from a savepoint",
                Status.APPLIED,
                Status.REFUSED,
                Status.APPLIED);
        assertNow(
                anna.toBuilder().field(field(0), valueOf(field(0), 2)).build(),
                "what becomes of a change before a refused one: it stands");
        assertThat(fullPicture(reread(bert)))
                .as(guide("what is left of a refused change: nothing, not even a new version"))
                .isEqualTo(fullPicture(bert));
    }

    @Test
    @DisplayName(
            "What was answered with APPLIED is committed: another repository over the table sees it, and no trace of the rest")
    void whatIsAppliedIsDurable() {
        Account anna = person("anna");
        Account bert = person("bert");
        apply(
                block(anna, BlockReason.MANUAL, MONDAY),
                Edit.of(bert)
                        .rename("anna")
                        .field(field(0), valueOf(field(0), 2))
                        .change(),
                personCreation(STAFF, "carl").change(),
                reassign(person(PARTNERS, "paul"), null));
        Map<String, Object> seen = table();

        UserRepository other = reopened();

        assertThat(table(other))
                .as(guide("when apply answers: after the commit, in a transaction of its own, not in the caller's"))
                .isEqualTo(seen);
        assertThat(other.holders(
                        STAFF, Set.of(Username.of("anna"), Username.of("bert"), Username.of("carl")), Set.of()))
                .as(guide("when apply answers: after the commit, in a transaction of its own, not in the caller's"))
                .hasSize(3);
    }

    @Test
    @DisplayName("Each call sees everything that is committed by then, whoever wrote it")
    void eachCallSeesWhatIsCommitted() {
        Account anna = person("anna");
        Account bert = person("bert");
        table();

        UserRepository other = reopened();
        apply(
                other,
                Fence.none(STAFF),
                List.of(
                        block(anna, BlockReason.MANUAL, MONDAY),
                        Edit.of(bert).rename("bert2").change(),
                        personCreation(STAFF, "carl").change()));

        assertThat(table())
                .as(guide("where the reading methods read: from the table, not from a cache or an old transaction"))
                .isEqualTo(table(other));
        assertThat(holdersOfNames(STAFF, "bert", "bert2", "carl"))
                .as(guide("where holders reads: from the table, not from a cache or an old transaction"))
                .hasSize(2);
    }

    @Test
    @DisplayName("Reading sees at once what somebody wrote around the repository")
    void readingSeesWhatSomebodyElseWrote() {
        Account anna = person("anna");
        table();

        editBehindBack(anna.id());

        assertThat(picture(reread(anna)))
                .as(guide(
                        "where load reads: from the table, not from a cache; or editBehindBack of your test, which has"
                                + " to change a field, the name, the status or whatever else the engine reads"))
                .isNotEqualTo(picture(anna));
    }

    @Test
    @DisplayName("A batch of several hundred is made in full, and as many accounts are read in one call")
    void writesAndReadsSeveralHundred() {
        List<Change> creations = new ArrayList<>();
        for (int i = 0; i < MANY; i++) {
            creations.add(Creation.of(STAFF, "person" + i)
                    .id("id" + i)
                    .field(field(0), valueOf(field(0), i))
                    .change());
        }
        List<ChangeResult> results = apply(creations.toArray(Change[]::new));
        assertThat(results)
                .extracting(ChangeResult::status)
                .as(guide("apply for " + MANY + " changes at once"))
                .containsOnly(Status.APPLIED);
        Set<AccountId> ids =
                results.stream().map(RepositoryBatchContract::onlyId).collect(Collectors.toSet());
        Set<Username> names = IntStream.range(0, MANY)
                .mapToObj(i -> Username.of("person" + i))
                .collect(Collectors.toSet());
        Set<ExternalId> externalIds =
                IntStream.range(0, MANY).mapToObj(i -> ExternalId.of("id" + i)).collect(Collectors.toSet());

        List<Account> scanned = new ArrayList<>();
        repository().scan(STAFF, fields(), scanned::add);
        assertThat(scanned)
                .extracting(Account::id)
                .as(guide("scan over " + MANY + " accounts: no page left out, no row twice"))
                .containsExactlyInAnyOrderElementsOf(ids);
        assertThat(repository().load(ids, fields()))
                .extracting(Account::id)
                .as(guide("load of " + MANY + " accounts: databases limit the length of an IN list"))
                .containsExactlyInAnyOrderElementsOf(ids);
        assertThat(repository().holders(STAFF, names, externalIds))
                .extracting(Holder::id)
                .as(guide("holders of " + MANY + " names and ids: databases limit the length of an IN list"))
                .containsExactlyInAnyOrderElementsOf(ids);

        Change[] edits = scanned.stream()
                .map(account -> Edit.of(account)
                        .rename("new." + account.username().value())
                        .change())
                .toArray(Change[]::new);
        List<ChangeResult> edited = apply(edits);
        assertThat(edited)
                .extracting(ChangeResult::status)
                .as(guide("apply for " + MANY + " updates at once"))
                .containsOnly(Status.APPLIED);
        assertThat(edited)
                .extracting(result -> reread(onlyId(result)).username().value())
                .as(guide("apply for " + MANY + " updates at once: each result belongs to its own change"))
                .isEqualTo(scanned.stream()
                        .map(account -> "new." + account.username().value())
                        .toList());
    }
}
