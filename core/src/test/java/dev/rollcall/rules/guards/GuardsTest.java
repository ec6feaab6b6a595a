package dev.rollcall.rules.guards;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.plan.Hold;
import dev.rollcall.policy.Guard;
import dev.rollcall.policy.GuardKind;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GuardsTest {

    private static final GuardedNumbers EVERYTHING =
            new GuardedNumbers(6, 7, 8, Map.of("b", 9L, "a", 10L, "c", 5L), 20, 11, 30);

    @Test
    void tellsEachGuardThatIsExceededWithItsFigures() {
        assertThat(EVERYTHING.exceeded(kind -> Guard.DEFAULT))
                .containsExactly(
                        Map.entry(
                                GuardKind.BLOCKS,
                                List.of("6 accounts to block, of 7 active accounts: more than 10 % and more than 5")),
                        Map.entry(
                                GuardKind.RENAMES,
                                List.of(
                                        "8 accounts to rename or relink, of 20 accounts whose person was read: more than"
                                                + " 10 % and more than 5")),
                        Map.entry(
                                GuardKind.CLEARS,
                                List.of(
                                        "10 accounts in which one field would be cleared (field 'a'), of 20 accounts"
                                                + " whose person was read: more than 10 % and more than 5",
                                        "9 accounts in which one field would be cleared (field 'b'), of 20 accounts"
                                                + " whose person was read: more than 10 % and more than 5")),
                        Map.entry(
                                GuardKind.REJECTIONS,
                                List.of(
                                        "11 people newly rejected, of 30 people read: more than 10 % and more than 5")));
    }

    @Test
    void asksForEachGuardByItsKind() {
        for (GuardKind kind : GuardKind.values()) {
            assertThat(EVERYTHING.exceeded(other -> other == kind ? Guard.DEFAULT : Guard.off()))
                    .containsOnlyKeys(kind);
        }
        assertThat(EVERYTHING.exceeded(kind -> Guard.off())).isEmpty();
    }

    @Test
    void writesSharesWithoutNeedlessDigits() {
        for (Map.Entry<Double, String> share : Map.of(
                        0.0, "0", 0.07, "7", 0.125, "12.5", 0.29, "29", 0.5, "50", 0.2, "20", 0.001, "0.1")
                .entrySet()) {
            GuardedNumbers blocks = new GuardedNumbers(9, 9, 0, Map.of(), 0, 0, 0);
            assertThat(blocks.exceeded(kind -> new Guard(share.getKey(), 3)).get(GuardKind.BLOCKS))
                    .containsExactly("9 accounts to block, of 9 active accounts: more than " + share.getValue()
                            + " % and more than 3");
        }
    }

    @Test
    void anEmptySnapshotIsHeldOnlyWhileSomebodyCouldBeBlocked() {
        assertThat(EmptySnapshot.hold(0, 3, false))
                .hasValue(new Hold(
                        Hold.Reason.EMPTY_SNAPSHOT,
                        List.of("nobody was read, while the directory owns 3 active accounts; if the scope is really"
                                + " empty, say so for one run")));
        assertThat(EmptySnapshot.hold(1, 3, false)).isEmpty();
        assertThat(EmptySnapshot.hold(0, 0, false)).isEmpty();
        assertThat(EmptySnapshot.hold(0, 3, true)).isEmpty();
        assertThat(EmptySnapshot.hold(0, 1, false)).isPresent();
    }
}
