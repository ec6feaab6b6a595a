package dev.rollcall.jdbc.internal;

import dev.rollcall.audit.AuditQuery;
import dev.rollcall.jdbc.AuditPosition;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The statement that reads the next events of a query from where the last page ended, along an index. A user's events
 * come from two indexes, one for the actor and one for the subject, each as far as the page goes: a condition with "or"
 * would read either one of them or the whole table.
 */
final class AuditSelect {

    private final String table;
    private final AuditQuery query;
    private final boolean newestFirst;
    private final @Nullable AuditPosition after;
    private final int limit;
    private final List<Object> parameters = new ArrayList<>();

    AuditSelect(String table, AuditQuery query, boolean newestFirst, @Nullable AuditPosition after, int limit) {
        this.table = table;
        this.query = query;
        this.newestFirst = newestFirst;
        this.after = after;
        this.limit = limit;
    }

    /** The statement for rows; fills {@link #parameters}. One statement is asked for, once. */
    String rows() {
        String user = query.user();
        if (user == null) {
            return select(AuditRow.READ, "", List.of());
        }
        String key = AuditRow.key(Texts.storable(user));
        return "(" + byUser("actor_key", key) + ") union (" + byUser("subject_key", key) + ")" + order("");
    }

    /** The statement for numbers and times alone, whoever the user. */
    String positions() {
        return select("seq, occurred_at", "", List.of());
    }

    Object[] parameters() {
        return parameters.toArray();
    }

    private String byUser(String column, String key) {
        parameters.add(key);
        // Said once more than needed: the index of PostgreSQL leaves blank names out, which no value of a parameter
        // shows.
        return select(AuditRow.READ, column, List.of(column + " = ?", column + " <> ''"));
    }

    private String select(String columns, String keyColumn, List<String> first) {
        List<String> conditions = new ArrayList<>(first);
        if (query.from() != null) {
            conditions.add("occurred_at >= ?");
            parameters.add(Moments.bound(query.from()));
        }
        if (query.until() != null) {
            conditions.add("occurred_at < ?");
            parameters.add(Moments.bound(query.until()));
        }
        if (after != null) {
            conditions.add("(occurred_at, seq) " + (newestFirst ? "<" : ">") + " (?, ?)");
            parameters.add(after.time());
            parameters.add(after.number());
        }
        String where = conditions.isEmpty() ? "" : " where " + String.join(" and ", conditions);
        return "select " + columns + " from " + table + where + order(keyColumn);
    }

    private String order(String keyColumn) {
        String direction = newestFirst ? " desc" : "";
        // With all columns of the index in it, H2 reads along the index instead of sorting.
        String key = keyColumn.isEmpty() ? "" : keyColumn + direction + ", ";
        return " order by " + key + "occurred_at" + direction + ", seq" + direction + " limit " + limit;
    }
}
