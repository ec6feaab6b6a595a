package dev.rollcall.engine;

import dev.rollcall.account.Account;
import dev.rollcall.account.ChangeResult;
import dev.rollcall.account.Holder;
import dev.rollcall.account.InMemoryUserRepository;
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

/** A repository that forgets to ask for the owner, or to answer. */
final class MixedUpRepository implements UserRepository {

    private final InMemoryUserRepository table;
    private boolean answersNothing;

    MixedUpRepository(InMemoryUserRepository table) {
        this.table = table;
    }

    /** Scans as it should, and answers every batch with null. */
    MixedUpRepository answeringNothing() {
        answersNothing = true;
        return this;
    }

    @Override
    public void scan(DirectoryName owner, Set<String> fields, Consumer<Account> accounts) {
        if (answersNothing) {
            table.scan(owner, fields, accounts);
        } else {
            table.all().forEach(accounts);
        }
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
        return answersNothing ? null : table.apply(fence, batch);
    }
}
