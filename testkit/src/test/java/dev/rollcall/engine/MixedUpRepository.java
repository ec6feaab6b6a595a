package dev.rollcall.engine;

import dev.rollcall.account.Account;
import dev.rollcall.account.ChangeResult;
import dev.rollcall.account.InMemoryUserRepository;
import dev.rollcall.account.Write;
import dev.rollcall.identity.DirectoryName;
import dev.rollcall.lock.Fence;
import dev.rollcall.testkit.ForwardingRepository;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** A repository that forgets to ask for the owner, or to answer. */
final class MixedUpRepository extends ForwardingRepository {

    private final InMemoryUserRepository table;
    private boolean answersNothing;

    MixedUpRepository(InMemoryUserRepository table) {
        super(table);
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
            super.scan(owner, fields, accounts);
        } else {
            table.all().forEach(accounts);
        }
    }

    @Override
    public List<ChangeResult> apply(Fence fence, List<Write> batch) {
        return answersNothing ? null : super.apply(fence, batch);
    }
}
