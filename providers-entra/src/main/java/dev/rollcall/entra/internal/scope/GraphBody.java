package dev.rollcall.entra.internal.scope;

import dev.rollcall.directory.SnapshotIncompleteException;
import dev.rollcall.http.internal.exchange.Answer;
import dev.rollcall.http.internal.json.JsonObject;
import dev.rollcall.http.internal.json.MalformedJsonException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * What an answer of Graph holds: one thing, or a page of a list.
 *
 * @param object all of it
 */
record GraphBody(JsonObject object) {

    /** Where the number of all entries of a list stands. */
    static final String COUNT = "@odata.count";

    /**
     * Takes it out of an answer.
     *
     * @param skipped names of members that are passed over wherever they occur
     * @throws MalformedJsonException if there is no object
     */
    static GraphBody of(Answer answer, Set<String> skipped) throws MalformedJsonException {
        return new GraphBody(JsonObject.parse(answer.body(), skipped));
    }

    /**
     * Takes the answer to a question for one thing.
     *
     * @param doing what the question was for, for the message
     * @throws SnapshotIncompleteException if there is no object
     */
    static JsonObject one(Answer answer, String doing) {
        try {
            return of(answer, Set.of()).object;
        } catch (MalformedJsonException e) {
            throw unreadable(doing, e);
        }
    }

    /**
     * Takes the answer to a question for a few things, which are all on its first page.
     *
     * @param doing what the question was for, for the message
     * @throws SnapshotIncompleteException if there is no list
     */
    static List<JsonObject> few(Answer answer, String doing) {
        try {
            return of(answer, Set.of()).items();
        } catch (MalformedJsonException e) {
            throw unreadable(doing, e);
        }
    }

    private static SnapshotIncompleteException unreadable(String doing, MalformedJsonException e) {
        return new SnapshotIncompleteException(
                "Microsoft Graph's answer to " + doing + " cannot be read: " + e.getMessage());
    }

    /** The entries of a page. */
    List<JsonObject> items() throws MalformedJsonException {
        return object.objects("value")
                .orElseThrow(() -> new MalformedJsonException("without a list of objects named 'value'"));
    }

    /** How many entries the whole list has; empty if it is not said, or not in a number. */
    OptionalLong count() {
        return object.number(COUNT).map(OptionalLong::of).orElseGet(OptionalLong::empty);
    }

    /** Where the next page is; empty on the last one. */
    Optional<URI> next() throws MalformedJsonException {
        return link("@odata.nextLink");
    }

    /** Where later changes will be; empty on pages before the last one. */
    Optional<URI> later() throws MalformedJsonException {
        return link("@odata.deltaLink");
    }

    /** What names no address at all is the end; what names something else is not. */
    private Optional<URI> link(String name) throws MalformedJsonException {
        if (!object.has(name)) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    new URI(object.text(name).orElseThrow(() -> new MalformedJsonException(name + " is no text"))));
        } catch (URISyntaxException e) {
            throw new MalformedJsonException(name + " is no address");
        }
    }
}
