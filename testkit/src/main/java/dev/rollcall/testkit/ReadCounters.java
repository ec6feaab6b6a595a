package dev.rollcall.testkit;

/** Counts the reads of a scripted directory. Safe for many threads. */
final class ReadCounters {

    private int reads;
    private int open;
    private int mostAtOnce;
    private int interruptions;
    private int validations;

    synchronized void opened() {
        reads++;
        open++;
        mostAtOnce = Math.max(mostAtOnce, open);
    }

    synchronized void closed() {
        open--;
    }

    synchronized void interrupted() {
        interruptions++;
    }

    synchronized void validated() {
        validations++;
    }

    synchronized int reads() {
        return reads;
    }

    synchronized boolean isOpen() {
        return open > 0;
    }

    synchronized int mostAtOnce() {
        return mostAtOnce;
    }

    synchronized int interruptions() {
        return interruptions;
    }

    synchronized int validations() {
        return validations;
    }
}
