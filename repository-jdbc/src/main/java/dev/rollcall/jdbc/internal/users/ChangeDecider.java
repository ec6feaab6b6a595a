package dev.rollcall.jdbc.internal.users;

import dev.rollcall.account.Account;
import dev.rollcall.account.BlockReason;
import dev.rollcall.account.Change;
import dev.rollcall.account.ChangeResult;
import dev.rollcall.account.RepositoryException;
import dev.rollcall.identity.AccountId;
import dev.rollcall.identity.DirectoryName;
import dev.rollcall.identity.ExternalId;
import dev.rollcall.identity.Username;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Decides the changes of a batch one after the other, each against what is there and what the changes before it leave,
 * and hands over the statements of those that are made. Nothing is written here.
 */
final class ChangeDecider {

    private static final String NAME_TAKEN = "the username is taken";
    private static final String ID_TAKEN = "the external id is taken";

    private final UserColumns columns;
    private final Surroundings around;
    private final Statements statements;
    private final Fitness fitness;
    private int newcomers;

    ChangeDecider(UserColumns columns, Surroundings around, Statements statements) {
        this.columns = columns;
        this.around = around;
        this.statements = statements;
        this.fitness = new Fitness(columns);
    }

    Decision decide(Change change) {
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
        if (around.isTaken(create.username(), Set.of())) {
            return Decision.refused(NAME_TAKEN);
        }
        if (around.isTaken(create.owner(), create.externalId(), Set.of())) {
            return Decision.refused(ID_TAKEN);
        }
        String misfit = fitness.ofCreation(create);
        if (!misfit.isEmpty()) {
            return Decision.refused(misfit);
        }
        if (create.waitingSince() == null && around.isFull(create.seatLimit())) {
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
            around.takeSeat();
        } else {
            change.blocked(BlockReason.LICENCE_LIMIT, create.waitingSince());
        }
        String newcomer = "new " + newcomers++;
        around.give(create.username(), newcomer);
        around.give(create.owner(), create.externalId(), newcomer);
        Decision decision = Decision.toWrite();
        statements.create(change, decision.written()::add);
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
            if (account.isActive()) {
                around.freeSeat();
            }
            return done(account, new RowChange(columns).blocked(block.reason(), block.since()));
        });
    }

    private Decision activate(Change.Activate activate) {
        return changed(activate.account(), activate.version(), account -> {
            if (!account.isActive() && around.isFull(activate.seatLimit())) {
                return Decision.failed(ChangeResult.noSeat());
            }
            if (around.isTaken(activate.externalId(), account)) {
                return Decision.refused(ID_TAKEN);
            }
            RowChange change = new RowChange(columns).active();
            setId(change, account, activate.externalId());
            if (!account.isActive()) {
                around.takeSeat();
            }
            return done(account, change);
        });
    }

    private Decision update(Change.Update update) {
        return changed(update.account(), update.version(), account -> {
            String why = objection(account, update, Set.of(account.id().value()));
            return why.isEmpty() ? done(account, change(account, update)) : Decision.refused(why);
        });
    }

    /** Why this update cannot be made, names that these accounts have being free; empty if it can. */
    private String objection(Account account, Change.Update update, Set<String> freeFrom) {
        if (update.username() != null && around.isTaken(update.username(), freeFrom)) {
            return NAME_TAKEN;
        }
        if (around.isTaken(update.externalId(), account)) {
            return ID_TAKEN;
        }
        return fitness.ofUpdate(update);
    }

    private RowChange change(Account account, Change.Update update) {
        RowChange change = new RowChange(columns);
        update.fields().forEach(change::field);
        if (update.username() != null) {
            change.username(update.username());
            around.rename(account, update.username());
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
            if (around.current(update.account(), update.version()) == null) {
                return Decision.conflict();
            }
            members.add(update.account().value());
        }
        for (Change.Update update : cycle.updates()) {
            String why = objection(around.account(update.account()), update, members);
            if (!why.isEmpty()) {
                return Decision.refused(why);
            }
        }
        Decision decision = Decision.toWrite();
        for (Change.Update update : cycle.updates()) {
            // The name is out of the way until its holder has the new one; nobody sees it, as nothing is committed in
            // between.
            Account account = around.account(update.account());
            write(decision, account, new RowChange(columns).username(parked(account.username())));
        }
        for (Change.Update update : cycle.updates()) {
            Account account = around.account(update.account());
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
            if (username != null && around.isTaken(username, Set.of(account.id().value()))) {
                return Decision.refused(NAME_TAKEN);
            }
            RowChange change = new RowChange(columns).own(OwnColumn.ABSENT_SINCE, null);
            if (username != null) {
                change.username(username);
                around.rename(account, username);
            }
            if (reassign.owner() != null) {
                change.own(OwnColumn.OWNER, reassign.owner().value())
                        .own(OwnColumn.EXTERNAL_ID, null)
                        .own(OwnColumn.FORMER_OWNER, null);
                around.release(account);
            } else {
                change.own(OwnColumn.OWNER, null)
                        .own(
                                OwnColumn.FORMER_OWNER,
                                account.externalIdOf().map(DirectoryName::value).orElse(null));
            }
            return done(account, change);
        });
    }

    private void setId(RowChange change, Account account, @Nullable ExternalId id) {
        if (id != null) {
            change.own(OwnColumn.EXTERNAL_ID, id.value());
            around.release(account);
            account.owner()
                    .ifPresent(owner -> around.give(owner, id, account.id().value()));
        }
    }

    private Decision changed(AccountId id, String version, Function<Account, Decision> decision) {
        Account account = around.current(id, version);
        return account == null ? Decision.conflict() : decision.apply(account);
    }

    private Decision done(Account account, RowChange change) {
        Decision decision = Decision.toWrite();
        write(decision, account, change);
        return decision;
    }

    private void write(Decision decision, Account account, RowChange change) {
        statements.change(account.id(), change, around.hasSideRow(account.id()));
        decision.written().add(account.id());
    }
}
