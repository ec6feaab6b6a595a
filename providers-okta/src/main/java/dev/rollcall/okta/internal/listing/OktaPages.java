package dev.rollcall.okta.internal.listing;

import dev.rollcall.directory.SnapshotIncompleteException;
import dev.rollcall.http.internal.exchange.Answer;
import dev.rollcall.http.internal.exchange.Origin;
import dev.rollcall.http.internal.json.JsonObject;
import dev.rollcall.http.internal.json.MalformedJsonException;
import dev.rollcall.http.internal.listing.Page;
import dev.rollcall.okta.internal.connection.OktaWords;
import dev.rollcall.okta.internal.people.AttributePath;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Takes pages of Okta apart: an array of objects, and a link to the next page in a header. Credentials in them are
 * passed over (R28).
 */
public final class OktaPages {

    private static final int OK = 200;
    private static final int BAD_REQUEST = 400;

    private OktaPages() {}

    /**
     * Takes a page apart.
     *
     * @param name the list that it is of, for messages
     * @param linked whether Okta sends a link with each page of such lists: a page without any is none then, for the
     *     link to the next one may be what was lost (F83)
     */
    static Page parse(Answer answer, String name, boolean linked, OktaWords words) {
        if (answer.status() != OK) {
            throw incomplete(name, words, answer, "the status " + answer.status() + " is not the one of a page", null);
        }
        List<JsonObject> items = items(answer, name, words);
        if (linked && answer.headers("Link").stream().allMatch(String::isBlank)) {
            throw incomplete(
                    name,
                    words,
                    answer,
                    "the answer has no header Link, which Okta always sends; something between removes it",
                    null);
        }
        return new Page(items, next(answer, name, words), OptionalLong.empty());
    }

    private static List<JsonObject> items(Answer answer, String name, OktaWords words) {
        try {
            return JsonObject.parseArray(answer.body(), AttributePath.CREDENTIALS);
        } catch (MalformedJsonException e) {
            throw incomplete(name, words, answer, "a page is no list in JSON: " + e.getMessage(), e);
        }
    }

    private static @Nullable URI next(Answer answer, String name, OktaWords words) {
        try {
            String next = LinkHeader.next(answer.headers("Link")).orElse(null);
            return next == null ? null : atTheOrg(new URI(next), answer, name, words);
        } catch (MalformedLinkException e) {
            throw incomplete(name, words, answer, "where it goes on is in a header Link, and " + e.getMessage(), e);
        } catch (URISyntaxException e) {
            throw incomplete(name, words, answer, "the next page has no address that can be used", null);
        }
    }

    /**
     * The token is for the org alone, so a page elsewhere is never asked for (F87); why it is elsewhere is mostly the
     * configuration.
     */
    private static URI atTheOrg(URI next, Answer answer, String name, OktaWords words) {
        if (!Origin.of(words.org()).holds(next)) {
            throw incomplete(
                    name,
                    words,
                    answer,
                    "the next page is at "
                            + (next.getHost() == null
                                    ? "no host at all"
                                    : Origin.of(next).toString())
                            + ", and nothing was sent there. Okta names the address at which the org is at home: if"
                            + " that is it, a domain of its own included, set it as the address of the org; the one of"
                            + " the console, with -admin, is not it",
                    null);
        }
        return next;
    }

    /**
     * Whether Okta no longer knows the place in a list: a question that was understood once is no bad one.
     *
     * @param number which page was refused, from 1
     */
    static boolean isPlaceLost(int number, Answer refusal) {
        return refusal.status() == BAD_REQUEST
                && (number > 1
                        || OktaWords.code(refusal).filter("E0000053"::equals).isPresent());
    }

    /**
     * Takes a single object apart.
     *
     * @param name what it is, for messages
     */
    public static JsonObject object(Answer answer, String name, OktaWords words) {
        try {
            return JsonObject.parse(answer.body(), Set.of());
        } catch (MalformedJsonException e) {
            throw incomplete(name, words, answer, "the answer is no object in JSON: " + e.getMessage(), e);
        }
    }

    private static SnapshotIncompleteException incomplete(
            String name, OktaWords words, Answer answer, String why, @Nullable Exception cause) {
        return new SnapshotIncompleteException(
                words.service() + ": reading " + name + " failed: " + why + words.trace(answer) + ". Try again", cause);
    }
}
