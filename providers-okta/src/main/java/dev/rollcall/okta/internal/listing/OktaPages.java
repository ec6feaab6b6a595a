package dev.rollcall.okta.internal.listing;

import dev.rollcall.directory.SnapshotIncompleteException;
import dev.rollcall.http.internal.exchange.Answer;
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

/** Takes pages of Okta apart: an array of objects, and a link to the next page in a header. Credentials in them are passed over (R28). */
public final class OktaPages {

    private static final int OK = 200;

    private OktaPages() {}

    /**
     * Takes a page apart.
     *
     * @param name the list that it is of, for messages
     */
    static Page parse(Answer answer, String name, OktaWords words) {
        if (answer.status() != OK) {
            throw incomplete(name, words, answer, "the status " + answer.status() + " is not the one of a page", null);
        }
        return new Page(items(answer, name, words), next(answer, name, words), OptionalLong.empty());
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
            return next == null ? null : URI.create(words.org() + "/").resolve(new URI(next));
        } catch (MalformedLinkException e) {
            throw incomplete(name, words, answer, "where it goes on is in a header Link, and " + e.getMessage(), e);
        } catch (URISyntaxException e) {
            throw incomplete(name, words, answer, "the next page has no address that can be used", null);
        }
    }

    /** Whether Okta no longer knows the place in a list. */
    static boolean isPlaceLost(Answer refusal) {
        return refusal.status() == 400
                && OktaWords.code(refusal).filter("E0000053"::equals).isPresent();
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
