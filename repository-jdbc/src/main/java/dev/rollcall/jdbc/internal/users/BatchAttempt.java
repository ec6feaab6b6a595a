package dev.rollcall.jdbc.internal.users;

import dev.rollcall.account.Account;
import dev.rollcall.account.BlockReason;
import dev.rollcall.account.Change;
import dev.rollcall.account.ChangeResult;
import dev.rollcall.account.RepositoryException;
import dev.rollcall.account.Write;
import dev.rollcall.audit.AuditEvent;
import dev.rollcall.identity.AccountId;
import dev.rollcall.identity.DirectoryName;
import dev.rollcall.identity.ExternalId;
import dev.rollcall.identity.Username;
import dev.rollcall.jdbc.internal.AuditTable;
import dev.rollcall.jdbc.internal.Session;
import dev.rollcall.jdbc.internal.Tables;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * One transaction's try at a batch: locks and reads what the batch touches, decides each change against that and against the changes
 * before it, and then writes all of them with as few statements as can be. An error of the database ends the try as a whole.
 */
final class BatchAttempt {

    private static final String NAME_TAKEN = "the username is taken";
    private static final String ID_TAKEN = "the external id is taken";

    private final UserColumns columns;
    private final Tables tables;
    private final AuditTable audit;
    private final Session session;
    private final List<Write> writes;
    private final boolean repeated;
    private final boolean waiting;
    private final AccountRows rows;
    private final Statements statements;
    private final List<Decision> decisions = new ArrayList<>();
    private final Map<DirectoryName, TakenNames> ids = new HashMap<>();
    private Map<String, String> made = Map.of();
    private Map<AccountId, AccountRows.Row> accounts = Map.of();
    private Set<AccountId> locked = Set.of();
    private TakenNames names = new TakenNames();
    private long active;
    private boolean lookedAround;

    /**
     * Prepares a try.
     *
     * @param repeated whether the batch may have been made before: what is stored of it then is not done again
     * @param waiting whether to wait for accounts that somebody else has locked, rather than leave them to the next run
     */
    BatchAttempt(
            UserColumns columns,
            Tables tables,
            AuditTable audit,
            Session session,
            List<Write> writes,
            boolean repeated,
            boolean waiting) {
        this.columns = columns;
        this.tables = tables;
        this.audit = audit;
        this.session = session;
        this.writes = writes;
        this.repeated = repeated;
        this.waiting = waiting;
        this.rows = new AccountRows(columns, session);
        this.statements = new Statements(columns, session);
    }

    /** What becomes of one change: a failure, or the accounts that it writes. */
    private static final class Decision {
        private @Nullable ChangeResult failure;
        private boolean repeat;
        private final Set<AccountId> written = new LinkedHashSet<>();

        static Decision failed(ChangeResult failure) {
            Decision decision = new Decision();
            decision.failure = failure;
            return decision;
        }
    }

    /**
     * Makes the changes.
     *
     * @return nothing where a change cannot be made because it was made before, and its answer was lost: the transaction has to be
     *     undone and tried again with that in mind
     */
    Optional<List<ChangeResult>> make() throws SQLException {
        if (repeated) {
            made = audit.accountsOf(session, firstEvents(writes));
        }
        lookAround();
        lookedAround = true;
        for (Write write : writes) {
            String account = made.get(firstEvent(write).id());
            decisions.add(account == null ? decide(write.change()) : made(write.change(), account));
        }
        if (!repeated && !audit.accountsOf(session, firstEvents(failed())).isEmpty()) {
            return Optional.empty();
        }
        statements.run();
        audit.insert(session, events());
        return Optional.of(results());
    }

    private List<Write> failed() {
        return IntStream.range(0, writes.size())
                .filter(i -> decisions.get(i).failure != null)
                .mapToObj(writes::get)
                .toList();
    }

    private static List<AuditEvent> firstEvents(List<Write> writes) {
        return writes.stream().map(BatchAttempt::firstEvent).toList();
    }

    /** Whether all that the batch touches was locked and read: what failed then is about single accounts. */
    boolean hasLookedAround() {
        return lookedAround;
    }

