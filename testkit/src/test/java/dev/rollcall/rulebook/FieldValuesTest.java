package dev.rollcall.rulebook;

import static dev.rollcall.policy.ValueSource.attribute;
import static dev.rollcall.testkit.Accounts.account;
import static dev.rollcall.testkit.People.person;
import static dev.rollcall.testkit.RollcallAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.account.BlockReason;
import dev.rollcall.plan.PersonResult;
import dev.rollcall.plan.RefusalCode;
import dev.rollcall.plan.StepKind;
import dev.rollcall.policy.MappingMode;
import dev.rollcall.policy.ValueSource;
import dev.rollcall.rules.Rule;
import dev.rollcall.testkit.Accounts.Row;
import dev.rollcall.testkit.People.Person;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class FieldValuesTest {

    private static final Person ANN = person("1", "ann");
    private static final Row ACCOUNT = account("1", "ann");

    /** Somebody who carries the attribute, so that it is not one which nobody carries. */
    private static final Person WITNESS =
            person("9", "witness").with("title", "w").inactive();

    @Nested
    @DisplayName("R20 A value that is missing everywhere, too long or malformed is not applied")
    class R20 {

        private Given limited(Person... people) {
            return Given.people(people)
                    .policy(policy -> policy.field("title", attribute("title"), field -> field.maxLength(3)));
        }

        @Test
        void anAttributeThatNobodyCarriesClearsNothingAndIsReported() {
            assertThat(Given.people(ANN, person("2", "bob").with("title", " "))
                            .accounts(ACCOUNT.with("title", "a"), account("2", "bob"))
                            .mapping("title")
                            .plan())
                    .isEmpty()
                    .hasWarning("ATTRIBUTE_NEVER_SEEN")
                    .hasWarning("title")
                    .counts(PersonResult.UNCHANGED, 2);
        }

        @Test
        void oneWhoCarriesItIsEnoughWhateverElsePeopleCarry() {
            assertThat(Given.people(ANN.with("shoe", "42"), person("2", "bob").with("title", "b"))
                            .accounts(
                                    ACCOUNT.with("title", "a"),
                                    account("2", "bob").with("title", "b"))
                            .mapping("title")
                            .plan())
                    .clears("ann", "title")
                    .hasNoWarnings();
        }

        @Test
        void isNotReportedWhileNoAccountHoldsAValue() {
            assertThat(Given.people(ANN).accounts(ACCOUNT).mapping("title").plan())
                    .isEmpty()
                    .hasNoWarnings();
        }

        @Test
        void concernsFieldsThatAlwaysFollowOnly() {
            assertThat(Given.people(ANN)
                            .accounts(ACCOUNT.with("a", "x").with("b", "y"))
                            .policy(policy -> policy.field(
                                            "a", attribute("a"), field -> field.mode(MappingMode.ON_CREATE))
                                    .field("b", attribute("b"), field -> field.mode(MappingMode.WHEN_PRESENT)))
                            .plan())
                    .isEmpty()
                    .hasNoWarnings();
        }

        @Test
        void whatAnUnreadablePersonCarriesIsSeen() {
            assertThat(Given.people(ANN)
                            .unreadable(person("2", "bob").with("title", "b"))
                            .accounts(ACCOUNT.with("title", "a"))
                            .mapping("title")
                            .plan())
                    .clears("ann", "title")
                    .hasNoWarnings();
        }

        @Test
        void ofSeveralValuesTheSmallestByCodePoint() {
            assertThat(Given.people(ANN.with("tel", "34", "12", " ", ""))
                            .mapping("tel")
                            .plan())
                    .creates("ann")
                    .with("tel", "12");
            // As chars the surrogates of an emoji sort before U+FF5E, as code points after it.
            assertThat(Given.people(ANN.with("tel", "\uD83D\uDE00", "\uFF5E"))
                            .mapping("tel")
                            .plan())
                    .creates("ann")
                    .with("tel", "\uFF5E");
        }

        @Test
        void orAllOfThemJoinedWhereTheHostChoosesSo() {
            for (String[] order : new String[][] {{"b", "a", "c"}, {"c", "b", "a"}}) {
                assertThat(Given.people(ANN.with("tel", order))
                                .policy(policy -> policy.field("tel", ValueSource.allValues("tel", "; ")))
                                .plan())
                        .creates("ann")
                        .with("tel", "a; b; c");
            }
        }

        @Test
        void aNewPersonWithAValueTooLongIsCreatedWithoutIt() {
            assertThat(limited(ANN.with("title", "long")).plan())
                    .creates("ann")
                    .keeps("ann", "title")
                    .refuses("ann")
                    .with(RefusalCode.VALUE_REJECTED)
                    .because(Rule.R20)
                    .counts(PersonResult.FAILED, 1);
        }

        @Test
        void anExistingAccountKeepsWhatItHas() {
            assertThat(limited(ANN.with("title", "long"))
                            .accounts(ACCOUNT.with("title", "old"))
                            .plan())
                    .isEmpty()
                    .refuses("ann")
                    .with(RefusalCode.VALUE_REJECTED)
                    .saying("4 characters, more than the 3")
                    .counts(PersonResult.FAILED, 1);
        }

        @Test
        void lengthIsCountedInCodePoints() {
            assertThat(limited(ANN.with("title", "\uD83D\uDE00".repeat(3))).plan())
                    .creates("ann")
                    .with("title", "\uD83D\uDE00".repeat(3))
                    .reportsNoFailure();
            assertThat(limited(ANN.with("title", "\uD83D\uDE00".repeat(4))).plan())
                    .refuses("ann");
        }

        @Test
        void aValueThatTheHostCallsMalformedIsRejectedWithoutRepeatingIt() {
            assertThat(Given.people(ANN.with("mail", "nonsense"))
                            .policy(policy -> policy.field(
                                    "mail",
                                    attribute("mail"),
                                    field -> field.valid(value -> value.contains("@"), "an e-mail address")))
                            .plan())
                    .creates("ann")
                    .keeps("ann", "mail")
                    .refuses("ann")
                    .saying("the value of 'mail' is not an e-mail address");
        }

        @Test
        void aUsernameTooLongRejectsANewPersonAndIsNoRenameOfAnOldOne() {
            Given both = Given.people(person("1", "annabel").with("title", "b"), person("2", "roberta"))
                    .accounts(ACCOUNT.with("title", "a"))
                    .mapping("title")
                    .policy(policy -> policy.username(ValueSource.matchKey(), name -> name.maxLength(6)));

            assertThat(both.plan())
                    .rejects("2")
                    .with(RefusalCode.VALUE_REJECTED)
                    .refuses("1")
                    .with(RefusalCode.VALUE_REJECTED)
                    .keeps("ann", "username")
                    .updates("ann", "title")
                    .to("b")
                    .hasNo(StepKind.CREATE, StepKind.BLOCK);
        }

        @Test
        void aFunctionThatFailsRejectsTheValueAndKeepsItsMessageToItself() {
            var plan = Given.people(
                            ANN.with("pin", "s3cret"), person("2", "bob").with("pin", "x"))
                    .accounts(ACCOUNT.with("pin", "kept"))
                    .policy(policy -> policy.field(
                            "pin",
                            ValueSource.function(
                                    p -> {
                                        throw new IllegalStateException("cannot use s3cret");
                                    },
                                    "pin")))
                    .plan();

            assertThat(plan)
                    .refuses("ann")
                    .with(RefusalCode.VALUE_REJECTED)
                    .saying("java.lang.IllegalStateException")
                    .keeps("ann", "pin")
                    .creates("bob");
            assertThat(Given.steps(plan).toString() + plan.summary() + plan.explain("ann"))
                    .doesNotContain("s3cret");
        }

        @Test
        void aTestThatFailsRejectsTheValueAndKeepsItsMessageToItself() {
            var plan = Given.people(ANN.with("pin", "s3cret"))
                    .policy(policy -> policy.field(
                            "pin",
                            attribute("pin"),
                            field -> field.valid(
                                    value -> {
                                        throw new IllegalStateException("bad " + value);
                                    },
                                    "a pin")))
                    .plan();

            assertThat(plan).refuses("ann").with(RefusalCode.VALUE_REJECTED).creates("ann");
            assertThat(Given.steps(plan).toString()).doesNotContain("s3cret");
        }

        @Test
        void aTestThatOverflowsTheStackRejectsThatOneValue() {
            assertThat(Given.people(ANN.with("title", "very long"), WITNESS)
                            .accounts(ACCOUNT.with("title", "a"), account("9", "witness"))
                            .policy(policy -> policy.field(
                                    "title",
                                    attribute("title"),
                                    field -> field.valid(
                                            value -> {
                                                if (value.equals("very long")) {
                                                    throw new StackOverflowError();
                                                }
                                                return true;
                                            },
                                            "short")))
                            .plan())
                    .refuses("ann")
                    .with(RefusalCode.VALUE_REJECTED)
                    .blocks("witness", BlockReason.INACTIVE_IN_DIRECTORY);
        }

        @Test
        void theHostsOwnEmptyStringEqualsAnAbsentValue() {
            assertThat(Given.people(ANN, WITNESS)
                            .accounts(ACCOUNT.with("title", ""))
                            .mapping("title")
                            .plan())
                    .isEmpty();
        }
    }

    @Nested
    @DisplayName("R28 Sensitive values stay out of every text")
    class Secrets {

        private final Given given = Given.people(
                        ANN.with("pin", "s3cret"), person("2", "bob").with("pin", "s3cret"))
                .accounts(ACCOUNT.with("pin", "0ldpin"))
                .policy(policy -> policy.field("pin", attribute("pin"), field -> field.asSensitive()));

        @Test
        void ofStepsChangesAndExplanations() {
            var plan = given.plan();
            StringBuilder texts = new StringBuilder().append(plan.summary()).append(plan.explain("1"));
            Given.steps(plan)
                    .forEach(step -> texts.append(step)
                            .append(step.change())
                            .append(step.changes())
                            .append(step.subject()));

            assertThat(plan).updates("ann", "pin").creates("bob").with("pin", "s3cret");
            assertThat(texts.toString()).contains("***").doesNotContain("s3cret", "0ldpin");
        }

        @Test
        void ofAValueThatIsRejected() {
            var plan = Given.people(ANN.with("pin", "s3cret"))
                    .policy(policy -> policy.field(
                            "pin",
                            attribute("pin"),
                            field -> field.asSensitive().maxLength(2)))
                    .plan();

            assertThat(plan).refuses("ann");
            assertThat(Given.steps(plan).toString()).doesNotContain("s3cret");
        }
    }
}
