package dev.rollcall.testservers.http;

import java.time.Duration;

/**
 * How an answer is given.
 *
 * @param cutAfter bytes of the body that are sent, if fewer than there are
 */
record Manner(Ending ending, boolean inChunks, int cutAfter, Duration delay) {

    enum Ending {
        COMPLETE,
        STALLS,
        SILENT,
        DROPPED
    }

    static final Manner GOOD = new Manner(Ending.COMPLETE, false, Integer.MAX_VALUE, Duration.ZERO);

    /** Whether the connection stays open though nothing more comes. */
    boolean waits() {
        return ending == Ending.STALLS || ending == Ending.SILENT;
    }

    Manner endingAs(Ending other) {
        return new Manner(other, inChunks, cutAfter, delay);
    }

    Manner chunked() {
        return new Manner(ending, true, cutAfter, delay);
    }

    Manner cutAfter(int bytes) {
        return new Manner(ending, inChunks, bytes, delay);
    }

    Manner slow(Duration longer) {
        return new Manner(ending, inChunks, cutAfter, longer);
    }
}
