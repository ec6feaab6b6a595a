package dev.rollcall.internal.planning;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Finds the rows of a column that hold a value: 8 bytes a row, and 4 more only where values repeat. The values are
 * hashes, of which every bit is as good as any other. 0 is no value and is never found.
 */
final class Lookup {

    static final int NONE = -1;

    private final LongColumn column;
    private final int[] table;
    private int @Nullable [] next;

    private Lookup(LongColumn column) {
        this.column = column;
        // Half of it stays free, whatever the number of rows: who is not there is told after a step or two.
        this.table = new int[(int) Math.min(Integer.MAX_VALUE - 8, Math.max(16, 2L * column.size()))];
        Arrays.fill(table, NONE);
    }

    /** Indexes the column as it is now. */
    static Lookup of(LongColumn column) {
        Lookup lookup = new Lookup(column);
        for (int row = 0; row < column.size(); row++) {
            lookup.insert(row);
        }
        return lookup;
    }

    private void insert(int row) {
        long key = column.get(row);
        if (key == 0) {
            return;
        }
        int place = place(key);
        int earlier = table[place];
        table[place] = row;
        if (earlier != NONE) {
            if (next == null) {
                next = new int[column.size()];
                Arrays.fill(next, NONE);
            }
            next[row] = earlier;
        }
    }

    private int place(long key) {
        int place = (int) (((key >>> 32) * table.length) >>> 32);
        while (table[place] != NONE && column.get(table[place]) != key) {
            place = place + 1 == table.length ? 0 : place + 1;
        }
        return place;
    }

    /** The last row that holds this value, or {@link #NONE}. */
    int last(long key) {
        return key == 0 ? NONE : table[place(key)];
    }

    /** The row before this one that holds the same value, or {@link #NONE}. */
    int before(int row) {
        return next == null ? NONE : next[row];
    }
}
