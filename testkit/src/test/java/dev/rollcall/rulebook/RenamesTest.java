package dev.rollcall.rulebook;

import static dev.rollcall.testkit.Accounts.account;
import static dev.rollcall.testkit.Accounts.local;
import static dev.rollcall.testkit.Accounts.unlinked;
import static dev.rollcall.testkit.People.person;
import static dev.rollcall.testkit.RollcallAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rollcall.account.BlockReason;
import dev.rollcall.account.Change;
import dev.rollcall.identity.AccountId;
import dev.rollcall.identity.ExternalId;
import dev.rollcall.identity.Username;
import dev.rollcall.plan.Count;
import dev.rollcall.plan.PersonResult;
import dev.rollcall.plan.RefusalCode;
import dev.rollcall.plan.StepKind;
import dev.rollcall.policy.MappingMode;
import dev.rollcall.policy.ValueSource;
import dev.rollcall.rules.Rule;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("R14 A changed username renames the account")
class RenamesTest {

    @Test
    void inPlaceAndNoSecondAccountAppears() {
        assertThat(Given.people(person("1", "anna"))
                        .accounts(account("1", "ann"))
                        .plan())
                .renames("ann", "anna")
                .because(Rule.R14)
                .hasNo(StepKind.CREATE, StepKind.BLOCK)
                .counts(Count.RENAMED, 1)
                .counts(PersonResult.UPDATED, 1);
    }

    @Test
    void ofABlockedAccountToo() {
        assertThat(Given.people(person("1", "anna"))
                        .accounts(account("1", "ann").blocked(BlockReason.MANUAL))
                        .plan())
                .renames("ann", "anna")
                .hasNo(StepKind.ACTIVATE);
    }

    @Test
    void aChainIsWrittenFromItsFreeEnd() {
        assertThat(Given.people(person("1", "b"), person("2", "c"), person("3", "d"))
                        .accounts(account("1", "a"), account("2", "b"), account("3", "c"))
                        .plan())
                .hasExactly(StepKind.UPDATE, "3", "2", "1")
                .renames("1", "b")
                .renames("2", "c")
                .renames("3", "d")
                .reportsNoFailure();
    }

    @Test
    void twoCanSwap() {
        assertThat(Given.people(person("1", "bob"), person("2", "ann"))
                        .accounts(account("1", "ann"), account("2", "bob"))
                        .plan())
                .renames("1", "bob")
                .renames("2", "ann")
                .reportsNoFailure();
    }

    @Test
    void threeCanRotate() {
        assertThat(Given.people(person("1", "b"), person("2", "c"), person("3", "a"))
                        .accounts(account("1", "a"), account("2", "b"), account("3", "c"))
                        .plan())
                .renames("1", "b")
                .renames("2", "c")
                .renames("3", "a")
                .reportsNoFailure();
    }

    @Test
    void aNameThatALocalAccountKeepsLeavesTheWholeChainAsItIs() {
        assertThat(Given.people(
                                person("1", "b").with("title", "x"),
                                person("2", "c").with("title", "x"),
                                person("3", "e"))
                        .accounts(account("1", "a"), account("2", "b"), account("3", "d"), local("c"))
                        .mapping("title")
                        .plan())
                .refuses("1")
                .with(RefusalCode.USERNAME_TAKEN)
                .because(Rule.R14)
                .refuses("2")
                .with(RefusalCode.USERNAME_TAKEN)
                .updates("1", "title")
                .to("x")
                .updates("2", "title")
                .to("x")
                .keeps("1", "username")
                .keeps("2", "username")
                .renames("3", "e")
                .counts(PersonResult.FAILED, 2);
    }

    @Test
    void aNameOfAnAbsentPersonsAccountIsKeptByIt() {
        assertThat(Given.people(person("1", "bob"))
                        .accounts(account("1", "ann"), account("2", "bob"))
                        .plan())
                .refuses("1")
                .with(RefusalCode.USERNAME_TAKEN)
                .blocks("2");
    }

    @Test
    void aNameOfAnUnlinkedAccountIsKeptByIt() {
        assertThat(Given.people(person("1", "bob"))
                        .accounts(account("1", "ann"), unlinked("bob"))
                        .plan())
                .refuses("1")
                .with(RefusalCode.USERNAME_TAKEN);
    }

