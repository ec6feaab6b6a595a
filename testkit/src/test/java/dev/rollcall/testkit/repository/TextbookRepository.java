package dev.rollcall.testkit.repository;

import dev.rollcall.account.Account;
import dev.rollcall.account.BlockReason;
import dev.rollcall.account.Change;
import dev.rollcall.account.ChangeResult;
import dev.rollcall.account.ChangeResult.Status;
import dev.rollcall.account.Holder;
import dev.rollcall.account.RepositoryException;
import dev.rollcall.account.UserRepository;
import dev.rollcall.account.Write;
import dev.rollcall.audit.AuditEvent;
import dev.rollcall.identity.AccountId;
import dev.rollcall.identity.DirectoryName;
import dev.rollcall.identity.ExternalId;
import dev.rollcall.identity.Username;
import dev.rollcall.lock.Fence;
import dev.rollcall.lock.StaleFenceException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A repository that keeps the contract in the plainest way, each sentence in a method of its own: whoever overrides one
 * breaks that sentence. It works as one over a database would: a table that several repositories share, versions made
 * from what the rows hold, constraints that are met only on writing, and an undo of what was written by then.
 */
class TextbookRepository implements UserRepository {

    /** What several repositories share. */
    static class Table {
        final Map<AccountId, Account> rows = new LinkedHashMap<>();
        final Map<DirectoryName, Long> fences = new HashMap<>();
        final List<AuditEvent> log = new ArrayList<>();
        final AtomicLong statements = new AtomicLong();
        volatile boolean stopped;
        private @Nullable Boolean brokenCommit;
        private int lastId;

        /** Lets the next commit throw, made or not. */
        void breakCommit(boolean made) {
            brokenCommit = made;
        }

        AccountId nextId() {
            return AccountId.of(String.valueOf(++lastId));
        }
    }

    static final Set<String> COLUMNS = Set.of("displayName", "email");
    static final int COLUMN_WIDTH = 10_000;

    final Table table;

    TextbookRepository(Table table) {
        this.table = table;
    }

    // The connection

    void send() {
        requireStore();
        table.statements.incrementAndGet();
    }

    void requireStore() {
        if (table.stopped) {
            throw down();
        }
    }

    static RepositoryException down() {
        return new RepositoryException("The store does not answer", null);
    }

    // Reading

    @Override
    public void scan(DirectoryName owner, Set<String> fields, Consumer<Account> accounts) {
        checkNames(fields);
        send();
        rows().filter(row -> isScanned(row, owner)).forEach(row -> {
            requireStore();
            accounts.accept(scanned(row, fields));
        });
    }

    Stream<Account> rows() {
        synchronized (table) {
            return List.copyOf(table.rows.values()).stream();
        }
    }

    void checkNames(Set<String> fields) {
        if (!COLUMNS.containsAll(fields)) {
            throw new IllegalArgumentException("The table has the columns " + COLUMNS + ", not " + fields);
        }
    }

    boolean isScanned(Account row, DirectoryName owner) {
        return row.isOwnedBy(owner);
    }

    Account scanned(Account row, Set<String> fields) {
        return read(row, fields);
    }

    Account loaded(Account row, Set<String> fields) {
        return read(row, fields);
    }

    Account read(Account row, Set<String> fields) {
        Account.Builder read = row.toBuilder().version(version(row));
        row.fields().keySet().stream()
                .filter(field -> !fields.contains(field))
                .forEach(field -> read.field(field, null));
        return read.build();
    }

    /** Everything that the engine reads or writes, as one text. */
    String version(Account row) {
        return Stream.of(
                        row.username().value(),
                        row.owner(),
                        row.externalId(),
                        row.externalIdOf(),
                        row.status(),
                        row.blockReason(),
                        row.blockedSince(),
                        row.absentSince(),
                        row.fields())
                .map(String::valueOf)
                .reduce("v", (left, right) -> left + "|" + right);
    }

    @Override
    public List<Holder> holders(DirectoryName directory, Set<Username> names, Set<ExternalId> ids) {
        send();
        return rows().filter(row -> names.stream().anyMatch(name -> hasName(row, name))
                        || ids.stream().anyMatch(id -> hasId(row, directory, id)))
                .map(row -> holder(row, directory))
                .toList();
    }

    boolean hasName(Account row, Username name) {
        return !name.isBlank() && nameKey(row.username()).equals(nameKey(name));
    }

    String nameKey(Username name) {
        return name.folded();
    }

    boolean hasId(Account row, DirectoryName directory, ExternalId id) {
        return isIdOf(row, directory) && row.externalId().map(this::idKey).equals(Optional.of(idKey(id)));
    }

