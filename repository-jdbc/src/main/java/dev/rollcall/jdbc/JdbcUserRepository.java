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
import dev.rollcall.jdbc.internal.users.UserTableAccess;
import dev.rollcall.lock.Fence;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The user repository over the host's own users table. {@link RollcallDatabase#users} gives one.
 *
 * <p>A batch is one transaction: fence, seats and versions are checked in it, and the audit events of its changes are stored in it
 * (R32, R37, R40). What the database refuses is refused alone, with the name of the constraint (R39). A batch whose answer was lost
 * with its connection is tried again; its stored events tell what was done. Safe for many threads.
 */
public final class JdbcUserRepository implements UserRepository {

    private final UserTableAccess table;

    JdbcUserRepository(UserTableAccess table) {
        this.table = table;
    }

    @Override
    public void scan(DirectoryName owner, Set<String> fields, Consumer<Account> accounts) {
        table.scan(owner, fields, accounts);
    }

    @Override
    public List<Holder> holders(DirectoryName directory, Set<Username> names, Set<ExternalId> ids) {
        return table.holders(directory, names, ids);
    }

    @Override
    public List<Account> load(Set<AccountId> ids, Set<String> fields) {
        return table.load(ids, fields);
    }

    @Override
    public long activeAccounts() {
        return table.activeAccounts();
    }

    @Override
    public List<ChangeResult> apply(Fence fence, List<Write> batch) {
        return table.apply(fence, batch);
    }
}
