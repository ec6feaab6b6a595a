package dev.rollcall.internal.planning;

import java.util.Arrays;

/** A growing column of small numbers, in chunks, so that growing copies nothing. */
final class IntColumn {

    private static final int BITS = 14;
    private static final int CHUNK = 1 << BITS;

    private int[][] chunks = new int[16][];
    private int size;

    void add(int value) {
        int chunk = size >>> BITS;
        if (chunk == chunks.length) {
            chunks = Arrays.copyOf(chunks, chunks.length * 2);
        }
        if ((size & (CHUNK - 1)) == 0) {
            chunks[chunk] = new int[CHUNK];
        }
        chunks[chunk][size++ & (CHUNK - 1)] = value;
    }

    int get(int row) {
        return chunks[row >>> BITS][row & (CHUNK - 1)];
    }

    void set(int row, int value) {
        chunks[row >>> BITS][row & (CHUNK - 1)] = value;
    }

    void setBits(int row, int bits) {
        chunks[row >>> BITS][row & (CHUNK - 1)] |= bits;
    }

    boolean has(int row, int bit) {
        return (get(row) & bit) != 0;
    }

    int size() {
        return size;
    }
}
