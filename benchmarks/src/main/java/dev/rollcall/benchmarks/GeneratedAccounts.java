package dev.rollcall.benchmarks;

import dev.rollcall.account.Account;
import dev.rollcall.account.Change;
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

/**
 * A user table whose rows are made up as they are read, and which only counts what is written: it takes no memory of
 * its own.
 */
final class GeneratedAccounts implements UserRepository {

    private final int accounts;
    private long created;

    GeneratedAccounts(int accounts) {
        this.accounts = accounts;
    }

    long created() {
        return created;
    }

    private static Account account(DirectoryName owner, int number) {
        Account.Builder account = Account.builder(
                        AccountId.of(String.valueOf(number)), Username.of(GeneratedPeople.username(number)))
                .owner(owner)
                .externalId(ExternalId.of(GeneratedPeople.externalId(number)))
                .version("1");
        for (int field = 0; field < GeneratedPeople.FIELDS; field++) {
            account.field("field" + field, GeneratedPeople.value(number, field));
        }
        return account.build();
    }

    @Override
    public void scan(DirectoryName owner, Set<String> fields, Consumer<Account> consumer) {
        for (int number = 0; number < accounts; number++) {
            consumer.accept(account(owner, number));
        }
    }

    @Override
    public List<Holder> holders(DirectoryName directory, Set<Username> names, Set<ExternalId> ids) {
        return List.of();
    }

    @Override
    public List<Account> load(Set<AccountId> ids, Set<String> fields) {
        DirectoryName owner = DirectoryName.of("bench");
        return ids.stream()
                .map(id -> account(owner, Integer.parseInt(id.value())))
                .toList();
    }

    @Override
    public long activeAccounts() {
        return accounts;
    }

    @Override
    public List<ChangeResult> apply(Fence fence, List<Write> batch) {
        List<ChangeResult> results = new ArrayList<>(batch.size());
        for (Write write : batch) {
            if (write.change().kind() != Change.Kind.CREATE) {
                throw new IllegalStateException("Only creations are expected here, not "
                        + write.change().kind());
            }
            results.add(ChangeResult.applied(AccountId.of("new-" + ++created), "1"));
        }
        return results;
    }
}
