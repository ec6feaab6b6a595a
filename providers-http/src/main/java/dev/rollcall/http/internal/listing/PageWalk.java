package dev.rollcall.http.internal.listing;

import dev.rollcall.directory.SnapshotIncompleteException;
import dev.rollcall.http.internal.client.DirectoryClient;
import dev.rollcall.http.internal.client.ServiceWords;
import dev.rollcall.http.internal.exchange.Answer;
import dev.rollcall.http.internal.exchange.Request;
import java.net.URI;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Walks through one list from page to page, and begins again, a few times, where the service lost the place. For one
 * thread.
 */
final class PageWalk {

    private static final Logger log = LoggerFactory.getLogger(PageWalk.class);

    private static final int RESTARTS = 3;

    /** Takes pages; may make the walk wait, or end it. */
    interface PageTaker {
        /** Called before each request. */
        void checkWanted() throws InterruptedException;

        void take(Page page) throws InterruptedException;
    }

    private final DirectoryClient client;
    private final ServiceWords words;
    private final int maxPages;
    private final Listing list;
    private final PageTaker taker;

    private int pages;
    private long items;
    private Entries entries = new Entries();

    PageWalk(DirectoryClient client, ServiceWords words, int maxPages, Listing list, PageTaker taker) {
        this.client = client;
        this.words = words;
        this.maxPages = maxPages;
        this.list = list;
        this.taker = taker;
    }

    Listings.Walk toTheEnd() throws InterruptedException {
        for (int restarts = 0; ; restarts++) {
            String doubt = doubtAboutOneWalk();
            if (doubt == null) {
                return new Listings.Walk(pages, items, restarts);
            }
            if (restarts == RESTARTS) {
                throw incomplete(doubt + ", and so it was each of the " + (RESTARTS + 1)
                        + " times that it was read from its start. Run again when the directory changes less");
            }
            log.info("{}: reading {} begins again: {}", words.service(), list.name(), doubt);
        }
    }

    /** Walks once; null if that came to the end, else why it has to be begun again. */
    private @Nullable String doubtAboutOneWalk() throws InterruptedException {
        pages = 0;
        items = 0;
        entries = new Entries();
        Set<Long> seen = new HashSet<>();
        @Nullable Request request = list.first();
        while (request != null) {
            remember(request.uri(), seen);
            taker.checkWanted();
            Answer answer = client.ask(request, doing());
            if (!answer.isSuccess()) {
                if (list.isPlaceLost(pages + 1, answer)) {
                    return "the service lost the place after page " + pages + words.trace(answer);
                }
                throw words.refused(answer, doing());
            }
            Page page = list.parse(pages + 1, answer);
            pages++;
            items += page.items().size();
            entries.add(page);
            taker.take(page);
            URI next = page.next();
            request = next == null ? null : list.follow(next);
        }
        return entries.doubtOrNull();
    }

    /**
     * Addresses may be long and pages many: a fingerprint of each will do, and two that are the same by chance fail the
     * read only.
     */
    private void remember(URI place, Set<Long> seen) {
        if (pages >= maxPages) {
            throw incomplete("there is no end after " + pages
                    + " pages; if the list can be as long as that, allow more with HttpSettings.withMaxPages");
        }
        if (!seen.add(Fingerprint.of(place.toString()))) {
            throw incomplete("page " + pages + " points back to a page that was read before, so the list has no end");
        }
    }

    private String doing() {
        return "reading " + list.name() + (pages == 0 ? "" : " (page " + (pages + 1) + ")");
    }

    private SnapshotIncompleteException incomplete(String why) {
        return new SnapshotIncompleteException(words.service() + ": reading " + list.name() + " failed: " + why);
    }
}
