package dev.rollcall.internal.planning;

import java.util.Arrays;

/** A growing column of numbers, in chunks, so that growing copies nothing. */
class LongColumn {

    private static final int BITS = 13;
    private static final int CHUNK = 1 << BITS;

    private long[][] chunks = new long[16][];
    private int size;

    void add(long value) {
        int chunk = size >>> BITS;
        if (chunk == chunks.length) {
            chunks = Arrays.copyOf(chunks, chunks.length * 2);
        }
        if ((size & (CHUNK - 1)) == 0) {
            chunks[chunk] = new long[CHUNK];
        }
        chunks[chunk][size++ & (CHUNK - 1)] = value;
    }

    long get(int row) {
        return chunks[row >>> BITS][row & (CHUNK - 1)];
    }

    void set(int row, long value) {
        chunks[row >>> BITS][row & (CHUNK - 1)] = value;
    }

    int size() {
        return size;
    }
}
