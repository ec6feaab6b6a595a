package dev.rollcall.policy;

import java.math.BigDecimal;

/**
 * How far one run may go before it is held (R33): exceeded only when both the share and the floor are.
 *
 * @param share the largest share that passes, from 0 to 1
 * @param floor the largest number that passes whatever its share; not negative
 */
public record Guard(double share, long floor) {

    /** Every guard unless the host says otherwise: more than 10 % and more than 5. */
    public static final Guard DEFAULT = new Guard(0.10, 5);

    /** @throws IllegalArgumentException if the share is not between 0 and 1, or the floor is negative */
    public Guard {
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException("A guard's share lies between 0 and 1, not at " + share);
        }
        if (floor < 0) {
            throw new IllegalArgumentException("A guard's floor must not be negative: " + floor);
        }
    }

    /** Returns the guard that nothing exceeds. */
    public static Guard off() {
        return new Guard(1, Long.MAX_VALUE);
    }

    /** Whether {@code count} of {@code base} is more than this guard lets pass. */
    public boolean isExceededBy(long count, long base) {
        // In decimal, as the host wrote it: 29 of 100 is not more than 0.29.
        BigDecimal most = BigDecimal.valueOf(share).multiply(BigDecimal.valueOf(base));
        return count > floor && BigDecimal.valueOf(count).compareTo(most) > 0;
    }

    /** "more than 10 % and more than 5", or "off". */
    @Override
    public String toString() {
        return floor == Long.MAX_VALUE
                ? "off"
                : "more than "
                        + BigDecimal.valueOf(share)
                                .movePointRight(2)
                                .stripTrailingZeros()
                                .toPlainString()
                        + " % and more than " + floor;
    }
}
