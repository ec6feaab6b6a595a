package dev.rollcall.examples.shipyard;

import dev.rollcall.account.BlockReason;
import dev.rollcall.account.Change;
import dev.rollcall.account.ChangeResult;
import dev.rollcall.account.RepositoryException;
import dev.rollcall.account.Write;
import dev.rollcall.audit.AuditEvent;
import dev.rollcall.identity.AccountId;
import dev.rollcall.lock.Fence;
import dev.rollcall.lock.StaleFenceException;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * One transaction's worth of changes. Each is flushed before the next is made: JPA would else insert before it updates,
 * and a name that is given up would still be taken.
 */
final class StaffBatch {

    private final EntityManager session;
    private final Map<AccountId, StaffAccount> accounts = new HashMap<>();
    private long active;

    StaffBatch(EntityManager session) {
        this.session = session;
    }

    List<ChangeResult> make(Fence fence, List<Write> writes) {
        pass(fence);
        if (writes.stream().anyMatch(write -> write.change().seatLimit().isPresent())) {
            lockTheSeats();
        }
        lockAccounts(writes.stream()
                .flatMap(write -> write.change().accounts().stream())
                .toList());
        List<ChangeResult> results = new ArrayList<>();
        writes.forEach(write -> results.add(make(write.change())));
        for (int i = 0; i < results.size(); i++) {
            storeEvents(writes.get(i), results.get(i));
        }
        return results;
    }

    private void pass(Fence fence) {
        if (!fence.isChecked()) {
            return;
        }
        String directory = fence.directory().value();
        DirectoryFence seen = session.find(DirectoryFence.class, directory, LockModeType.PESSIMISTIC_WRITE);
        if (seen == null) {
            seen = new DirectoryFence(directory);
            session.persist(seen);
        }
        if (seen.token > fence.token()) {
            throw new StaleFenceException(fence, seen.token);
        }
        seen.token = fence.token();
    }

    private void lockTheSeats() {
        if (session.find(Licence.class, Licence.ONE_ROW, LockModeType.PESSIMISTIC_WRITE) == null) {
            throw new RepositoryException("The licence has lost its one row, without which no seat can be given", null);
        }
        active = JpaUserRepository.countActive(session);
    }

    /** In the order of the ids, so that two batches do not wait for one another. */
    private void lockAccounts(List<AccountId> ids) {
        session.createQuery("select a from StaffAccount a where a.id in :ids order by a.id", StaffAccount.class)
                .setParameter("ids", JpaUserRepository.keys(ids))
                .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                .getResultList()
                .forEach(account -> accounts.put(account.accountId(), account));
    }

    private ChangeResult make(Change change) {
        return switch (change.kind()) {
            case CREATE -> create((Change.Create) change);
            case BLOCK -> block((Change.Block) change);
            case ACTIVATE -> activate((Change.Activate) change);
            case UPDATE -> update(List.of((Change.Update) change));
            case RENAME_CYCLE -> update(((Change.RenameCycle) change).updates());
            case REASSIGN -> reassign((Change.Reassign) change);
        };
    }

    private ChangeResult create(Change.Create create) {
        StaffAccount account = new StaffAccount(create.username());
        account.owner = create.owner().value();
        account.link(create.externalId());
        account.setFields(create.fields());
        if (create.waitingSince() != null) {
            account.block(BlockReason.LICENCE_LIMIT, create.waitingSince());
        } else if (!takeSeat(create.seatLimit())) {
            return ChangeResult.noSeat();
        }
        session.persist(account);
        return written(List.of(account));
    }

    private ChangeResult block(Change.Block block) {
        StaffAccount account = current(block.account(), block.version());
        if (account == null) {
            return ChangeResult.conflict();
        }
        active -= account.isActive() ? 1 : 0;
        account.block(block.reason(), block.since());
        return written(List.of(account));
    }

    private ChangeResult activate(Change.Activate activate) {
        StaffAccount account = current(activate.account(), activate.version());
        if (account == null) {
            return ChangeResult.conflict();
        }
        if (!account.isActive() && !takeSeat(activate.seatLimit())) {
            return ChangeResult.noSeat();
        }
        account.activate();
        if (activate.externalId() != null) {
            account.link(activate.externalId());
        }
        return written(List.of(account));
    }

    private boolean takeSeat(OptionalLong limit) {
        if (limit.isPresent() && active >= limit.getAsLong()) {
            return false;
        }
        active++;
        return true;
    }

    /** One update, or those of a cycle: all or none. */
    private ChangeResult update(List<Change.Update> updates) {
        List<StaffAccount> changed = new ArrayList<>();
        for (Change.Update update : updates) {
            StaffAccount account = current(update.account(), update.version());
            if (account == null) {
                return ChangeResult.conflict();
            }
            changed.add(account);
        }
        if (updates.size() > 1) {
            // No folded name begins with a space, so nobody has these; they are gone before anything is committed.
            changed.forEach(account -> account.loginKey = " " + account.id);
            session.flush();
        }
        for (int i = 0; i < updates.size(); i++) {
            update(changed.get(i), updates.get(i));
        }
        return written(changed);
    }

    private static void update(StaffAccount account, Change.Update update) {
        account.setFields(update.fields());
        if (update.username() != null) {
            account.rename(update.username());
        }
        if (update.externalId() != null) {
            account.link(update.externalId());
        }
        if (update.absence() != null) {
            account.absentSince = update.absence().since();
        }
    }

    private ChangeResult reassign(Change.Reassign reassign) {
        StaffAccount account = current(reassign.account(), reassign.version());
        if (account == null) {
            return ChangeResult.conflict();
        }
        account.absentSince = null;
        account.owner = reassign.owner() == null ? null : reassign.owner().value();
        if (reassign.owner() != null) {
            account.link(null);
        }
        if (reassign.username() != null) {
            account.rename(reassign.username());
        }
        return written(List.of(account));
    }

    /** The account, if it is as it was read. Its row is locked, so it stays like that. */
    private @Nullable StaffAccount current(AccountId id, String version) {
        StaffAccount account = accounts.get(id);
        return account == null || !account.version().equals(version) ? null : account;
    }

    private ChangeResult written(List<StaffAccount> changed) {
        session.flush();
        Map<AccountId, String> versions = new LinkedHashMap<>();
        changed.forEach(account -> versions.put(account.accountId(), account.version()));
        return ChangeResult.applied(versions);
    }

    /** What is written of a change and what is told of it are committed together. */
    private void storeEvents(Write write, ChangeResult result) {
        result.versions().keySet().stream().findFirst().ifPresent(account -> {
            boolean creation = write.change().kind() == Change.Kind.CREATE;
            for (AuditEvent event : write.events()) {
                session.persist(new StaffEvent(creation ? event.withAccount(account) : event));
            }
        });
    }
}