    boolean isIdOf(Account row, DirectoryName directory) {
        return row.externalIdOf().equals(Optional.of(directory));
    }

    String idKey(ExternalId id) {
        return id.value();
    }

    Holder holder(Account row, DirectoryName directory) {
        return new Holder(
                row.id(),
                row.owner().orElse(null),
                row.username(),
                row.externalId().filter(id -> isIdOf(row, directory)).orElse(null));
    }

    @Override
    public List<Account> load(Set<AccountId> ids, Set<String> fields) {
        checkNames(fields);
        send();
        return rows().filter(row -> ids.contains(row.id()))
                .map(row -> loaded(row, fields))
                .toList();
    }

    @Override
    public long activeAccounts() {
        send();
        return seatsTaken();
    }

    long seatsTaken() {
        return rows().filter(this::isCounted).count();
    }

    boolean isCounted(Account row) {
        return row.isActive();
    }

    // Writing

    @Override
    public List<ChangeResult> apply(Fence fence, List<Write> batch) {
        synchronized (table) {
            batch.forEach(write -> checkNames(named(write.change())));
            send();
            Runnable rollback = rollback();
            pass(fence);
            List<ChangeResult> results = new ArrayList<>();
            batch.forEach(write -> results.add(once(write)));
            commit(rollback);
            return results;
        }
    }

    private static Set<String> named(Change change) {
        return switch (change.kind()) {
            case CREATE -> ((Change.Create) change).fields().keySet();
            case UPDATE -> ((Change.Update) change).fields().keySet();
            case RENAME_CYCLE -> {
                Set<String> named = new HashSet<>();
                ((Change.RenameCycle) change)
                        .updates()
                        .forEach(update -> named.addAll(update.fields().keySet()));
                yield named;
            }
            case BLOCK, ACTIVATE, REASSIGN -> Set.of();
        };
    }

    /** What brings the table back to where it is now. */
    Runnable rollback() {
        Map<AccountId, Account> rows = new LinkedHashMap<>(table.rows);
        Map<DirectoryName, Long> fences = new HashMap<>(table.fences);
        List<AuditEvent> log = List.copyOf(table.log);
        return () -> {
            table.rows.clear();
            table.rows.putAll(rows);
            table.fences.clear();
            table.fences.putAll(fences);
            table.log.clear();
            table.log.addAll(log);
        };
    }

    void commit(Runnable rollback) {
        Boolean broken = table.brokenCommit;
        table.brokenCommit = null;
        if (broken != null) {
            if (!broken) {
                rollback.run();
            }
            throw down();
        }
    }

    /** Makes a change, unless its event tells that it was made before. */
    ChangeResult once(Write write) {
        String event = write.events().get(0).id();
        return table.log.stream()
                .filter(stored -> stored.id().equals(event))
                .findFirst()
                .map(stored -> made(write.change(), stored))
                .orElseGet(() -> apply(write));
    }

    ChangeResult made(Change change, AuditEvent event) {
        List<AccountId> accounts = change instanceof Change.RenameCycle cycle
                ? cycle.updates().stream().map(Change.Update::account).toList()
                : List.of(Objects.requireNonNull(event.subject().accountId()));
        Map<AccountId, String> versions = new LinkedHashMap<>();
        accounts.forEach(account -> versions.put(
                account,
                Optional.ofNullable(table.rows.get(account)).map(this::version).orElse("gone")));
        return ChangeResult.applied(versions);
    }

    void pass(Fence fence) {
        if (fence.isChecked()) {
            long seen = table.fences.getOrDefault(fence.directory(), 0L);
            if (seen > fence.token()) {
                throw new StaleFenceException(fence, seen);
            }
            table.fences.put(fence.directory(), fence.token());
        }
    }

    ChangeResult apply(Write write) {
        send();
        Map<AccountId, Account> before = new LinkedHashMap<>(table.rows);
        ChangeResult result = make(write.change());
        if (result.status() == Status.APPLIED) {
            write.events().forEach(event -> table.log.add(stored(event, result)));
        } else {
            undo(before, write.change());
        }
        return result;
    }

    AuditEvent stored(AuditEvent event, ChangeResult result) {
        return event.subject().accountId() != null
                ? event
                : event.withAccount(result.versions().keySet().iterator().next());
    }

    void undo(Map<AccountId, Account> before, Change change) {
        table.rows.clear();
        table.rows.putAll(before);
    }

    ChangeResult make(Change change) {
        return switch (change.kind()) {
            case CREATE -> create((Change.Create) change);
            case BLOCK -> block((Change.Block) change);
            case ACTIVATE -> activate((Change.Activate) change);
            case UPDATE -> update((Change.Update) change);
            case RENAME_CYCLE -> rename((Change.RenameCycle) change);
            case REASSIGN -> reassign((Change.Reassign) change);
        };
    }

