package dev.rollcall.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.account.Account;
import dev.rollcall.account.BlockReason;
import dev.rollcall.account.Change;
import dev.rollcall.account.ChangeResult;
import dev.rollcall.account.ChangeResult.Status;
import dev.rollcall.account.UserRepository;
import dev.rollcall.identity.AccountId;
import dev.rollcall.identity.DirectoryName;
import dev.rollcall.lock.Fence;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What versions are for: nobody's change is overwritten (R40). */
abstract class RepositoryVersionContract extends RepositoryReassignContract {

    /** A write of every sort but cycles, each possible after the one before. */
    private Map<String, Function<Account, Change>> writes() {
        Map<String, Function<Account, Change>> writes = new LinkedHashMap<>();
        writes.put(
                "Update of a field",
                account ->
                        Edit.of(account).field(field(0), valueOf(field(0), 2)).change());
        writes.put(
                "Update that clears a field",
                account -> Edit.of(account).field(field(0), null).change());
        writes.put(
                "Update of the name",
                account -> Edit.of(account).rename("anna2").change());
        writes.put(
                "Update of the spelling",
                account -> Edit.of(account).rename("ANNA2").change());
        writes.put(
                "Update of the external id",
                account -> Edit.of(account).link("4711").change());
        writes.put(
                "Update that notes an absence",
                account -> Edit.of(account).absentSince(MONDAY).change());
        writes.put(
                "Update that forgets an absence",
                account -> Edit.of(account).present().change());
        writes.put("Block", account -> block(account, BlockReason.LICENCE_LIMIT, MONDAY));
        writes.put("Block with another reason", account -> block(account, BlockReason.MANUAL, MONDAY));
        writes.put("Block since another moment", account -> block(account, BlockReason.MANUAL, TUESDAY));
        writes.put("Activate", account -> activate(account));
        writes.put("Reassign to nobody", account -> reassign(account, null));
        writes.put("Reassign to a directory", account -> reassign(account, PARTNERS));
        return writes;
    }

    @Test
    @DisplayName("Every write that changes something gives the account a new version, and the result names it")
    void everyWriteGivesANewVersion() {
        Account account = person("anna");
        for (Map.Entry<String, Function<Account, Change>> write : writes().entrySet()) {
            ChangeResult result = tryTo(write.getValue().apply(account));

            assertStatus(result, Status.APPLIED, write.getKey() + " on the version that the last result named");
            Account now = reread(account);
            assertThat(now.version())
                    .as(guide("the version after " + write.getKey()
                            + ": it counts or hashes every column that is written"))
                    .isNotEqualTo(account.version());
            assertThat(result.versions())
                    .as(guide("the result of " + write.getKey() + ": the account, with what a load would give now"))
                    .isEqualTo(Map.of(account.id(), now.version()));
            account = now;
        }
    }

    @Test
    @DisplayName(
            "A change that names a version the account does not have any more is a conflict, and nothing is written")
    void aStaleVersionIsAConflict() {
        Account account = person("anna");
        int value = 2;
        for (Map.Entry<String, Function<Account, Change>> write : writes().entrySet()) {
            Account stale = account;
            account = make(
                    Edit.of(account).field(field(1), valueOf(field(1), value++)).change());
            Map<String, Object> before = table();

            assertStatus(
                    tryTo(write.getValue().apply(stale)),
                    Status.CONFLICT,
                    write.getKey() + " of an account that has changed: its version is checked in the same statement");
            assertNothingWritten(before, write.getKey() + " of an account that has changed: nothing of it is written");

            account = make(write.getValue().apply(account));
        }
    }

    @Test
    @DisplayName("A version stays while nobody changes the account, and is the same whichever fields are asked for")
    void aVersionStaysWhileNothingChanges() {
        Account anna = person("anna");
        Account bert = person("bert");
        make(Edit.of(bert).field(field(0), valueOf(field(0), 2)).change());

        assertThat(reread(anna).version())
                .as(guide("the version: it depends on nothing but the account's own row"))
                .isEqualTo(anna.version());
        assertThat(repository().load(Set.of(anna.id()), NO_FIELDS))
                .extracting(Account::version)
                .as(guide("the version that load gives: of the whole row, not of the fields that were asked for"))
                .containsExactly(anna.version());
        Map<AccountId, String> scanned = new HashMap<>();
        repository().scan(STAFF, Set.of(field(1)), account -> scanned.put(account.id(), account.version()));
        assertThat(scanned)
                .as(guide("the version that scan gives: of the whole row, not of the fields that were asked for"))
                .containsEntry(anna.id(), anna.version());
    }

    @Test
    @DisplayName("A version is the same for every repository over the table")
    void aVersionIsTheSameForEveryRepository() {
        Account anna = person("anna");

        UserRepository other = reopened();

        assertThat(other.load(Set.of(anna.id()), fields()))
                .extracting(Account::version)
                .as(guide("where the version comes from: the row, not the memory of one process"))
                .containsExactly(anna.version());
        assertStatuses(
                apply(other, Fence.none(STAFF), List.of(block(anna, BlockReason.MANUAL, MONDAY))),
                "where the version comes from: the row, not the memory of one process",
                Status.APPLIED);
    }

