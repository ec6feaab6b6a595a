package dev.rollcall.internal.planning;

import java.nio.ByteBuffer;
import java.util.random.RandomGenerator;

/**
 * The key of one run's hashes.
 *
 * @param high one half
 * @param low the other
 */
public record HashKey(long high, long low) {

    /** The key of plans that are made for a handful of people, where nobody attacks. */
    public static final HashKey FIXED = new HashKey(0, 0);

    /** Draws a key. */
    public static HashKey random(RandomGenerator random) {
        return new HashKey(random.nextLong(), random.nextLong());
    }

    byte[] bytes() {
        return ByteBuffer.allocate(16).putLong(high).putLong(low).array();
    }
}
