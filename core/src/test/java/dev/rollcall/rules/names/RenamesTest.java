package dev.rollcall.rules.names;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RenamesTest {

    private static Renames settle(int... wanted) {
        return Renames.settle(wanted.length, account -> wanted[account]);
    }

    @Test
    void nobodyWantsAnything() {
        Renames renames = settle(0, 1, 2);

        assertThat(renames.isGranted(0)).isFalse();
        assertThat(renames.ring(1)).isZero();
        assertThat(settle()).isNotNull();
    }

    @Test
    void aFreeNameIsGrantedAndATakenOneIsNot() {
        Renames renames = settle(Renames.FREE, Renames.TAKEN);

        assertThat(renames.isGranted(0)).isTrue();
        assertThat(renames.rank(0)).isZero();
        assertThat(renames.ring(0)).isZero();
        assertThat(renames.isGranted(1)).isFalse();
    }

    @Test
    void aChainIsRankedFromItsFreeEndWhereverItIsEntered() {
        for (int[] chain : new int[][] {{1, 2, Renames.FREE}, {Renames.FREE, 0, 1}, {2, Renames.FREE, 1}}) {
            Renames renames = settle(chain);
            for (int account = 0; account < chain.length; account++) {
                assertThat(renames.isGranted(account)).isTrue();
                assertThat(renames.ring(account)).isZero();
                assertThat(renames.rank(account))
                        .as(Arrays.toString(chain))
                        .isEqualTo(chain[account] == Renames.FREE ? 0 : renames.rank(chain[account]) + 1);
            }
        }
    }

    @Test
    void aChainIntoAKeptNameIsRefusedAltogether() {
        for (int[] chain : new int[][] {{1, 2, 2}, {1, 2, Renames.TAKEN}, {0, 0, 1}, {Renames.TAKEN, 0, 1}}) {
            Renames renames = settle(chain);
            for (int account = 0; account < chain.length; account++) {
                assertThat(renames.isGranted(account))
                        .as(Arrays.toString(chain))
                        .isFalse();
            }
        }
    }

    @Test
    void ringsAreGrantedAsOneStepEach() {
        Renames renames = settle(1, 0, 3, 4, 2, 5, Renames.FREE);

        assertThat(renames.ring(0)).isEqualTo(1).isEqualTo(renames.ring(1));
        assertThat(renames.ring(2)).isEqualTo(3).isEqualTo(renames.ring(3)).isEqualTo(renames.ring(4));
        assertThat(renames.ring(6)).isZero();
        for (int account = 0; account < 5; account++) {
            assertThat(renames.isGranted(account)).isTrue();
            assertThat(renames.rank(account)).isZero();
        }
        assertThat(renames.isGranted(5)).isFalse();
        assertThat(renames.isGranted(6)).isTrue();
    }

    @Test
    void twoWhoWantOneNameAreNotForThisClass() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> settle(1, 2, 1))
                .withMessage("Two accounts want the same name, which R12 rules out");
    }

    @Test
    void longChainsAndRingsAreSettledToo() {
        int length = 5_000;
        int[] chain = new int[length];
        int[] ring = new int[length];
        for (int i = 0; i < length; i++) {
            chain[i] = i + 1 == length ? Renames.FREE : i + 1;
            ring[i] = (i + 1) % length;
        }

        assertThat(settle(chain).rank(0)).isEqualTo(length - 1);
        assertThat(settle(chain).rank(length - 1)).isZero();
        assertThat(settle(ring).ring(0)).isEqualTo(1);
        assertThat(settle(ring).ring(length - 1)).isEqualTo(1);
    }

    @Test
    void agreesWithAnOracleThatFollowsEveryWishToItsEnd() {
        Random random = new Random(14);
        for (int round = 0; round < 20_000; round++) {
            int[] wanted = randomWishes(random, 1 + random.nextInt(24));
            Renames renames = settle(wanted);
            for (int account = 0; account < wanted.length; account++) {
                String as = Arrays.toString(wanted) + " " + account;
                int steps = oracle(wanted, account);
                assertThat(renames.isGranted(account)).as(as).isEqualTo(steps != REFUSED);
                if (steps == RING) {
                    assertThat(renames.rank(account)).as(as).isZero();
                    assertThat(renames.ring(account)).as(as).isPositive().isEqualTo(renames.ring(wanted[account]));
                } else if (steps != REFUSED) {
                    assertThat(renames.rank(account)).as(as).isEqualTo(steps);
                    assertThat(renames.ring(account)).as(as).isZero();
                }
            }
        }
    }

    private static final int REFUSED = -1;
    private static final int RING = -2;

    /** How many have to give up their name first; or that it is refused, or a ring. */
    private static int oracle(int[] wanted, int account) {
        int current = account;
        for (int steps = 0; steps <= wanted.length; steps++) {
            int holder = wanted[current];
            if (holder == Renames.FREE) {
                return steps;
            }
            if (holder == Renames.TAKEN || holder == current) {
                return REFUSED;
            }
            if (holder == account) {
                return RING;
            }
            current = holder;
        }
        throw new AssertionError("Nobody's wish leads round and round without coming back");
    }

    /** Each name is wanted by one at most, so the wishes are a permutation in which some names are free or taken. */
    private static int[] randomWishes(Random random, int accounts) {
        int[] wanted = new int[accounts];
        for (int i = 0; i < accounts; i++) {
            int j = random.nextInt(i + 1);
            wanted[i] = wanted[j];
            wanted[j] = i;
        }
        for (int i = 0; i < accounts; i++) {
            switch (random.nextInt(8)) {
                case 0 -> wanted[i] = Renames.FREE;
                case 1 -> wanted[i] = Renames.TAKEN;
                case 2 -> wanted[i] = i;
                default -> {}
            }
        }
        return wanted;
    }
}