    private static AuditEvent firstEvent(Write write) {
        return write.events().get(0);
    }

    /** The events of what is written, those of a creation with the id of the account. */
    List<AuditEvent> events() {
        List<AuditEvent> events = new ArrayList<>();
        for (int i = 0; i < writes.size(); i++) {
            Decision decision = decisions.get(i);
            if (decision.failure == null && !decision.repeat) {
                for (AuditEvent event : writes.get(i).events()) {
                    boolean creation = writes.get(i).change().kind() == Change.Kind.CREATE;
                    events.add(
                            creation
                                    ? event.withAccount(
                                            decision.written.iterator().next())
                                    : event);
                }
            }
        }
        return events;
    }

    // Looking

    private void lookAround() throws SQLException {
        List<Change> changes = writes.stream()
                .filter(write -> !made.containsKey(firstEvent(write).id()))
                .map(Write::change)
                .toList();
        BatchNeeds needs = new BatchNeeds(changes);
        boolean seats = needs.seats();
        Set<String> wantedNames = needs.names();
        if (seats || (columns.key() == null && !wantedNames.isEmpty())) {
            // One row of the whole host: nobody else counts seats, or looks whether a name is free, until this is
            // committed.
            if (session.query("select one_row from " + tables.host() + " for update", row -> row.getInt(1))
                    .isEmpty()) {
                throw new RepositoryException(
                        "The table rollcall_host has lost its one row, without which seats cannot be counted safely: call"
                                + " createTables() again",
                        null);
            }
        }
        Set<AccountId> touched = needs.accounts();
        locked = rows.lock(touched, waiting);
        accounts = rows.load(touched, columns.fields().keySet());
        NameSearch search = new NameSearch(columns, session);
        names = TakenNames.ofNames(search.byName(wantedNames));
        for (Map.Entry<DirectoryName, Set<String>> wanted :
                needs.externalIds(accounts).entrySet()) {
            TakenNames taken = new TakenNames();
            search.byExternalId(wanted.getKey(), wanted.getValue())
                    .forEach(found -> taken.give(
                            String.valueOf(found.externalId()), found.id().value()));
            ids.put(wanted.getKey(), taken);
        }
        active = seats ? rows.countActive() : 0;
    }

    // Deciding

    private Decision decide(Change change) {
        return switch (change.kind()) {
            case CREATE -> create((Change.Create) change);
            case BLOCK -> block((Change.Block) change);
            case ACTIVATE -> activate((Change.Activate) change);
            case UPDATE -> update((Change.Update) change);
            case RENAME_CYCLE -> renameCycle((Change.RenameCycle) change);
            case REASSIGN -> reassign((Change.Reassign) change);
        };
    }

    private Decision create(Change.Create create) {
        if (names.isTaken(create.username().folded(), Set.of())) {
            return refused(NAME_TAKEN);
        }
        if (isIdTaken(create.owner(), create.externalId(), Set.of())) {
            return refused(ID_TAKEN);
        }
        String misfit = new Fitness(columns).ofCreation(create);
        if (!misfit.isEmpty()) {
            return refused(misfit);
        }
        if (create.waitingSince() == null && isFull(create.seatLimit())) {
            return Decision.failed(ChangeResult.noSeat());
        }
        RowChange change = new RowChange(columns)
                .onCreate()
                .username(create.username())
                .own(OwnColumn.OWNER, create.owner().value())
                .own(OwnColumn.EXTERNAL_ID, create.externalId().value());
        create.fields().forEach(change::field);
        if (columns.newId() != null) {
            change.id(newId(columns.newId().get()));
        }
        if (create.waitingSince() == null) {
            change.active();
            active++;
        } else {
            change.blocked(BlockReason.LICENCE_LIMIT, create.waitingSince());
        }
        String newcomer = "new " + decisions.size();
        names.give(create.username().folded(), newcomer);
        taken(create.owner()).give(create.externalId().value(), newcomer);
        Decision decision = new Decision();
        statements.create(change, decision.written::add);
        return decision;
    }

