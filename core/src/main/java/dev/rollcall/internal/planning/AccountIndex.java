package dev.rollcall.internal.planning;

import dev.rollcall.account.Account;
import dev.rollcall.account.AccountStatus;
import dev.rollcall.account.BlockReason;
import dev.rollcall.identity.AccountId;
import dev.rollcall.internal.spool.ByteReader;
import dev.rollcall.internal.spool.ByteWriter;
import dev.rollcall.internal.spool.Codec;
import dev.rollcall.internal.spool.Workspace;
import dev.rollcall.policy.FieldMapping;
import dev.rollcall.policy.Policy;
import dev.rollcall.rules.fields.MappedPerson;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The directory's accounts as numbers: some sixty bytes for one that nothing happens to. */
final class AccountIndex {

    static final int NONE = Lookup.NONE;

    private static final int ACTIVE = 1;
    private static final int ABSENCE_NOTED = 1 << 1;
    private static final int REASON_SHIFT = 2;
    private static final int PRESENT = 1 << 8;
    private static final int SETTLED = 1 << 9;

    private static final long NO_DATE = Long.MIN_VALUE;

    private final Policy policy;
    private final Fingerprint fingerprint;
    private final KeyedHash hash;
    private final Workspace.Log<AccountId> ids;
    private final LongColumn idHashes = new LongColumn();
    private final LongColumn nameHashes = new LongColumn();
    private final LongColumn fingerprintHigh = new LongColumn();
    private final LongColumn fingerprintLow = new LongColumn();
    private final LongColumn[] neverCleared;
    private final LongColumn blockedSince = new LongColumn();
    private final LongColumn positions = new LongColumn();
    private final IntColumn states = new IntColumn();
    private final Set<String> fieldsWithValues = new HashSet<>();
    private long active;
    private long activeUnprotected;
    private @Nullable Lookup byId;
    private @Nullable Lookup byName;

    AccountIndex(Policy policy, KeyedHash hash, Workspace workspace) {
        this.policy = policy;
        this.hash = hash;
        this.fingerprint = new Fingerprint(policy, hash);
        this.ids = workspace.log(ID_CODEC);
        this.neverCleared = new LongColumn[fingerprint.neverCleared().size()];
        for (int i = 0; i < neverCleared.length; i++) {
            neverCleared[i] = new LongColumn();
        }
    }

    @SuppressWarnings("EnumOrdinal") // within one run, the order of an enum does not change
    void add(Account account) {
        idHashes.add(account.externalId().map(id -> hash.of(id.value())).orElse(0L));
        nameHashes.add(
                account.username().isBlank() ? 0 : hash.of(account.username().folded()));
        long[] print = fingerprint.of(account);
        fingerprintHigh.add(print[0]);
        fingerprintLow.add(print[1]);
        for (int i = 0; i < neverCleared.length; i++) {
            String value = account.field(fingerprint.neverCleared().get(i).field());
            neverCleared[i].add(value == null ? 0 : hash.of(value));
        }
        Instant since = account.blockedSince().orElse(null);
        blockedSince.add(since == null ? NO_DATE : nanos(since));
        positions.add(ids.add(account.id()));
        states.add((account.isActive() ? ACTIVE : 0)
                | (account.absentSince().isPresent() ? ABSENCE_NOTED : 0)
                | account.blockReason().map(reason -> reason.ordinal() + 1).orElse(0) << REASON_SHIFT);
        if (account.isActive()) {
            active++;
            if (!policy.protectedAccounts().contains(account.id())) {
                activeUnprotected++;
            }
        }
        for (FieldMapping mapping : policy.fields()) {
            if (account.field(mapping.field()) != null) {
                fieldsWithValues.add(mapping.field());
            }
        }
    }

    /** Ends the adding and begins the looking up. */
    void complete() {
        byId = Lookup.of(idHashes);
        byName = Lookup.of(nameHashes);
    }

    int size() {
        return states.size();
    }

    long active() {
        return active;
    }

    long activeUnprotected() {
        return activeUnprotected;
    }

    Set<String> fieldsWithValues() {
        return fieldsWithValues;
    }

    AccountId id(int slot) {
        return ids.get(positions.get(slot));
    }

