package dev.rollcall.entra.internal.scope;

import dev.rollcall.directory.SnapshotIncompleteException;
import dev.rollcall.entra.internal.connection.GraphError;
import dev.rollcall.entra.internal.people.Selection;
import dev.rollcall.http.internal.exchange.Answer;
import dev.rollcall.http.internal.exchange.Request;
import dev.rollcall.http.internal.json.MalformedJsonException;
import dev.rollcall.http.internal.listing.Listing;
import dev.rollcall.http.internal.listing.Page;
import java.net.URI;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** A list of Graph. Immutable. */
final class GraphList implements Listing {

    private static final int OK = 200;
    private static final int NOT_UNDERSTOOD = 400;

    private final String name;
    private final URI start;
    private final boolean index;
    private final @Nullable FoundGroup group;

    /**
     * Describes a list.
     *
     * @param name what it is, for messages
     * @param start where its first page is
     * @param index whether it is answered from the index for advanced queries, which has to be said for each page anew
     *     (F80), and is then counted
     * @param group the chosen group that it is of; null for none
     */
    GraphList(String name, URI start, boolean index, @Nullable FoundGroup group) {
        this.name = name;
        this.start = start;
        this.index = index;
        this.group = group;
    }

    @Override
    public String name() {
        return name;
    }

    URI start() {
        return start;
    }

    boolean index() {
        return index;
    }

    @Nullable
    FoundGroup group() {
        return group;
    }

    @Override
    public Request first() {
        return follow(start);
    }

    @Override
    public Request follow(URI next) {
        Request request = Request.get(next);
        return index ? request.with("ConsistencyLevel", "eventual") : request;
    }

    /**
     * {@inheritDoc} The first page of a list from the index says how many there are: without that, nothing tells
     * whether it is whole.
     */
    @Override
    public Page parse(int number, Answer answer) {
        if (answer.status() != OK) {
            throw noPage("its status is " + answer.status());
        }
        try {
            GraphBody body = GraphBody.of(answer, Selection.NEVER_KEPT);
            OptionalLong total = body.count();
            if (index && number == 1 && total.orElse(-1) < 0) {
                throw new MalformedJsonException(
                        "it does not say how many entries there are (" + GraphBody.COUNT + ")");
            }
            return new Page(body.items(), body.next().orElse(null), total);
        } catch (MalformedJsonException e) {
            throw noPage(String.valueOf(e.getMessage()));
        }
    }

    private SnapshotIncompleteException noPage(String why) {
        return new SnapshotIncompleteException(
                "Reading " + name + " failed: an answer is no page of a list of Microsoft Graph: " + why);
    }

    /**
     * {@inheritDoc} The address of a further page is Graph's own: where Graph does not understand it, the place is lost
     * too.
     */
    @Override
    public boolean isPlaceLost(int number, Answer refusal) {
        return GraphError.isPlaceLost(refusal) || (number > 1 && refusal.status() == NOT_UNDERSTOOD);
    }
}
