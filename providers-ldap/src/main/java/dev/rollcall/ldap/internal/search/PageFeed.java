package dev.rollcall.ldap.internal.search;

import com.unboundid.asn1.ASN1OctetString;
import com.unboundid.ldap.sdk.AsyncRequestID;
import com.unboundid.ldap.sdk.AsyncSearchResultListener;
import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.Control;
import com.unboundid.ldap.sdk.DereferencePolicy;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.SearchRequest;
import com.unboundid.ldap.sdk.SearchResult;
import com.unboundid.ldap.sdk.SearchResultEntry;
import com.unboundid.ldap.sdk.SearchResultReference;
import com.unboundid.ldap.sdk.controls.SimplePagedResultsControl;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Fetches the pages of one search ahead of who uses them: the thread of the connection asks for the next page as soon
 * as the last one has arrived, so that the server works meanwhile. What nobody takes yet stops it, by number and by
 * size. One user thread.
 */
final class PageFeed {

    private static final int HANDFUL = 64;
    private static final int WAITING_HANDFULS = 64;

    /** A handful of large entries is handed over before it is full. */
    private static final int LARGE_HANDFUL_BYTES = 256_000;

    /** What may wait, whatever the heap is; an entry that is larger waits alone. */
    private static final int WAITING_BYTES = 8_000_000;

    private static final Duration PATIENCE = Duration.ofMillis(50);

    private final LDAPConnection connection;
    private final Query query;
    private final List<Control> controls;
    private final int pageSize;
    private final BlockingQueue<Delivery> queue = new ArrayBlockingQueue<>(WAITING_HANDFULS);
    private final Semaphore room = new Semaphore(WAITING_BYTES);
    private final AtomicLong heard = new AtomicLong();
    private volatile boolean abandoned;
    private volatile @Nullable AsyncRequestID pending;

    /**
     * What arrived: some entries, and how the page ended if it did.
     *
     * @param bytes about how much memory the entries take, as far as it counts
     * @param references how many referrals there were among the entries
     * @param failure why the next page could not be asked for; null if it could
     */
    record Delivery(
            List<SearchResultEntry> entries,
            int bytes,
            int references,
            @Nullable SearchResult end,
            @Nullable LDAPException failure) {}

    /** @param pageSize 0 for a search without pages */
    PageFeed(LDAPConnection connection, Query query, List<Control> controls, int pageSize) {
        this.connection = connection;
        this.query = query;
        this.controls = controls;
        this.pageSize = pageSize;
    }

    void start() throws LDAPException {
        ask(null);
    }

    private void ask(@Nullable ASN1OctetString cookie) throws LDAPException {
        SearchRequest request = new SearchRequest(
                new Page(),
                query.base(),
                query.scope(),
                DereferencePolicy.NEVER,
                0,
                0,
                false,
                query.filter(),
                query.requested());
        request.setFollowReferrals(false);
        request.setResponseTimeoutMillis(0); // the library's limit is for the whole answer, ours for a silence
        List<Control> all = new ArrayList<>(controls);
        if (pageSize > 0) {
            all.add(new SimplePagedResultsControl(pageSize, cookie, true));
        }
        request.setControls(all);
        pending = connection.asyncSearch(request);
    }

    /** The next delivery; null if none came within this time. */
    @Nullable
    Delivery next(Duration time) throws InterruptedException {
        Delivery delivery = queue.poll(time.toNanos(), TimeUnit.NANOSECONDS);
        if (delivery != null) {
            room.release(delivery.bytes());
        }
        return delivery;
    }

    /** Another number after each word of the server. */
    long heard() {
        return heard.get();
    }

    /** Ends it, whatever is still on the way. */
    void abandon() {
        abandoned = true;
        queue.clear();
        AsyncRequestID request = pending;
        if (request != null && connection.isConnected()) {
            try {
                connection.abandon(request);
            } catch (LDAPException e) {
                connection.close(); // there is nobody to tell
            }
        }
    }

    /** The cookie of a page; null if the page had no control with one. */
    static @Nullable ASN1OctetString cookie(SearchResult page) throws LDAPException {
        SimplePagedResultsControl control = SimplePagedResultsControl.get(page);
        return control == null ? null : control.getCookie();
    }

    private void hand(Delivery delivery) {
        try {
            boolean fits = false;
            while (!abandoned && !fits) {
                fits = room.tryAcquire(delivery.bytes(), PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            }
            boolean taken = false;
            while (!abandoned && !taken) {
                taken = queue.offer(delivery, PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException e) {
            abandoned = true;
            Thread.currentThread().interrupt();
        }
    }

    /** About how much memory an entry takes. */
    private static long bytes(SearchResultEntry entry) {
        long bytes = 500;
        for (Attribute attribute : entry.getAttributes()) {
            bytes += 100;
            for (ASN1OctetString value : attribute.getRawValues()) {
                bytes += 50 + value.getValueLength();
            }
        }
        return bytes;
    }

    /** One page as it arrives, on the thread of the connection. */
    private final class Page implements AsyncSearchResultListener {
        private static final long serialVersionUID = 1L;

        private List<SearchResultEntry> handful = new ArrayList<>(HANDFUL);
        private long bytes;
        private int references;

        @Override
        public void searchEntryReturned(SearchResultEntry entry) {
            heard.incrementAndGet();
            handful.add(entry);
            bytes += bytes(entry);
            if (handful.size() == HANDFUL || bytes >= LARGE_HANDFUL_BYTES) {
                pass(null, null);
            }
        }

        @Override
        public void searchReferenceReturned(SearchResultReference reference) {
            heard.incrementAndGet();
            references++;
        }

        @Override
        public void searchResultReceived(AsyncRequestID request, SearchResult result) {
            heard.incrementAndGet();
            LDAPException failure = null;
            try {
                if (pageSize > 0 && !abandoned && result.getResultCode().equals(ResultCode.SUCCESS)) {
                    ASN1OctetString cookie = cookie(result);
                    if (cookie != null && cookie.getValueLength() > 0) {
                        ask(cookie);
                    }
                }
            } catch (LDAPException e) {
                failure = e;
            }
            pass(result, failure);
        }

        private void pass(@Nullable SearchResult end, @Nullable LDAPException failure) {
            hand(new Delivery(handful, (int) Math.min(bytes, WAITING_BYTES), references, end, failure));
            handful = new ArrayList<>(HANDFUL);
            bytes = 0;
            references = 0;
        }
    }
}
