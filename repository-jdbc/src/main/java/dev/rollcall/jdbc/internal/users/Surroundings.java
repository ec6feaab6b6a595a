package dev.rollcall.jdbc.internal.users;

import dev.rollcall.account.Account;
import dev.rollcall.account.Change;
import dev.rollcall.account.RepositoryException;
import dev.rollcall.identity.AccountId;
import dev.rollcall.identity.DirectoryName;
import dev.rollcall.identity.ExternalId;
import dev.rollcall.identity.Username;
import dev.rollcall.jdbc.internal.Session;
import dev.rollcall.jdbc.internal.Tables;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * All that the changes of a batch are decided against: the accounts that they touch, locked and read, who has the names
 * and ids that they want, and how many accounts are active; each as the changes that were decided so far leave it.
 */
final class Surroundings {

    private final Set<AccountId> locked;
    private final Map<AccountId, AccountRows.Row> accounts;
    private final TakenNames names;
    private final Map<DirectoryName, TakenNames> ids;
    private long active;

    private Surroundings(
            Set<AccountId> locked,
            Map<AccountId, AccountRows.Row> accounts,
            TakenNames names,
            Map<DirectoryName, TakenNames> ids,
            long active) {
        this.locked = locked;
        this.accounts = accounts;
        this.names = names;
        this.ids = ids;
        this.active = active;
    }

    /**
     * Locks and reads what these changes need.
     *
     * @param waiting whether to wait for accounts that somebody else has locked, rather than leave them to the next run
     */
    static Surroundings of(UserColumns columns, Tables tables, Session session, List<Change> changes, boolean waiting)
            throws SQLException {
        BatchNeeds needs = new BatchNeeds(changes);
        AccountRows rows = new AccountRows(columns, session);
        NameSearch search = new NameSearch(columns, session);
        if (!waiting) {
            rows.touchTable();
        }
        if (needs.hostRow(columns)) {
            lockHost(tables, session);
        }
        Set<AccountId> touched = needs.accounts();
        Set<AccountId> locked = rows.lock(touched, waiting);
        Map<AccountId, AccountRows.Row> accounts =
                rows.load(touched, columns.fields().keySet());
        TakenNames names = TakenNames.ofNames(search.byName(needs.names()));
        Map<DirectoryName, TakenNames> ids = new HashMap<>();
        for (Map.Entry<DirectoryName, Set<String>> wanted :
                needs.externalIds(accounts).entrySet()) {
            TakenNames taken = new TakenNames();
            search.byExternalId(wanted.getKey(), wanted.getValue())
                    .forEach(found -> taken.give(
                            String.valueOf(found.externalId()), found.id().value()));
            ids.put(wanted.getKey(), taken);
        }
        return new Surroundings(locked, accounts, names, ids, needs.seats() ? rows.countActive() : 0);
    }

    /**
     * One row of the whole host: nobody else counts seats, or looks whether a name is free, until this is committed.
     */
    private static void lockHost(Tables tables, Session session) throws SQLException {
        if (session.query("select one_row from " + tables.host() + " for update", row -> row.getInt(1))
                .isEmpty()) {
            throw new RepositoryException(
                    "The table rollcall_host has lost its one row, without which seats cannot be counted safely: call"
                            + " createTables() again",
                    null);
        }
    }

    // Accounts

    /** The account as it is; null where it is not what the change was decided on, or locked by somebody else. */
    @Nullable
    Account current(AccountId id, String version) {
        AccountRows.Row row = accounts.get(id);
        return row == null || !locked.contains(id) || !row.account().version().equals(version) ? null : row.account();
    }

    Account account(AccountId id) {
        return row(id).account();
    }

    boolean hasSideRow(AccountId id) {
        return row(id).hasSideRow();
    }

    private AccountRows.Row row(AccountId id) {
        AccountRows.Row row = accounts.get(id);
        if (row == null) {
            throw new IllegalStateException("Account " + id + " was not read");
        }
        return row;
    }

    // Seats

    boolean isFull(OptionalLong limit) {
        return limit.isPresent() && active >= limit.getAsLong();
    }

    void takeSeat() {
        active++;
    }

    void freeSeat() {
        active--;
    }

    // Names

    /** Whether somebody has this name, these accounts left aside. */
    boolean isTaken(Username name, Set<String> exceptBy) {
        return names.isTaken(name.folded(), exceptBy);
    }

    void give(Username name, String holder) {
        names.give(name.folded(), holder);
    }

    void rename(Account account, Username name) {
        names.rename(account.username(), name, account.id().value());
    }

    // External ids

    /** Whether another account of this one's directory has this id; none wants one that is null. */
    boolean isTaken(@Nullable ExternalId id, Account wantedBy) {
        return id != null
                && wantedBy.owner()
                        .filter(owner -> isTaken(owner, id, Set.of(wantedBy.id().value())))
                        .isPresent();
    }

    boolean isTaken(DirectoryName directory, ExternalId id, Set<String> exceptBy) {
        return taken(directory).isTaken(id.value(), exceptBy);
    }

    void give(DirectoryName directory, ExternalId id, String holder) {
        taken(directory).give(id.value(), holder);
    }

    /** The account gives its id back, if it has one. */
    void release(Account account) {
        ExternalId id = account.externalId().orElse(null);
        DirectoryName directory = account.externalIdOf().orElse(null);
        if (id != null && directory != null) {
            taken(directory).takeAway(id.value(), account.id().value());
        }
    }

    private TakenNames taken(DirectoryName directory) {
        return ids.computeIfAbsent(directory, unused -> new TakenNames());
    }
}