    @Test
    void aNameOfSomebodyWhoseRowIsRejectedIsKept() {
        assertThat(Given.people(person("1", "bob"))
                        .unreadable(person("2", "cy"))
                        .accounts(account("1", "ann"), account("2", "bob"))
                        .plan())
                .isEmpty()
                .refuses("1")
                .with(RefusalCode.USERNAME_TAKEN);
    }

    @Test
    void aNameOfSomebodyWhoIsIgnoredIsKept() {
        assertThat(Given.people(person("1", "bob"), person("2", "cy"))
                        .accounts(account("1", "ann"), account("2", "bob"))
                        .ignoring("2")
                        .plan())
                .isEmpty()
                .refuses("1")
                .with(RefusalCode.USERNAME_TAKEN);
    }

    @Test
    void aMereChangeOfSpellingNeedsNoFreeName() {
        assertThat(Given.people(person("1", "Ann"), person("2", "bob"))
                        .accounts(account("1", "ann"), account("2", "bob"))
                        .plan())
                .renames("1", "Ann")
                .hasExactly(StepKind.UPDATE, "1")
                .reportsNoFailure();
    }

    @Test
    void aMereChangeOfSpellingIsNoOtherName() {
        assertThat(Given.people(person("1", "Ann"))
                        .accounts(account("1", "ann"))
                        .plan())
                .counts(PersonResult.UPDATED, 1)
                .counts(Count.RENAMED, 0);
    }

    @Test
    void aRefusedNameBlocksNeitherStatusNorFields() {
        assertThat(Given.people(person("1", "zed").inactive().with("title", "b"))
                        .accounts(account("1", "ann").with("title", "a"), local("zed"))
                        .mapping("title")
                        .plan())
                .refuses("1")
                .with(RefusalCode.USERNAME_TAKEN)
                .blocks("ann", BlockReason.INACTIVE_IN_DIRECTORY)
                .updates("ann", "title")
                .to("b")
                .counts(PersonResult.FAILED, 1);
    }

    @Test
    void aUsernameOfItsOwnAttributeIsFollowedAndTheKeyIsNot() {
        assertThat(Given.people(person("1", "other").with("login", "anna"))
                        .accounts(account("1", "ann"))
                        .policy(policy -> policy.username(ValueSource.attribute("login")))
                        .plan())
                .renames("ann", "anna");
    }

    @Test
    void aUsernameThatIsSetOnCreationOnlyStays() {
        assertThat(Given.people(person("1", "anna"), person("2", "ann"))
                        .accounts(account("1", "ann"))
                        .policy(policy ->
                                policy.username(ValueSource.matchKey(), name -> name.mode(MappingMode.ON_CREATE)))
                        .plan())
                .keeps("ann", "username")
                .rejects("2")
                .with(RefusalCode.IDENTITY_MISMATCH)
                .counts(PersonResult.UNCHANGED, 1);
    }

    @Test
    void theReasonNamesTheRemedy() {
        assertThat(Given.people(person("1", "zed"))
                        .accounts(account("1", "ann"), local("zed"))
                        .plan())
                .refuses("1")
                .saying("rename or make local the account that has it");
    }

    @Test
    void aRingOfThirtyAndAChainOfThirtyAllSucceed() {
        Given given = Given.nobody();
        for (int i = 0; i < 30; i++) {
            given.and(person("r" + i, "ring" + (i + 1) % 30).build()).accounts(account("r" + i, "ring" + i));
            given.and(person("c" + i, "chain" + (i + 1)).build()).accounts(account("c" + i, "chain" + i));
        }

        assertThat(given.plan()).reportsNoFailure().counts(Count.RENAMED, 60);
        assertThat(Given.steps(given.plan())).hasSize(60);
    }

    @Test
    void aCycleOfRenamesGivesNoExternalIds() {
        Change.Update plain = renaming("1", "bob", null);
        Change.Update linking = renaming("2", "ann", ExternalId.of("4711"));

        assertThatThrownBy(() -> new Change.RenameCycle(List.of(plain, linking)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no external ids");
    }

    private static Change.Update renaming(String id, String name, @Nullable ExternalId externalId) {
        return new Change.Update(AccountId.of(id), "1", externalId, Username.of(name), Map.of(), null);
    }
}
