package dev.rollcall.rulebook;

import static dev.rollcall.account.BlockReason.INACTIVE_IN_DIRECTORY;
import static dev.rollcall.account.BlockReason.LICENCE_LIMIT;
import static dev.rollcall.account.BlockReason.REMOVED_FROM_SCOPE;
import static dev.rollcall.testkit.Accounts.account;
import static dev.rollcall.testkit.Accounts.local;
import static dev.rollcall.testkit.People.person;
import static dev.rollcall.testkit.RollcallAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.account.Change;
import dev.rollcall.identity.AccountId;
import dev.rollcall.plan.Count;
import dev.rollcall.plan.PersonResult;
import dev.rollcall.plan.SeatForecast;
import dev.rollcall.plan.StepKind;
import dev.rollcall.policy.ValueSource;
import dev.rollcall.rules.Rule;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class SeatsTest {

    @Nested
    @DisplayName("R29 No seat: blocked, waiting for a licence")
    class R29 {

        @Test
        void aNewAccountIsCreatedBlockedSinceNow() {
            var plan = Given.people(person("1", "ann").with("title", "a"))
                    .mapping("title")
                    .seats(0)
                    .at("2026-05-01T00:00:00Z")
                    .plan();

            assertThat(plan)
                    .waitsForLicence("ann")
                    .because(Rule.R29)
                    .with("title", "a")
                    .hasNo(StepKind.CREATE)
                    .counts(PersonResult.WAITING_FOR_LICENCE, 1)
                    .counts(Count.CREATED, 1);
            Change.Create create = (Change.Create) Given.steps(plan).get(0).change();
            assertThat(create.waitingSince()).isEqualTo(Instant.parse("2026-05-01T00:00:00Z"));
            assertThat(create.seatLimit()).isEmpty();
        }

        @Test
        void aReturningAccountBeginsToWaitNow() {
            var plan = Given.people(person("1", "ann"))
                    .accounts(account("1", "ann").blocked(REMOVED_FROM_SCOPE, "2025-01-01T00:00:00Z"))
                    .seats(0)
                    .at("2026-05-01T00:00:00Z")
                    .plan();

            assertThat(plan).waitsForLicence("ann").to(LICENCE_LIMIT).counts(Count.REASONS_CHANGED, 1);
            assertThat(((Change.Block) Given.steps(plan).get(0).change()).since())
                    .isEqualTo(Instant.parse("2026-05-01T00:00:00Z"));
        }

        @Test
        void whoWaitsAlreadyIsNotWrittenAgain() {
            assertThat(Given.people(person("1", "ann"))
                            .accounts(account("1", "ann").blocked(LICENCE_LIMIT, "2025-01-01T00:00:00Z"))
                            .seats(0)
                            .plan())
                    .isEmpty()
                    .waitsForLicence("ann")
                    .counts(PersonResult.WAITING_FOR_LICENCE, 1);
        }

        @Test
        void theShortageStopsNeitherUpdatesNorBlocks() {
            assertThat(Given.people(
                                    person("1", "ann").with("title", "b"),
                                    person("2", "bob").inactive(),
                                    person("3", "cy").with("title", "b"))
                            .accounts(
                                    account("1", "ann").with("title", "a"),
                                    account("2", "bob"),
                                    account("3", "cy").with("title", "a").blocked(LICENCE_LIMIT))
                            .mapping("title")
                            .seats(0)
                            .plan())
                    .updates("ann", "title")
                    .to("b")
                    .blocks("bob", INACTIVE_IN_DIRECTORY)
                    .updates("cy", "title")
                    .to("b")
                    .waitsForLicence("cy");
        }
    }

    @Nested
    @DisplayName("R30 How many seats are free")
    class R30 {

        private Given twoNew() {
            return Given.people(person("1", "ann"), person("2", "bob"), person("3", "cy"))
                    .accounts(
                            local("root"),
                            local("off").blocked(LICENCE_LIMIT),
                            account("3", "cy"),
                            account("7", "eve").ownedBy("partners"));
        }

        @Test
        void everyActiveAccountOfTheHostTakesOneAndBlockedOnesNone() {
            assertThat(twoNew().seats(3).plan()).hasNo(StepKind.CREATE).counts(PersonResult.WAITING_FOR_LICENCE, 2);
            assertThat(twoNew().seats(4).plan())
                    .hasExactly(StepKind.CREATE, "ann")
                    .waitsForLicence("bob");
            assertThat(twoNew().seats(5).plan()).hasExactly(StepKind.CREATE, "ann", "bob");
        }

        @Test
        void accountsThatThisRunBlocksFreeTheirs() {
            assertThat(Given.people(person("1", "ann"), person("2", "bob").inactive())
                            .accounts(account("2", "bob"), account("3", "gone"))
                            .seats(2)
                            .plan())
                    .hasExactly(StepKind.BLOCK, "bob", "gone")
                    .hasExactly(StepKind.CREATE, "ann");
        }

        @Test
        void relabelledAndVetoedAccountsFreeNone() {
            assertThat(Given.people(person("1", "ann"))
                            .accounts(account("2", "bob"), account("3", "gone").blocked(LICENCE_LIMIT))
                            .policy(policy -> policy.protect(List.of(AccountId.of("acc-bob"))))
                            .seats(1)
                            .plan())
                    .vetoes("bob")
                    .changesReason("gone")
                    .waitsForLicence("ann");
        }

        @Test
        void aLimitBelowTodaysUseBlocksNobody() {
            assertThat(Given.people(person("1", "ann"), person("2", "bob"), person("3", "cy"))
                            .accounts(account("1", "ann"), account("2", "bob"))
                            .seats(1)
                            .plan())
                    .hasNo(StepKind.BLOCK, StepKind.CREATE)
                    .waitsForLicence("cy");
        }

        @Test
        void noLimitIsUnlimited() {
            var plan = twoNew().plan();

            assertThat(plan).hasExactly(StepKind.CREATE, "ann", "bob").hasNoWarnings();
            Change.Create create = (Change.Create) Given.steps(plan).get(0).change();
            assertThat(create.seatLimit()).isEmpty();
        }

        @Test
        void theWriteCarriesTheLimit() {
            var plan = Given.people(person("1", "ann"), person("2", "bob"))
                    .accounts(account("1", "ann").blocked(LICENCE_LIMIT))
                    .seats(7)
                    .plan();

            assertThat(((Change.Activate) Given.steps(plan).get(0).change()).seatLimit())
                    .hasValue(7);
            assertThat(((Change.Create) Given.steps(plan).get(1).change()).seatLimit())
                    .hasValue(7);
        }

        @Test
        void aSourceThatFailsGrantsNothingNewAndIsReportedWithoutItsMessage() {
            var plan = twoNew().licence(() -> {
                        throw new IllegalStateException("token=s3cret");
                    })
                    .plan();

            assertThat(plan)
                    .hasNo(StepKind.CREATE, StepKind.BLOCK)
                    .counts(PersonResult.WAITING_FOR_LICENCE, 2)
                    .hasWarning("licence source failed with java.lang.IllegalStateException");
            assertThat(plan.summary().toString()).doesNotContain("s3cret");
            assertThat(plan.summary().seats().seatsShort()).isEmpty();
        }

        @Test
        void soDoesOneThatAnswersWithANegativeNumber() {
            assertThat(twoNew().licence(() -> OptionalLong.of(-1)).plan())
                    .hasNo(StepKind.CREATE, StepKind.BLOCK)
                    .hasWarning("negative");
        }

        @Test
        void theForecastSaysHowManySeatsAreShort() {
            SeatForecast seats = twoNew().seats(4).plan().summary().seats();

            assertThat(seats).isEqualTo(new SeatForecast(OptionalLong.of(4), false, 3, 0, 2, 1));
            assertThat(seats.waiting()).isEqualTo(1);
            assertThat(seats.seatsShort()).hasValue(1);
        }
    }

    @Nested
    @DisplayName("R31 The order in which seats are granted")
    class R31 {

        @Test
        void waitingThenReturningThenNew() {
            Given all = Given.people(
                            person("1", "a.new"),
                            person("2", "b.returning"),
                            person("3", "c.waiting"),
                            person("4", "d.waiting"))
                    .accounts(
                            account("2", "b.returning").blocked(REMOVED_FROM_SCOPE, "2020-01-01T00:00:00Z"),
                            account("3", "c.waiting").blocked(LICENCE_LIMIT, "2026-01-01T00:00:00Z"),
                            account("4", "d.waiting").blocked(LICENCE_LIMIT));

            assertThat(all.seats(1).plan()).hasExactly(StepKind.ACTIVATE, "3");
            assertThat(all.seats(2).plan()).hasExactly(StepKind.ACTIVATE, "3", "4");
            assertThat(all.seats(3).plan())
                    .hasExactly(StepKind.ACTIVATE, "3", "4", "2")
                    .hasNo(StepKind.CREATE);
            assertThat(all.seats(4).plan()).hasExactly(StepKind.CREATE, "1");
        }

        @Test
        void amongThoseWhoWaitTheLongestFirstAndAnUnknownDateLast() {
            Given all = Given.people(person("1", "a"), person("2", "b"), person("3", "c"), person("4", "d"))
                    .accounts(
                            account("1", "a").blocked(LICENCE_LIMIT),
                            account("2", "b").blocked(LICENCE_LIMIT, "2026-02-01T00:00:00.000000002Z"),
                            account("3", "c").blocked(LICENCE_LIMIT, "2026-02-01T00:00:00.000000001Z"),
                            account("4", "d").blocked(LICENCE_LIMIT, "1969-12-31T23:59:59.999999999Z"));

            assertThat(all.seats(4).plan()).hasExactly(StepKind.ACTIVATE, "4", "3", "2", "1");
        }

        @Test
        void theSameWaitByMatchKeyAsComparedThenByIdByCodePoint() {
            String emoji = "\uD83D\uDE00";
            Given all = Given.people(
                            person("1", "B"),
                            person("2", "a"),
                            person("3", emoji),
                            person("4", "\uFF5E"),
                            person(emoji, "z"),
                            person("\uFF5E", "Z"))
                    .accounts(
                            account("1", "B").blocked(LICENCE_LIMIT, "2026-02-01T00:00:00Z"),
                            account("2", "a").blocked(LICENCE_LIMIT, "2026-02-01T00:00:00Z"),
                            account("3", emoji).blocked(LICENCE_LIMIT, "2026-02-01T00:00:00Z"),
                            account("4", "\uFF5E").blocked(LICENCE_LIMIT, "2026-02-01T00:00:00Z"),
                            account(emoji, "y1").blocked(LICENCE_LIMIT, "2026-02-01T00:00:00Z"),
                            account("\uFF5E", "y2").blocked(LICENCE_LIMIT, "2026-02-01T00:00:00Z"));

            assertThat(all.plan()).hasExactly(StepKind.ACTIVATE, "2", "1", "acc-y2", "acc-y1", "4", "3");
        }

        @Test
        void returningOnesHaveNoPlaceOfTheirBlock() {
            assertThat(Given.people(person("1", "b"), person("2", "a"))
                            .accounts(
                                    account("1", "b").blocked(REMOVED_FROM_SCOPE, "2020-01-01T00:00:00Z"),
                                    account("2", "a").blocked(INACTIVE_IN_DIRECTORY, "2025-01-01T00:00:00Z"))
                            .seats(1)
                            .plan())
                    .hasExactly(StepKind.ACTIVATE, "2")
                    .waitsForLicence("1");
        }

        @Test
        void byMatchKeyEvenWhereTheUsernameIsAnother() {
            assertThat(Given.people(
                                    person("1", "k2").with("login", "a"),
                                    person("2", "k1").with("login", "b"))
                            .policy(policy -> policy.username(ValueSource.attribute("login")))
                            .seats(1)
                            .plan())
                    .hasExactly(StepKind.CREATE, "b");
        }

        @Test
        void fieldChangesDoNotMoveAnybodysPlace() {
            assertThat(Given.people(
                                    person("1", "a").with("t", "new"),
                                    person("2", "b").with("t", "same"))
                            .accounts(
                                    account("1", "a").with("t", "old").blocked(LICENCE_LIMIT, "2026-02-02T00:00:00Z"),
                                    account("2", "b").with("t", "same").blocked(LICENCE_LIMIT, "2026-02-01T00:00:00Z"))
                            .mapping("t")
                            .seats(1)
                            .plan())
                    .hasExactly(StepKind.ACTIVATE, "2")
                    .waitsForLicence("1");
        }
    }
}
