package dev.rollcall.jdbc.internal.users;

import dev.rollcall.account.Account;
import dev.rollcall.account.BlockReason;
import dev.rollcall.account.RepositoryException;
import dev.rollcall.identity.AccountId;
import dev.rollcall.identity.DirectoryName;
import dev.rollcall.identity.ExternalId;
import dev.rollcall.identity.Username;
import dev.rollcall.jdbc.internal.Session;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Base64;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads accounts. Used by one thread. */
public final class AccountRows {

    /** How many rows are fetched at a time where there may be a million. */
    private static final int FETCH_SIZE = 1_000;

    private static final int FIRST_OWN = 4;
    private static final List<OwnColumn> OWN = List.of(OwnColumn.values());
    private static final int WITNESS = FIRST_OWN + OWN.size();
    private static final int SIDE_ROW = WITNESS + 1;
    private static final int KEY = SIDE_ROW + 1;
    private static final int FIRST_FIELD = KEY + 1;

    private final UserColumns columns;
    private final Session session;
    private final MessageDigest digest;

    /** Reads in this transaction. */
    public AccountRows(UserColumns columns, Session session) {
        this.columns = columns;
        this.session = session;
        try {
            this.digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    /**
     * An account as it is in the tables.
     *
     * @param account as the engine sees it
     * @param hasSideRow whether the side table has a row of it
     */
    record Row(Account account, boolean hasSideRow) {}

    /** See {@link dev.rollcall.account.AccountReader#scan}. */
    public void scan(DirectoryName owner, Set<String> fields, Consumer<Account> accounts) throws SQLException {
        requireFields(fields);
        session.forEach(
                "select " + columns.selected() + " from " + columns.from() + " where "
                        + columns.place(OwnColumn.OWNER).inQuery() + " = ?",
                FETCH_SIZE,
                row -> accounts.accept(account(row, fields)),
                owner.value());
    }

    /** See {@link dev.rollcall.account.AccountReader#load}. */
    public List<Account> accounts(Set<AccountId> ids, Set<String> fields) throws SQLException {
        requireFields(fields);
        return load(ids, fields).values().stream().map(Row::account).toList();
    }

    private void requireFields(Set<String> fields) {
        Set<String> unknown = new TreeSet<>(fields);
        unknown.removeAll(columns.fields().keySet());
        if (!unknown.isEmpty()) {
            throw new RepositoryException(
                    "The users table has no column for " + unknown + "; it has columns for "
                            + columns.fields().keySet()
                            + ". Name one with UserTable.Builder.field(...), or take the field out of the policy",
                    null);
        }
    }

    /** Reads these accounts, each as it is committed now. */
    Map<AccountId, Row> load(Collection<AccountId> ids, Set<String> fields) throws SQLException {
        Map<AccountId, Row> rows = new LinkedHashMap<>();
        Object[] values = values(ids);
        if (values.length > 0) {
            session.forEach(
                    "select " + columns.selected() + " from " + columns.from() + " where u." + columns.id()
                            + " = any(?)",
                    0,
                    row -> {
                        Account account = account(row, fields);
                        rows.put(account.id(), new Row(account, row.getObject(SIDE_ROW) != null));
                    },
                    array(values));
        }
        return rows;
    }

    /**
     * Locks these accounts in the host's table, in an order that is the same for everybody, and returns those it has
     * locked.
     *
     * @param waiting whether to wait for accounts that somebody else has locked, rather than leave them out
     */
    Set<AccountId> lock(Collection<AccountId> ids, boolean waiting) throws SQLException {
        Object[] values = values(ids);
        if (values.length == 0) {
            return Set.of();
        }
        return new HashSet<>(session.query(
                "select " + columns.id() + " from " + columns.table() + " where " + columns.id() + " = any(?) order by "
                        + columns.id() + " for update" + (waiting ? "" : " skip locked"),
                row -> AccountId.of(row.getString(1)),
                array(values)));
    }

    /**
     * Changes nothing, and fails while the table is locked against changes, as it is while PostgreSQL builds an index:
     * rows can be locked then, and each change alone would wait in vain.
     */
    void touchTable() throws SQLException {
        session.update(
                "update " + columns.table() + " set " + columns.status() + " = " + columns.status() + " where 1 = 0");
    }

    /** See {@link dev.rollcall.account.AccountReader#activeAccounts}. */
    public long countActive() throws SQLException {
        return session.query(
                        "select count(*) from " + columns.table() + " where " + columns.isActive(),
                        row -> row.getLong(1))
                .get(0);
    }

    private Object array(Object[] values) throws SQLException {
        return session.array(columns.idType().array(), List.of(values));
    }

    private Object[] values(Collection<AccountId> ids) {
        return ids.stream()
                .flatMap(id -> columns.idType().parse(id.value()).stream())
                .toArray();
    }

    private Account account(ResultSet row, Set<String> wanted) throws SQLException {
        String id = row.getString(1);
        String username = row.getString(2);
        String status = columns.statusValues().read(row, 3);
        String owner = text(row, OwnColumn.OWNER);
        String externalId = text(row, OwnColumn.EXTERNAL_ID);
        String formerOwner = text(row, OwnColumn.FORMER_OWNER);
        String reason = columns.isReasonWitnessed() && row.getObject(WITNESS) == null
                ? null
                : text(row, OwnColumn.BLOCK_REASON);
        Instant blockedSince = moment(row, OwnColumn.BLOCKED_SINCE);
        Instant absentSince = moment(row, OwnColumn.ABSENT_SINCE);
        StringBuilder seen = new StringBuilder(256);
        see(seen, username);
        see(seen, row.getString(KEY));
        see(seen, status);
        see(seen, owner);
        see(seen, externalId);
        see(seen, formerOwner);
        see(seen, reason);
        see(seen, Objects.toString(blockedSince, null));
        see(seen, Objects.toString(absentSince, null));

        Account.Builder account = Account.builder(AccountId.of(id), Username.of(username == null ? "" : username));
        account.owner(directory(owner, id));
        account.formerOwner(directory(formerOwner, id));
        account.externalId(externalId == null || externalId.isBlank() ? null : ExternalId.of(externalId));
        account.absentSince(absentSince);
        if (!columns.statusValues().isActive(status)) {
            BlockReason known = columns.statusValues().isBlockedByUs(status) ? reason(reason) : null;
            account.blocked(known, known == null ? null : blockedSince);
        }
        int index = FIRST_FIELD;
        for (String field : columns.fields().keySet()) {
            String value = row.getString(index++);
            see(seen, value);
            if (wanted.contains(field)) {
                account.field(field, value);
            }
        }
        return account.version(version(seen)).build();
    }

    private static void see(StringBuilder seen, @Nullable String value) {
        if (value == null) {
            seen.append('-');
        } else {
            seen.append(value.length()).append(':').append(value);
        }
    }

    /** A hash of all columns that the engine reads or writes: it changes with whoever changes one of them (R40). */
    private String version(StringBuilder seen) {
        byte[] hash = digest.digest(seen.toString().getBytes(StandardCharsets.UTF_8));
        byte[] half = new byte[18];
        System.arraycopy(hash, 0, half, 0, half.length);
        return Base64.getUrlEncoder().encodeToString(half);
    }

    private static @Nullable String text(ResultSet row, OwnColumn column) throws SQLException {
        return row.getString(FIRST_OWN + OWN.indexOf(column));
    }

    private static @Nullable Instant moment(ResultSet row, OwnColumn column) throws SQLException {
        return Session.instant(row, FIRST_OWN + OWN.indexOf(column));
    }

    static @Nullable DirectoryName directory(@Nullable String name, String accountId) {
        if (name == null || name.isEmpty()) {
            return null;
        }
        try {
            return DirectoryName.of(name);
        } catch (IllegalArgumentException e) {
            throw new RepositoryException(
                    "The owner of account " + accountId
                            + " is no directory's name; set it to null for a local account, or"
                            + " to the name of a directory without spaces around it",
                    e);
        }
    }

    /** A reason that Rollcall does not know is the host's own, and such an account stays blocked (R26). */
    private static @Nullable BlockReason reason(@Nullable String name) {
        for (BlockReason reason : BlockReason.values()) {
            if (reason.name().equals(name)) {
                return reason;
            }
        }
        return null;
    }
}
