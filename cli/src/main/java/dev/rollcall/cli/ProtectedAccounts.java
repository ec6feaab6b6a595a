package dev.rollcall.cli;

import dev.rollcall.account.Account;
import dev.rollcall.account.AccountReader;
import dev.rollcall.identity.AccountId;
import dev.rollcall.policy.Policy;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The accounts that a policy protects (R27), which are named by their ids. */
final class ProtectedAccounts {

    private ProtectedAccounts() {}

    /**
     * Tells which ids protect nobody, because no account has them as they are written: a username in the place of an
     * id, or an account that is gone.
     *
     * @return a warning for each, in the order of the ids; none if all is well
     * @throws dev.rollcall.account.RepositoryException if the accounts cannot be read
     */
    static List<String> warnings(Policy policy, AccountReader accounts) {
        Set<AccountId> named = policy.protectedAccounts();
        Set<AccountId> there =
                accounts.load(named, Set.of()).stream().map(Account::id).collect(Collectors.toSet());
        return named.stream()
                .filter(id -> !there.contains(id))
                .map(AccountId::value)
                .sorted()
                .map(id -> "no account has the id '" + id
                        + "', so that it protects nobody; write the id that 'rollcall accounts' shows")
                .toList();
    }
}
