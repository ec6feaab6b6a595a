package dev.rollcall.jdbc.internal.users;

import dev.rollcall.account.Account;
import dev.rollcall.account.ChangeResult;
import dev.rollcall.account.Holder;
import dev.rollcall.account.RepositoryException;
import dev.rollcall.account.Write;
import dev.rollcall.identity.AccountId;
import dev.rollcall.identity.DirectoryName;
import dev.rollcall.identity.ExternalId;
import dev.rollcall.identity.Username;
import dev.rollcall.jdbc.internal.AuditTable;
import dev.rollcall.jdbc.internal.Tables;
import dev.rollcall.jdbc.internal.Transactions;
import dev.rollcall.lock.Fence;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/** The host's users table, with all that can be done to it. Safe for many threads. */
public final class UserTableAccess {

    private final UserColumns columns;
    private final Transactions transactions;
    private final Tables tables;
    private final AuditTable audit;

    private UserTableAccess(UserColumns columns, Transactions transactions, Tables tables, AuditTable audit) {
        this.columns = columns;
        this.transactions = transactions;
        this.tables = tables;
        this.audit = audit;
    }

    /** A table that was compared with what the host says of it: all that is wrong, or access to it. */
    public record Opened(List<String> errors, List<UserTableAccess> access) {}

    /** Compares what the host says of its table with the table. */
    public static Opened open(UserTableSettings settings, Transactions transactions, Tables tables, AuditTable audit) {
        return transactions.call("describe the users table", session -> {
            UserTableCheck check = new UserTableCheck(session, tables, settings);
            List<UserTableAccess> access = check.check().stream()
                    .map(columns -> new UserTableAccess(columns, transactions, tables, audit))
                    .toList();
            return new Opened(check.errors(), access);
        });
    }

    /** The DDL of the side table for this table, or all that is wrong. */
    public static List<String> sideTableDdl(
            UserTableSettings settings, Transactions transactions, Tables tables, Consumer<String> ddl) {
        return transactions.call("describe the users table", session -> {
            UserTableCheck check = new UserTableCheck(session, tables, settings);
            check.sideTableWords().ifPresent(words -> {
                String key =
                        Boolean.parseBoolean(words.get("has_witness_key")) ? "" : tables.ddl("status-key.sql", words);
                ddl.accept(key + tables.ddl("side-table.sql", words));
            });
            return check.errors();
        });
    }

    /** Gives every account whose key is not the folded form of its username that form, and returns how many those were. */
    public static long fillUsernameKeys(UserTableSettings settings, Transactions transactions) {
        return transactions
                .call("describe the users table", session -> UsernameKeys.of(session, settings))
                .mend(transactions);
    }

    /** See {@link dev.rollcall.account.AccountReader#scan}. */
    public void scan(DirectoryName owner, Set<String> fields, Consumer<Account> accounts) {
        requireFields(fields);
        transactions.run(
                "scan the accounts", session -> new AccountRows(columns, session).scan(owner, fields, accounts));
    }

    /** See {@link dev.rollcall.account.AccountReader#holders}. */
    public List<Holder> holders(DirectoryName directory, Set<Username> names, Set<ExternalId> ids) {
        return transactions.call("find who has a name or an id", session -> {
            NameSearch search = new NameSearch(columns, session);
            Map<AccountId, Holder> holders = new LinkedHashMap<>();
            List<NameSearch.Found> found = new ArrayList<>(
                    search.byName(names.stream().map(Username::folded).toList()));
            found.addAll(search.byExternalId(
                    directory, ids.stream().map(ExternalId::value).toList()));
            found.forEach(each -> holders.putIfAbsent(each.id(), each.asHolder(directory)));
            return List.copyOf(holders.values());
        });
    }

    /** See {@link dev.rollcall.account.AccountReader#load}. */
    public List<Account> load(Set<AccountId> ids, Set<String> fields) {
        requireFields(fields);
        return transactions.call(
                "load accounts",
                session -> new AccountRows(columns, session)
                        .load(ids, fields).values().stream()
                                .map(AccountRows.Row::account)
                                .toList());
    }

    /** See {@link dev.rollcall.account.AccountReader#activeAccounts}. */
    public long activeAccounts() {
        return transactions.call(
                "count the active accounts", session -> new AccountRows(columns, session).countActive());
    }

    /** See {@link dev.rollcall.account.UserRepository#apply}. */
    public List<ChangeResult> apply(Fence fence, List<Write> batch) {
        return batch.isEmpty() ? List.of() : new ChangeWriter(columns, transactions, tables, audit, fence).write(batch);
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
}
