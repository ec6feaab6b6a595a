package dev.rollcall.rulebook;

import static dev.rollcall.testkit.Accounts.account;
import static dev.rollcall.testkit.Accounts.local;
import static dev.rollcall.testkit.Accounts.unlinked;
import static dev.rollcall.testkit.People.person;
import static dev.rollcall.testkit.People.withoutId;
import static dev.rollcall.testkit.People.withoutKey;
import static dev.rollcall.testkit.RollcallAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.rollcall.account.BlockReason;
import dev.rollcall.identity.AccountId;
import dev.rollcall.plan.Hold;
import dev.rollcall.plan.PersonResult;
import dev.rollcall.plan.RefusalCode;
import dev.rollcall.plan.StepKind;
import dev.rollcall.plan.SyncPlan;
import dev.rollcall.policy.ValueSource;
import dev.rollcall.rules.Rule;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ReadingTest {

    @Nested
    @DisplayName("R2 A snapshot with nobody in it is not believed")
    class R2 {

        @Test
        void isHeldWhileTheDirectoryOwnsAnActiveAccount() {
            assertThat(Given.nobody().accounts(account("1", "ann")).plan()).isHeld(Hold.Reason.EMPTY_SNAPSHOT);
        }

        @Test
        void isHeldForAnUnlinkedAccountToo() {
            assertThat(Given.nobody().accounts(unlinked("ann")).plan()).isHeld(Hold.Reason.EMPTY_SNAPSHOT);
        }

        @Test
        void isBelievedOnceTheHostSaysSo() {
            assertThat(Given.nobody()
                            .accounts(account("1", "ann"))
                            .believingEmptySnapshot()
                            .plan())
                    .isNotHeld()
                    .blocks("ann", BlockReason.REMOVED_FROM_SCOPE);
        }

        @Test
        void isBelievedWhereOnlyProtectedBlockedLocalAndForeignAccountsAreThere() {
            assertThat(Given.nobody()
                            .accounts(
                                    account("1", "ann"),
                                    account("2", "bob").blocked(BlockReason.LICENCE_LIMIT),
                                    local("root"),
                                    account("3", "eve").ownedBy("partners"))
                            .policy(policy -> policy.protect(List.of(AccountId.of("acc-ann"))))
                            .plan())
                    .isNotHeld()
                    .vetoes("ann")
                    .leavesAlone("root")
                    .leavesAlone("eve");
        }

        @Test
        void isHeldWhereOneOfTwoActiveAccountsIsProtected() {
            assertThat(Given.nobody()
                            .accounts(account("1", "ann"), account("2", "bob"))
                            .policy(policy -> policy.protect(List.of(AccountId.of("acc-ann"))))
                            .plan())
                    .isHeld(Hold.Reason.EMPTY_SNAPSHOT);
        }

        @Test
        void isNotEmptyWhereSomebodyUnreadableIsInIt() {
            assertThat(Given.nobody()
                            .unreadable(withoutKey("1"))
                            .accounts(account("1", "ann"))
                            .plan())
                    .isNotHeld();
        }

        @Test
        void permissionToBelieveItDoesNotLiftAGuard() {
            Given six = Given.nobody().believingEmptySnapshot();
            for (int i = 0; i < 6; i++) {
                six.accounts(account("id" + i, "name" + i));
            }

            assertThat(six.plan()).isHeld(Hold.Reason.GUARD);
        }
    }

    @Nested
    @DisplayName("R4 A person reached several times is one person")
    class R4 {

        @Test
        void repeatsCollapseAndTheirGroupsAreJoined() {
            SyncPlan plan = Given.people(
                            person("1", "ann").in("sales"),
                            person("2", "bob").in("sales"),
                            person("1", "ann").in("staff"))
                    .policy(policy -> policy.field("groups", ValueSource.groups(", ")))
                    .plan();

            assertThat(plan)
                    .creates("1")
                    .with("groups", "sales, staff")
                    .hasExactly(StepKind.CREATE, "ann", "bob")
                    .reportsNoFailure();
            assertThat(plan.summary().figures().peopleRead()).isEqualTo(2);
        }

        @Test
        void repeatsWhoseValuesComeInAnotherOrderAreIdentical() {
            assertThat(Given.people(
                                    person("1", "ann").with("tel", "1", "2"),
                                    person("1", "ann").with("tel", "2", "1"))
                            .mapping("tel")
                            .plan())
                    .hasExactly(StepKind.CREATE, "1")
                    .reportsNoFailure();
        }

        @Test
        void theGroupsOfARepeatReachAnExistingAccount() {
            assertThat(Given.people(
                                    person("1", "ann").in("a"),
                                    person("1", "ann").in("b"))
                            .accounts(account("1", "ann").with("groups", "a"))
                            .policy(policy -> policy.field("groups", ValueSource.groups(",")))
                            .plan())
                    .updates("ann", "groups")
                    .from("a")
                    .to("a,b");
        }
    }

    @Nested
    @DisplayName("R5 One unreadable person is rejected alone")
    class R5 {

        @Test
        void withoutAMatchKeyTheAccountKnownByIdIsLeftAsItIs() {
            assertThat(Given.people(withoutKey("1").with("title", "new"), person("2", "bob"))
                            .accounts(account("1", "ann").with("title", "old"), account("2", "bob"))
                            .mapping("title")
                            .plan())
                    .isEmpty()
                    .rejects("1")
                    .with(RefusalCode.NO_MATCH_KEY)
                    .because(Rule.R5)
                    .doesNotSuspendRemovals()
                    .counts(PersonResult.REJECTED, 1)
                    .counts(PersonResult.UNCHANGED, 1);
        }

        @Test
        void withoutAMatchKeyTheOneWhoIsCertainlyInactiveIsBlockedAllTheSame() {
            assertThat(Given.people(withoutKey("1").inactive())
                            .accounts(account("1", "ann"))
                            .plan())
                    .rejects("1")
                    .blocks("ann", BlockReason.INACTIVE_IN_DIRECTORY)
                    .because(Rule.R21)
                    .counts(PersonResult.REJECTED, 1)
                    .counts(PersonResult.BLOCKED, 0);
        }

        @Test
        void ofUnknownActivityNobodyIsBlocked() {
            assertThat(Given.people(withoutKey("1").unknown(), person("2", "bob"))
                            .accounts(account("1", "ann"))
                            .plan())
                    .hasNo(StepKind.BLOCK)
                    .rejects("1");
        }

        @Test
        void anInactiveRejectedPersonRelabelsNoBlock() {
            assertThat(Given.people(withoutKey("1").inactive())
                            .accounts(account("1", "ann").blocked(BlockReason.LICENCE_LIMIT))
                            .plan())
                    .isEmpty()
                    .rejects("1");
        }

        @Test
        void anUnreadableRowIsRejectedInItsOwnWords() {
            assertThat(Given.nobody()
                            .unreadable(person("1", "ann"))
                            .accounts(account("1", "ann"), account("2", "bob"))
                            .plan())
                    .rejects("1")
                    .with(RefusalCode.UNREADABLE)
                    .saying("line 7 is too short")
                    .blocks("bob", BlockReason.REMOVED_FROM_SCOPE)
                    .hasExactly(StepKind.BLOCK, "bob");
        }

        @Test
        void anEmptyUsernameIsRejected() {
            assertThat(Given.people(person("1", "ann"), person("2", "bob").with("login", "\u00A0"))
                            .policy(policy -> policy.username(ValueSource.attribute("login")))
                            .plan())
                    .rejects("1")
                    .with(RefusalCode.NO_USERNAME)
                    .rejects("2")
                    .with(RefusalCode.NO_USERNAME)
                    .isEmpty();
        }

        @Test
        void aMalformedMatchKeyIsRejectedWithoutRepeatingIt() {
            assertThat(Given.people(person("1", "a\u0000nn"))
                            .accounts(account("1", "ann"))
                            .plan())
                    .isEmpty()
                    .rejects("1")
                    .with(RefusalCode.MALFORMED_NAME)
                    .saying("U+0000");
        }

        @Test
        void aMalformedUsernameOfItsOwnAttributeIsRejectedAsMalformed() {
            assertThat(Given.people(person("1", "ann").with("login", "a\u202Enn"))
                            .policy(policy -> policy.username(ValueSource.attribute("login")))
                            .plan())
                    .isEmpty()
                    .rejects("1")
                    .with(RefusalCode.MALFORMED_NAME)
                    .because(Rule.R5);
        }

        @Test
        void whereSomebodyCannotBeIdentifiedNobodyIsRemoved() {
            assertThat(Given.people(withoutId("ann"), person("3", "cy").inactive())
                            .accounts(
                                    account("1", "ann"),
                                    account("2", "bob").blocked(BlockReason.LICENCE_LIMIT),
                                    account("3", "cy"))
                            .plan())
                    .suspendsRemovals()
                    .rejects("ann")
                    .with(RefusalCode.NO_EXTERNAL_ID)
                    .blocks("cy", BlockReason.INACTIVE_IN_DIRECTORY)
                    .hasExactly(StepKind.BLOCK, "cy")
                    .leavesAlone("bob");
        }

        @Test
        void nobodyIsRemovedAboveTheToleratedNumber() {
            Given two = Given.people(withoutId("x"), withoutId("y"))
                    .accounts(account("1", "ann"))
                    .policy(policy -> policy.toleratedUnidentified(1));

            assertThat(two.plan()).suspendsRemovals().hasNo(StepKind.BLOCK);
        }

        @Test
        void removalsGoOnAtTheToleratedNumber() {
            Given two = Given.people(withoutId("x"), withoutId("y"))
                    .accounts(account("1", "ann"))
                    .policy(policy -> policy.toleratedUnidentified(2));

            assertThat(two.plan()).doesNotSuspendRemovals().blocks("ann", BlockReason.REMOVED_FROM_SCOPE);
        }

        @Test
        void noAbsenceIsNotedWhileRemovalsAreSuspended() {
            assertThat(Given.people(withoutId("x"))
                            .accounts(account("1", "ann"))
                            .policy(policy -> policy.grace(Duration.ofDays(3)))
                            .plan())
                    .hasNo(StepKind.NOTE_ABSENCE)
                    .isEmpty();
        }

        @Test
        void twoUnidentifiedPeopleAreNoChangeOfTheIdScheme() {
            assertThat(Given.people(withoutId("ann"), withoutId("bob"))
                            .accounts(account("1", "ann"), account("2", "bob"))
                            .plan())
                    .isNotHeld()
                    .suspendsRemovals()
                    .isEmpty();
        }

        @Test
        void anUnlinkedAccountThatAnUnidentifiedPersonNamesIsNotLinked() {
            assertThat(Given.people(withoutId("ann")).accounts(unlinked("ann")).plan())
                    .isEmpty();
        }
    }

    @Nested
    @DisplayName("R6 An activity that was not delivered is unknown")
    class R6 {

        @Test
        void unknownPeopleAreNeitherCreatedNorActivatedNorBlocked() {
            assertThat(Given.people(
                                    person("1", "ann").unknown(),
                                    person("2", "bob").unknown(),
                                    person("3", "cy").unknown(),
                                    person("4", "dan"))
                            .accounts(
                                    account("1", "ann"),
                                    account("2", "bob").blocked(BlockReason.REMOVED_FROM_SCOPE),
                                    account("4", "dan"))
                            .plan())
                    .isEmpty()
                    .reportsNoFailure()
                    .counts(PersonResult.ACTIVITY_UNKNOWN, 3);
        }

        @Test
        void anUnknownPersonIsPresentAndTheirFieldsFollow() {
            assertThat(Given.people(person("1", "ann").unknown().with("title", "b"))
                            .accounts(account("1", "ann").with("title", "a"))
                            .mapping("title")
                            .plan())
                    .updates("ann", "title")
                    .to("b")
                    .hasNo(StepKind.BLOCK)
                    .counts(PersonResult.UPDATED, 1);
        }

        @Test
        void aReadThatDeliveredItForNobodyOutOfTwoCannotBeBelieved() {
            Given two = Given.people(
                    person("1", "ann").unknown(), person("2", "bob").unknown());

            assertThatIllegalArgumentException().isThrownBy(two::plan).withMessageContaining("R6");
        }

        @Test
        void oneAloneMayBeUnknown() {
            assertThat(Given.people(person("1", "ann").unknown()).plan())
                    .isEmpty()
                    .counts(PersonResult.ACTIVITY_UNKNOWN, 1);
        }

        @Test
        void oneKnownAmongManyIsEnough() {
            assertThat(Given.people(
                                    person("1", "ann").unknown(),
                                    person("2", "bob").unknown(),
                                    person("3", "cy").inactive())
                            .plan())
                    .counts(PersonResult.ACTIVITY_UNKNOWN, 2)
                    .counts(PersonResult.NOT_PROVISIONED, 1);
        }
    }
}
