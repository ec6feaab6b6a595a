package dev.rollcall.testkit;

import dev.rollcall.account.Account;
import dev.rollcall.account.ChangeResult;
import dev.rollcall.account.Holder;
import dev.rollcall.account.UserRepository;
import dev.rollcall.account.Write;
import dev.rollcall.identity.AccountId;
import dev.rollcall.identity.DirectoryName;
import dev.rollcall.identity.ExternalId;
import dev.rollcall.identity.Username;
import dev.rollcall.lock.Fence;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** Hands every call on. Whoever wants a repository that behaves differently in one respect overrides that. */
public class ForwardingRepository implements UserRepository {

    private final UserRepository target;

    protected ForwardingRepository(UserRepository target) {
        this.target = target;
    }

    @Override
    public void scan(DirectoryName owner, Set<String> fields, Consumer<Account> accounts) {
        target.scan(owner, fields, accounts);
    }

    @Override
    public List<Holder> holders(DirectoryName directory, Set<Username> names, Set<ExternalId> ids) {
        return target.holders(directory, names, ids);
    }

    @Override
    public List<Account> load(Set<AccountId> ids, Set<String> fields) {
        return target.load(ids, fields);
    }

    @Override
    public long activeAccounts() {
        return target.activeAccounts();
    }

    @Override
    public List<ChangeResult> apply(Fence fence, List<Write> batch) {
        return target.apply(fence, batch);
    }
}