    @Test
    @DisplayName("A version changes with writes that go around the repository too, and what was planned before is a"
            + " conflict")
    void anEditBehindTheRepositoryIsNoticed() {
        Account anna = person("anna");
        Account bert = person("bert");
        editBehindBack(anna.id());
        Map<String, Object> before = table();

        assertThat(reread(anna).version())
                .as(guide("the version after an edit around the repository: a trigger or a hash of the columns changes"
                        + " it, a counter that only the repository moves does not"))
                .isNotEqualTo(anna.version());
        assertStatuses(
                apply(
                        block(anna, BlockReason.REMOVED_FROM_SCOPE, MONDAY),
                        block(bert, BlockReason.REMOVED_FROM_SCOPE, MONDAY)),
                "the version that a change is checked against: that of the row now, not of a cached object",
                Status.CONFLICT,
                Status.APPLIED);
        before.keySet().remove(bert.id().value());
        assertThat(table())
                .as(guide("what is written to an account that somebody else edited: nothing"))
                .containsEntry(anna.id().value(), before.get(anna.id().value()));
    }

    @Test
    @DisplayName("A change to an account that is gone is a conflict")
    void aChangeToAnAccountThatIsGoneIsAConflict() {
        Account anna = person("anna");
        Account bert = person("bert");
        Account carl = person("carl");
        removeBehindBack(anna.id());

        List<ChangeResult> results = apply(
                Edit.of(anna).field(field(0), valueOf(field(0), 2)).change(),
                new Change.RenameCycle(List.of(
                        Edit.of(bert).rename("carl").change(),
                        Edit.of(carl).rename("anna").change(),
                        Edit.of(anna).rename("bert").change())));

        assertStatuses(
                results,
                "how many rows a statement changed: none means that the account is gone or has changed",
                Status.CONFLICT,
                Status.CONFLICT);
        assertStatus(
                tryTo(block(anna, BlockReason.MANUAL, MONDAY)), Status.CONFLICT, "Block of an account that is gone");
        assertStatus(tryTo(activate(anna)), Status.CONFLICT, "Activate of an account that is gone");
        assertStatus(tryTo(reassign(anna, null)), Status.CONFLICT, "Reassign of an account that is gone");
        assertThat(repository().load(Set.of(anna.id()), fields()))
                .as(guide("what a change writes to an account that is gone: it must not come back"))
                .isEmpty();
        assertNow(bert, "RenameCycle with an account that is gone: all or nothing");
    }

    @Test
    @DisplayName("What an account held that is gone is free: its seat, its name, its id (R10, R30)")
    void whatAnAccountHeldThatIsGoneIsFree() {
        Account anna = person("anna");
        person("bert");
        removeBehindBack(anna.id());
        String lookAt =
                "what is kept beside the account itself, such as entries for names and ids, a list of each owner's"
                        + " accounts, a counter: the host's own code has to take the account out of them, or the"
                        + " repository look at the account behind them";

        assertThat(repository().activeAccounts()).as(guide(lookAt)).isEqualTo(1);
        assertThat(scanned(STAFF)).as(guide(lookAt)).doesNotContain(anna.id());
        assertThat(idsOfHolders(
                        Set.of(anna.username()), Set.of(anna.externalId().orElseThrow())))
                .as(guide(lookAt))
                .isEmpty();
        assertStatus(
                tryTo(personCreation(STAFF, "anna").seatLimit(2).change()),
                Status.APPLIED,
                lookAt + ", when somebody else comes with the same name and id");
        assertThat(repository().activeAccounts()).as(guide(lookAt)).isEqualTo(2);
    }

    private Set<AccountId> scanned(DirectoryName owner) {
        Set<AccountId> scanned = new HashSet<>();
        repository().scan(owner, NO_FIELDS, account -> scanned.add(account.id()));
        return scanned;
    }

    @Test
    @DisplayName("A change that is stale is a conflict, whatever else is wrong with it")
    void aStaleVersionIsAConflictWhateverElseIsWrong() {
        Account anna = person("anna");
        Account nils = blocked(unlinked(STAFF, "nils"), BlockReason.LICENCE_LIMIT, MONDAY);
        person("bert");
        make(Edit.of(anna).field(field(0), valueOf(field(0), 2)).change());
        make(Edit.of(nils).field(field(0), valueOf(field(0), 2)).change());
        Map<String, Object> before = table();

        assertStatuses(
                apply(
                        Edit.of(anna).rename("bert").change(),
                        Edit.of(nils).link("id of bert").change(),
                        activate(nils, 0),
                        reassign(anna, null, "bert")),
                "what is looked at first: whether the account is as it was read; names, ids and seats come after that",
                Status.CONFLICT,
                Status.CONFLICT,
                Status.CONFLICT,
                Status.CONFLICT);
        assertNothingWritten(before, "what is written of a change that is stale: nothing");
    }
}
