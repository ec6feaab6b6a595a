package dev.rollcall.internal.planning;

import dev.rollcall.account.Account;
import dev.rollcall.account.RepositoryException;
import dev.rollcall.identity.ExternalId;
import dev.rollcall.rules.reading.ActivityEvidence;
import dev.rollcall.rules.reading.Entry;
import java.util.List;
import java.util.Optional;

/**
 * The first half of planning: takes the accounts, then the people, and turns them into a plan. Accounts come on one
 * thread; people may come on another, one at a time; the plan is made on the first again.
 */
public final class Reading {

    private final PlanningContext context;
    private final KeyedHash hash;
    private final KeyedHash peopleHash;
    private final AccountIndex accounts;
    private final Snapshot snapshot;

    /** Prepares for a directory. */
    public Reading(PlanningContext context) {
        this.context = context;
        this.hash = new KeyedHash(context.hashKey());
        this.peopleHash = new KeyedHash(context.hashKey());
        this.accounts = new AccountIndex(context.policy(), hash, context.workspace());
        this.snapshot = new Snapshot(context.policy(), peopleHash, context.workspace());
    }

    /** Scans the accounts: the first thing to do. */
    public void scan() {
        long[] scanned = {0};
        context.accounts().scan(context.directory(), context.policy().fieldNames(), account -> {
            if (scanned[0]++ % 1024 == 0) {
                context.checkpoint().run();
            }
            add(account);
        });
        accounts.complete();
    }

    private void add(Account account) {
        if (!account.isOwnedBy(context.directory())) {
            throw new RepositoryException(
                    "The scan of directory '" + context.directory() + "' delivered account " + account.id()
                            + ", which that directory does not own",
                    null);
        }
        accounts.add(account);
    }

    /** Takes one delivery of the provider. */
    public void add(Entry entry) {
        snapshot.add(entry);
    }

    /** Joins and compares what was read, and says why it cannot be believed, if so (R6). */
    public Optional<String> complete() {
        snapshot.complete(accounts, context.ignored(), context.checkpoint());
        return ActivityEvidence.isMissing(snapshot.activityKnown(), snapshot.activityUnknown())
                ? Optional.of("The directory delivered for none of " + snapshot.people()
                        + " people whether they are active, or nothing that can be understood; check the attribute that"
                        + " tells and the rights of the reader (R6)")
                : Optional.empty();
    }

    /**
     * Decides.
     *
     * @param warnings what the provider reported
     */
    public PlannedRun plan(List<String> warnings) {
        return new Planner(context, accounts, snapshot, hash).plan(warnings);
    }

    /** Whether somebody in the snapshot has this external id, rejected people included. */
    public boolean hasPerson(ExternalId externalId) {
        return snapshot.hasPerson(externalId);
    }

    /** How many people could not be identified. */
    public long unidentified() {
        return snapshot.unidentified();
    }
}
