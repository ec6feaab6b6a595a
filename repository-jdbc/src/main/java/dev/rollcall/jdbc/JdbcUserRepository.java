package dev.rollcall.jdbc;

import dev.rollcall.account.Account;
import dev.rollcall.account.ChangeResult;
import dev.rollcall.account.Holder;
import dev.rollcall.account.UserRepository;
import dev.rollcall.account.Write;
import dev.rollcall.identity.AccountId;
import dev.rollcall.identity.DirectoryName;
import dev.rollcall.identity.ExternalId;
import dev.rollcall.identity.Username;
import dev.rollcall.jdbc.internal.AuditTable;
import dev.rollcall.jdbc.internal.Tables;
import dev.rollcall.jdbc.internal.Transactions;
import dev.rollcall.jdbc.internal.users.AccountRows;
import dev.rollcall.jdbc.internal.users.ChangeWriter;
import dev.rollcall.jdbc.internal.users.NameSearch;
import dev.rollcall.jdbc.internal.users.Standstill;
import dev.rollcall.jdbc.internal.users.UserColumns;
import dev.rollcall.lock.Fence;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The user repository over the host's own users table. {@link RollcallDatabase#users} gives one.
 *
 * <p>A batch is one transaction: fence, seats and versions are checked in it, and the audit events of its changes are
 * stored in it (R32, R37, R40). What the database refuses is refused alone, with the name of the constraint (R39). A
 * batch whose answer was lost with its connection is tried again; its stored events tell what was done. What somebody
 * else has locked is waited for, tried again, and then left to the next run; but where batches of a run, three or more
 * one after the other and for more than a minute, cannot even begin, because something that all of them need stays
 * locked and nobody else gets through, the database counts as down (R39). Safe for many threads.
 */
public final class JdbcUserRepository implements UserRepository {

    private final UserColumns columns;
    private final Transactions transactions;
    private final Tables tables;
    private final AuditTable audit;
    private final Standstill standstill;

    JdbcUserRepository(
            UserColumns columns, Transactions transactions, Tables tables, AuditTable audit, Standstill standstill) {
        this.columns = columns;
        this.transactions = transactions;
        this.tables = tables;
        this.audit = audit;
        this.standstill = standstill;
    }

    @Override
    public void scan(DirectoryName owner, Set<String> fields, Consumer<Account> accounts) {
        transactions.run(
                "scan the accounts", session -> new AccountRows(columns, session).scan(owner, fields, accounts));
    }

    @Override
    public List<Holder> holders(DirectoryName directory, Set<Username> names, Set<ExternalId> ids) {
        return transactions.call(
                "find who has a name or an id",
                session -> new NameSearch(columns, session).holders(directory, names, ids));
    }

    @Override
    public List<Account> load(Set<AccountId> ids, Set<String> fields) {
        return transactions.call("load accounts", session -> new AccountRows(columns, session).accounts(ids, fields));
    }

    @Override
    public long activeAccounts() {
        return transactions.call(
                "count the active accounts", session -> new AccountRows(columns, session).countActive());
    }

    @Override
    public List<ChangeResult> apply(Fence fence, List<Write> batch) {
        return batch.isEmpty()
                ? List.of()
                : new ChangeWriter(columns, transactions, tables, audit, standstill, fence).write(batch);
    }
}
