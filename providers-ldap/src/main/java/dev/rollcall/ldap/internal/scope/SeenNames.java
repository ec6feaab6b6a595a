package dev.rollcall.ldap.internal.scope;

import java.security.SecureRandom;
import java.util.Arrays;

/**
 * Which names came already, in 16 bytes each: two independent sums over the name, from a start that nobody outside
 * knows. That two names have both in common does not happen; a billion people give it a chance of one in 10 to the
 * 20th.
 */
final class SeenNames {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final long ONE = 0x9E3779B97F4A7C15L;
    private static final long OTHER = 0xC2B2AE3D27D4EB4FL;

    private final long firstStart = RANDOM.nextLong();
    private final long secondStart = RANDOM.nextLong();
    private long[] table = new long[1 << 9];
    private int size;

    /** Returns whether the name is new. */
    boolean add(String name) {
        long first = firstStart;
        long second = secondStart;
        for (int i = 0; i < name.length(); i++) {
            first = Long.rotateLeft(first ^ name.charAt(i) * OTHER, 27) * ONE;
            second = Long.rotateLeft(second + name.charAt(i) * ONE, 31) * OTHER;
        }
        first = mixed(first ^ name.length());
        if (!put(table, first == 0 ? 1 : first, mixed(second))) {
            return false;
        }
        if (++size * 3 > table.length) {
            grow();
        }
        return true;
    }

    private static long mixed(long value) {
        long z = (value ^ value >>> 32) * ONE;
        z = (z ^ z >>> 29) * OTHER;
        return z ^ z >>> 32;
    }

    /** Slots are pairs; a first sum of 0 is an empty one. */
    private static boolean put(long[] table, long first, long second) {
        int mask = table.length / 2 - 1;
        int slot = (int) first & mask;
        while (table[2 * slot] != 0) {
            if (table[2 * slot] == first && table[2 * slot + 1] == second) {
                return false;
            }
            slot = slot + 1 & mask;
        }
        table[2 * slot] = first;
        table[2 * slot + 1] = second;
        return true;
    }

    private void grow() {
        long[] larger = new long[Math.multiplyExact(table.length, 2)];
        for (int i = 0; i < table.length; i += 2) {
            if (table[i] != 0) {
                put(larger, table[i], table[i + 1]);
            }
        }
        Arrays.fill(table, 0);
        table = larger;
    }
}