    boolean isActive(int slot) {
        return states.has(slot, ACTIVE);
    }

    AccountStatus status(int slot) {
        return isActive(slot) ? AccountStatus.ACTIVE : AccountStatus.BLOCKED;
    }

    @SuppressWarnings("EnumOrdinal") // within one run, the order of an enum does not change
    @Nullable
    BlockReason blockReason(int slot) {
        int code = (states.get(slot) >> REASON_SHIFT) & 7;
        return code == 0 ? null : BlockReason.values()[code - 1];
    }

    @Nullable
    Instant blockedSince(int slot) {
        long nanos = blockedSince.get(slot);
        return nanos == NO_DATE ? null : Instant.ofEpochSecond(0, nanos);
    }

    private static long nanos(Instant instant) {
        try {
            return Math.addExact(Math.multiplyExact(instant.getEpochSecond(), 1_000_000_000L), instant.getNano());
        } catch (ArithmeticException e) {
            // Before 1677 or after 2262: no date that a clock gave.
            return NO_DATE;
        }
    }

    boolean isAbsenceNoted(int slot) {
        return states.has(slot, ABSENCE_NOTED);
    }

    boolean isLinked(int slot) {
        return idHashes.get(slot) != 0;
    }

    long idHash(int slot) {
        return idHashes.get(slot);
    }

    long nameHash(int slot) {
        return nameHashes.get(slot);
    }

    /** Whether an account that was read again belongs to the same person still, or waits for the same name (R40). */
    boolean isStill(int slot, Account account) {
        long id = account.externalId().map(value -> hash.of(value.value())).orElse(0L);
        return id == idHash(slot)
                && (isLinked(slot) || hash.of(account.username().folded()) == nameHash(slot));
    }

    /**
     * Notes that nothing more is to be written about the account's absence: it is written already, or must be left
     * alone.
     */
    void markSettled(int slot) {
        states.setBits(slot, SETTLED);
    }

    boolean isSettled(int slot) {
        return states.has(slot, SETTLED);
    }

    /** Notes that the account's person was read, or that somebody read claims it. */
    void markPresent(int slot) {
        states.setBits(slot, PRESENT);
    }

    boolean isPresent(int slot) {
        return states.has(slot, PRESENT);
    }

    /** One account with this external id, or {@link #NONE}; {@link #otherWithId} gives the next. */
    int withId(long idHash) {
        return lookup(byId).last(idHash);
    }

    int otherWithId(int slot) {
        return lookup(byId).before(slot);
    }

    /** One account with this name, or {@link #NONE}; {@link #otherWithName} gives the next. */
    int withName(long nameHash) {
        return lookup(byName).last(nameHash);
    }

    /** Whether somebody who was read is this account, or claims it by its name. */
    boolean isPresent(Account account) {
        int slot = account.username().isBlank()
                ? NONE
                : withName(hash.of(account.username().folded()));
        while (slot != NONE && !id(slot).equals(account.id())) {
            slot = otherWithName(slot);
        }
        return slot != NONE && isPresent(slot);
    }

    int otherWithName(int slot) {
        return lookup(byName).before(slot);
    }

    private static Lookup lookup(@Nullable Lookup lookup) {
        if (lookup == null) {
            throw new IllegalStateException("The scan is not complete");
        }
        return lookup;
    }

    /** Whether the account's id, name and mapped fields are what the mapping makes of the person. */
    boolean matches(int slot, String externalId, MappedPerson person) {
        if (person.username() == null || !person.objections().isEmpty()) {
            return false;
        }
        for (int i = 0; i < neverCleared.length; i++) {
            String value = person.values().get(fingerprint.neverCleared().get(i).field());
            if (value != null && neverCleared[i].get(slot) != hash.of(value)) {
                return false;
            }
        }
        long[] print = fingerprint.of(externalId, person);
        return fingerprintHigh.get(slot) == print[0] && fingerprintLow.get(slot) == print[1];
    }

    private static final Codec<AccountId> ID_CODEC = new Codec<>() {
        @Override
        public void write(AccountId value, ByteWriter out) {
            out.text(value.value());
        }

        @Override
        public AccountId read(ByteReader in) {
            return AccountId.of(in.text());
        }
    };
}
