package dev.rollcall.jdbc.internal.users;

import dev.rollcall.identity.AccountId;
import dev.rollcall.jdbc.internal.Session;
import dev.rollcall.jdbc.internal.SqlErrors;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
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
    private final Map<String, List<Update>> plain = new LinkedHashMap<>();
    private final Map<String, List<Update>> side = new LinkedHashMap<>();

    Statements(UserColumns columns, Session session) {
        this.columns = columns;
        this.session = session;
    }

    /** What is written to one row that is there, or to the side table. */
    private record Update(RowChange change, AccountId account, boolean inSideTable) {
        List<@Nullable Object> parameters() {
            return inSideTable ? change.sideParameters(account) : change.hostUpdateParameters(account);
        }

        RowChange.Query search() {
            return inSideTable ? change.sideSearch(account) : change.hostSearch(account);
        }
    }

    /** A new account, whose id is told. */
    private record Creation(RowChange change, Consumer<AccountId> created) {}

    /** A statement whose place in the order matters: one of both. */
    private record Named(
            String sql, @Nullable Update update, @Nullable Creation creation) {}

    void change(AccountId account, RowChange change, boolean hasSideRow) {
        if (change.changesHost()) {
            if (change.isNamed()) {
                named.add(new Named(change.hostUpdate(), new Update(change, account, false), null));
            } else {
                add(plain, change.hostUpdate(), new Update(change, account, false));
            }
        }
        if (change.changesSide()) {
            add(side, hasSideRow ? change.sideUpdate() : change.sideInsert(), new Update(change, account, true));
        }
    }

    void create(RowChange change, Consumer<AccountId> created) {
        // The text tells which creations can share a statement.
        String shape = String.join(", ", change.insertColumns()) + " " + change.statusLiteral();
        named.add(new Named(shape, null, new Creation(change, created)));
    }

    private static void add(Map<String, List<Update>> statements, String sql, Update update) {
        statements.computeIfAbsent(sql, unused -> new ArrayList<>()).add(update);
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
        for (Map.Entry<String, List<Update>> statement : plain.entrySet()) {
            update(statement.getKey(), statement.getValue());
        }
        for (Map.Entry<String, List<Update>> statement : side.entrySet()) {
            update(statement.getKey(), statement.getValue());
        }
    }

    /**
     * The rows are there and locked: a change that concerns none of them was dropped by a trigger or a rule of the
     * database. That is well where the row holds by now what it is to hold, as some drop what would change nothing.
     */
    private void update(String sql, List<Update> updates) throws SQLException {
        int[] changed =
                session.batch(sql, updates.stream().map(Update::parameters).toList());
        for (int i = 0; i < changed.length; i++) {
            if (changed[i] == 0 && !isMade(updates.get(i).search())) {
                throw SqlErrors.dropped();
            }
        }
    }

    private boolean isMade(RowChange.Query search) throws SQLException {
        return session.first(
                        search.sql(), row -> row.getInt(1), search.parameters().toArray())
                .isPresent();
    }

    private static boolean isSame(Named one, Named other) {
        return (one.creation == null) == (other.creation == null) && one.sql.equals(other.sql);
    }

    private void run(List<Named> same) throws SQLException {
        List<Creation> creations =
                same.stream().flatMap(each -> Stream.ofNullable(each.creation)).toList();
        if (creations.isEmpty()) {
            update(
                    same.get(0).sql,
                    same.stream()
                            .flatMap(each -> Stream.ofNullable(each.update))
                            .toList());
        } else {
            insert(creations);
        }
    }

    private void insert(List<Creation> creations) throws SQLException {
        RowChange first = creations.get(0).change;
        List<String> insertColumns = first.insertColumns();
        insertColumns.add(columns.status());
        List<String[]> inserted = session.insertReturning(
                columns.table(),
                insertColumns,
                creations.stream()
                        .map(creation -> creation.change.insertValues())
                        .toList(),
                first.statusLiteral(),
                new String[] {unquoted(columns.id()), columns.username().name()},
                row -> new String[] {row.getString(1), row.getString(2)});
        Map<String, String> ids = new HashMap<>();
        inserted.forEach(row -> ids.put(row[1], row[0]));
        int usernameAt = insertColumns.indexOf(columns.username().quoted());
        if (inserted.isEmpty() && creations.size() == 1) {
            throw SqlErrors.dropped();
        }
        for (Creation creation : creations) {
            String id = creations.size() == 1 && inserted.size() == 1
                    ? inserted.get(0)[0]
                    : ids.get(String.valueOf(creation.change.insertValues().get(usernameAt)));
            if (id == null) {
                // Something in the database gave the accounts other names; one at a time their ids are known.
                throw new SQLDataException("The database changed a username while it was inserted", "22000");
            }
            settle(creation, AccountId.of(id));
        }
    }

    private void settle(Creation creation, AccountId id) {
        if (creation.change.changesSide()) {
            add(side, creation.change.sideInsert(), new Update(creation.change, id, true));
        }
        creation.created.accept(id);
    }

    private static String unquoted(String quoted) {
        return quoted.substring(1, quoted.length() - 1).replace("\"\"", "\"");
    }
}
