package dev.rollcall.account;

import dev.rollcall.identity.AccountId;
import dev.rollcall.identity.DirectoryName;
import dev.rollcall.identity.ExternalId;
import dev.rollcall.identity.Username;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a repository is asked to change. A closed list, without anything that deletes (R23) and without credentials
 * (R28). Each kind says everything it wants to be set; whatever it does not name stays as it is.
 */
public sealed interface Change {

    /** The kinds of change, for an exhaustive {@code switch}. */
    enum Kind {
        /** A {@link Create}. */
        CREATE,
        /** A {@link Block}. */
        BLOCK,
        /** An {@link Activate}. */
        ACTIVATE,
        /** An {@link Update}. */
        UPDATE,
        /** A {@link RenameCycle}. */
        RENAME_CYCLE,
        /** A {@link Reassign}. */
        REASSIGN
    }

    /** Which kind this is. */
    Kind kind();

    /** The accounts that have to exist for it: none for a creation, several for a cycle, else one. */
    default List<AccountId> accounts() {
        return switch (kind()) {
            case CREATE -> List.of();
            case BLOCK -> List.of(((Block) this).account());
            case ACTIVATE -> List.of(((Activate) this).account());
            case UPDATE -> List.of(((Update) this).account());
            case RENAME_CYCLE ->
                ((RenameCycle) this).updates().stream().map(Update::account).toList();
            case REASSIGN -> List.of(((Reassign) this).account());
        };
    }

    /**
     * For a change that takes a seat: make it only while fewer accounts of the whole host are active than that. Empty
     * for a change that takes none, and where there is no limit.
     */
    default OptionalLong seatLimit() {
        return OptionalLong.empty();
    }

    /**
     * Create an account.
     *
     * @param owner the directory that will own it
     * @param externalId the person's id there
     * @param username the login name, free as far as the engine knows; never blank
     * @param fields the mapped fields that have a value
     * @param waitingSince null to create it active; otherwise it is created blocked, {@link BlockReason#LICENCE_LIMIT},
     *     since this moment
     * @param seatLimit for an active one: create it only while fewer accounts of the whole host are active, counted in
     *     the same transaction; empty for no limit
     */
    record Create(
            DirectoryName owner,
            ExternalId externalId,
            Username username,
            Map<String, String> fields,
            @Nullable Instant waitingSince,
            OptionalLong seatLimit)
            implements Change {
        public Create {
            Objects.requireNonNull(owner, "owner");
            Objects.requireNonNull(externalId, "externalId");
            Objects.requireNonNull(username, "username");
            fields = Collections.unmodifiableMap(new TreeMap<>(fields));
            if (waitingSince != null && seatLimit.isPresent()) {
                throw new IllegalArgumentException("An account that is created blocked takes no seat");
            }
        }

        @Override
        public Kind kind() {
            return Kind.CREATE;
        }

        @Override
        public String toString() {
            return "Create[" + externalId + "]";
        }
    }

    /**
     * Block an account, or give a blocked one another reason. Never refused for want of a seat.
     *
     * @param account whose
     * @param version as read; another one now is a conflict
     * @param reason why
     * @param since from when the reason counts
     */
    record Block(AccountId account, String version, BlockReason reason, Instant since) implements Change {
        public Block {
            Objects.requireNonNull(account, "account");
            Objects.requireNonNull(version, "version");
            Objects.requireNonNull(reason, "reason");
            Objects.requireNonNull(since, "since");
        }

        @Override
        public Kind kind() {
            return Kind.BLOCK;
        }
    }

