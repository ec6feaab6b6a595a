package dev.rollcall.internal;

import dev.rollcall.account.Account;
import dev.rollcall.account.AccountReader;
import dev.rollcall.account.Holder;
import dev.rollcall.account.RepositoryException;
import dev.rollcall.identity.AccountId;
import dev.rollcall.identity.DirectoryName;
import dev.rollcall.identity.ExternalId;
import dev.rollcall.identity.Username;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A repository's reading half whose failures end the run as what they are, and are not mistaken for a failure of the
 * rules.
 */
final class StorageReader implements AccountReader {

    private final AccountReader target;

    StorageReader(AccountReader target) {
        this.target = target;
    }

    @Override
    public void scan(DirectoryName owner, Set<String> fields, Consumer<Account> accounts) {
        Interruption interruption = new Interruption();
        try {
            target.scan(owner, fields, account -> {
                try {
                    accounts.accept(account);
                } catch (RuntimeException e) {
                    interruption.own = e;
                    throw e;
                }
            });
        } catch (RuntimeException e) {
            // The repository may have wrapped what the run itself threw to stop the scan.
            if (interruption.own == null) {
                throw Repositories.down("scan", e);
            }
        }
        if (interruption.own instanceof RepositoryException e) {
            throw Repositories.down("scan", e);
        }
        if (interruption.own != null) {
            throw interruption.own;
        }
    }

    private static final class Interruption {
        private @Nullable RuntimeException own;
    }

    @Override
    public List<Holder> holders(DirectoryName directory, Set<Username> names, Set<ExternalId> ids) {
        try {
            return target.holders(directory, Set.copyOf(names), Set.copyOf(ids));
        } catch (RuntimeException e) {
            throw Repositories.down("holders", e);
        }
    }

    @Override
    public List<Account> load(Set<AccountId> ids, Set<String> fields) {
        try {
            return target.load(Set.copyOf(ids), fields);
        } catch (RuntimeException e) {
            throw Repositories.down("load", e);
        }
    }

    @Override
    public long activeAccounts() {
        try {
            return target.activeAccounts();
        } catch (RuntimeException e) {
            throw Repositories.down("activeAccounts", e);
        }
    }
}
