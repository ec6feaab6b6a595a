package dev.rollcall.account;

import dev.rollcall.identity.AccountId;
import dev.rollcall.identity.DirectoryName;
import dev.rollcall.identity.ExternalId;
import dev.rollcall.identity.Username;
import dev.rollcall.lock.Fence;
import dev.rollcall.lock.StaleFenceException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A user table in memory: for trying Rollcall out and for tests. Keeps the whole contract of {@link UserRepository};
 * audit events are left to the sinks, and it knows a field of every name. Safe for many threads.
 */
public final class InMemoryUserRepository implements UserRepository {

    private final Map<AccountId, Account> accounts = new LinkedHashMap<>();
    private final Map<Username, AccountId> byName = new HashMap<>();
    private final Map<DirectoryName, Map<ExternalId, Set<AccountId>>> byExternalId = new HashMap<>();
    private final Map<DirectoryName, Long> fences = new HashMap<>();
    private long active;
    private long lastId;
    private long lastVersion;

    /** Creates an empty table. */
    public InMemoryUserRepository() {}

    /**
     * Puts an account into the table, as somebody would do who goes around the sync: a host that sets up its table, an
     * administrator who edits one.
     *
     * @return the account as it is now, with its new version
     * @throws IllegalArgumentException if another account has the username
     */
    public synchronized Account put(Account account) {
        AccountId holder = byName.get(account.username());
        if (holder != null && !holder.equals(account.id())) {
            throw new IllegalArgumentException("Account " + holder + " has the username of account " + account.id());
        }
        return store(account);
    }

    /** Edits an account as an administrator would, behind the sync's back. */
    public synchronized Account edit(AccountId id, UnaryOperator<Account.Builder> change) {
        Account account = accounts.get(id);
        if (account == null) {
            throw new IllegalArgumentException("There is no account " + id);
        }
        return put(change.apply(account.toBuilder()).build());
    }

    /** Removes an account as an administrator would; the sync never does (R23). */
    public synchronized void remove(AccountId id) {
        unindex(accounts.remove(id));
    }

    /** All accounts, in the order in which they came. */
    public synchronized List<Account> all() {
        return List.copyOf(accounts.values());
    }

    /** The account with this username. */
    public synchronized Optional<Account> find(String username) {
        return Optional.ofNullable(byName.get(Username.of(username))).map(accounts::get);
    }

    private Account store(Account account) {
        Account stored =
                account.toBuilder().version(String.valueOf(++lastVersion)).build();
        unindex(accounts.get(stored.id()));
        accounts.put(stored.id(), stored);
        byName.put(stored.username(), stored.id());
        idsOf(stored)
                .ifPresent(
                        ids -> ids.computeIfAbsent(stored.externalId().orElseThrow(), unused -> new LinkedHashSet<>())
                                .add(stored.id()));
        active += stored.isActive() ? 1 : 0;
        return stored;
    }

    private void unindex(@Nullable Account old) {
        if (old != null) {
            byName.remove(old.username(), old.id());
            idsOf(old)
                    .ifPresent(ids -> ids.computeIfPresent(old.externalId().orElseThrow(), (id, holders) -> {
                        holders.remove(old.id());
                        return holders.isEmpty() ? null : holders;
                    }));
            active -= old.isActive() ? 1 : 0;
        }
    }

    private Optional<Map<ExternalId, Set<AccountId>>> idsOf(Account account) {
        return account.externalIdOf()
                .map(directory -> byExternalId.computeIfAbsent(directory, unused -> new HashMap<>()));
    }

    @Override
    public void scan(DirectoryName owner, Set<String> fields, Consumer<Account> consumer) {
        for (Account account : all()) {
            if (account.isOwnedBy(owner)) {
                consumer.accept(withFields(account, fields));
            }
        }
    }

    private static Account withFields(Account account, Set<String> fields) {
        Account.Builder copy = account.toBuilder();
        account.fields().keySet().stream()
                .filter(field -> !fields.contains(field))
                .forEach(field -> copy.field(field, null));
        return copy.build();
    }

    @Override
    public synchronized List<Holder> holders(DirectoryName directory, Set<Username> names, Set<ExternalId> ids) {
        Set<String> found = new TreeSet<>();
        names.stream().map(byName::get).forEach(id -> addTo(found, id));
        Map<ExternalId, Set<AccountId>> known = byExternalId.getOrDefault(directory, Map.of());
        ids.forEach(id -> known.getOrDefault(id, Set.of()).forEach(account -> addTo(found, account)));
        List<Holder> holders = new ArrayList<>();
        for (String id : found) {
            Account account = accounts.get(AccountId.of(id));
            if (account != null) {
                boolean ofDirectory =
                        account.externalIdOf().filter(directory::equals).isPresent();
                holders.add(new Holder(
                        account.id(),
                        account.owner().orElse(null),
                        account.username(),
                        ofDirectory ? account.externalId().orElse(null) : null));
            }
        }
        return holders;
    }

    private static void addTo(Set<String> found, @Nullable AccountId id) {
        if (id != null) {
            found.add(id.value());
        }
    }

    @Override
    public synchronized List<Account> load(Set<AccountId> ids, Set<String> fields) {
        List<Account> loaded = new ArrayList<>();
        for (AccountId id : ids) {
            Account account = accounts.get(id);
            if (account != null) {
                loaded.add(withFields(account, fields));
            }
        }
        return loaded;
    }

    @Override
    public synchronized long activeAccounts() {
        return active;
    }

    @Override
    public synchronized List<ChangeResult> apply(Fence fence, List<Write> batch) {
        if (fence.isChecked()) {
            long seen = fences.merge(fence.directory(), fence.token(), Math::max);
            if (seen > fence.token()) {
                throw new StaleFenceException(fence, seen);
            }
        }
        return batch.stream().map(write -> apply(write.change())).toList();
    }