    ChangeResult create(Change.Create create) {
        if (create.waitingSince() == null && isFull(create.seatLimit())) {
            return ChangeResult.noSeat();
        }
        return written(List.of(created(create, table.nextId())));
    }

    Account created(Change.Create create, AccountId id) {
        Account.Builder account =
                Account.builder(id, create.username()).owner(create.owner()).externalId(create.externalId());
        create.fields().forEach(account::field);
        return create.waitingSince() == null
                ? account.build()
                : account.blocked(BlockReason.LICENCE_LIMIT, create.waitingSince())
                        .build();
    }

    boolean isFull(OptionalLong limit) {
        return limit.isPresent() && seatsTaken() >= limit.getAsLong();
    }

    ChangeResult block(Change.Block block) {
        Account row = current(block.account(), block.version());
        return row == null ? ChangeResult.conflict() : written(List.of(blocked(row, block)));
    }

    Account blocked(Account row, Change.Block block) {
        return row.toBuilder().blocked(block.reason(), block.since()).build();
    }

    ChangeResult activate(Change.Activate activate) {
        Account row = current(activate.account(), activate.version());
        if (row == null) {
            return ChangeResult.conflict();
        }
        return needsSeat(row) && isFull(activate.seatLimit())
                ? ChangeResult.noSeat()
                : written(List.of(activated(row, activate)));
    }

    boolean needsSeat(Account row) {
        return !row.isActive();
    }

    Account activated(Account row, Change.Activate activate) {
        ExternalId id = activate.externalId();
        return (id == null ? row.toBuilder() : row.toBuilder().externalId(id))
                .active()
                .build();
    }

    ChangeResult update(Change.Update update) {
        Account row = current(update.account(), update.version());
        return row == null ? ChangeResult.conflict() : written(List.of(updated(row, update)));
    }

    Account updated(Account row, Change.Update update) {
        Account.Builder changed = row.toBuilder();
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

    ChangeResult rename(Change.RenameCycle cycle) {
        List<Account> changed = new ArrayList<>();
        for (Change.Update update : cycle.updates()) {
            Account row = current(update.account(), update.version());
            if (row == null) {
                return ChangeResult.conflict();
            }
            changed.add(updated(row, update));
        }
        return written(changed);
    }

    ChangeResult reassign(Change.Reassign reassign) {
        Account row = current(reassign.account(), reassign.version());
        return row == null ? ChangeResult.conflict() : written(List.of(reassigned(row, reassign)));
    }

    Account reassigned(Account row, Change.Reassign reassign) {
        Account.Builder changed = row.toBuilder().owner(reassign.owner()).absentSince(null);
        if (reassign.owner() != null) {
            changed.externalId(null);
        }
        if (reassign.username() != null) {
            changed.username(reassign.username());
        }
        return changed.build();
    }

    /** The row as it is, if it still has this version. */
    @Nullable
    Account current(AccountId id, String version) {
        Account row = table.rows.get(id);
        return row == null || !version(row).equals(version) ? null : row;
    }

    /** Writes these rows in one statement, and only then meets the constraints. */
    ChangeResult written(List<Account> changed) {
        Map<AccountId, String> versions =
                new TreeMap<>((left, right) -> left.value().compareTo(right.value()));
        for (Account account : changed) {
            table.rows.put(account.id(), account);
            versions.put(account.id(), version(account));
        }
        return changed.stream()
                .flatMap(account -> violation(account).stream())
                .findFirst()
                .map(ChangeResult::refused)
                .orElseGet(() -> ChangeResult.applied(versions));
    }

    Optional<String> violation(Account changed) {
        for (Account row : table.rows.values()) {
            if (!row.id().equals(changed.id())) {
                if (isSameName(row, changed)) {
                    return Optional.of("constraint accounts_username");
                }
                if (isSameId(row, changed)) {
                    return Optional.of("constraint accounts_external_id");
                }
            }
        }
        return changed.fields().values().stream().allMatch(this::fits)
                ? Optional.empty()
                : Optional.of("a value does not fit into its column");
    }

    boolean isSameName(Account left, Account right) {
        return nameKey(left.username()).equals(nameKey(right.username()));
    }

    boolean isSameId(Account left, Account right) {
        return left.owner().isPresent()
                && left.owner().equals(right.owner())
                && left.externalId().isPresent()
                && left.externalId().map(this::idKey).equals(right.externalId().map(this::idKey));
    }

    boolean fits(String value) {
        return value.length() <= COLUMN_WIDTH && value.indexOf('\u0000') < 0;
    }
}
