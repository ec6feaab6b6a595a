package dev.rollcall.directory;

/**
 * The proof that a read was complete (R1). Only the sink of that read can make one, so that a read which merely ended
 * does not look like a read that finished.
 */
public interface Completion {

    /** How many deliveries the provider counted. */
    long delivered();

    /** What proves that the read was complete. */
    String evidence();
}
