package dev.rollcall.okta.internal.listing;

import dev.rollcall.http.internal.exchange.Answer;
import dev.rollcall.http.internal.exchange.Request;
import dev.rollcall.http.internal.listing.Listing;
import dev.rollcall.http.internal.listing.Page;
import dev.rollcall.okta.internal.connection.OktaWords;
import java.net.URI;
import java.util.Set;

/** One list of people or groups. Immutable. */
public final class OktaList implements Listing {

    /** Asks Okta to leave credentials out (R28), where it can. */
    private static final String WITHOUT_CREDENTIALS =
            "application/json; okta-response=\"omitCredentials,omitCredentialsLinks,omitTransitioningToStatus\"";

    private static final String PEOPLE = "/api/v1/users";

    /** The one kind of list that may come without links: where it is short, and names alone are looked for. */
    private static final String GROUPS = "/api/v1/groups";

    private final String name;
    private final URI start;
    private final Set<String> groups;
    private final OktaWords words;

    /**
     * Names a list.
     *
     * @param name what it is, for messages: "the members of group 'Staff'"
     * @param start where its first page is
     * @param groups the chosen groups, as they were configured, whose members are listed; none for other lists
     * @param words what refusals mean
     */
    public OktaList(String name, URI start, Set<String> groups, OktaWords words) {
        this.name = name;
        this.start = start;
        this.groups = groups;
        this.words = words;
    }

    @Override
    public String name() {
        return name;
    }

    /** The chosen groups, as they were configured, whose members are listed; none for other lists. */
    public Set<String> groups() {
        return groups;
    }

    @Override
    public Request first() {
        return follow(start);
    }

    @Override
    public Request follow(URI next) {
        Request request = Request.get(next);
        return PEOPLE.equals(start.getRawPath()) ? request.with("Content-Type", WITHOUT_CREDENTIALS) : request;
    }

    @Override
    public Page parse(int number, Answer answer) {
        return OktaPages.parse(answer, name, !GROUPS.equals(start.getRawPath()), words);
    }

    @Override
    public boolean isPlaceLost(int number, Answer refusal) {
        return OktaPages.isPlaceLost(number, refusal);
    }

    @Override
    public String toString() {
        return name;
    }
}
