package dev.rollcall.jdbc.internal.users;

import dev.rollcall.identity.AccountId;
import dev.rollcall.jdbc.internal.Session;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The statements of one batch, gathered and then run: those that change names in their order, as one may take the name
 * that another gives up; the others by their text, so that a few round trips do for hundreds of accounts. The side
 * table comes last: it refers to accounts that are created in the batch, and to the status that they have then.
 */
final class Statements {

    private final UserColumns columns;
    private final Session session;
    private final List<Named> named = new ArrayList<>();
    private final Map<String, List<List<@Nullable Object>>> plain = new LinkedHashMap<>();
    private final Map<String, List<List<@Nullable Object>>> side = new LinkedHashMap<>();

    Statements(UserColumns columns, Session session) {
        this.columns = columns;
        this.session = session;
    }

    /** A statement whose place in the order matters: an update, or a creation whose id is told. */
    private record Named(
            String sql,
            List<@Nullable Object> parameters,
            @Nullable RowChange creation,
            @Nullable Consumer<AccountId> created) {}

    void change(AccountId account, RowChange change, boolean hasSideRow) {
        if (change.changesHost()) {
            if (change.isNamed()) {
                named.add(new Named(change.hostUpdate(), change.hostUpdateParameters(account), null, null));
            } else {
                add(plain, change.hostUpdate(), change.hostUpdateParameters(account));
            }
        }
        if (change.changesSide()) {
            add(side, hasSideRow ? change.sideUpdate() : change.sideInsert(), change.sideParameters(account));
        }
    }

    void create(RowChange change, Consumer<AccountId> created) {
        // The text tells which creations can share a statement.
        String shape = String.join(", ", change.insertColumns()) + " " + change.statusLiteral();
        named.add(new Named(shape, change.insertValues(), change, created));
    }

    private static void add(
            Map<String, List<List<@Nullable Object>>> statements, String sql, List<@Nullable Object> parameters) {
        statements.computeIfAbsent(sql, unused -> new ArrayList<>()).add(parameters);
    }

    void run() throws SQLException {
        for (int from = 0; from < named.size(); ) {
            int to = from + 1;
            while (to < named.size() && isSame(named.get(from), named.get(to))) {
                to++;
            }
            run(named.subList(from, to));
            from = to;
        }
        for (Map.Entry<String, List<List<@Nullable Object>>> statement : plain.entrySet()) {
            batch(statement.getKey(), statement.getValue());
        }
        for (Map.Entry<String, List<List<@Nullable Object>>> statement : side.entrySet()) {
            batch(statement.getKey(), statement.getValue());
        }
    }

    /**
     * The rows are there and locked: a change that concerns none of them was dropped by a trigger or a rule of the
     * database.
     */
    private void batch(String sql, List<List<@Nullable Object>> rows) throws SQLException {
        for (int changed : session.batch(sql, rows)) {
            if (changed == 0) {
                throw new SQLDataException("The database dropped a change without a word", "22000");
            }
        }
    }

    private static boolean isSame(Named one, Named other) {
        return (one.creation == null) == (other.creation == null) && one.sql.equals(other.sql);
    }

    private void run(List<Named> same) throws SQLException {
        if (same.get(0).creation == null) {
            batch(same.get(0).sql, same.stream().map(Named::parameters).toList());
        } else {
            insert(same);
        }
    }

    private void insert(List<Named> creations) throws SQLException {
        RowChange first = creations.get(0).creation;
        if (first == null) {
            throw new IllegalStateException("An insert creates accounts");
        }
        List<String> insertColumns = first.insertColumns();
        insertColumns.add(columns.status());
        List<String[]> inserted = session.insertReturning(
                columns.table(),
                insertColumns,
                creations.stream().map(Named::parameters).toList(),
                first.statusLiteral(),
                new String[] {unquoted(columns.id()), columns.username().name()},
                row -> new String[] {row.getString(1), row.getString(2)});
        Map<String, String> ids = new HashMap<>();
        inserted.forEach(row -> ids.put(row[1], row[0]));
        int usernameAt = insertColumns.indexOf(columns.username().quoted());
        for (Named creation : creations) {
            String id = creations.size() == 1 && inserted.size() == 1
                    ? inserted.get(0)[0]
                    : ids.get(String.valueOf(creation.parameters.get(usernameAt)));
            if (id == null) {
                // Something in the database gave the accounts other names; one at a time their ids are known.
                throw new SQLDataException("The database changed a username while it was inserted", "22000");
            }
            settle(creation, AccountId.of(id));
        }
    }

    private void settle(Named creation, AccountId id) {
        if (creation.creation != null && creation.created != null) {
            if (creation.creation.changesSide()) {
                add(side, creation.creation.sideInsert(), creation.creation.sideParameters(id));
            }
            creation.created.accept(id);
        }
    }

    private static String unquoted(String quoted) {
        return quoted.substring(1, quoted.length() - 1).replace("\"\"", "\"");
    }
}
