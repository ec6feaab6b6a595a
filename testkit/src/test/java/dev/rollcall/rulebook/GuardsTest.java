package dev.rollcall.rulebook;

import static dev.rollcall.account.BlockReason.LICENCE_LIMIT;
import static dev.rollcall.testkit.Accounts.account;
import static dev.rollcall.testkit.Accounts.unlinked;
import static dev.rollcall.testkit.People.person;
import static dev.rollcall.testkit.RollcallAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.identity.AccountId;
import dev.rollcall.plan.Hold;
import dev.rollcall.policy.Guard;
import dev.rollcall.policy.GuardKind;
import dev.rollcall.testkit.Accounts;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("R33 A plan beyond a guard is held")
class GuardsTest {

    static boolean isHeld(Given given) {
        return given.plan().summary().hold().isPresent();
    }

    /** So many people who are as their account is. */
    private static Given unchanged(int people) {
        Given given = Given.nobody();
        for (int i = 0; i < people; i++) {
            given.and(person("same" + i, "same" + i).with("title", "t").build())
                    .accounts(account("same" + i, "same" + i).with("title", "t"));
        }
        return given;
    }

    @Nested
    class Blocks {

        @ParameterizedTest(name = "{0} of {1}: held {2}")
        @CsvSource({"5,5,false", "5,6,false", "6,60,false", "6,59,true", "7,70,false", "7,69,true", "6,6,true"})
        void moreThanAShareAndMoreThanAFloor(int blocked, int active, boolean held) {
            Given given =
                    unchanged(active - blocked).and(person("x", "x").inactive().build());
            for (int i = 0; i < blocked; i++) {
                given.accounts(account("gone" + i, "gone" + i));
            }

            assertThat(isHeld(given)).isEqualTo(held);
            assertThat(isHeld(given.raising(GuardKind.BLOCKS, Guard.off()))).isFalse();
        }

        @Test
        void vetoedOnesAndThoseThatWereNotActiveDoNotCount() {
            Given given = unchanged(1);
            for (int i = 0; i < 5; i++) {
                given.accounts(account("gone" + i, "gone" + i));
            }
            for (int i = 0; i < 20; i++) {
                given.accounts(account("waited" + i, "waited" + i).blocked(LICENCE_LIMIT));
            }
            given.accounts(account("boss", "boss")).policy(policy -> policy.protect(List.of(AccountId.of("acc-boss"))));

            assertThat(given.plan()).isNotHeld().vetoes("boss");
        }

        @Test
        void accountsOfOthersAreNoPartOfTheBase() {
            Given given = unchanged(1);
            for (int i = 0; i < 6; i++) {
                given.accounts(account("gone" + i, "gone" + i));
            }
            for (int i = 0; i < 200; i++) {
                given.accounts(Accounts.local("local" + i));
            }

            assertThat(given.plan()).isHeld(Hold.Reason.GUARD);
        }

        @Test
        void unlinkedOnesThatNobodyClaimsCount() {
            Given given = unchanged(1);
            for (int i = 0; i < 6; i++) {
                given.accounts(unlinked("handed" + i));
            }

            assertThat(given.plan()).isHeld(Hold.Reason.GUARD);
        }

        @Test
        void theHoldTellsTheFigures() {
            Given given = unchanged(4);
            for (int i = 0; i < 6; i++) {
                given.accounts(account("gone" + i, "gone" + i));
            }

            assertThat(given.plan().summary().hold().orElseThrow().details())
                    .containsExactly("6 accounts to block, of 10 active accounts: more than 10 % and more than 5");
        }
    }

    @Nested
    class Renames {

        private Given renaming(int renamed, int all, String from, String to) {
            Given given = unchanged(all - renamed);
            for (int i = 0; i < renamed; i++) {
                given.and(person("r" + i, to + i).build()).accounts(account("r" + i, from + i));
            }
            return given;
        }

        @ParameterizedTest(name = "{0} of {1}: held {2}")
        @CsvSource({"5,5,false", "6,60,false", "6,59,true", "7,70,false", "7,69,true"})
        void moreThanAShareAndMoreThanAFloor(int renamed, int all, boolean held) {
            assertThat(isHeld(renaming(renamed, all, "old", "new"))).isEqualTo(held);
            assertThat(isHeld(renaming(renamed, all, "old", "new").raising(GuardKind.RENAMES, Guard.off())))
                    .isFalse();
        }

        @Test
        void respellingCounts() {
            assertThat(renaming(6, 6, "ann", "Ann").plan()).isHeld(Hold.Reason.GUARD);
        }

        @Test
        void accountsOfAbsentPeopleAreNoPartOfTheBase() {
            Given given = renaming(6, 50, "old", "new");
            for (int i = 0; i < 100; i++) {
                given.accounts(account("gone" + i, "gone" + i).blocked(LICENCE_LIMIT));
            }

            assertThat(given.plan()).isHeld(Hold.Reason.GUARD);
        }

