package dev.rollcall.rulebook;

import static dev.rollcall.policy.ValueSource.attribute;
import static dev.rollcall.testkit.Accounts.account;
import static dev.rollcall.testkit.Accounts.unlinked;
import static dev.rollcall.testkit.People.person;
import static dev.rollcall.testkit.RollcallAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.account.BlockReason;
import dev.rollcall.account.Change;
import dev.rollcall.plan.PersonResult;
import dev.rollcall.policy.MappingMode;
import dev.rollcall.policy.Policy;
import dev.rollcall.policy.ValueSource;
import dev.rollcall.rules.Rule;
import dev.rollcall.testkit.Accounts.Row;
import dev.rollcall.testkit.People.Person;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FieldsTest {

    private static final Person ANN = person("1", "ann");
    private static final Row ACCOUNT = account("1", "ann");

    /** Somebody who carries the attribute, so that it is not one which nobody carries. */
    private static final Person WITNESS =
            person("9", "witness").with("title", "w").inactive();

    @Nested
    @DisplayName("R18 Mapped fields follow the directory")
    class R18 {

        @Test
        void aLocalEditIsReverted() {
            assertThat(Given.people(ANN.with("title", "a"))
                            .accounts(ACCOUNT.with("title", "edited"))
                            .mapping("title")
                            .plan())
                    .updates("ann", "title")
                    .from("edited")
                    .to("a")
                    .because(Rule.R18);
        }

        @ParameterizedTest
        @EnumSource(BlockReason.class)
        void whateverTheStatus(BlockReason reason) {
            assertThat(Given.people(ANN.inactive().with("title", "b"))
                            .accounts(ACCOUNT.with("title", "a").blocked(reason))
                            .mapping("title")
                            .plan())
                    .updates("ann", "title")
                    .to("b");
        }

        @Test
        void anAbsentAttributeClearsTheField() {
            assertThat(Given.people(ANN, WITNESS)
                            .accounts(ACCOUNT.with("title", "a"))
                            .mapping("title")
                            .plan())
                    .clears("ann", "title");
        }

        @Test
        void anEmptyOrBlankAttributeClearsItToo() {
            for (String blank : List.of("", "  ", "\u00A0", "\u3000\t")) {
                assertThat(Given.people(ANN.with("title", blank), WITNESS)
                                .accounts(ACCOUNT.with("title", "a"))
                                .mapping("title")
                                .plan())
                        .clears("ann", "title");
            }
        }

        @Test
        void fieldsThatAreNotMappedAreNeverWritten() {
            var plan = Given.people(ANN.with("title", "b").with("phone", "1"))
                    .accounts(ACCOUNT.with("title", "a").with("phone", "0"))
                    .mapping("title")
                    .plan();

            Change.Update update = (Change.Update) Given.steps(plan).get(0).change();
            assertThat(update.fields()).containsOnlyKeys("title");
            assertThat(update.username()).isNull();
            assertThat(update.externalId()).isNull();
            assertThat(update.absence()).isNull();
        }

        @Test
        void aNewAccountReceivesTheFieldsThatHaveAValue() {
            assertThat(Given.people(ANN.with("title", "a"))
                            .mapping("title", "phone")
                            .plan())
                    .creates("ann")
                    .with("title", "a")
                    .keeps("ann", "phone");
        }

        @Test
        void sourcesOfEveryKind() {
            assertThat(Given.people(ANN.with("given", "Ann").with("sn", "Bee").in("b", "a"))
                            .policy(policy -> policy.field("name", ValueSource.joined(" ", "given", "middle", "sn"))
                                    .field("kind", ValueSource.constant("staff"))
                                    .field("groups", ValueSource.groups("+"))
                                    .field("key", ValueSource.matchKey())
                                    .field(
                                            "size",
                                            ValueSource.function(
                                                    p -> "" + p.groups().size())))
                            .plan())
                    .creates("ann")
                    .with("name", "Ann Bee")
                    .with("kind", "staff")
                    .with("groups", "a+b")
                    .with("key", "ann")
                    .with("size", "2");
        }

        @Test
        void attributeNamesHaveNoCase() {
            assertThat(Given.people(ANN.with("TITLE", "I"))
                            .policy(policy -> policy.field("t", attribute("tItLe")))
                            .plan())
                    .creates("ann")
                    .with("t", "I");
        }

        @Test
        void aHostCanAskWhichFieldsAreControlled() {
            Policy policy = Policy.builder()
                    .field("a", attribute("a"))
                    .field("b", attribute("b"), field -> field.mode(MappingMode.ON_CREATE))
                    .field("c", attribute("c"), field -> field.mode(MappingMode.WHEN_PRESENT))
                    .build();

            assertThat(policy.controlledFields()).containsExactlyInAnyOrder("a", "c", "username");
        }
    }

    @Nested
    @DisplayName("R19 A field may be mapped on creation only, or never cleared")
    class R19 {

        private Given with(MappingMode mode, Person... people) {
            return Given.people(people)
                    .policy(policy -> policy.field("title", attribute("title"), field -> field.mode(mode)));
        }

        @Test
        void onCreateIsSetOnceAndNeverAgain() {
            assertThat(with(MappingMode.ON_CREATE, ANN.with("title", "a")).plan())
                    .creates("ann")
                    .with("title", "a");
            assertThat(with(MappingMode.ON_CREATE, ANN.with("title", "b"))
                            .accounts(ACCOUNT.with("title", "a"))
                            .plan())
                    .isEmpty()
                    .counts(PersonResult.UNCHANGED, 1);
            assertThat(with(MappingMode.ON_CREATE, ANN.with("title", "b"))
                            .accounts(ACCOUNT)
                            .plan())
                    .isEmpty();
        }

        @Test
        void linkingIsNoCreation() {
            assertThat(with(MappingMode.ON_CREATE, ANN.with("title", "b"))
                            .accounts(unlinked("ann").with("title", "a"))
                            .plan())
                    .links("ann")
                    .keeps("ann", "title");
        }

        @Test
        void whenPresentFollowsButNeverClears() {
            assertThat(with(MappingMode.WHEN_PRESENT, ANN.with("title", "b"))
                            .accounts(ACCOUNT.with("title", "a"))
                            .plan())
                    .updates("ann", "title")
                    .to("b");
            assertThat(with(MappingMode.WHEN_PRESENT, ANN, WITNESS)
                            .accounts(ACCOUNT.with("title", "a"))
                            .plan())
                    .isEmpty();
            assertThat(with(MappingMode.WHEN_PRESENT, ANN.with("title", " "), WITNESS)
                            .accounts(ACCOUNT.with("title", "a"))
                            .plan())
                    .isEmpty();
        }

        @Test
        void anObjectionToAFieldThatIsSetOnCreationOnlyTroublesNobodyLater() {
            assertThat(Given.people(ANN.with("title", "too long"))
                            .accounts(ACCOUNT.with("title", "a"))
                            .policy(policy -> policy.field(
                                    "title",
                                    attribute("title"),
                                    field -> field.mode(MappingMode.ON_CREATE).maxLength(3)))
                            .plan())
                    .isEmpty()
                    .reportsNoFailure();
        }
    }
}
