package dev.rollcall.jdbc.internal.users;

import dev.rollcall.account.BlockReason;
import dev.rollcall.identity.AccountId;
import dev.rollcall.identity.Username;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What becomes of the columns of one account, in the host's table and in the side table. */
final class RowChange {

    private final UserColumns columns;
    private final Map<String, @Nullable Object> host = new TreeMap<>();
    private final Map<String, @Nullable Object> side = new TreeMap<>();
    private @Nullable String statusLiteral;
    private boolean witnessed;
    private boolean named;

    RowChange(UserColumns columns) {
        this.columns = columns;
    }

    RowChange own(OwnColumn what, @Nullable Object value) {
        UserColumns.Place place = columns.place(what);
        (place.inSideTable() ? side : host).put(place.column(), value);
        return this;
    }

    RowChange active() {
        statusLiteral = columns.statusValues().activeLiteral();
        own(OwnColumn.BLOCK_REASON, null);
        own(OwnColumn.BLOCKED_SINCE, null);
        forgetWitness();
        return this;
    }

    RowChange blocked(BlockReason reason, Instant since) {
        statusLiteral = columns.statusValues().blockedLiteral();
        own(OwnColumn.BLOCK_REASON, reason.name());
        own(OwnColumn.BLOCKED_SINCE, since);
        witnessed = columns.isReasonWitnessed();
        return this;
    }

    private void forgetWitness() {
        if (columns.isReasonWitnessed()) {
            side.put("status_witness_id", null);
            side.put("status_witness", null);
        }
    }

    RowChange username(Username username) {
        named = true;
        host.put(columns.username().quoted(), username.value());
        TableColumn key = columns.key();
        if (key != null) {
            host.put(key.quoted(), username.folded());
        }
        return this;
    }

    RowChange field(String field, @Nullable String value) {
        host.put(columns.field(field).quoted(), value);
        return this;
    }

    RowChange onCreate() {
        columns.onCreate().forEach((column, value) -> host.put(column, value.get()));
        return this;
    }

    RowChange id(Object id) {
        host.put(columns.id(), id);
        return this;
    }

    /** Whether a name changes, so that the order of the statements matters. */
    boolean isNamed() {
        return named;
    }

    boolean changesHost() {
        return !host.isEmpty() || statusLiteral != null;
    }

    boolean changesSide() {
        return !side.isEmpty() || witnessed;
    }

    /** The columns of the host's table that get a parameter, and the status that gets a literal. */
    String hostUpdate() {
        List<String> parts = new ArrayList<>();
        host.keySet().forEach(column -> parts.add(column + " = ?"));
        if (statusLiteral != null) {
            parts.add(columns.status() + " = " + statusLiteral);
        }
        return "update " + columns.table() + " set " + String.join(", ", parts) + " where " + columns.id() + " = ?";
    }

    List<@Nullable Object> hostUpdateParameters(AccountId id) {
        List<@Nullable Object> parameters = new ArrayList<>(host.values());
        parameters.add(id(id));
        return parameters;
    }

    private Object id(AccountId id) {
        return columns.idType().fromText(id.value());
    }

    /** The columns of an insert into the host's table; the status comes last, as a literal. */
    List<String> insertColumns() {
        return new ArrayList<>(host.keySet());
    }

    List<@Nullable Object> insertValues() {
        return new ArrayList<>(host.values());
    }

    String statusLiteral() {
        return String.valueOf(statusLiteral);
    }

    String sideUpdate() {
        List<String> parts = new ArrayList<>();
        side.keySet().forEach(column -> parts.add(column + " = ?"));
        if (witnessed) {
            parts.add("status_witness_id = ?");
            parts.add("status_witness = " + columns.statusValues().blockedLiteral());
        }
        return "update " + columns.sideTable() + " set " + String.join(", ", parts) + " where account_id = ?";
    }

    String sideInsert() {
        List<String> names = new ArrayList<>(side.keySet());
        List<String> values = new ArrayList<>(java.util.Collections.nCopies(side.size(), "?"));
        if (witnessed) {
            names.add("status_witness_id");
            values.add("?");
            names.add("status_witness");
            values.add(columns.statusValues().blockedLiteral());
        }
        names.add("account_id");
        values.add("?");
        return "insert into " + columns.sideTable() + " (" + String.join(", ", names) + ") values ("
                + String.join(", ", values) + ")";
    }

    /** A query with its parameters. */
    record Query(String sql, List<@Nullable Object> parameters) {}

    /** Finds the account's row of the host's table if it holds what {@link #hostUpdate} is to leave there. */
    Query hostSearch(AccountId id) {
        Query search = search(columns.table(), columns.id(), host, id);
        return statusLiteral == null
                ? search
                : new Query(search.sql + " and " + columns.status() + " = " + statusLiteral, search.parameters);
    }

    /** Finds the account's row of the side table if it holds what {@link #sideUpdate} is to leave there. */
    Query sideSearch(AccountId id) {
        Query search = search(String.valueOf(columns.sideTable()), "account_id", side, id);
        return witnessed
                ? new Query(
                        search.sql + " and status_witness_id = account_id and status_witness = "
                                + columns.statusValues().blockedLiteral(),
                        search.parameters)
                : search;
    }

    private Query search(String table, String idColumn, Map<String, @Nullable Object> wanted, AccountId id) {
        StringBuilder sql = new StringBuilder("select 1 from " + table + " where " + idColumn + " = ?");
        List<@Nullable Object> parameters = new ArrayList<>();
        parameters.add(id(id));
        wanted.forEach((column, value) -> {
            if (value == null) {
                sql.append(" and ").append(column).append(" is null");
            } else {
                // Some columns compare without regard to case.
                sql.append(" and ")
                        .append(value instanceof String ? columns.dialect().exactText(column) : column)
                        .append(" = ?");
                parameters.add(value);
            }
        });
        return new Query(sql.toString(), parameters);
    }

    /** The parameters of {@link #sideUpdate} and of {@link #sideInsert} alike. */
    List<@Nullable Object> sideParameters(AccountId account) {
        Object id = id(account);
        List<@Nullable Object> parameters = new ArrayList<>(side.values());
        if (witnessed) {
            parameters.add(id);
        }
        parameters.add(id);
        return parameters;
    }
}
