package dev.rollcall.jdbc.internal;

import dev.rollcall.audit.AuditEvent;
import dev.rollcall.audit.AuditQuery;
import dev.rollcall.identity.AccountId;
import dev.rollcall.identity.ExternalId;
import dev.rollcall.jdbc.AuditPosition;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The table of the audit log. Safe for many threads. */
public final class AuditTable {

    /** More than are under way between a commit and the call with the same events: a batch for each run at a time. */
    private static final int REMEMBERED = 20_000;

    private final String table;
    private final RecentIds recent = new RecentIds(REMEMBERED);

    /** Works on the table of this name. */
    public AuditTable(Tables tables) {
        this.table = tables.audit();
    }

    /** Inserts events that must not be there yet. */
    public void insert(Session session, List<AuditEvent> events) throws SQLException {
        session.insert(
                table, AuditRow.WRITTEN, events.stream().map(AuditRow::values).toList());
    }

    /** Inserts those of these events that are not there yet; of several with one id the first. */
    public void insertIgnoringRepeats(Session session, List<AuditEvent> events) throws SQLException {
        Map<String, List<@Nullable Object>> rows = new LinkedHashMap<>();
        for (AuditEvent event : events) {
            rows.putIfAbsent(event.id(), AuditRow.values(event));
        }
        session.insertIgnoringRepeats(table, AuditRow.WRITTEN, List.copyOf(rows.values()), "event_id");
    }

    /** Says that these events are committed, so that {@link #withoutCommitted} drops them. */
    public void committed(List<AuditEvent> events) {
        events.forEach(event -> recent.add(event.id()));
    }

    /**
     * Drops the events of which it is known, without a look at the database, that they are stored: those that the user
     * repository committed just now.
     */
    public List<AuditEvent> withoutCommitted(List<AuditEvent> events) {
        return events.stream().filter(event -> !recent.contains(event.id())).toList();
    }

    /**
     * Which of these events are stored, and are the same events: not just some with their ids. Each with the id of its
     * account; an empty text where it has none.
     */
    public Map<String, String> accountsOf(Session session, Collection<AuditEvent> events) throws SQLException {
        if (events.isEmpty()) {
            return Map.of();
        }
        Map<String, AuditEvent> wanted = new HashMap<>();
        events.forEach(event -> wanted.put(Texts.storable(event.id()), event));
        Map<String, String> accounts = new HashMap<>();
        session.forEach(
                "select event_id, account_id, occurred_at, directory, action, outcome, subject_external_id from "
                        + table + " where event_id = any(?)",
                0,
                row -> {
                    AuditEvent event = wanted.get(row.getString(1));
                    if (event != null && isSame(event, row)) {
                        accounts.put(event.id(), Objects.requireNonNullElse(row.getString(2), ""));
                    }
                },
                session.texts(wanted.keySet()));
        return accounts;
    }

    private static boolean isSame(AuditEvent event, ResultSet row) throws SQLException {
        AccountId account = event.subject().accountId();
        ExternalId externalId = event.subject().externalId();
        return Moments.stored(event.time()).equals(Session.instant(row, 3))
                && Texts.storable(event.directory().value()).equals(row.getString(4))
                && event.action().name().equals(row.getString(5))
                && event.outcome().name().equals(row.getString(6))
                && (account == null || account.value().equals(row.getString(2)))
                && (externalId == null || Texts.storable(externalId.value()).equals(row.getString(7)));
    }

    /**
     * Reads events in the order of their times, and of their numbers within one.
     *
     * @param query what to read; names that differ behind their first 200 characters are not told apart
     * @param after where the last page ended; null for the first
     * @param limit how many at most; when there are fewer, that was all
     */
    public List<AuditRow> page(
            Session session, AuditQuery query, boolean newestFirst, @Nullable AuditPosition after, int limit)
            throws SQLException {
        AuditSelect select = new AuditSelect(table, query, newestFirst, after, limit);
        return session.query(select.rows(), AuditRow::read, select.parameters());
    }

    /**
     * Deletes events that are older than this.
     *
     * @param after where the last step ended; null for the first. It saves the search among what was just deleted
     * @return the positions of what was deleted
     */
    public List<AuditPosition> purge(Session session, Instant olderThan, @Nullable AuditPosition after, int limit)
            throws SQLException {
        AuditSelect select = new AuditSelect(table, AuditQuery.everything().until(olderThan), false, after, limit);
        List<AuditPosition> old = session.query(
                select.positions(),
                row -> new AuditPosition(Session.requiredInstant(row, 2), row.getLong(1)),
                select.parameters());
        Object numbers =
                session.array("bigint", old.stream().map(AuditPosition::number).toList());
        session.update("delete from " + table + " where seq = any(?)", numbers);
        return old;
    }
}
