package dev.rollcall.ldap.internal.search;

import com.unboundid.ldap.sdk.Control;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.LDAPSearchException;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.SearchResult;
import com.unboundid.ldap.sdk.SearchResultEntry;
import dev.rollcall.directory.DirectoryConfigurationException;
import dev.rollcall.directory.DirectoryUnavailableException;
import dev.rollcall.directory.SnapshotIncompleteException;
import dev.rollcall.ldap.internal.LdapSettings;
import dev.rollcall.ldap.internal.connection.LdapFaults;
import dev.rollcall.ldap.internal.connection.LdapSession;
import dev.rollcall.ldap.internal.connection.RunTime;
import dev.rollcall.ldap.internal.connection.Words;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The searches of one read, one after another on one connection (a server may keep a single cookie for each). Each
 * comes to its end, proven by result code 0 and, page by page, by the cookie, or throws. For one thread.
 */
public final class Searches {

    /** Active Directory: no referrals to other domains, please. */
    private static final String DOMAIN_SCOPE = "1.2.840.113556.1.4.1339";

    private static final String PAGED_RESULTS = "1.2.840.113556.1.4.319";

    /** Even a server that tells slowly what it does not find comes to an end before that. */
    private static final int MOST_EMPTY_PAGES = 10_000;

    /** A server that refuses such small pages minds something else than their size. */
    private static final int SMALLEST_TRIED = 50;

    private static final Duration TICK = Duration.ofMillis(200);

    private final LdapSession session;
    private final LdapSettings.Paging paging;
    private final Duration responseTimeout;
    private final RunTime time;
    private final List<Control> controls;
    private int pageSize;
    private long searches;
    private long looksInVain;
    private long pagedSearches;
    private long pages;
    private long references;

    public Searches(LdapSession session, LdapSettings settings, RunTime time) {
        this(session, settings.paging(), settings.connection().responseTimeout(), time);
    }

    /** @param responseTimeout for how long nothing may be heard of the server while an answer is waited for */
    Searches(LdapSession session, LdapSettings.Paging paging, Duration responseTimeout, RunTime time) {
        this.session = session;
        this.paging = paging;
        this.responseTimeout = responseTimeout;
        this.time = time;
        this.controls =
                session.rootDse().supportsControl(DOMAIN_SCOPE) ? List.of(new Control(DOMAIN_SCOPE, false)) : List.of();
        this.pageSize = paging.pageSize();
    }

    /** Hands on every entry that the query finds, and returns how many there were. */
    public long forEach(Query query, Consumer<SearchResultEntry> entries) {
        if (paging.isOn()
                && session.rootDse().hasControls()
                && !session.rootDse().supportsControl(PAGED_RESULTS)) {
            throw new DirectoryConfigurationException(session.server()
                    + " offers no paged results (RFC 2696) to this account; let it use them, or choose to read without pages, as"
                    + " far as its size limit lets it");
        }
        while (true) {
            Search search = new Search(query, pageSize, entries);
            try {
                search.run();
                searches++;
                pagedSearches += search.size > 0 ? 1 : 0;
                pages += search.pages;
                references += search.references;
                return search.found;
            } catch (PageTooLarge e) {
                if (pageSize / 2 < SMALLEST_TRIED) {
                    throw new SnapshotIncompleteException(
                            session.server() + " refuses even pages of " + pageSize + " entries while " + query.what()
                                    + " were read (result code 11, admin limit exceeded): either it allows this account"
                                    + " smaller pages only, or the search looks through more entries than it allows."
                                    + " Raise these limits for the account, or give the attributes of the filter an index",
                            e.getCause());
                }
                pageSize /= 2;
            }
        }
    }

    /** All that the query finds. */
    public List<SearchResultEntry> all(Query query) {
        List<SearchResultEntry> found = new ArrayList<>();
        forEach(query, found::add);
        return found;
    }

    /** One entry; empty where there is none of this name that the filter finds, or none that the account may see. */
    public Optional<SearchResultEntry> one(Query query) {
        return look(query).entry();
    }

    /** Looks for one entry. */
    public Look look(Query query) {
        List<SearchResultEntry> found = new ArrayList<>();
        Search search = new Search(query, 0, found::add);
        search.mayBeMissing = true;
        search.run();
        if (search.missing) {
            looksInVain++;
        } else {
            searches++;
        }
        return new Look(!search.missing, found.stream().findFirst());
    }

    /**
     * What became of a look for one entry.
     *
     * @param isThere whether there is an entry of this name that the account may see, found by the filter or not
     * @param entry the entry if the filter found it
     */
    public record Look(boolean isThere, Optional<SearchResultEntry> entry) {}

    /** For messages: {@code host:port}. */
    public String server() {
        return session.server();
    }

    /** The connection that it is about. */
    public LdapSession session() {
        return session;
    }

    /** The time that is left. */
    public RunTime time() {
        return time;
    }

