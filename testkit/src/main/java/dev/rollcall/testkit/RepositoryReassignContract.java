package dev.rollcall.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.account.Account;
import dev.rollcall.account.BlockReason;
import dev.rollcall.account.Change;
import dev.rollcall.account.ChangeResult.Status;
import dev.rollcall.identity.AccountId;
import dev.rollcall.identity.DirectoryName;
import dev.rollcall.identity.Username;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What becomes of a {@link Change.Reassign}. */
abstract class RepositoryReassignContract extends RepositoryRenameContract {

    private List<AccountId> idsOf(DirectoryName owner) {
        List<AccountId> ids = new ArrayList<>();
        repository().scan(owner, NO_FIELDS, account -> ids.add(account.id()));
        return ids;
    }

    @Test
    @DisplayName("Reassign to nobody: the account is local and keeps the id with the directory it belongs to (R9)")
    void makesLocal() {
        Account anna = person("anna");

        make(reassign(anna, null));

        assertNow(
                anna.toBuilder().owner(null).formerOwner(STAFF).build(),
                "what Reassign writes when the owner is null: the owner goes, the external id and whose it is stay");
        assertThat(idsOf(STAFF))
                .as(guide("the owner that Reassign writes: the account is not scanned any more"))
                .isEmpty();
    }

    @Test
    @DisplayName("Reassign to a directory: the external id is removed, and the directory owns the account (R9)")
    void handsOverToADirectory() {
        Account lars = formerPerson("lars");
        Account paul = person(PARTNERS, "paul");

        make(reassign(lars, STAFF));
        make(reassign(paul, STAFF));

        assertNow(
                lars.toBuilder().owner(STAFF).externalId(null).build(),
                "what Reassign writes to a local account that kept an id: the new owner, and no external id");
        assertNow(
                paul.toBuilder().owner(STAFF).externalId(null).build(),
                "what Reassign writes to an account of another directory: the new owner, and no external id");
        assertThat(idsOf(STAFF))
                .as(guide("the owner that Reassign writes: the new owner's scan hands the account over"))
                .containsExactlyInAnyOrder(lars.id(), paul.id());
        assertThat(idsOf(PARTNERS))
                .as(guide("the owner that Reassign writes: the former owner's scan does not"))
                .isEmpty();
        assertThat(holdersOfIds(STAFF, "id of lars", "id of paul"))
                .as(guide("the external id after Reassign to a directory: nobody has it"))
                .isEmpty();
        assertThat(holdersOfIds(PARTNERS, "id of lars", "id of paul"))
                .as(guide("the external id after Reassign to a directory: nobody has it"))
                .isEmpty();
    }

    @Test
    @DisplayName("Reassign: an account that was handed over and made local again is not taken for who it was before")
    void forgetsWhoseTheIdWas() {
        Account account = person("lars");
        account = make(reassign(account, null));
        account = make(reassign(account, PARTNERS));
        account = make(reassign(account, null));

        assertThat(account.externalId())
                .as(guide("the external id, which is gone since the account was handed over"))
                .isEmpty();
        assertThat(account.externalIdOf())
                .as(guide("the directory beside the external id: without an id there is none"))
                .isEmpty();
        assertThat(holdersOfIds(STAFF, "id of lars"))
                .as(guide("what Reassign to a directory clears"))
                .isEmpty();
    }

    @Test
    @DisplayName("Reassign: a noted absence is forgotten either way")
    void forgetsAnAbsence() {
        Account alice = make(Edit.of(person("alice")).absentSince(MONDAY).change());
        Account adam = make(Edit.of(person("adam")).absentSince(MONDAY).change());

        assertThat(make(reassign(alice, null)).absentSince())
                .as(guide("what Reassign writes when it makes an account local: the absence is cleared"))
                .isEmpty();
        assertThat(make(reassign(adam, PARTNERS)).absentSince())
                .as(guide("what Reassign writes when it hands an account over: the absence is cleared"))
                .isEmpty();
    }

    @Test
    @DisplayName("Reassign: the account receives a new name in the same step")
    void reassignsAndRenames() {
        Account anna = person("anna");

        make(reassign(anna, null, "Anna.Old"));

        assertNow(
                anna.toBuilder()
                        .owner(null)
                        .formerOwner(STAFF)
                        .username(Username.of("Anna.Old"))
                        .build(),
                "what Reassign writes when it carries a name");
        assertThat(holdersOfNames(STAFF, "anna"))
                .as(guide("what Reassign writes when it carries a name: the earlier one is free"))
                .isEmpty();
    }

    @Test
    @DisplayName("Reassign: a name that another account of the host holds is refused, and nothing is written")
    void reassigningToATakenNameIsRefused() {
        Account anna = person("anna");
        person(PARTNERS, "paul");
        Map<String, Object> before = table();

        assertStatus(
                tryTo(reassign(anna, PARTNERS, "Paul")),
                Status.REFUSED,
                "the constraint on names when Reassign renames");
        assertNothingWritten(before, "what Reassign writes when its name is refused: not the owner either");
    }

    @Test
    @DisplayName("Reassign leaves the status, the reason of a block and the fields as they are")
    void reassigningLeavesTheRest() {
        Account blocked = blocked(person("anna"), BlockReason.INACTIVE_IN_DIRECTORY, MONDAY);

        Account local = make(reassign(blocked, null));
        assertNow(
                blocked.toBuilder().owner(null).formerOwner(STAFF).build(),
                "what Reassign writes: nothing beside the owner, the external id, the absence and a name");

        make(reassign(local, PARTNERS));
        assertNow(
                blocked.toBuilder().owner(PARTNERS).externalId(null).build(),
                "what Reassign writes: nothing beside the owner, the external id, the absence and a name");
    }
}
