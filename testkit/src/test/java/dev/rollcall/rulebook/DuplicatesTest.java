package dev.rollcall.rulebook;

import static dev.rollcall.testkit.Accounts.account;
import static dev.rollcall.testkit.Accounts.unlinked;
import static dev.rollcall.testkit.People.person;
import static dev.rollcall.testkit.People.withoutId;
import static dev.rollcall.testkit.People.withoutKey;
import static dev.rollcall.testkit.RollcallAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.account.BlockReason;
import dev.rollcall.directory.Activity;
import dev.rollcall.directory.DirectoryUser;
import dev.rollcall.identity.AccountId;
import dev.rollcall.plan.PersonResult;
import dev.rollcall.plan.RefusalCode;
import dev.rollcall.plan.StepKind;
import dev.rollcall.policy.ValueSource;
import dev.rollcall.rules.Rule;
import dev.rollcall.testkit.People.Person;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class DuplicatesTest {

    @Nested
    @DisplayName("R12 People who share a match key or username")
    class R12SharedNames {

        @Test
        void areNotCreated() {
            assertThat(Given.people(person("1", "ann"), person("2", "ANN"), person("3", "bob"))
                            .plan())
                    .hasExactly(StepKind.CREATE, "bob")
                    .rejects("1")
                    .with(RefusalCode.DUPLICATE_MATCH_KEY)
                    .because(Rule.R12)
                    .rejects("2")
                    .with(RefusalCode.DUPLICATE_MATCH_KEY);
        }

        @Test
        void areNotLinkedAndTheAccountIsNotAbsent() {
            assertThat(Given.people(person("1", "ann"), person("2", "ann"))
                            .accounts(unlinked("ann"))
                            .plan())
                    .isEmpty()
                    .rejects("1")
                    .rejects("2");
        }

        @Test
        void areNotRenamedButKeepTheirStatusAndFieldsById() {
            assertThat(Given.people(person("1", "zed").inactive().with("title", "b"), person("2", "zed"))
                            .accounts(account("1", "ann").with("title", "a"))
                            .mapping("title")
                            .plan())
                    .refuses("1")
                    .with(RefusalCode.DUPLICATE_MATCH_KEY)
                    .because(Rule.R12)
                    .updates("ann", "title")
                    .to("b")
                    .keeps("ann", "username")
                    .blocks("ann", BlockReason.INACTIVE_IN_DIRECTORY)
                    .rejects("2")
                    .counts(PersonResult.FAILED, 1);
        }

        @Test
        void shareAKeyAlthoughTheirUsernamesDiffer() {
            assertThat(Given.people(
                                    person("1", "key").with("login", "ann"),
                                    person("2", "KEY").with("login", "bob"))
                            .policy(policy -> policy.username(ValueSource.attribute("login")))
                            .plan())
                    .isEmpty()
                    .rejects("1")
                    .with(RefusalCode.DUPLICATE_MATCH_KEY)
                    .rejects("2")
                    .with(RefusalCode.DUPLICATE_MATCH_KEY);
        }

        @Test
        void shareAUsernameAlthoughTheirKeysDiffer() {
            assertThat(Given.people(
                                    person("1", "k1").with("login", "ann"),
                                    person("2", "k2").with("login", " Ann "))
                            .policy(policy -> policy.username(ValueSource.attribute("login")))
                            .plan())
                    .isEmpty()
                    .rejects("1")
                    .rejects("2");
        }

        @Test
        void theKeyOfOneIsNotTheUsernameOfAnother() {
            assertThat(Given.people(
                                    person("1", "ann").with("login", "bob"),
                                    person("2", "bob").with("login", "cy"))
                            .policy(policy -> policy.username(ValueSource.attribute("login")))
                            .plan())
                    .hasExactly(StepKind.CREATE, "1", "2")
                    .reportsNoFailure();
        }

        @Test
        void countEvenWhenOneOfThemCannotBeRead() {
            assertThat(Given.people(person("1", "ann"))
                            .unreadable(person("2", "ann"))
                            .plan())
                    .isEmpty()
                    .rejects("1")
                    .with(RefusalCode.DUPLICATE_MATCH_KEY);
        }

        @Test
        void countEvenWhenOneOfThemCannotBeIdentified() {
            assertThat(Given.people(person("1", "ann"), withoutId("ann")).plan())
                    .isEmpty()
                    .rejects("1")
                    .with(RefusalCode.DUPLICATE_MATCH_KEY);
        }

        @Test
        void countEvenWhenOneOfThemIsInactiveOrIgnored() {
            assertThat(Given.people(person("1", "ann"), person("2", "ann").inactive())
                            .plan())
                    .rejects("1")
                    .with(RefusalCode.DUPLICATE_MATCH_KEY)
                    .counts(PersonResult.NOT_PROVISIONED, 1);
            assertThat(Given.people(person("1", "ann"), person("2", "ann"))
                            .ignoring("2")
                            .plan())
                    .rejects("1")
                    .with(RefusalCode.DUPLICATE_MATCH_KEY)
                    .counts(PersonResult.IGNORED, 1);
        }

        @Test
        void peopleWithoutAnyKeyShareNothing() {
            assertThat(Given.people(withoutKey("1"), withoutKey("2")).plan())
                    .rejects("1")
                    .with(RefusalCode.NO_MATCH_KEY)
                    .rejects("2")
                    .with(RefusalCode.NO_MATCH_KEY);
        }

        @Test
        void thoseWhoWaitKeepTheirPlaceById() {
            assertThat(Given.people(person("2", "ann"), person("1", "ann"))
                            .accounts(
                                    account("1", "ann").blocked(BlockReason.LICENCE_LIMIT),
                                    account("2", "bob").blocked(BlockReason.LICENCE_LIMIT))
                            .seats(1)
                            .plan())
                    .hasExactly(StepKind.ACTIVATE, "1");
        }
    }

    @Nested
    @DisplayName("R12 Rows with one external id that differ")
    class R12DifferingRows {

        private final Person a = person("1", "ann").with("title", "a");
        private final Person b = person("1", "ann").with("title", "b");

        @Test
        void areRejectedAltogetherAndNothingIsCreated() {
            assertThat(Given.people(a, b, a).mapping("title").plan())
                    .isEmpty()
                    .rejects("1")
                    .with(RefusalCode.DUPLICATE_EXTERNAL_ID)
                    .because(Rule.R12)
                    .counts(PersonResult.REJECTED, 1);
        }

        @Test
        void leaveTheAccountAsItIsWhicheverRowComesFirst() {
            for (List<Person> rows : List.of(List.of(a, b), List.of(b, a))) {
                assertThat(Given.people(rows)
                                .accounts(account("1", "ann").with("title", "a"))
                                .mapping("title")
                                .plan())
                        .as("first %s", rows.get(0))
                        .isEmpty()
                        .rejects("1")
                        .with(RefusalCode.DUPLICATE_EXTERNAL_ID)
                        .counts(PersonResult.UNCHANGED, 0);
            }
        }

        @Test
        void giveNoSeatToAnAccountThatWaits() {
            assertThat(Given.people(a, b)
                            .accounts(account("1", "ann").with("title", "a").blocked(BlockReason.LICENCE_LIMIT))
                            .mapping("title")
                            .plan())
                    .isEmpty()
                    .rejects("1")
                    .with(RefusalCode.DUPLICATE_EXTERNAL_ID);
        }

        @Test
        void blockNobodyEvenWhereBothAreInactive() {
            assertThat(Given.people(a.inactive(), b.inactive())
                            .accounts(account("1", "ann"))
                            .mapping("title")
                            .plan())
                    .isEmpty()
                    .rejects("1");
        }

        @Test
        void mayDifferInActivityOrKey() {
            assertThat(Given.people(person("1", "ann"), person("1", "ann").inactive())
                            .accounts(account("1", "ann"))
                            .plan())
                    .isEmpty()
                    .rejects("1")
                    .with(RefusalCode.DUPLICATE_EXTERNAL_ID);
            assertThat(Given.people(person("1", "ann"), person("1", "anna")).plan())
                    .isEmpty()
                    .rejects("1")
                    .with(RefusalCode.DUPLICATE_EXTERNAL_ID);
        }

        @Test
        void mayDifferInThatOneCouldNotBeRead() {
            assertThat(Given.people(person("1", "ann"))
                            .unreadable(person("1", "ann"))
                            .accounts(account("1", "ann"))
                            .plan())
                    .isEmpty()
                    .rejects("1")
                    .with(RefusalCode.DUPLICATE_EXTERNAL_ID);
        }

        @Test
        void claimEveryNameThatOneOfThemHas() {
            assertThat(Given.people(person("1", "ann"), person("1", "bob"), person("2", "bob"), person("3", "ann"))
                            .accounts(unlinked("bob"))
                            .plan())
                    .isEmpty()
                    .rejects("2")
                    .with(RefusalCode.DUPLICATE_MATCH_KEY)
                    .rejects("3")
                    .with(RefusalCode.DUPLICATE_MATCH_KEY);
        }

        @Test
        void areRejectedAlsoWhereTheMatchKeyIsTheId() {
            DirectoryUser upper = DirectoryUser.builder()
                    .matchKeyAsId("ANN")
                    .activity(Activity.ACTIVE)
                    .build();
            DirectoryUser lower = DirectoryUser.builder()
                    .matchKeyAsId("ann")
                    .activity(Activity.ACTIVE)
                    .build();

            assertThat(Given.nobody()
                            .and(upper)
                            .and(lower)
                            .accounts(account("ann", "ann"))
                            .plan())
                    .isEmpty()
                    .rejects("ann")
                    .with(RefusalCode.DUPLICATE_EXTERNAL_ID);
        }
    }

    @Nested
    @DisplayName("R12 Two accounts with one external id")
    class R12TwoAccounts {

        @Test
        void rejectTheirPerson() {
            assertThat(Given.people(person("1", "ann").with("title", "b"))
                            .accounts(account("1", "ann").with("title", "a"), account("1", "bob"))
                            .mapping("title")
                            .plan())
                    .isEmpty()
                    .rejects("1")
                    .with(RefusalCode.DUPLICATE_ACCOUNT)
                    .because(Rule.R12)
                    .counts(PersonResult.REJECTED, 1);
        }

        @Test
        void areBothBlockedIfThePersonIsCertainlyInactive() {
            assertThat(Given.people(person("1", "ann").inactive())
                            .accounts(account("1", "ann"), account("1", "bob"))
                            .plan())
                    .rejects("1")
                    .with(RefusalCode.DUPLICATE_ACCOUNT)
                    .hasExactly(StepKind.BLOCK, "acc-ann", "acc-bob")
                    .blocks("acc-ann", BlockReason.INACTIVE_IN_DIRECTORY)
                    .blocks("acc-bob", BlockReason.INACTIVE_IN_DIRECTORY)
                    .counts(PersonResult.BLOCKED, 0);
        }

        @Test
        void areNotBlockedIfThatIsUnknown() {
            assertThat(Given.people(person("1", "ann").unknown(), person("2", "cy"))
                            .accounts(account("1", "ann"), account("1", "bob"))
                            .plan())
                    .hasNo(StepKind.BLOCK)
                    .rejects("1");
        }

        @Test
        void vetoTheOneThatIsProtected() {
            assertThat(Given.people(person("1", "ann").inactive())
                            .accounts(account("1", "ann"), account("1", "bob"))
                            .policy(policy -> policy.protect(List.of(AccountId.of("acc-ann"))))
                            .plan())
                    .hasExactly(StepKind.BLOCK, "acc-bob")
                    .vetoes("acc-ann");
        }

        @Test
        void areRemovedLikeAnyOtherWhenThePersonIsAbsent() {
            assertThat(Given.people(person("2", "cy"))
                            .accounts(account("1", "ann"), account("1", "bob"))
                            .plan())
                    .blocks("acc-ann", BlockReason.REMOVED_FROM_SCOPE)
                    .blocks("acc-bob", BlockReason.REMOVED_FROM_SCOPE);
        }
    }

    @Test
    @DisplayName("R12 figures add up to the people read, whatever is duplicate")
    void figuresAddUp() {
        assertThat(Given.people(
                                person("1", "ann"),
                                person("1", "ann").with("t", "x"),
                                person("2", "bob"),
                                person("3", "BOB"),
                                withoutId("cy"),
                                withoutId("cy"))
                        .plan()
                        .summary()
                        .figures()
                        .peopleRead())
                .isEqualTo(5);
    }
}