    /** What proves that all of it came to its end, in words. */
    public String evidence() {
        StringBuilder text = new StringBuilder(server() + " ended " + searches + " searches with result code 0");
        if (pagedSearches > 0) {
            text.append(", ").append(pagedSearches).append(" of them in ").append(pages);
            text.append(" pages, each search with an empty cookie on its last page");
        }
        if (looksInVain > 0) {
            text.append("; ")
                    .append(looksInVain)
                    .append(" looks for one entry each ended with result code 32 or 34: none there");
        }
        return text.toString();
    }

    /** How many entries a page has; fewer than configured after the server refused so many. */
    public int pageSize() {
        return pageSize;
    }

    /** More than that, found by one search or listed in parts by one entry, is taken for a fault. */
    long maxEntries() {
        return paging.maxEntries();
    }

    /** How many referrals to other servers were not followed. */
    public long references() {
        return references;
    }

    /** A page of this size is not allowed, and nothing was delivered yet. */
    private static final class PageTooLarge extends RuntimeException {
        private static final long serialVersionUID = 1L;

        PageTooLarge(LDAPException cause) {
            super("the page is too large", cause);
        }
    }

    private final class Search {
        private final Query query;
        private final int size;
        private final Consumer<SearchResultEntry> entries;
        private boolean mayBeMissing;
        private boolean missing;
        private long found;
        private long pages;
        private long references;
        private int emptyPages;
        private long inPage;

        Search(Query query, int size, Consumer<SearchResultEntry> entries) {
            this.query = query;
            this.size = size;
            this.entries = entries;
        }

        void run() {
            time.check();
            PageFeed feed = new PageFeed(session.connection(), query, controls, size);
            boolean ended = false;
            try {
                feed.start();
                while (!ended) {
                    ended = take(next(feed));
                }
            } catch (LDAPException e) {
                throw LdapFaults.of(e, doing(), session.server());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                time.check();
                throw new DirectoryUnavailableException("Reading " + query.what() + " was interrupted", e);
            } finally {
                if (!ended) {
                    feed.abandon();
                }
            }
        }

        private String doing() {
            return "reading " + query.what();
        }

        /**
         * Waits for the next delivery. Silence is what was waited in vain, tick by tick: neither a reader who is slow
         * nor a process that gets no time for a while makes a server silent that has answered meanwhile.
         */
        private PageFeed.Delivery next(PageFeed feed) throws InterruptedException {
            Duration silence = Duration.ZERO;
            while (silence.compareTo(responseTimeout) < 0) {
                long heard = feed.heard();
                Duration wait = time.limit(shorter(TICK, responseTimeout.minus(silence)));
                PageFeed.Delivery delivery = feed.next(wait);
                if (delivery != null) {
                    return delivery;
                }
                silence = feed.heard() == heard ? silence.plus(wait) : Duration.ZERO;
            }
            throw new DirectoryUnavailableException(session.server() + " was silent for " + Words.of(responseTimeout)
                    + " while " + query.what() + " were read; try later, or raise the response time limit");
        }

        private static Duration shorter(Duration one, Duration other) {
            return one.compareTo(other) < 0 ? one : other;
        }

        /** Returns whether that was the end. */
        private boolean take(PageFeed.Delivery delivery) throws LDAPException {
            for (SearchResultEntry entry : delivery.entries()) {
                found++;
                inPage++;
                if (found > maxEntries()) {
                    throw new SnapshotIncompleteException("There are more than " + maxEntries() + " entries among "
                            + query.what() + "; if that can be, raise the limit of entries");
                }
                entries.accept(entry);
            }
            references += delivery.references();
            if (delivery.failure() != null) {
                throw delivery.failure();
            }
            return delivery.end() != null && isLast(delivery.end());
        }

        private boolean isLast(SearchResult end) throws LDAPException {
            ResultCode code = end.getResultCode();
            if (mayBeMissing && (code.equals(ResultCode.NO_SUCH_OBJECT) || code.equals(ResultCode.INVALID_DN_SYNTAX))) {
                missing = true;
                return true;
            }
            if (!code.equals(ResultCode.SUCCESS)) {
                LDAPException failure = new LDAPSearchException(end);
                if (code.equals(ResultCode.ADMIN_LIMIT_EXCEEDED) && size > 0 && pages == 0 && found == 0) {
                    throw new PageTooLarge(failure);
                }
                throw failure;
            }
            if (size == 0) {
                return true;
            }
            var cookie = PageFeed.cookie(end);
            if (cookie == null) {
                throw new SnapshotIncompleteException(session.server()
                        + " answered page " + (pages + 1) + " of " + query.what()
                        + " without saying whether more follow (RFC 2696): whether it was everything is not known");
            }
            pages++;
            emptyPages = inPage == 0 ? emptyPages + 1 : 0;
            inPage = 0;
            if (emptyPages > MOST_EMPTY_PAGES) {
                throw new SnapshotIncompleteException(
                        session.server() + " sent " + emptyPages + " empty pages of " + query.what() + " and no end");
            }
            return cookie.getValueLength() == 0;
        }
    }
}
