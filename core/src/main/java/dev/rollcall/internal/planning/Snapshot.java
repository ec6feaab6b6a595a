package dev.rollcall.internal.planning;

import dev.rollcall.directory.Activity;
import dev.rollcall.directory.DirectoryUser;
import dev.rollcall.identity.ExternalId;
import dev.rollcall.identity.NameFolding;
import dev.rollcall.internal.spool.Workspace;
import dev.rollcall.policy.Policy;
import dev.rollcall.rules.fields.MappedPerson;
import dev.rollcall.rules.reading.Entry;
import dev.rollcall.rules.reading.Readability;
import dev.rollcall.rules.reading.Repeats;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Everybody read, as numbers and a log that holds the rest. A row is one delivery; repeats of one external id are
 * joined to their first row, the head, and only heads are people. An unidentified row is a person of its own.
 */
final class Snapshot {

    static final int NOBODY = -1;

    private static final int ACTIVITY = 3;
    private static final int UNREADABLE = 1 << 2;
    private static final int DIFFER = 1 << 3;
    private static final int SHARED = 1 << 4;
    private static final int SAME = 1 << 5;
    private static final int IGNORED = 1 << 6;
    private static final int NAME_REJECTED = 1 << 7;
    private static final int TAKEN = 1 << 8;
    private static final int HELD_LOCALLY = 1 << 9;

    private static final Activity[] ACTIVITIES = Activity.values();

    private final Policy policy;
    private final KeyedHash hash;
    private final Workspace.Log<Entry> log;
    private final LongColumn idHashes = new LongColumn();
    private final LongColumn keyHashes = new LongColumn();
    private final LongColumn nameHashes = new LongColumn();
    private final LongColumn rejectedNames = new LongColumn();
    private final LongColumn positions = new LongColumn();
    private final IntColumn heads = new IntColumn();
    private final IntColumn flags = new IntColumn();
    private final Set<String> wanted;
    private final Set<String> carried = new TreeSet<>();
    private long people;
    private long unidentified;
    private long activityKnown;
    private long activityUnknown;
    private @Nullable Lookup byId;
    private @Nullable Lookup byName;

    Snapshot(Policy policy, KeyedHash hash, Workspace workspace) {
        this.policy = policy;
        this.hash = hash;
        this.log = workspace.log(new EntryCodec());
        this.wanted = policy.attributes();
    }

    /** Takes one delivery. Fast, because the directory waits. */
    @SuppressWarnings("EnumOrdinal") // within one run, the order of an enum does not change
    void add(Entry entry) {
        DirectoryUser person = entry.person();
        idHashes.add(person.externalId().map(id -> hash.of(id.value())).orElse(0L));
        keyHashes.add(
                person.matchKey().map(NameFolding::fold).map(this::nameHash).orElse(0L));
        nameHashes.add(0);
        positions.add(log.add(entry));
        heads.add(heads.size());
        flags.add(person.activity().ordinal());
    }

    private long nameHash(String folded) {
        return folded.isEmpty() ? 0 : hash.of(folded);
    }

    /** Joins repeats, maps everybody once, finds who shares a key or name, and who is the same as their account. */
    void complete(AccountIndex accounts, Set<ExternalId> ignored, Runnable checkpoint) {
        byId = Lookup.of(idHashes);
        for (int row = 0; row < rows(); row++) {
            int earlier = byId.before(row);
            if (earlier != Lookup.NONE) {
                heads.set(row, heads.get(earlier));
            }
        }
        int row = 0;
        for (Entry entry : log) {
            if (row % 1024 == 0) {
                checkpoint.run();
            }
            noteCarried(entry.person());
            if (isHead(row)) {
                boolean alone = isUnidentified(row) || byId.last(idHashes.get(row)) == row;
                completePerson(row, alone ? List.of(entry) : entriesOf(row), accounts, ignored);
            }
            row++;
        }
        findShared(keyHashes);
        findShared(nameHashes);
        byName = Lookup.of(nameHashes);
    }

    private void noteCarried(DirectoryUser person) {
        if (carried.size() < wanted.size()) {
            for (String attribute : wanted) {
                if (!carried.contains(attribute)
                        && person.attribute(attribute).stream().anyMatch(value -> !NameFolding.isBlank(value))) {
                    carried.add(attribute);
                }
            }
        }
    }

    private void completePerson(int head, List<Entry> entries, AccountIndex accounts, Set<ExternalId> ignored) {
        people++;
        Repeats.Joined joined = Repeats.join(entries);
        DirectoryUser person = joined.entry().person();
        if (person.activity() != Activity.UNKNOWN) {
            activityKnown++;
        } else if (joined.entry().unreadable() == null) {
            activityUnknown++;
        }
        MappedPerson mapped = MappedPerson.of(person, policy);
        noteName(head, mapped);
        if (mapped.usernameObjection() != null) {
            flags.setBits(head, NAME_REJECTED);
        }
        if (person.externalId().isEmpty()) {
            unidentified++;
            flags.setBits(head, UNREADABLE);
            return;
        }
        if (joined.differ()) {
            // Every name that one of them claims is claimed.
            flags.setBits(head, DIFFER);
            for (int row = other(head); row != Lookup.NONE; row = lookup(byId).before(row)) {
                noteName(row, MappedPerson.of(entry(row).person(), policy));
            }
        }
        ExternalId id = person.externalId().get();
        if (ignored.contains(id)) {
            flags.setBits(head, IGNORED);
        }
        if (Readability.objection(joined.entry(), mapped).isPresent()) {
            flags.setBits(head, UNREADABLE);
            return;
        }
        if (joined.differ()) {
            return;
        }
        int slot = accounts.withId(idHashes.get(head));
        if (slot != AccountIndex.NONE && accounts.matches(slot, id.value(), mapped)) {
            flags.setBits(head, SAME);
        }
    }

