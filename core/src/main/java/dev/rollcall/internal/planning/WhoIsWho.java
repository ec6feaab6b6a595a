package dev.rollcall.internal.planning;

import dev.rollcall.account.BlockReason;
import dev.rollcall.account.Holder;
import dev.rollcall.directory.Activity;
import dev.rollcall.identity.AccountId;
import dev.rollcall.identity.ExternalId;
import dev.rollcall.identity.Username;
import dev.rollcall.policy.MappingMode;
import dev.rollcall.policy.Reactivation;
import dev.rollcall.rules.activity.PresentAndActivity;
import dev.rollcall.rules.fields.MappedPerson;
import dev.rollcall.rules.names.Renames;
import dev.rollcall.rules.status.StatusVerdict;
import dev.rollcall.rules.whoiswho.Correlation;
import dev.rollcall.rules.whoiswho.Correlation.Match;
import dev.rollcall.rules.whoiswho.IdentityScheme;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Puts the facts of a whole snapshot before {@link Correlation}, {@link IdentityScheme} and {@link Renames}: which
 * account each person is, which accounts nobody is, and who gets the name they want.
 */
final class WhoIsWho {

    static final int BATCH = 512;

    private static final Match[] MATCHES = Match.values();

    private final PlanningContext context;
    private final AccountIndex accounts;
    private final Snapshot snapshot;
    private final IntColumn matches = new IntColumn();
    private final IntColumn slots = new IntColumn();
    private final Set<Long> ignoredIds = new HashSet<>();
    private long accountsOfPeopleRead;
    private long found;
    private long foundUnderAnotherId;
    private int @Nullable [] renamers;
    private @Nullable Renames renames;
    private final Map<Integer, Long> rings = new HashMap<>();

    WhoIsWho(PlanningContext context, AccountIndex accounts, Snapshot snapshot, KeyedHash hash) {
        this.context = context;
        this.accounts = accounts;
        this.snapshot = snapshot;
        context.ignored().forEach(id -> ignoredIds.add(hash.of(id.value())));
    }

    void decide() {
        for (int row = 0; row < snapshot.rows(); row++) {
            if (row % 1024 == 0) {
                context.checkpoint().run();
            }
            correlate(row);
        }
        countFound();
        noteRenamers();
        lookAtOthers();
        settleRenames();
    }

    @SuppressWarnings("EnumOrdinal") // within one run, the order of an enum does not change
    private void correlate(int row) {
        if (!snapshot.isHead(row)) {
            if (accounts.withId(snapshot.idHash(row)) == AccountIndex.NONE) {
                claimName(row);
            }
            matches.add(Match.NOBODY.ordinal());
            slots.add(Snapshot.NOBODY);
            return;
        }
        int byId = snapshot.isUnidentified(row) ? AccountIndex.NONE : accounts.withId(snapshot.idHash(row));
        int withThisId = 0;
        for (int slot = byId; slot != AccountIndex.NONE; slot = accounts.otherWithId(slot)) {
            accounts.markPresent(slot);
            withThisId++;
        }
        accountsOfPeopleRead += withThisId;
        int unlinked = 0;
        int linked = 0;
        int byName = AccountIndex.NONE;
        if (withThisId == 0) {
            claimName(row);
            int slot = accounts.withName(snapshot.nameHash(row));
            while (slot != AccountIndex.NONE) {
                byName = slot;
                if (accounts.isLinked(slot)) {
                    linked++;
                } else {
                    unlinked++;
                }
                slot = accounts.otherWithName(slot);
            }
        }
        Match match = Correlation.decide(new Correlation.Facts(withThisId, unlinked, linked, snapshot.isShared(row)));
        matches.add(match.ordinal());
        slots.add(
                switch (match) {
                    case BY_ID, SEVERAL -> byId; // of several with one name, nobody in particular
                    case LINK, SOMEBODY_ELSE -> byName;
                    case NOBODY, SHARED -> Snapshot.NOBODY;
                });
        if (match == Match.LINK
                && !snapshot.isUnreadable(row)
                && !snapshot.isDiffering(row)
                && !snapshot.isIgnored(row)) {
            accountsOfPeopleRead++;
        }
    }

