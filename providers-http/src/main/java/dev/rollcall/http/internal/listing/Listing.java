package dev.rollcall.http.internal.listing;

import dev.rollcall.http.internal.exchange.Answer;
import dev.rollcall.http.internal.exchange.Request;
import java.net.URI;

/** One list that a service gives in pages. Immutable, so that a list can be read again, by whichever thread. */
public interface Listing {

    /** What it is, for messages: "the members of group 'Staff'". */
    String name();

    /** Asks for the first page. */
    Request first();

    /** Asks for another page, at the address that the service gave, unchanged. */
    Request follow(URI next);

    /**
     * Takes a page apart.
     *
     * @param number which page it is, from 1
     * @param answer one with a status of success
     * @throws dev.rollcall.directory.SnapshotIncompleteException if it is no page
     */
    Page parse(int number, Answer answer);

    /**
     * Whether a refusal means that the place in the list was forgotten, so that the list has to be read from its start.
     *
     * @param number which page was refused, from 1
     */
    boolean isPlaceLost(int number, Answer refusal);
}