    /** The id in the type of its column, whatever the type in which the host makes ids. */
    private Object newId(Object made) {
        try {
            return columns.idType().fromText(made.toString());
        } catch (IllegalArgumentException e) {
            throw new RepositoryException(
                    "newId(...) made an id that column " + columns.id() + " cannot hold: it must be a "
                            + columns.idType().array(),
                    e);
        }
    }

    private Decision block(Change.Block block) {
        return changed(block.account(), block.version(), account -> {
            active -= account.isActive() ? 1 : 0;
            return done(account, new RowChange(columns).blocked(block.reason(), block.since()));
        });
    }

    private Decision activate(Change.Activate activate) {
        return changed(activate.account(), activate.version(), account -> {
            if (!account.isActive() && isFull(activate.seatLimit())) {
                return Decision.failed(ChangeResult.noSeat());
            }
            if (isIdTaken(account, activate.externalId(), Set.of(account.id().value()))) {
                return refused(ID_TAKEN);
            }
            RowChange change = new RowChange(columns).active();
            setId(change, account, activate.externalId());
            active += account.isActive() ? 0 : 1;
            return done(account, change);
        });
    }

    private Decision update(Change.Update update) {
        return changed(update.account(), update.version(), account -> {
            String why = objection(account, update, Set.of(account.id().value()));
            return why.isEmpty() ? done(account, change(account, update)) : refused(why);
        });
    }

    /** Why this update cannot be made, names that these accounts have being free; empty if it can. */
    private String objection(Account account, Change.Update update, Set<String> freeFrom) {
        if (update.username() != null && names.isTaken(update.username().folded(), freeFrom)) {
            return NAME_TAKEN;
        }
        if (isIdTaken(account, update.externalId(), Set.of(account.id().value()))) {
            return ID_TAKEN;
        }
        return new Fitness(columns).ofUpdate(update);
    }

    private RowChange change(Account account, Change.Update update) {
        RowChange change = new RowChange(columns);
        update.fields().forEach(change::field);
        if (update.username() != null) {
            change.username(update.username());
            names.rename(account.username(), update.username(), account.id().value());
        }
        setId(change, account, update.externalId());
        if (update.absence() != null) {
            change.own(OwnColumn.ABSENT_SINCE, update.absence().since());
        }
        return change;
    }

    private Decision renameCycle(Change.RenameCycle cycle) {
        Set<String> members = new HashSet<>();
        for (Change.Update update : cycle.updates()) {
            if (current(update.account(), update.version()) == null) {
                return Decision.failed(ChangeResult.conflict());
            }
            members.add(update.account().value());
        }
        for (Change.Update update : cycle.updates()) {
            String why = objection(account(update.account()), update, members);
            if (!why.isEmpty()) {
                return refused(why);
            }
        }
        Decision decision = new Decision();
        for (Change.Update update : cycle.updates()) {
            // The name is out of the way until its holder has the new one; nobody sees it, as nothing is committed in
            // between.
            Account account = account(update.account());
            write(decision, account, new RowChange(columns).username(parked(account.username())));
        }
        for (Change.Update update : cycle.updates()) {
            Account account = account(update.account());
            write(decision, account, change(account, update));
        }
        return decision;
    }

    /** A name that nobody has, and that has the form of names in this table if a name with something before it has. */
    private Username parked(Username username) {
        String free = "x" + UUID.randomUUID().toString().substring(0, 8);
        TableColumn key = columns.key();
        int room = key == null
                ? columns.username().size()
                : Math.min(columns.username().size(), key.size());
        String parked = free + username.value();
        return Username.of(parked.length() > room ? free : parked);
    }