    private ChangeResult apply(Change change) {
        return switch (change.kind()) {
            case CREATE -> create((Change.Create) change);
            case BLOCK -> block((Change.Block) change);
            case ACTIVATE -> activate((Change.Activate) change);
            case UPDATE -> update((Change.Update) change);
            case RENAME_CYCLE -> renameCycle((Change.RenameCycle) change);
            case REASSIGN -> reassign((Change.Reassign) change);
        };
    }

    private ChangeResult create(Change.Create create) {
        if (byName.containsKey(create.username())) {
            return ChangeResult.refused("the username is taken");
        }
        if (byExternalId.getOrDefault(create.owner(), Map.of()).containsKey(create.externalId())) {
            return ChangeResult.refused("the external id is taken");
        }
        if (create.waitingSince() == null && isFull(create.seatLimit())) {
            return ChangeResult.noSeat();
        }
        Account.Builder account = Account.builder(AccountId.of(String.valueOf(nextId())), create.username())
                .owner(create.owner())
                .externalId(create.externalId());
        create.fields().forEach(account::field);
        if (create.waitingSince() != null) {
            account.blocked(BlockReason.LICENCE_LIMIT, create.waitingSince());
        }
        return applied(store(account.build()));
    }

    private long nextId() {
        do {
            lastId++;
        } while (accounts.containsKey(AccountId.of(String.valueOf(lastId))));
        return lastId;
    }

    private boolean isFull(OptionalLong limit) {
        return limit.isPresent() && active >= limit.getAsLong();
    }

    private ChangeResult block(Change.Block block) {
        Account account = current(block.account(), block.version());
        return account == null
                ? ChangeResult.conflict()
                : applied(store(account.toBuilder()
                        .blocked(block.reason(), block.since())
                        .build()));
    }

    private ChangeResult activate(Change.Activate activate) {
        Account account = current(activate.account(), activate.version());
        if (account == null) {
            return ChangeResult.conflict();
        }
        if (!account.isActive() && isFull(activate.seatLimit())) {
            return ChangeResult.noSeat();
        }
        Account.Builder changed = account.toBuilder().active();
        if (activate.externalId() != null) {
            if (isIdTaken(account, activate.externalId())) {
                return ChangeResult.refused("the external id is taken");
            }
            changed.externalId(activate.externalId());
        }
        return applied(store(changed.build()));
    }

    private ChangeResult update(Change.Update update) {
        Account account = current(update.account(), update.version());
        if (account == null) {
            return ChangeResult.conflict();
        }
        AccountId holder = update.username() == null ? null : byName.get(update.username());
        if (holder != null && !holder.equals(account.id())) {
            return ChangeResult.refused("the username is taken");
        }
        if (update.externalId() != null && isIdTaken(account, update.externalId())) {
            return ChangeResult.refused("the external id is taken");
        }
        return applied(store(updated(account, update)));
    }

    private static Account updated(Account account, Change.Update update) {
        Account.Builder changed = account.toBuilder();
        update.fields().forEach(changed::field);
        if (update.username() != null) {
            changed.username(update.username());
        }
        if (update.externalId() != null) {
            changed.externalId(update.externalId());
        }
        if (update.absence() != null) {
            changed.absentSince(update.absence().since());
        }
        return changed.build();
    }

    private ChangeResult renameCycle(Change.RenameCycle cycle) {
        Map<AccountId, Account> before = new LinkedHashMap<>();
        for (Change.Update update : cycle.updates()) {
            Account account = current(update.account(), update.version());
            if (account == null) {
                return ChangeResult.conflict();
            }
            before.put(account.id(), account);
        }
        for (Change.Update update : cycle.updates()) {
            AccountId holder = update.username() == null ? null : byName.get(update.username());
            if (holder != null && !before.containsKey(holder)) {
                return ChangeResult.refused("the username is taken");
            }
        }
        Map<AccountId, String> versions =
                new TreeMap<>((left, right) -> left.value().compareTo(right.value()));
        before.values().forEach(account -> byName.remove(account.username(), account.id()));
        for (Change.Update update : cycle.updates()) {
            Account stored = store(updated(account(before.values(), update.account()), update));
            versions.put(stored.id(), stored.version());
        }
        return ChangeResult.applied(versions);
    }

    private static Account account(Collection<Account> accounts, AccountId id) {
        return accounts.stream()
                .filter(account -> account.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private ChangeResult reassign(Change.Reassign reassign) {
        Account account = current(reassign.account(), reassign.version());
        if (account == null) {
            return ChangeResult.conflict();
        }
        AccountId holder = reassign.username() == null ? null : byName.get(reassign.username());
        if (holder != null && !holder.equals(account.id())) {
            return ChangeResult.refused("the username is taken");
        }
        Account.Builder changed = account.toBuilder().owner(reassign.owner()).absentSince(null);
        if (reassign.owner() != null) {
            changed.externalId(null);
        }
        if (reassign.username() != null) {
            changed.username(reassign.username());
        }
        return applied(store(changed.build()));
    }

    private @Nullable Account current(AccountId id, String version) {
        Account account = accounts.get(id);
        return account == null || !account.version().equals(version) ? null : account;
    }

    private boolean isIdTaken(Account account, ExternalId id) {
        return account.owner()
                .map(owner -> byExternalId.getOrDefault(owner, Map.of()).getOrDefault(id, Set.of()))
                .filter(holders -> holders.stream().anyMatch(holder -> !holder.equals(account.id())))
                .isPresent();
    }

    private static ChangeResult applied(Account account) {
        return ChangeResult.applied(account.id(), account.version());
    }
}