    private void noteName(int row, MappedPerson mapped) {
        nameHashes.set(
                row, mapped.username() == null ? 0 : nameHash(mapped.username().folded()));
        if (mapped.username() == null && mapped.claimedName() != null) {
            while (rejectedNames.size() <= row) {
                rejectedNames.add(0);
            }
            rejectedNames.set(row, nameHash(mapped.claimedName().folded()));
        }
    }

    private int other(int head) {
        return lookup(byId).last(idHashes.get(head));
    }

    private List<Entry> entriesOf(int head) {
        List<Entry> entries = new ArrayList<>();
        for (int row = other(head); row != Lookup.NONE; row = lookup(byId).before(row)) {
            entries.add(0, entry(row));
        }
        String id = entries.get(0).person().externalId().map(Object::toString).orElse("");
        for (Entry entry : entries) {
            if (!id.equals(entry.person().externalId().map(Object::toString).orElse(""))) {
                throw new IllegalStateException("Two external ids have the same hash in this run; run again");
            }
        }
        return entries;
    }

    private Entry entry(int row) {
        return log.get(positions.get(row));
    }

    private void findShared(LongColumn claims) {
        Lookup claimants = Lookup.of(claims);
        for (int row = 0; row < rows(); row++) {
            int earlier = claimants.before(row);
            if (claims.get(row) != 0 && earlier != Lookup.NONE && heads.get(earlier) != heads.get(row)) {
                flags.setBits(heads.get(row), SHARED);
                flags.setBits(heads.get(earlier), SHARED);
            }
        }
    }

    private static Lookup lookup(@Nullable Lookup lookup) {
        if (lookup == null) {
            throw new IllegalStateException("The snapshot is not complete");
        }
        return lookup;
    }

    int rows() {
        return heads.size();
    }

    /** People read: repeats joined, the unidentified one each. */
    long people() {
        return people;
    }

    long unidentified() {
        return unidentified;
    }

    long activityKnown() {
        return activityKnown;
    }

    long activityUnknown() {
        return activityUnknown;
    }

    /** The lower-case names of the mapped attributes that somebody carries. */
    Set<String> carried() {
        return carried;
    }

    boolean isHead(int row) {
        return heads.get(row) == row;
    }

    /** The head of a row's person. */
    int head(int row) {
        return heads.get(row);
    }

    /** The person of a head, with the groups of all repeats. */
    Entry person(int head) {
        return other(head) == head || isUnidentified(head)
                ? entry(head)
                : Repeats.join(entriesOf(head)).entry();
    }

    Activity activity(int head) {
        return ACTIVITIES[flags.get(head) & ACTIVITY];
    }

    boolean isUnidentified(int head) {
        return idHashes.get(head) == 0;
    }

    boolean isUnreadable(int head) {
        return flags.has(head, UNREADABLE);
    }

    boolean isDiffering(int head) {
        return flags.has(head, DIFFER);
    }

    /** Whether the person shares a match key or username with somebody else. */
    boolean isShared(int head) {
        return flags.has(head, SHARED);
    }

    /** Whether id, name and mapped fields of the account with the person's id are as they should be. */
    boolean isSame(int head) {
        return flags.has(head, SAME);
    }

    boolean isIgnored(int head) {
        return flags.has(head, IGNORED);
    }

    boolean isNameRejected(int head) {
        return flags.has(head, NAME_REJECTED);
    }

    boolean isNameTaken(int head) {
        return flags.has(head, TAKEN);
    }

    boolean isHeldLocally(int head) {
        return flags.has(head, HELD_LOCALLY);
    }

    void markNameTaken(int head) {
        flags.setBits(head, TAKEN);
    }

    void markHeldLocally(int head) {
        flags.setBits(head, HELD_LOCALLY);
    }

    long idHash(int head) {
        return idHashes.get(head);
    }

    long nameHash(int row) {
        return nameHashes.get(row);
    }

    /** The name that a row claims, even where the host would give it to nobody (R20). */
    long claimedName(int row) {
        long name = nameHashes.get(row);
        return name != 0 || row >= rejectedNames.size() ? name : rejectedNames.get(row);
    }

    boolean hasId(long idHash) {
        return lookup(byId).last(idHash) != Lookup.NONE;
    }

    /** Whether somebody read has this id, rejected people included. */
    boolean hasPerson(ExternalId id) {
        return hasId(hash.of(id.value()));
    }

    /** Whether anybody read claims this name. */
    boolean isNameClaimed(long nameHash) {
        return lookup(byName).last(nameHash) != Lookup.NONE;
    }

    /** Whether somebody who can be identified claims this name. */
    boolean isNameClaimedWithId(long nameHash) {
        int row = lookup(byName).last(nameHash);
        while (row != Lookup.NONE && idHashes.get(row) == 0) {
            row = lookup(byName).before(row);
        }
        return row != Lookup.NONE;
    }
}
