package dev.rollcall.jdbc;

import dev.rollcall.audit.AuditEvent;
import dev.rollcall.audit.AuditLog;
import dev.rollcall.audit.AuditQuery;
import dev.rollcall.identity.NameFolding;
import dev.rollcall.jdbc.internal.AuditRow;
import dev.rollcall.jdbc.internal.AuditTable;
import dev.rollcall.jdbc.internal.Texts;
import dev.rollcall.jdbc.internal.Transactions;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The audit log in the table {@code rollcall_audit} (R41 to R43). Times are kept to the millisecond. Characters that a
 * database cannot store (U+0000, half a surrogate pair) become U+FFFD.
 *
 * <p>Events of changes are stored by the user repository of the same {@link RollcallDatabase}, in the transaction of
 * their change; they are recorded here once more, which costs nothing. Everything else is stored by {@link #record}.
 *
 * <p>Events are read in pages, each in a short transaction of its own: however slow whoever takes them is, no lock,
 * cursor or snapshot is held meanwhile. No event comes twice; one that is recorded while a reading is under way may be
 * missed by it. Safe for many threads. Every method throws {@link dev.rollcall.account.RepositoryException} if the
 * database fails; its message holds nothing of what is stored.
 */
public final class JdbcAuditLog implements AuditLog {

    /** How many events a page for a screen holds at most. */
    public static final int LARGEST_PAGE = 1_000;

    private static final int READ_AT_A_TIME = 500;
    private static final int PURGED_AT_A_TIME = 1_000;

    private final Transactions transactions;
    private final AuditTable audit;

    JdbcAuditLog(Transactions transactions, AuditTable audit) {
        this.transactions = transactions;
        this.audit = audit;
    }

    /** Records these events in one transaction; those that are stored already are passed over. */
    @Override
    public void record(List<AuditEvent> events) {
        List<AuditEvent> more = audit.withoutCommitted(events);
        if (!more.isEmpty()) {
            transactions.run("record audit events", session -> audit.insertIgnoringRepeats(session, more));
        }
    }

    /** Hands over every event that matches, oldest first; those of one moment in the order of their recording. */
    @Override
    public void find(AuditQuery asked, Consumer<AuditEvent> events) {
        Objects.requireNonNull(events, "events");
        AuditQuery query = asStored(asked);
        if (matchesNothing(query)) {
            return;
        }
        AuditPosition position = null;
        List<AuditRow> rows;
        do {
            rows = rows(query, false, position, READ_AT_A_TIME);
            for (AuditRow row : rows) {
                position = row.position();
                if (query.matches(row.event())) {
                    events.accept(row.event());
                }
            }
        } while (rows.size() == READ_AT_A_TIME);
    }

    /**
     * A page of the events that match, newest first, as a screen shows them.
     *
     * @param after where the page before ended ({@link AuditPage#next}); null for the first page
     * @param limit how many events, from 1 to {@value #LARGEST_PAGE}
     * @throws IllegalArgumentException if the limit is another
     */
    public AuditPage newestFirst(AuditQuery query, @Nullable AuditPosition after, int limit) {
        return page(query, true, after, limit);
    }

    /**
     * A page of the events that match, oldest first.
     *
     * @param after where the page before ended ({@link AuditPage#next}); null for the first page
     * @param limit how many events, from 1 to {@value #LARGEST_PAGE}
     * @throws IllegalArgumentException if the limit is another
     */
    public AuditPage oldestFirst(AuditQuery query, @Nullable AuditPosition after, int limit) {
        return page(query, false, after, limit);
    }

    private AuditPage page(AuditQuery asked, boolean newestFirst, @Nullable AuditPosition after, int limit) {
        if (limit < 1 || limit > LARGEST_PAGE) {
            throw new IllegalArgumentException("A page holds 1 to " + LARGEST_PAGE + " events, not " + limit);
        }
        AuditQuery query = asStored(asked);
        List<AuditEvent> events = new ArrayList<>();
        if (matchesNothing(query)) {
            return new AuditPage(events, null);
        }
        AuditPosition position = after;
        List<AuditRow> rows;
        do {
            // One more than is shown tells whether there is a next page.
            rows = rows(query, newestFirst, position, limit + 1);
            for (AuditRow row : rows) {
                if (query.matches(row.event())) {
                    if (events.size() == limit) {
                        return new AuditPage(events, position);
                    }
                    events.add(row.event());
                }
                position = row.position();
            }
        } while (rows.size() == limit + 1);
        return new AuditPage(events, null);
    }

    private List<AuditRow> rows(AuditQuery query, boolean newestFirst, @Nullable AuditPosition after, int limit) {
        return transactions.call(
                "read the audit log", session -> audit.page(session, query, newestFirst, after, limit));
    }

    /** With the user's name as names are stored. */
    private static AuditQuery asStored(AuditQuery query) {
        return query.user() == null ? query : query.user(Texts.storable(query.user()));
    }

    /** A name or category that no event has; the database would look through all of them. */
    private static boolean matchesNothing(AuditQuery query) {
        return (query.category() != null && !query.category().equalsIgnoreCase(AuditEvent.CATEGORY))
                || (query.subcategory() != null && !query.subcategory().equalsIgnoreCase(AuditEvent.SUBCATEGORY))
                || (query.user() != null && NameFolding.isBlank(query.user()));
    }

    /**
     * Writes the events that match as CSV, oldest first, in the columns of R42 and as {@link AuditCsv} says. Takes no
     * more memory for a large log than for a small one. Flushing and closing {@code out} is left to the caller.
     *
     * @param delimiter a comma or a semicolon
     * @param zone in which times are told
     * @throws IllegalArgumentException if the delimiter is another
     * @throws java.io.UncheckedIOException if {@code out} fails
     */
    public void exportCsv(AuditQuery query, Appendable out, char delimiter, ZoneId zone) {
        find(query, AuditCsv.to(out, delimiter, zone));
    }

    /**
     * Removes the events that are older than this, the oldest first and {@value #PURGED_AT_A_TIME} in a transaction, so
     * that runs go on meanwhile. What was removed stays removed if the database fails midway.
     */
    @Override
    public long purge(Instant olderThan) {
        long purged = 0;
        AuditPosition position = null;
        List<AuditPosition> step;
        do {
            step = purgeStep(olderThan, position);
            purged += step.size();
            position = step.isEmpty() ? position : step.get(step.size() - 1);
        } while (step.size() == PURGED_AT_A_TIME);
        return purged;
    }

    private List<AuditPosition> purgeStep(Instant olderThan, @Nullable AuditPosition after) {
        return transactions.call(
                "purge the audit log", session -> audit.purge(session, olderThan, after, PURGED_AT_A_TIME));
    }
}
