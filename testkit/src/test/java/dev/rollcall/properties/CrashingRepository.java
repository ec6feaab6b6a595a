package dev.rollcall.properties;

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
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** Makes so many changes, in the middle of a batch if need be, and dies with the next. */
final class CrashingRepository implements UserRepository {

    private final UserRepository target;
    private int left;

    CrashingRepository(UserRepository target, int changes) {
        this.target = target;
        this.left = changes;
    }

    @Override
    public List<ChangeResult> apply(Fence fence, List<Write> batch) {
        List<ChangeResult> results = new ArrayList<>();
        for (Write write : batch) {
            if (left-- <= 0) {
                throw new IllegalStateException("the process died here");
            }
            results.addAll(target.apply(fence, List.of(write)));
        }
        return results;
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
}
