package dev.rollcall.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.SoftAssertions.assertSoftly;

import dev.rollcall.account.Account;
import dev.rollcall.account.BlockReason;
import dev.rollcall.account.Change;
import dev.rollcall.account.ChangeResult;
import dev.rollcall.account.ChangeResult.Status;
import dev.rollcall.identity.AccountId;
import dev.rollcall.identity.ExternalId;
import dev.rollcall.identity.Username;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What becomes of a {@link Change.Create}. */
abstract class RepositoryCreateContract extends RepositoryHolderContract {

    private static Account.Builder expected(Account account, String name) {
        return Account.builder(account.id(), Username.of(name));
    }

    @Test
    @DisplayName("Create: the account is active, with the owner, id, name and fields of the change")
    void createsAnActiveAccount() {
        Account created = make(Creation.of(STAFF, "Anna")
                .id("4711")
                .field(field(0), valueOf(field(0), 1))
                .field(field(1), valueOf(field(1), 2))
                .change());

        assertNow(
                expected(created, "Anna")
                        .owner(STAFF)
                        .externalId(ExternalId.of("4711"))
                        .field(field(0), valueOf(field(0), 1))
                        .field(field(1), valueOf(field(1), 2))
                        .build(),
                "what Create writes, and what load reads of it");
    }

    @Test
    @DisplayName("Create: a field that the change does not name has no value")
    void createsWithoutTheFieldsThatAreNotNamed() {
        Account created = make(
                Creation.of(STAFF, "anna").field(field(1), valueOf(field(1), 1)).change());

        assertThat(created.fields())
                .as(guide("the columns that Create does not name: no value, whatever the column's default"))
                .isEqualTo(Map.of(field(1), valueOf(field(1), 1)));
    }

    @Test
    @DisplayName("Create with a moment to wait since: blocked for want of a licence, since that moment (R29)")
    void createsAWaitingAccount() {
        Account created =
                make(Creation.of(STAFF, "wanda").id("4711").waitingSince(MONDAY).change());

        assertNow(
                expected(created, "wanda")
                        .owner(STAFF)
                        .externalId(ExternalId.of("4711"))
                        .blocked(BlockReason.LICENCE_LIMIT, MONDAY)
                        .build(),
                "what Create writes when waitingSince is given: BLOCKED, LICENCE_LIMIT, that moment to the millisecond");
        assertThat(repository().activeAccounts())
                .as(guide("the status of an account that waits: it takes no seat"))
                .isZero();
    }

    @Test
    @DisplayName("Create: the result names the new account and no other, and its version")
    void theResultNamesTheNewAccount() {
        person("anna");

        ChangeResult result = tryTo(personCreation(STAFF, "bert").change());

        assertStatus(result, Status.APPLIED, "Create");
        assertThat(idsOfHolders(Set.of(Username.of("bert")), Set.of()))
                .as(guide("the id in the result of Create: the key that the database gave"))
                .containsExactlyElementsOf(result.versions().keySet());
        AccountId id = result.versions().keySet().iterator().next();
        assertThat(result.versions().get(id))
                .as(guide("the version in the result of Create: what a load would give now"))
                .isEqualTo(reread(id).version());
    }

    @Test
    @DisplayName("Create: the name keeps its spelling")
    void theNameKeepsItsSpelling() {
        Account created = make(Creation.of(STAFF, "Jane.DOE").change());

        assertThat(created.username().value())
                .as(guide("the column of the username: the spelling goes there, the folded form into another"))
                .isEqualTo("Jane.DOE");
    }

    @Test
    @DisplayName(
            "Create: a name that another account of the host holds, whoever owns it, is refused and nothing is written")
    void aNameOfAnotherAccountIsRefusedToANewOne() {
        person("anna");
        blocked(person(PARTNERS, "paul"), BlockReason.MANUAL, MONDAY);
        local("lea");
        Map<String, Object> before = table();

        assertSoftly(softly -> List.of("anna", "paul", "lea")
                .forEach(name -> assertRefused(
                        softly,
                        Creation.of(STAFF, name).id("new").change(),
                        "the constraint on names: one for the whole host, not one for each owner; '" + name + "'")));
        assertNothingWritten(before, "what Create writes before it meets the constraint");
    }

    @Test
    @DisplayName("Create: a name that another account holds in another spelling is refused (R13)")
    void aRespelledNameOfAnotherAccountIsRefusedToANewOne() {
        person("anna");
        person("Bert");
        List<String> respelled = new ArrayList<>(List.of("ANNA", "Anna", "bert"));
        ChangeResult other = tryTo(Creation.of(STAFF, "m\u00FCller").change());
        if (other.status() == Status.REFUSED) {
            reportUnchecked("the name 'm\u00FCller', which the table refuses: " + other.reason());
        } else {
            respelled.addAll(List.of("mu\u0308ller", "M\u00DCLLER"));
        }
        Map<String, Object> before = table();

        assertSoftly(softly -> respelled.forEach(name -> assertRefused(
                softly,
                Creation.of(PARTNERS, name).id("new").change(),
                "the constraint on names: unique over NameFolding.fold(name); '" + name + "'")));
        assertNothingWritten(before, "what Create writes before it meets the constraint");
    }

    @Test
    @DisplayName("Create: an id that another account of the directory has is refused and nothing is written")
    void aTakenIdIsRefusedToANewAccount() {
        person("anna");
        blocked(person("bert"), BlockReason.REMOVED_FROM_SCOPE, MONDAY);
        Map<String, Object> before = table();

        assertSoftly(softly -> List.of("anna", "bert")
                .forEach(name -> assertRefused(
                        softly,
                        Creation.of(STAFF, "newcomer").id("id of " + name).change(),
                        "the constraint on external ids: unique together with the owner, whatever the status")));
        assertNothingWritten(before, "what Create writes before it meets the constraint");
    }

    @Test
    @DisplayName("Create: an id that is taken in another directory only, or differs in letter case, is free")
    void theSameIdIsFreeInAnotherDirectory() {
        make(Creation.of(STAFF, "anna").id("00uX").change());

        assertStatus(
                tryTo(Creation.of(PARTNERS, "paul").id("00uX").change()),
                Status.APPLIED,
                "the constraint on external ids: unique together with the owner, not alone");
        assertStatus(
                tryTo(Creation.of(STAFF, "bert").id("00ux").change()),
                Status.APPLIED,
                "the column of the external id: its collation has to be binary, since ids compare exactly (R13)");
    }

    @Test
    @DisplayName("A refusal says why, without personal data")
    void aRefusalSaysWhyWithoutPersonalData() {
        Account anna = make(Creation.of(STAFF, "anna.secret").id("id-4711").change());
        Account bert = make(Creation.of(STAFF, "bert").change());

        List<ChangeResult> refusals = apply(
                Creation.of(STAFF, "anna.secret").id("new").change(),
                Creation.of(STAFF, "newcomer").id("id-4711").change(),
                Edit.of(bert).rename("anna.secret").change());

        assertThat(refusals)
                .extracting(ChangeResult::reason)
                .allSatisfy(reason -> assertThat(reason)
                        .as(guide(
                                "the reason of a refusal: the constraint's name, not the database's message, which quotes the"
                                        + " row; it goes into logs and audit records"))
                        .isNotBlank()
                        .doesNotContainIgnoringCase("anna.secret")
                        .doesNotContain("id-4711"));
        assertNow(anna, "what a refused change leaves behind");
    }

    final void assertRefused(SoftAssertions softly, Change change, String lookAt) {
        softly.assertThat(tryTo(change).status()).as(guide(lookAt)).isEqualTo(Status.REFUSED);
    }
}