        @ParameterizedTest(name = "{0} relinked of {1}: held {2}")
        @CsvSource({"6,60,false", "6,59,true"})
        void relinkedOnesCountAndTheirPeopleAreRead(int relinked, int all, boolean held) {
            Given given = unchanged(all - relinked).policy(policy -> policy.relinking(true));
            for (int i = 0; i < relinked; i++) {
                given.and(person("new" + i, "again" + i).build()).accounts(account("old" + i, "again" + i));
            }

            assertThat(isHeld(given)).isEqualTo(held);
        }

        @Test
        void linkedOnesDoNotCount() {
            Given given = unchanged(1);
            for (int i = 0; i < 20; i++) {
                given.and(person("l" + i, "linked" + i).build()).accounts(unlinked("linked" + i));
            }

            assertThat(given.plan()).isNotHeld();
        }
    }

    @Nested
    class Clears {

        private Given clearing(int cleared, int all, String field) {
            Given given = unchanged(all - cleared).mapping("title", "room");
            given.and(person("w", "witness")
                    .inactive()
                    .with("title", "w")
                    .with("room", "w")
                    .build());
            for (int i = 0; i < cleared; i++) {
                given.and(person("c" + i, "c" + i).build())
                        .accounts(account("c" + i, "c" + i).with(i % 2 == 0 ? "title" : field, "x"));
            }
            return given;
        }

        @ParameterizedTest(name = "{0} of {1}: held {2}")
        @CsvSource({"5,5,false", "6,60,false", "6,59,true", "7,70,false", "7,69,true"})
        void moreThanAShareAndMoreThanAFloor(int cleared, int all, boolean held) {
            assertThat(isHeld(clearing(cleared, all, "title"))).isEqualTo(held);
            assertThat(isHeld(clearing(cleared, all, "title").raising(GuardKind.CLEARS, Guard.off())))
                    .isFalse();
        }

        @Test
        void eachFieldForItself() {
            assertThat(clearing(10, 10, "room").plan()).isNotHeld();
            assertThat(clearing(12, 12, "room").plan()).isHeld(Hold.Reason.GUARD);
        }

        @Test
        void aChangedValueIsNotCleared() {
            Given given = Given.nobody().mapping("title");
            for (int i = 0; i < 20; i++) {
                given.and(person("c" + i, "c" + i).with("title", "new").build())
                        .accounts(account("c" + i, "c" + i).with("title", "old"));
            }

            assertThat(given.plan()).isNotHeld();
        }
    }

    @Nested
    class Rejections {

        private Given rejecting(int rejected, int all) {
            Given given = unchanged(all - rejected);
            for (int i = 0; i < rejected; i++) {
                given.unreadable(person("bad" + i, "bad" + i));
            }
            return given;
        }

        @ParameterizedTest(name = "{0} of {1}: held {2}")
        @CsvSource({"5,5,false", "6,60,false", "6,59,true", "7,70,false", "7,69,true"})
        void moreThanAShareAndMoreThanAFloor(int rejected, int all, boolean held) {
            assertThat(isHeld(rejecting(rejected, all))).isEqualTo(held);
            assertThat(isHeld(rejecting(rejected, all).raising(GuardKind.REJECTIONS, Guard.off())))
                    .isFalse();
        }

        @Test
        void partialRefusalsAreNoRejections() {
            Given given = Given.nobody();
            for (int i = 0; i < 20; i++) {
                given.and(person("r" + i, "taken" + i).build())
                        .accounts(account("r" + i, "mine" + i), Accounts.local("taken" + i));
            }

            assertThat(given.plan()).isNotHeld().refuses("r0");
        }
    }

    @Test
    void aHostMaySetAnotherGuard() {
        Given given = unchanged(10).accounts(account("gone", "gone"));

        assertThat(given.plan()).isNotHeld();
        assertThat(given.policy(policy -> policy.guard(GuardKind.BLOCKS, new Guard(0, 0)))
                        .plan())
                .isHeld(Hold.Reason.GUARD);
    }

    @Test
    void aShareThatBinaryNumbersCannotExpressIsMetExactly() {
        assertThat(new Guard(0.29, 5).isExceededBy(29, 100)).isFalse();
        assertThat(new Guard(0.29, 5).isExceededBy(30, 100)).isTrue();
        assertThat(new Guard(0.57, 5).isExceededBy(57, 100)).isFalse();
    }

    @Test
    void everythingAtOnceIsHeldWithASentencePerGuard() {
        Given given = Given.nobody()
                .mapping("title")
                .and(person("w", "w").inactive().with("title", "w").build());
        for (int i = 0; i < 6; i++) {
            given.and(person("r" + i, "new" + i).build())
                    .accounts(account("r" + i, "old" + i).with("title", "x"))
                    .accounts(account("gone" + i, "gone" + i))
                    .unreadable(person("bad" + i, "bad" + i));
        }

        assertThat(given.plan().summary().hold().orElseThrow().details())
                .containsExactly(
                        "6 accounts to block, of 12 active accounts: more than 10 % and more than 5",
                        "6 accounts to rename or relink, of 6 accounts whose person was read: more than 10 % and more than 5",
                        "6 accounts in which one field would be cleared (field 'title'), of 6 accounts whose person was"
                                + " read: more than 10 % and more than 5",
                        "6 people newly rejected, of 13 people read: more than 10 % and more than 5");
    }
}