    private Decision reassign(Change.Reassign reassign) {
        return changed(reassign.account(), reassign.version(), account -> {
            Username username = reassign.username();
            if (username != null
                    && names.isTaken(username.folded(), Set.of(account.id().value()))) {
                return refused(NAME_TAKEN);
            }
            RowChange change = new RowChange(columns).own(OwnColumn.ABSENT_SINCE, null);
            if (username != null) {
                change.username(username);
                names.rename(account.username(), username, account.id().value());
            }
            if (reassign.owner() != null) {
                change.own(OwnColumn.OWNER, reassign.owner().value())
                        .own(OwnColumn.EXTERNAL_ID, null)
                        .own(OwnColumn.FORMER_OWNER, null);
                account.externalIdOf()
                        .ifPresent(directory ->
                                release(directory, account.externalId().orElseThrow(), account));
            } else {
                change.own(OwnColumn.OWNER, null)
                        .own(
                                OwnColumn.FORMER_OWNER,
                                account.externalIdOf().map(DirectoryName::value).orElse(null));
            }
            return done(account, change);
        });
    }

    private interface OnAccount {
        Decision decide(Account account);
    }

    private Decision changed(AccountId id, String version, OnAccount decision) {
        Account account = current(id, version);
        return account == null ? Decision.failed(ChangeResult.conflict()) : decision.decide(account);
    }

    private @Nullable Account current(AccountId id, String version) {
        AccountRows.Row row = accounts.get(id);
        return row == null || !locked.contains(id) || !row.account().version().equals(version) ? null : row.account();
    }

    private Account account(AccountId id) {
        return row(id).account();
    }

    private AccountRows.Row row(AccountId id) {
        AccountRows.Row row = accounts.get(id);
        if (row == null) {
            throw new IllegalStateException("Account " + id + " was not read");
        }
        return row;
    }

    private static Decision refused(String why) {
        return Decision.failed(ChangeResult.refused(why));
    }

    private Decision done(Account account, RowChange change) {
        Decision decision = new Decision();
        write(decision, account, change);
        return decision;
    }

    private void write(Decision decision, Account account, RowChange change) {
        statements.change(account.id(), change, row(account.id()).hasSideRow());
        decision.written.add(account.id());
    }

    private boolean isFull(OptionalLong limit) {
        return limit.isPresent() && active >= limit.getAsLong();
    }

    private boolean isIdTaken(Account account, @Nullable ExternalId id, Set<String> exceptBy) {
        return id != null
                && account.owner()
                        .filter(owner -> isIdTaken(owner, id, exceptBy))
                        .isPresent();
    }

    private boolean isIdTaken(DirectoryName owner, ExternalId id, Set<String> exceptBy) {
        return taken(owner).isTaken(id.value(), exceptBy);
    }

    private TakenNames taken(DirectoryName directory) {
        return ids.computeIfAbsent(directory, unused -> new TakenNames());
    }

    private void setId(RowChange change, Account account, @Nullable ExternalId id) {
        if (id != null) {
            change.own(OwnColumn.EXTERNAL_ID, id.value());
            account.externalId()
                    .ifPresent(before ->
                            account.externalIdOf().ifPresent(directory -> release(directory, before, account)));
            account.owner()
                    .ifPresent(
                            owner -> taken(owner).give(id.value(), account.id().value()));
        }
    }

    private void release(DirectoryName directory, ExternalId id, Account account) {
        taken(directory).takeAway(id.value(), account.id().value());
    }

    // Answering

    private static Decision made(Change change, String createdAccount) {
        Decision decision = new Decision();
        decision.repeat = true;
        if (change.kind() == Change.Kind.CREATE) {
            decision.written.add(AccountId.of(createdAccount));
        } else {
            decision.written.addAll(change.accounts());
        }
        return decision;
    }

    private List<ChangeResult> results() throws SQLException {
        Set<AccountId> written = new LinkedHashSet<>();
        decisions.forEach(decision -> written.addAll(decision.written));
        Map<AccountId, AccountRows.Row> now = rows.load(written, Set.of());
        List<ChangeResult> results = new ArrayList<>();
        for (Decision decision : decisions) {
            if (decision.failure != null) {
                results.add(decision.failure);
                continue;
            }
            Map<AccountId, String> versions = new LinkedHashMap<>();
            for (AccountId id : decision.written) {
                AccountRows.Row row = now.get(id);
                // An account that was made and is gone by now: nothing more is written to it.
                versions.put(id, row == null ? "gone" : row.account().version());
            }
            results.add(ChangeResult.applied(versions));
        }
        return results;
    }
}