    /**
     * An account without external id that somebody read asks for by name is not absent, even if they are rejected
     * (R12).
     */
    private void claimName(int row) {
        for (int slot = accounts.withName(snapshot.claimedName(row));
                slot != AccountIndex.NONE;
                slot = accounts.otherWithName(slot)) {
            if (!accounts.isLinked(slot)) {
                accounts.markPresent(slot);
                if (snapshot.isIgnored(snapshot.head(row))) {
                    accounts.markSettled(slot);
                }
            }
        }
    }

    private void countFound() {
        for (int slot = 0; slot < accounts.size(); slot++) {
            BlockReason reason = accounts.blockReason(slot);
            if (!accounts.isActive(slot)
                    && reason != BlockReason.LICENCE_LIMIT
                    && reason != BlockReason.INACTIVE_IN_DIRECTORY) {
                continue;
            }
            if (accounts.isLinked(slot) && accounts.isPresent(slot)) {
                found++;
            } else if (snapshot.isNameClaimed(accounts.nameHash(slot))) {
                found++;
                if (accounts.isLinked(slot) && snapshot.isNameClaimedWithId(accounts.nameHash(slot))) {
                    foundUnderAnotherId++;
                }
            }
        }
    }

    /** A person whose account should have another name, and who may have it as far as the person is concerned. */
    private void noteRenamers() {
        if (context.policy().username().mode() == MappingMode.ON_CREATE) {
            return;
        }
        for (int row = 0; row < snapshot.rows(); row++) {
            if (snapshot.isHead(row) && match(row) == Match.BY_ID && wantsAnotherName(row)) {
                if (renamers == null) {
                    renamers = new int[accounts.size()];
                    Arrays.fill(renamers, Snapshot.NOBODY);
                }
                renamers[slots.get(row)] = row;
            }
        }
    }

    private boolean wantsAnotherName(int row) {
        long name = snapshot.nameHash(row);
        return name != 0
                && name != accounts.nameHash(slots.get(row))
                && !snapshot.isShared(row)
                && !snapshot.isUnreadable(row)
                && !snapshot.isDiffering(row)
                && !snapshot.isIgnored(row);
    }

    /**
     * Asks the host, in batches, who else holds the names and ids of those who are to be created or renamed (R9, R10).
     */
    private void lookAtOthers() {
        Map<Username, Integer> names = new HashMap<>();
        Map<ExternalId, Integer> ids = new HashMap<>();
        for (int row = 0; row < snapshot.rows(); row++) {
            if (!needsAName(row)) {
                continue;
            }
            var person = snapshot.person(row).person();
            Username name = MappedPerson.of(person, context.policy()).username();
            if (name != null && match(row) != Match.LINK) {
                names.put(name, row);
            }
            if (match(row) != Match.BY_ID) {
                ExternalId id = person.externalId().orElseThrow();
                ids.put(id, row);
            }
            if (names.size() >= BATCH || ids.size() >= BATCH) {
                askFor(names, ids);
            }
        }
        askFor(names, ids);
    }

    private boolean needsAName(int row) {
        if (!snapshot.isHead(row)
                || snapshot.isUnreadable(row)
                || snapshot.isDiffering(row)
                || snapshot.isIgnored(row)
                || snapshot.nameHash(row) == 0) {
            return false;
        }
        return switch (match(row)) {
            case BY_ID -> renamers != null && renamers[slots.get(row)] == row;
            case NOBODY -> snapshot.activity(row) == Activity.ACTIVE;
            case LINK, SOMEBODY_ELSE -> true;
            case SEVERAL, SHARED -> false;
        };
    }

