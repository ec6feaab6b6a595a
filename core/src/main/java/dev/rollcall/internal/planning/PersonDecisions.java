package dev.rollcall.internal.planning;

import dev.rollcall.account.Account;
import dev.rollcall.directory.Activity;
import dev.rollcall.identity.AccountId;
import dev.rollcall.plan.PersonResult;
import dev.rollcall.policy.Policy;
import dev.rollcall.rules.status.StatusVerdict;
import dev.rollcall.rules.whoiswho.Correlation.Match;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Decides what becomes of each person read. Whoever needs nothing is told by the indexes alone; the others in batches.
 */
final class PersonDecisions {

    private final Sides sides;
    private final PlanningContext context;
    private final Policy policy;
    private final AccountIndex accounts;
    private final Snapshot snapshot;
    private final WhoIsWho whoIsWho;
    private final PlanDraft draft;

    PersonDecisions(Sides sides) {
        this.sides = sides;
        this.context = sides.context();
        this.policy = sides.policy();
        this.accounts = sides.accounts();
        this.snapshot = sides.snapshot();
        this.whoIsWho = sides.whoIsWho();
        this.draft = sides.draft();
    }

    void decideAll() {
        List<Integer> batch = new ArrayList<>();
        for (int row = 0; row < snapshot.rows(); row++) {
            if (snapshot.isHead(row) && !isSettledByIndex(row)) {
                batch.add(row);
                if (batch.size() == WhoIsWho.BATCH) {
                    decide(batch);
                    batch.clear();
                }
            }
        }
        decide(batch);
    }

    /** Whoever nothing happens to is counted here, without another look at the person or the account. */
    private boolean isSettledByIndex(int row) {
        if (policy.recordsUnchanged() || snapshot.isUnidentified(row)) {
            return false;
        }
        if (snapshot.isIgnored(row)) {
            draft.count(PersonResult.IGNORED);
            return true;
        }
        if (whoIsWho.match(row) != Match.BY_ID || !snapshot.isSame(row)) {
            return false;
        }
        int slot = whoIsWho.slot(row);
        if (accounts.isAbsenceNoted(slot)
                || whoIsWho.status(row, policy.reactivation()).kind() != StatusVerdict.Kind.KEEP) {
            return false;
        }
        draft.count(
                snapshot.activity(row) == Activity.UNKNOWN ? PersonResult.ACTIVITY_UNKNOWN : PersonResult.UNCHANGED);
        return true;
    }

    private void decide(List<Integer> rows) {
        context.checkpoint().run();
        Set<AccountId> needed = new LinkedHashSet<>();
        for (int row : rows) {
            if (!snapshot.isUnidentified(row)
                    && !snapshot.isIgnored(row)
                    && !whoIsWho.waitsUnchanged(row, policy.reactivation())) {
                needed.addAll(whoIsWho.accountsOf(row));
            }
        }
        Map<AccountId, Account> loaded = sides.load(needed);
        for (int row : rows) {
            new PersonDecision(new PersonAtHand(sides, row, loaded)).decide();
        }
    }
}
