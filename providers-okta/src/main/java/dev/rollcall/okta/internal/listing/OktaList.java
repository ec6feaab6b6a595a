package dev.rollcall.okta.internal.listing;

import dev.rollcall.http.internal.exchange.Answer;
import dev.rollcall.http.internal.exchange.Request;
import dev.rollcall.http.internal.listing.Listing;
import dev.rollcall.http.internal.listing.Page;
import dev.rollcall.okta.internal.connection.OktaWords;
import java.net.URI;
import java.util.Set;

/**
 * One list of people or groups.
 *
 * @param name what it is, for messages: "the members of group 'Staff'"
 * @param start where its first page is
 * @param groups the chosen groups, as they were configured, whose members are listed; none for other lists
 * @param words what refusals mean
 */
public record OktaList(String name, URI start, Set<String> groups, OktaWords words) implements Listing {

    /** Asks Okta to leave credentials out (R28), where it can. */
    private static final String WITHOUT_CREDENTIALS =
            "application/json; okta-response=\"omitCredentials,omitCredentialsLinks,omitTransitioningToStatus\"";

    private static final String PEOPLE = "/api/v1/users";

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
    public Page parse(Answer answer) {
        return OktaPages.parse(answer, name, words);
    }

    @Override
    public boolean isPlaceLost(Answer refusal) {
        return OktaPages.isPlaceLost(refusal);
    }

    @Override
    public String toString() {
        return name;
    }
}
