package dev.rollcall.entra.internal.scope;

import dev.rollcall.entra.internal.Guid;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * A set of object ids that takes 16 bytes for each, and the same for the room to grow. Not safe for several threads.
 */
public final class MemberIds {

    private static final int FIRST_ROOM = 64;

    /** Two numbers for each place; both 0 for an empty one. */
    private long[] table = new long[2 * FIRST_ROOM];

    private int size;
    private boolean hasZero;

    /** Adds an id that {@link Guid#isOne is one}; returns whether it was not there before. */
    public boolean add(String id) {
        UUID uuid = UUID.fromString(id);
        return add(uuid.getMostSignificantBits(), uuid.getLeastSignificantBits());
    }

    private boolean add(long high, long low) {
        if (high == 0 && low == 0) {
            boolean isNew = !hasZero;
            hasZero = true;
            return isNew;
        }
        int place = place(high, low);
        if (table[place] == high && table[place + 1] == low) {
            return false;
        }
        table[place] = high;
        table[place + 1] = low;
        size++;
        if (size * 4L > table.length) {
            grow();
        }
        return true;
    }

    /** Whether an id is in the set. */
    boolean contains(String id) {
        UUID uuid = UUID.fromString(id);
        long high = uuid.getMostSignificantBits();
        long low = uuid.getLeastSignificantBits();
        if (high == 0 && low == 0) {
            return hasZero;
        }
        int place = place(high, low);
        return table[place] == high && table[place + 1] == low;
    }

    /** How many ids there are. */
    public int size() {
        return size + (hasZero ? 1 : 0);
    }

    /** Gives each id, in no order. */
    void forEach(Consumer<String> taker) {
        if (hasZero) {
            taker.accept(new UUID(0, 0).toString());
        }
        for (int i = 0; i < table.length; i += 2) {
            if (table[i] != 0 || table[i + 1] != 0) {
                taker.accept(new UUID(table[i], table[i + 1]).toString());
            }
        }
    }

    private int place(long high, long low) {
        int places = table.length / 2;
        long mixed = (high ^ Long.rotateLeft(low, 32)) * 0x9E3779B97F4A7C15L;
        int place = (int) (mixed >>> 32) & (places - 1);
        while (table[2 * place] != 0 || table[2 * place + 1] != 0) {
            if (table[2 * place] == high && table[2 * place + 1] == low) {
                break;
            }
            place = (place + 1) & (places - 1);
        }
        return 2 * place;
    }

    private void grow() {
        long[] before = table;
        table = new long[2 * before.length];
        for (int i = 0; i < before.length; i += 2) {
            if (before[i] != 0 || before[i + 1] != 0) {
                int place = place(before[i], before[i + 1]);
                table[place] = before[i];
                table[place + 1] = before[i + 1];
            }
        }
    }
}
