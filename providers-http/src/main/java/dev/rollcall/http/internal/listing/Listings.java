package dev.rollcall.http.internal.listing;

import dev.rollcall.http.HttpSettings;
import dev.rollcall.http.internal.client.DirectoryClient;
import dev.rollcall.http.internal.client.ServiceWords;
import java.util.List;

/**
 * Reads several lists at once, each page by page. The pages are handed over on the caller's thread, one at a time,
 * those of one list in their order; a slow caller slows the reading down. No more than two pages of each list that is
 * read at the time are held.
 */
public final class Listings {

    private final DirectoryClient client;
    private final HttpSettings settings;
    private final ServiceWords words;

    public Listings(DirectoryClient client, HttpSettings settings, ServiceWords words) {
        this.client = client;
        this.settings = settings;
        this.words = words;
    }

    /** Takes what is read. */
    public interface Receiver<L extends Listing> {
        /** One page of a list. Where the list was begun again, earlier pages come again. */
        void page(L list, Page page);

        /** Called after each page, and now and then while nothing arrives; may throw to end the reading. */
        void waiting();
    }

    /**
     * Reads the lists to their ends. However this ends, no request is under way afterwards.
     *
     * @return how each went, in the order of the lists
     * @throws dev.rollcall.directory.DirectoryException if one cannot be read to its end, also because somebody else
     *     interrupted a thread that reads
     * @throws dev.rollcall.http.internal.client.InterruptedReadException if the thread was interrupted, and
     *     {@link Receiver#waiting()}, which is asked then, threw nothing; the thread's flag is set again in both cases
     */
    public <L extends Listing> List<Walk> read(List<L> lists, Receiver<? super L> receiver) {
        ParallelReading<L> reading = new ParallelReading<>(
                lists,
                receiver,
                words.service(),
                (list, taker) -> new PageWalk(client, words, settings.maxPages(), list, taker).toTheEnd());
        return reading.run(settings.parallel());
    }

    /**
     * How one list was read.
     *
     * @param pages how many pages it had
     * @param items how many items they had
     * @param restarts how often it had to be begun again
     */
    public record Walk(int pages, long items, int restarts) {}
}
