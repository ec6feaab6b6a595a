package dev.rollcall.directory;

import java.time.Duration;
import java.util.Optional;

/**
 * Takes the people of one read. Made by the engine; a provider calls it from one thread at a time, in any order of
 * people.
 *
 * <p>Every method throws an exception when the run was cancelled, its deadline has passed or the read was given up: let
 * it pass through, after closing what the read holds open. A call may take long, which slows a fast reader down.
 */
public interface PersonSink {

    /**
     * Delivers one person. The same person may come several times, with the groups found each time: identical repeats
     * collapse (R4). Where it is cheap, join them before: in a live directory two copies may differ, and then both are
     * rejected (R12). A person without external id, match key or with a malformed one may be delivered too: the engine
     * rejects them as R5 says.
     */
    void accept(DirectoryUser person);

    /**
     * Delivers what is known of one person who could not be read (R5). Only what is beyond doubt belongs into
     * {@code known}: an external id read from the wrong place would hide that its real owner is missing.
     *
     * @param known the external id and activity if they are certain, the match key and attributes where known
     * @param why what was wrong and where, in words for an administrator, without personal data: "line 7 has 3 cells,
     *     the header has 5"
     */
    void unreadable(DirectoryUser known, String why);

    /**
     * Tells the administrator of something that did not stop the read, such as a chosen group that a file never names.
     */
    void warning(String text);

    /**
     * Does nothing while the read may go on; to be called now and then by a provider that works long without
     * delivering, and by one that was interrupted: after the engine's interrupt it throws.
     */
    void checkpoint();

    /** How long the read may still take; empty for no limit. For providers that shorten their own time limits. */
    Optional<Duration> remaining();

    /**
     * Waits, before another attempt for example.
     *
     * @throws RuntimeException at once if the wait would go beyond the deadline, and as soon as the read is given up
     */
    void pause(Duration duration);

    /**
     * Declares that everybody in scope was delivered. The last call of a read, and the only source of a
     * {@link Completion}.
     *
     * @param delivered how often the provider called {@link #accept} and {@link #unreadable}, by its own count; the
     *     engine compares it with its own
     * @param evidence what proves that the read was complete, for the record: "last page: result code 0, empty cookie"
     */
    Completion complete(long delivered, String evidence);
}