    /**
     * Activate a blocked account. One that is active already needs no free seat and takes no second one, whatever the
     * limit: it is {@code APPLIED}, with the version that it has then.
     *
     * @param account whose
     * @param version as read; another one now is a conflict
     * @param externalId the id it receives in the same step, in the directory that owns it, so never for a local
     *     account; null to keep the one it has
     * @param seatLimit activate it only while fewer accounts of the whole host are active, counted in the same
     *     transaction; empty for no limit
     */
    record Activate(
            AccountId account, String version, @Nullable ExternalId externalId, OptionalLong seatLimit)
            implements Change {
        public Activate {
            Objects.requireNonNull(account, "account");
            Objects.requireNonNull(version, "version");
            Objects.requireNonNull(seatLimit, "seatLimit");
        }

        @Override
        public Kind kind() {
            return Kind.ACTIVATE;
        }
    }

    /**
     * Change the name, the external id or fields of an account; never its status.
     *
     * @param account whose
     * @param version as read; another one now is a conflict
     * @param externalId the id it receives in the directory that owns it, so never for a local account; null to keep
     *     the one it has
     * @param username the name it receives; null to keep the one it has
     * @param fields the fields to set, by name; a null value clears the field
     * @param absence what to note about the person's absence; null to leave that as it is
     */
    record Update(
            AccountId account,
            String version,
            @Nullable ExternalId externalId,
            @Nullable Username username,
            Map<String, @Nullable String> fields,
            @Nullable Absence absence)
            implements Change {
        /** Copies the fields. */
        public Update(
                AccountId account,
                String version,
                @Nullable ExternalId externalId,
                @Nullable Username username,
                Map<String, @Nullable String> fields,
                @Nullable Absence absence) {
            this.account = Objects.requireNonNull(account, "account");
            this.version = Objects.requireNonNull(version, "version");
            this.externalId = externalId;
            this.username = username;
            this.fields = Collections.unmodifiableMap(new TreeMap<String, @Nullable String>(fields));
            this.absence = absence;
        }

        @Override
        public Kind kind() {
            return Kind.UPDATE;
        }

        @Override
        public String toString() {
            return "Update[" + account + ", " + fields.keySet() + "]";
        }
    }

    /**
     * What becomes of {@link Account#absentSince()}.
     *
     * @param since the first run that missed the person; null to forget it, because the person was read again
     */
    record Absence(@Nullable Instant since) {}

    /**
     * Rename accounts that take one another's names, in one step: all of them or none. Each update has a new username
     * that another one gives up. A table with a unique index needs a name out of the way for one of them in between:
     * choose one that fits the column and that the host's triggers and listeners do not tell anybody about.
     *
     * <p>Who is renamed is known by the external id, so none of the updates gives one: a link or a relink goes by the
     * name, and is an {@link Update} or an {@link Activate} of its own. Fields and an absence may be among them.
     *
     * @param updates two or more, of different accounts, none with an external id
     */
    record RenameCycle(List<Update> updates) implements Change {
        /** @throws IllegalArgumentException for fewer than two, one without a new name, one with an external id */
        public RenameCycle {
            updates = List.copyOf(updates);
            if (updates.stream().anyMatch(update -> update.externalId() != null)) {
                throw new IllegalArgumentException(
                        "A cycle gives no external ids; link each account by an update of its own");
            }
            if (updates.size() < 2 || updates.stream().anyMatch(update -> update.username() == null)) {
                throw new IllegalArgumentException("A cycle renames at least two accounts");
            }
        }

        @Override
        public Kind kind() {
            return Kind.RENAME_CYCLE;
        }
    }

    /**
     * Give an account another owner, and possibly another name. Only administrators' acts ask for this (R46).
     *
     * @param account whose
     * @param version as read; another one now is a conflict
     * @param owner the new owner: the external id is then removed (R9). Null makes the account local: the external id
     *     stays, together with the name of the directory it belongs to. Either way a noted absence is forgotten
     * @param username the name it receives; null to keep the one it has
     */
    record Reassign(
            AccountId account,
            String version,
            @Nullable DirectoryName owner,
            @Nullable Username username) implements Change {
        public Reassign {
            Objects.requireNonNull(account, "account");
            Objects.requireNonNull(version, "version");
        }

        @Override
        public Kind kind() {
            return Kind.REASSIGN;
        }
    }
}
