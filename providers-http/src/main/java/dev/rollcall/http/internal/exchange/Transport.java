package dev.rollcall.http.internal.exchange;

import java.io.IOException;
import java.time.Duration;

/**
 * Sends one request and gives its answer in full: the seam between a provider and the network. Used by several threads
 * at once.
 */
@FunctionalInterface
public interface Transport extends AutoCloseable {

    /**
     * Sends a request, once.
     *
     * @param timeout how long it may take, from the connection to the last byte of the answer
     * @return the answer, whatever its status
     * @throws IOException if there was no answer, or not all of it
     * @throws AnswerTooLargeException if the answer is larger than is allowed
     * @throws InterruptedException if the thread was interrupted; nothing is left open then
     */
    Answer send(Request request, Duration timeout) throws IOException, InterruptedException;

    /** Ends what is kept between requests; called once, after the last one. */
    @Override
    default void close() {
        // Nothing is kept.
    }
}
