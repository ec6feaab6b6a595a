package dev.rollcall.jdbc.internal.users;

import dev.rollcall.account.Change;
import dev.rollcall.account.Write;
import dev.rollcall.identity.AccountId;
import dev.rollcall.identity.DirectoryName;
import dev.rollcall.identity.ExternalId;
import dev.rollcall.identity.Username;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What has to be locked and looked up before the changes of a batch can be decided.
 *
 * @param changes the changes
 */
record BatchNeeds(List<Change> changes) {

    static BatchNeeds of(List<Write> writes) {
        return new BatchNeeds(writes.stream().map(Write::change).toList());
    }

    /** Whether nobody else may count seats, or look whether a name is free, before this is committed. */
    boolean hostRow(UserColumns columns) {
        return seats() || (columns.key() == null && !names().isEmpty());
    }

    /** Whether seats have to be counted. */
    boolean seats() {
        return changes.stream().anyMatch(change -> change.seatLimit().isPresent());
    }

    /** The accounts that exist and are to be changed. */
    Set<AccountId> accounts() {
        Set<AccountId> accounts = new LinkedHashSet<>();
        changes.forEach(change -> accounts.addAll(change.accounts()));
        return accounts;
    }

    /** The usernames that somebody is to receive, folded. */
    Set<String> names() {
        Set<String> wanted = new LinkedHashSet<>();
        for (Change change : changes) {
            switch (change.kind()) {
                case CREATE -> wanted.add(((Change.Create) change).username().folded());
                case UPDATE -> addName(wanted, ((Change.Update) change).username());
                case RENAME_CYCLE ->
                    ((Change.RenameCycle) change).updates().forEach(update -> addName(wanted, update.username()));
                case REASSIGN -> addName(wanted, ((Change.Reassign) change).username());
                case BLOCK, ACTIVATE -> {}
            }
        }
        return wanted;
    }

    private static void addName(Set<String> wanted, @Nullable Username name) {
        if (name != null) {
            wanted.add(name.folded());
        }
    }

    /**
     * The external ids that somebody is to receive, by the directory that they belong to.
     *
     * @param accounts the accounts that the changes touch, as they are now
     */
    Map<DirectoryName, Set<String>> externalIds(Map<AccountId, AccountRows.Row> accounts) {
        Map<DirectoryName, Set<String>> wanted = new HashMap<>();
        for (Change change : changes) {
            switch (change.kind()) {
                case CREATE -> {
                    Change.Create create = (Change.Create) change;
                    addId(wanted, create.owner(), create.externalId());
                }
                case ACTIVATE ->
                    addId(
                            wanted,
                            accounts,
                            ((Change.Activate) change).account(),
                            ((Change.Activate) change).externalId());
                case UPDATE -> addId(wanted, accounts, (Change.Update) change);
                case RENAME_CYCLE ->
                    ((Change.RenameCycle) change).updates().forEach(update -> addId(wanted, accounts, update));
                case BLOCK, REASSIGN -> {}
            }
        }
        return wanted;
    }

    private static void addId(
            Map<DirectoryName, Set<String>> wanted, Map<AccountId, AccountRows.Row> accounts, Change.Update update) {
        addId(wanted, accounts, update.account(), update.externalId());
    }

    private static void addId(
            Map<DirectoryName, Set<String>> wanted,
            Map<AccountId, AccountRows.Row> accounts,
            AccountId account,
            @Nullable ExternalId id) {
        AccountRows.Row row = accounts.get(account);
        if (row != null && id != null) {
            row.account().owner().ifPresent(owner -> addId(wanted, owner, id));
        }
    }

    private static void addId(Map<DirectoryName, Set<String>> wanted, DirectoryName owner, ExternalId id) {
        wanted.computeIfAbsent(owner, unused -> new HashSet<>()).add(id.value());
    }
}
