package dev.rollcall.jdbc.internal.users;

import dev.rollcall.account.RepositoryException;
import dev.rollcall.identity.NameFolding;
import dev.rollcall.jdbc.internal.Session;
import dev.rollcall.jdbc.internal.SqlErrors;
import dev.rollcall.jdbc.internal.Transactions;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The column of the folded username: which accounts have a wrong one, and how it is mended. Immutable. */
public final class UsernameKeys {

    private static final int FETCH_SIZE = 1_000;
    private static final int ROWS_PER_STEP = 1_000;
    private static final String WHAT = "fill the folded usernames";

    private final String table;
    private final String id;
    private final IdType idType;
    private final TableColumn username;
    private final TableColumn key;

    private UsernameKeys(DescribedTable table, TableColumn id, TableColumn username, TableColumn key) {
        this.table = table.quoted();
        this.id = id.quoted();
        this.idType = IdType.of(id)
                .orElseThrow(() -> new RepositoryException(
                        "column " + id.name() + " is a " + id.typeName()
                                + "; an id is a whole number, a UUID, or a text of variable length",
                        null));
        this.username = username;
        this.key = key;
    }

    /**
     * The column as it is in the table.
     *
     * @throws RepositoryException if the table or one of the columns is not there
     */
    public static UsernameKeys of(Session session, UserTableSettings settings) throws SQLException {
        DescribedTable.Search search = DescribedTable.find(session, settings.schema(), settings.table());
        DescribedTable table = search.table();
        if (table == null) {
            throw new RepositoryException(search.error(), null);
        }
        return new UsernameKeys(
                table,
                column(table, settings.id()),
                column(table, settings.username()),
                column(table, String.valueOf(settings.usernameKey())));
    }

    private static TableColumn column(DescribedTable table, String name) {
        return table.column(name)
                .orElseThrow(() -> new RepositoryException(
                        "there is no column " + name + " in " + table.quoted() + "; it has " + table.columnNames(),
                        null));
    }

    /** How many accounts of a table have a key that is not the folded form of their username. */
    static long countWrong(Session session, DescribedTable table, TableColumn username, TableColumn key)
            throws SQLException {
        long[] wrong = new long[1];
        session.forEach(
                "select " + username.quoted() + ", " + key.quoted() + " from " + table.quoted(),
                FETCH_SIZE,
                row -> wrong[0] += isWrong(row.getString(1), row.getString(2)) ? 1 : 0);
        return wrong[0];
    }

    private static boolean isWrong(@Nullable String username, @Nullable String key) {
        return username != null && !NameFolding.fold(username).equals(key);
    }

    /** Gives every account whose key is wrong the right one, in short transactions, and returns how many those were. */
    public long mend(Transactions transactions) {
        List<Object> wrong = new ArrayList<>();
        List<Object> occupying = new ArrayList<>();
        transactions.run(
                WHAT,
                session -> session.forEach(
                        "select " + id + ", " + username.quoted() + ", " + key.quoted() + " from " + table,
                        FETCH_SIZE,
                        row -> {
                            if (isWrong(row.getString(2), row.getString(3))) {
                                wrong.add(row.getObject(1));
                                if (row.getString(3) != null) {
                                    occupying.add(row.getObject(1));
                                }
                            }
                        }));
        try {
            // What one account has wrongly may be the right key of another: so all of them make room first.
            inSteps(transactions, occupying, folded -> parked());
            return inSteps(transactions, wrong, folded -> folded);
        } catch (SQLException e) {
            RepositoryException failure = Transactions.failure(WHAT, e);
            if (SqlErrors.isUniqueViolation(e)) {
                throw new RepositoryException(
                        "Two accounts have usernames that are the same as R13 compares them; rename one of them",
                        failure);
            }
            throw failure;
        }
    }

    /** A key that no account has: folded names do not begin with a space. */
    private String parked() {
        String parked = " " + UUID.randomUUID().toString().replace("-", "");
        return key.size() > 0 && key.size() < parked.length() ? parked.substring(0, key.size()) : parked;
    }

    private long inSteps(Transactions transactions, List<Object> ids, UnaryOperator<String> keys) throws SQLException {
        long changed = 0;
        for (int from = 0; from < ids.size(); from += ROWS_PER_STEP) {
            List<Object> step = ids.subList(from, Math.min(ids.size(), from + ROWS_PER_STEP));
            changed += transactions.attempt(session -> rewrite(session, step, keys));
        }
        return changed;
    }

    /** Gives those of these accounts whose key is wrong by now another one, made from the right one. */
    private long rewrite(Session session, List<Object> ids, UnaryOperator<String> keys) throws SQLException {
        List<List<Object>> changes = new ArrayList<>();
        session.forEach(
                "select " + id + ", " + username.quoted() + ", " + key.quoted() + " from " + table + " where " + id
                        + " = any(?) order by " + id + " for update",
                0,
                row -> {
                    String name = row.getString(2);
                    if (name != null && isWrong(name, row.getString(3))) {
                        changes.add(Arrays.asList(keys.apply(NameFolding.fold(name)), row.getObject(1)));
                    }
                },
                session.array(idType.array(), ids));
        session.batch("update " + table + " set " + key.quoted() + " = ? where " + id + " = ?", changes);
        return changes.size();
    }
}
