package dev.rollcall.okta.internal.listing;

import dev.rollcall.http.internal.exchange.Answer;
import dev.rollcall.http.internal.exchange.Request;
import dev.rollcall.http.internal.listing.Listing;
import dev.rollcall.http.internal.listing.Page;
import dev.rollcall.okta.internal.connection.OktaWords;
import java.net.URI;
import java.util.Set;

/** One list of people or groups. Remembers whether it is past its first page, so that it is walked by one thread at a time. */
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
    private boolean further;

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
        further = false;
        return asking(start);
    }

    @Override
    public Request follow(URI next) {
        further = true;
        return asking(next);
    }

    private Request asking(URI page) {
        Request request = Request.get(page);
        return PEOPLE.equals(start.getRawPath()) ? request.with("Content-Type", WITHOUT_CREDENTIALS) : request;
    }

    @Override
    public Page parse(Answer answer) {
        return OktaPages.parse(answer, name, !GROUPS.equals(start.getRawPath()), words);
    }

    @Override
    public boolean isPlaceLost(Answer refusal) {
        return OktaPages.isPlaceLost(refusal, further);
    }

    @Override
    public String toString() {
        return name;
    }
}
