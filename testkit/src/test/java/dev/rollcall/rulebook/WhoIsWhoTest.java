package dev.rollcall.rulebook;

import static dev.rollcall.testkit.Accounts.account;
import static dev.rollcall.testkit.Accounts.local;
import static dev.rollcall.testkit.Accounts.unlinked;
import static dev.rollcall.testkit.People.person;
import static dev.rollcall.testkit.People.withoutId;
import static dev.rollcall.testkit.People.withoutKey;
import static dev.rollcall.testkit.RollcallAssertions.assertThat;

import dev.rollcall.account.BlockReason;
import dev.rollcall.plan.Count;
import dev.rollcall.plan.PersonResult;
import dev.rollcall.plan.RefusalCode;
import dev.rollcall.plan.StepKind;
import dev.rollcall.rules.Rule;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class WhoIsWhoTest {

    @Nested
    @DisplayName("R8 Same owner and same external id: same person")
    class R8 {

        @Test
        void theIdDecidesEvenWhereTheNamesSayOtherwise() {
            assertThat(Given.people(person("1", "bob"), person("2", "cy"))
                            .accounts(account("1", "ann"), account("2", "bob"))
                            .plan())
                    .renames("1", "bob")
                    .renames("2", "cy")
                    .hasNo(StepKind.CREATE, StepKind.BLOCK);
        }

        @Test
        void theSameIdInAnotherDirectoryIsSomebodyElse() {
            assertThat(Given.people(person("1", "ann"))
                            .accounts(account("1", "other").ownedBy("partners"))
                            .plan())
                    .creates("ann")
                    .leavesAlone("other");
        }

        @Test
        void externalIdsCompareExactly() {
            assertThat(Given.people(person("a1", "ann"))
                            .accounts(account("A1", "bob"))
                            .plan())
                    .creates("ann")
                    .blocks("bob", BlockReason.REMOVED_FROM_SCOPE);
        }
    }

    @Nested
    @DisplayName("R9 An account without external id is linked by its username")
    class R9 {

        @Test
        void receivesTheIdAndIsThenReconciledLikeAnyOther() {
            assertThat(Given.people(person("1", "ANN").inactive().with("title", "b"))
                            .accounts(unlinked("ann").with("title", "a"))
                            .mapping("title")
                            .plan())
                    .links("ann")
                    .because(Rule.R9)
                    .with("externalId", "1")
                    .with("title", "b")
                    .with("username", "ANN")
                    .blocks("ann", BlockReason.INACTIVE_IN_DIRECTORY)
                    .hasNo(StepKind.CREATE);
        }

        @Test
        void aBlockedOneIsActivatedTogetherWithItsLink() {
            assertThat(Given.people(person("1", "ann"))
                            .accounts(unlinked("ann").blocked(BlockReason.REMOVED_FROM_SCOPE))
                            .plan())
                    .activates("ann")
                    .links("ann")
                    .counts(Count.LINKED, 1);
        }

        @Test
        void anAccountWithAnIdIsNotLinkedByName() {
            assertThat(Given.people(person("2", "ann"), person("1", "bob"))
                            .accounts(account("1", "ann"))
                            .plan())
                    .hasNo(StepKind.BLOCK)
                    .renames("ann", "bob")
                    .creates("2");
        }

        @Test
        void aPersonFoundByIdLinksNoSecondAccount() {
            assertThat(Given.people(person("1", "ann"))
                            .accounts(account("1", "old"), unlinked("ann"))
                            .plan())
                    .refuses("1")
                    .with(RefusalCode.USERNAME_TAKEN)
                    .blocks("acc-ann", BlockReason.REMOVED_FROM_SCOPE);
        }

        @Test
        void noSecondAccountWhileALocalOneHoldsTheId() {
            assertThat(Given.people(person("1", "anna"))
                            .accounts(account("1", "ann").madeLocal())
                            .plan())
                    .isEmpty()
                    .rejects("1")
                    .with(RefusalCode.HELD_LOCALLY)
                    .because(Rule.R9)
                    .saying("hand it over");
        }

        @Test
        void whoIsHeldLocallyUnderTheirOwnNameIsToldSoToo() {
            assertThat(Given.people(person("1", "ann"))
                            .accounts(account("1", "ann").madeLocal())
                            .plan())
                    .isEmpty()
                    .rejects("1")
                    .with(RefusalCode.HELD_LOCALLY);
        }

        @Test
        void aLocalAccountWithAnIdOfAnotherDirectoryHoldsNobodyHere() {
            assertThat(Given.people(person("1", "anna"))
                            .accounts(account("1", "ann").ownedBy("partners").madeLocal())
                            .plan())
                    .creates("anna");
        }

        @Test
        void anInactivePersonHeldLocallyIsNotProvisioned() {
            assertThat(Given.people(person("1", "anna").inactive())
                            .accounts(account("1", "ann").madeLocal())
                            .plan())
                    .reportsNoFailure()
                    .counts(PersonResult.NOT_PROVISIONED, 1);
        }
    }

    @Nested
    @DisplayName("R10 Accounts of others are never touched")
    class R10 {

        @Test
        void aLocalOneWithTheNameRejectsTheNewcomer() {
            assertThat(Given.people(person("1", "ZED"))
                            .accounts(local("zed").with("title", "mine"))
                            .mapping("title")
                            .plan())
                    .isEmpty()
                    .rejects("1")
                    .with(RefusalCode.USERNAME_TAKEN)
                    .because(Rule.R10)
                    .counts(PersonResult.REJECTED, 1);
        }

        @Test
        void soDoesOneOfAnotherDirectoryEvenWithoutExternalId() {
            assertThat(Given.people(person("1", "zed"))
                            .accounts(unlinked("zed").ownedBy("partners"))
                            .plan())
                    .isEmpty()
                    .rejects("1")
                    .with(RefusalCode.USERNAME_TAKEN);
        }

        @Test
        void theirStatusAndFieldsAreTheirOwn() {
            assertThat(Given.people(person("9", "nina"))
                            .accounts(
                                    account("9", "nina"),
                                    local("a"),
                                    local("b").blocked(BlockReason.LICENCE_LIMIT),
                                    account("1", "c").ownedBy("partners"),
                                    account("2", "d").ownedBy("partners").blocked(BlockReason.REMOVED_FROM_SCOPE))
                            .plan())
                    .isEmpty();
        }
    }

    @Nested
    @DisplayName("R11 A different external id is somebody else")
    class R11 {

        private Given recreated() {
            return Given.people(person("2", "ann")).accounts(account("1", "ann"));
        }

        @Test
        void theNewcomerIsRejectedAndTheAccountIsNeverTheirs() {
            assertThat(recreated().plan())
                    .rejects("2")
                    .with(RefusalCode.IDENTITY_MISMATCH)
                    .because(Rule.R11)
                    .saying("relink")
                    .blocks("acc-ann", BlockReason.REMOVED_FROM_SCOPE)
                    .hasNo(StepKind.CREATE, StepKind.UPDATE);
        }

        @Test
        void isRelinkedWhereTheHostChoseTo() {
            assertThat(recreated().policy(policy -> policy.relinking(true)).plan())
                    .relinks("ann", "2")
                    .because(Rule.R11)
                    .hasNo(StepKind.BLOCK, StepKind.REJECT)
                    .counts(Count.RELINKED, 1)
                    .counts(PersonResult.UPDATED, 1);
        }

        @Test
        void aRelinkedAccountThatWasRemovedComesBack() {
            assertThat(Given.people(person("2", "ann"))
                            .accounts(account("1", "ann").blocked(BlockReason.REMOVED_FROM_SCOPE))
                            .policy(policy -> policy.relinking(true))
                            .plan())
                    .relinks("ann", "2")
                    .activates("ann");
        }

        @Test
        void isNotRelinkedWhileTheOldIdIsInTheSnapshot() {
            assertThat(Given.people(person("2", "ann"), person("1", "ann.old").with("x", "y"))
                            .accounts(account("1", "ann"), local("ann.old"))
                            .policy(policy -> policy.relinking(true))
                            .plan())
                    .rejects("2")
                    .with(RefusalCode.IDENTITY_MISMATCH)
                    .refuses("1")
                    .with(RefusalCode.USERNAME_TAKEN);
        }

        @Test
        void isNotRelinkedWhileARejectedPersonHasTheOldId() {
            assertThat(recreated()
                            .unreadable(withoutKey("1"))
                            .policy(policy -> policy.relinking(true))
                            .plan())
                    .isEmpty()
                    .rejects("2")
                    .with(RefusalCode.IDENTITY_MISMATCH);
        }

        @Test
        void isNotRelinkedWhileSomebodyIsUnidentified() {
            assertThat(Given.people(person("2", "ann"), withoutId("zed"))
                            .accounts(account("1", "ann"))
                            .policy(policy -> policy.relinking(true).toleratedUnidentified(5))
                            .plan())
                    .rejects("2")
                    .with(RefusalCode.IDENTITY_MISMATCH);
        }

        @Test
        void isNotRelinkedBeforeTheGraceHasRunOut() {
            Given given = Given.people(person("2", "ann"))
                    .accounts(account("1", "ann").absentSince("2026-01-01T00:00:00Z"))
                    .policy(policy -> policy.relinking(true).grace(Duration.ofDays(2)));

            assertThat(given.at("2026-01-02T23:59:59Z").plan())
                    .isEmpty()
                    .rejects("2")
                    .with(RefusalCode.IDENTITY_MISMATCH);
            assertThat(given.at("2026-01-03T00:00:00Z").plan())
                    .relinks("ann", "2")
                    .forgetsAbsence("ann")
                    .hasNo(StepKind.BLOCK);
        }

        @Test
        void isNotRelinkedWhereTheGraceHasNotEvenBegun() {
            assertThat(recreated()
                            .policy(policy -> policy.relinking(true).grace(Duration.ofDays(2)))
                            .plan())
                    .rejects("2")
                    .notesAbsence("acc-ann");
        }

        @Test
        void isNotRelinkedWhereTheOldIdIsIgnored() {
            assertThat(recreated()
                            .policy(policy -> policy.relinking(true))
                            .ignoring("1")
                            .plan())
                    .isEmpty()
                    .rejects("2")
                    .with(RefusalCode.IDENTITY_MISMATCH);
        }

        @Test
        void aLinkedAccountIsNotRelinkedToSomebodyWhoSharesTheName() {
            assertThat(Given.people(person("2", "ann"), person("3", "ann"))
                            .accounts(account("1", "ann"))
                            .policy(policy -> policy.relinking(true))
                            .plan())
                    .rejects("2")
                    .with(RefusalCode.DUPLICATE_MATCH_KEY)
                    .rejects("3")
                    .with(RefusalCode.DUPLICATE_MATCH_KEY)
                    .hasNo(StepKind.UPDATE);
        }

        @Test
        void aNameThatItsHolderGivesUpInThisRunIsFree() {
            assertThat(Given.people(person("1", "ann.old"), person("2", "ann"))
                            .accounts(account("1", "ann"))
                            .plan())
                    .renames("1", "ann.old")
                    .creates("2")
                    .reportsNoFailure();
        }

        @Test
        void aNameThatItsHolderCannotGiveUpIsNot() {
            assertThat(Given.people(person("1", "zed"), person("2", "ann"))
                            .accounts(account("1", "ann"), local("zed"))
                            .plan())
                    .refuses("1")
                    .with(RefusalCode.USERNAME_TAKEN)
                    .rejects("2")
                    .with(RefusalCode.IDENTITY_MISMATCH)
                    .isEmpty();
        }

        @Test
        void anInactiveNewcomerIsNotProvisionedWithoutRelinking() {
            assertThat(Given.people(person("2", "ann").inactive())
                            .accounts(account("1", "ann"))
                            .plan())
                    .reportsNoFailure()
                    .counts(PersonResult.NOT_PROVISIONED, 1)
                    .blocks("ann", BlockReason.REMOVED_FROM_SCOPE);
        }
    }
}
