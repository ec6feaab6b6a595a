package dev.rollcall;

import dev.rollcall.account.Account;
import dev.rollcall.account.Holder;
import dev.rollcall.identity.AccountId;
import dev.rollcall.identity.Username;
import dev.rollcall.internal.EngineParts;
import dev.rollcall.policy.Policy;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Who has which name: in the host's table, and after the lines of a list that was only rehearsed so far. */
final class NameBook {

    private final EngineParts parts;
    private final Policy policy;
    private final Map<Username, Optional<Account>> rehearsed = new HashMap<>();

    NameBook(EngineParts parts, Policy policy) {
        this.parts = parts;
        this.policy = policy;
    }

    /** The account with this id as it is now; null where there is none. */
    @Nullable
    Account find(AccountId id) {
        return parts.repository().load(Set.of(id), policy.fieldNames()).stream()
                .findFirst()
                .orElse(null);
    }

    /** The account among these holders of this name; empty where there is none, or more than one. */
    Optional<Account> only(Username name, List<Holder> holders) {
        Optional<Account> known = rehearsed.get(name);
        if (known != null) {
            return known;
        }
        return holders.size() == 1 ? Optional.ofNullable(find(holders.get(0).id())) : Optional.empty();
    }

    /**
     * Who has this name. They may be several: a host's table may keep apart what R13 takes for one name, such as two
     * spellings.
     */
    List<Holder> holders(Username name) {
        Optional<Account> known = rehearsed.get(name);
        if (known != null) {
            return known.map(NameBook::holder).stream().toList();
        }
        return name.isBlank() ? List.of() : parts.repository().holders(parts.directory(), Set.of(name), Set.of());
    }

    private static Holder holder(Account account) {
        return new Holder(
                account.id(),
                account.owner().orElse(null),
                account.username(),
                account.externalId().orElse(null));
    }

    /** Notes what a line does to the names, without doing it. */
    void rehearse(Account account, AccountActs.HandOver line) {
        Username name = line.newName() == null ? account.username() : line.newName();
        rehearsed.put(account.username(), Optional.empty());
        rehearsed.put(
                name,
                Optional.of(
                        account.toBuilder().username(name).owner(line.target()).build()));
    }
}
