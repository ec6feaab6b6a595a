package dev.rollcall.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Chance, the same for the same seed on every JVM. Not safe for use by several threads. */
final class Dice {

    private final SplittableRandom random;

    Dice(long seed) {
        this.random = new SplittableRandom(seed);
    }

    boolean chance(double probability) {
        return random.nextDouble() < probability;
    }

    /** A number from 0 to below {@code bound}. */
    int below(int bound) {
        return random.nextInt(bound);
    }

    /** A number from {@code lowest} to {@code highest}, both included. */
    int between(int lowest, int highest) {
        return random.nextInt(lowest, highest + 1);
    }

    @SafeVarargs
    final <T> T oneOf(T... choices) {
        return choices[below(choices.length)];
    }

    <T> T oneOf(List<T> choices) {
        return choices.get(below(choices.size()));
    }

    <T> List<T> shuffled(List<T> ordered) {
        List<T> shuffled = new ArrayList<>(ordered);
        for (int last = shuffled.size() - 1; last > 0; last--) {
            int other = below(last + 1);
            T moved = shuffled.get(last);
            shuffled.set(last, shuffled.get(other));
            shuffled.set(other, moved);
        }
        return shuffled;
    }

    /** So many of them, or all if there are fewer, in random order. */
    <T> List<T> some(int number, List<T> choices) {
        List<T> shuffled = shuffled(choices);
        return shuffled.subList(0, Math.min(number, shuffled.size()));
    }
}