    private void askFor(Map<Username, Integer> names, Map<ExternalId, Integer> ids) {
        context.checkpoint().run();
        if (names.isEmpty() && ids.isEmpty()) {
            return;
        }
        for (Holder holder : context.accounts().holders(context.directory(), names.keySet(), ids.keySet())) {
            if (context.directory().equals(holder.owner())) {
                continue;
            }
            Integer wantsName = names.get(holder.username());
            if (wantsName != null) {
                snapshot.markNameTaken(wantsName);
            }
            Integer hasId = holder.externalId() == null ? null : ids.get(holder.externalId());
            if (hasId != null && holder.owner() == null) {
                snapshot.markHeldLocally(hasId);
            }
        }
        names.clear();
        ids.clear();
    }

    private void settleRenames() {
        int[] rows = renamers;
        if (rows == null) {
            return;
        }
        renames = Renames.settle(accounts.size(), slot -> {
            if (rows[slot] == Snapshot.NOBODY) {
                return slot;
            }
            if (snapshot.isNameTaken(rows[slot])) {
                return Renames.TAKEN;
            }
            int holder = accounts.withName(snapshot.nameHash(rows[slot]));
            if (holder == AccountIndex.NONE) {
                return Renames.FREE;
            }
            return accounts.otherWithName(holder) == AccountIndex.NONE ? holder : Renames.TAKEN;
        });
        for (int slot = 0; slot < accounts.size(); slot++) {
            if (renames.ring(slot) != 0) {
                // Above 0, so that rings come after the renames that belong to none.
                rings.merge(renames.ring(slot), (accounts.nameHash(slot) >>> 1) | 1, Math::min);
            }
        }
    }

    Match match(int head) {
        return MATCHES[matches.get(head)];
    }

    /** The account that the match is about; {@link Snapshot#NOBODY} where it is about none. */
    int slot(int head) {
        return slots.get(head);
    }

    long accountsOfPeopleRead() {
        return accountsOfPeopleRead;
    }

    /** How many accounts were found (R15). */
    long found() {
        return found;
    }

    /** How many of them only by name, under another id (R15). */
    long foundUnderAnotherId() {
        return foundUnderAnotherId;
    }

    boolean schemeChanged() {
        return IdentityScheme.hasChanged(found, foundUnderAnotherId);
    }

    boolean isIgnored(int slot) {
        return accounts.isLinked(slot) && ignoredIds.contains(accounts.idHash(slot));
    }

    /** Whether the account gives its name up in this run. */
    boolean givesUpName(int slot) {
        return renames != null && renamers != null && renamers[slot] != Snapshot.NOBODY && renames.isGranted(slot);
    }

    int renameRank(int slot) {
        return renames == null ? 0 : Math.max(0, renames.rank(slot));
    }

    /**
     * Which ring of renames an account belongs to, by a number that does not depend on the order of reading; 0 for
     * none.
     */
    long renameRing(int slot) {
        return renames == null ? 0 : rings.getOrDefault(renames.ring(slot), 0L);
    }

    /** The accounts that the match is about. */
    List<AccountId> accountsOf(int head) {
        List<AccountId> ids = new ArrayList<>();
        int slot = slot(head);
        while (slot != Snapshot.NOBODY) {
            ids.add(accounts.id(slot));
            slot = match(head) == Match.SEVERAL ? accounts.otherWithId(slot) : Snapshot.NOBODY;
        }
        return ids;
    }

    /** What the rules want of the status of the account that was found by id, as it was scanned. */
    StatusVerdict status(int head, Reactivation reactivation) {
        int slot = slot(head);
        return PresentAndActivity.decide(
                snapshot.activity(head), accounts.status(slot), accounts.blockReason(slot), reactivation);
    }

    /** Somebody who waits and is otherwise as they should be: their account is read only if there is a seat. */
    boolean waitsUnchanged(int head, Reactivation reactivation) {
        return match(head) == Match.BY_ID
                && snapshot.isSame(head)
                && !accounts.isAbsenceNoted(slot(head))
                && status(head, reactivation).kind() == StatusVerdict.Kind.QUEUE_WAITING;
    }
}
