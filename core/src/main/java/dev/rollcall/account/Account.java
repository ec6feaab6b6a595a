package dev.rollcall.account;

import dev.rollcall.identity.AccountId;
import dev.rollcall.identity.DirectoryName;
import dev.rollcall.identity.ExternalId;
import dev.rollcall.identity.Username;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * An account of the host as the engine sees it. Immutable. A repository need keep no moment more exactly than to the
 * millisecond. {@link #toString()} names the id only, so that a person's data does not end up in a log by accident.
 */
public final class Account {

    private final AccountId id;
    private final Username username;
    private final @Nullable DirectoryName owner;
    private final @Nullable ExternalId externalId;
    private final @Nullable DirectoryName externalIdOf;
    private final AccountStatus status;
    private final @Nullable BlockReason blockReason;
    private final @Nullable Instant blockedSince;
    private final @Nullable Instant absentSince;
    private final Map<String, String> fields;
    private final String version;

    private Account(Builder builder) {
        this.id = builder.id;
        this.username = builder.username;
        this.owner = builder.owner;
        this.externalId = builder.externalId;
        this.externalIdOf =
                builder.externalId == null ? null : builder.owner != null ? builder.owner : builder.formerOwner;
        this.status = builder.status;
        this.blockReason = builder.status == AccountStatus.ACTIVE ? null : builder.blockReason;
        this.blockedSince = builder.status == AccountStatus.ACTIVE ? null : builder.blockedSince;
        this.absentSince = builder.absentSince;
        this.fields = Collections.unmodifiableMap(new TreeMap<>(builder.fields));
        this.version = builder.version;
    }

    /** Starts an account: active, local, without external id, fields or version. */
    public static Builder builder(AccountId id, Username username) {
        return new Builder(id, username);
    }

    /** Starts an account: active, local, without external id, fields or version. */
    public static Builder builder(String id, String username) {
        return new Builder(AccountId.of(id), Username.of(username));
    }

    /** The host's id. */
    public AccountId id() {
        return id;
    }

    /** The login name. */
    public Username username() {
        return username;
    }

    /** The directory that owns the account; absent for a local one. */
    public Optional<DirectoryName> owner() {
        return Optional.ofNullable(owner);
    }

    /** Whether this directory owns the account. */
    public boolean isOwnedBy(DirectoryName directory) {
        return directory.equals(owner);
    }

    /** The id of the person in the directory of {@link #externalIdOf()}. */
    public Optional<ExternalId> externalId() {
        return Optional.ofNullable(externalId);
    }

    /**
     * The directory that {@link #externalId()} belongs to: the owner, or for an account that was made local the
     * directory that owned it (R9). Absent exactly when there is no external id, or nobody knows where it came from.
     */
    public Optional<DirectoryName> externalIdOf() {
        return Optional.ofNullable(externalIdOf);
    }

    /** Active or blocked. */
    public AccountStatus status() {
        return status;
    }

    /** Whether the account is active. */
    public boolean isActive() {
        return status == AccountStatus.ACTIVE;
    }

    /**
     * Why the account is blocked; absent for an active one, and for a block whose reason the repository cannot name,
     * which the engine treats like {@link BlockReason#MANUAL} (R26).
     */
    public Optional<BlockReason> blockReason() {
        return Optional.ofNullable(blockReason);
    }

    /** Since when it is blocked for this reason: the place in the queue for seats (R31). Absent where unknown. */
    public Optional<Instant> blockedSince() {
        return Optional.ofNullable(blockedSince);
    }

    /** The first run that missed the person, where a grace was granted since (R22). */
    public Optional<Instant> absentSince() {
        return Optional.ofNullable(absentSince);
    }

    /** The values of the fields that were asked for; a field without value, or with an empty one, is left out. */
    public Map<String, String> fields() {
        return fields;
    }

    /** The value of a field, or null. */
    public @Nullable String field(String name) {
        return fields.get(name);
    }

    /**
     * Text that changes whenever anything of this account changes that the engine reads or writes: of the whole row,
     * the same whichever fields were asked for and for every repository over the table. Opaque to the engine, handed
     * back with each change so that somebody else's change in between is noticed (R40).
     */
    public String version() {
        return version;
    }

    /** Starts a copy. */
    public Builder toBuilder() {
        Builder copy = new Builder(id, username);
        copy.owner = owner;
        copy.externalId = externalId;
        copy.formerOwner = externalIdOf;
        copy.status = status;
        copy.blockReason = blockReason;
        copy.blockedSince = blockedSince;
        copy.absentSince = absentSince;
        copy.fields.putAll(fields);
        copy.version = version;
        return copy;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Account that
                && id.equals(that.id)
                && username.value().equals(that.username.value())
                && Objects.equals(owner, that.owner)
                && Objects.equals(externalId, that.externalId)
                && Objects.equals(externalIdOf, that.externalIdOf)
                && status == that.status
                && blockReason == that.blockReason
                && Objects.equals(blockedSince, that.blockedSince)
                && Objects.equals(absentSince, that.absentSince)
                && fields.equals(that.fields)
                && version.equals(that.version);
    }

    @Override
    public int hashCode() {
        return id.hashCode();
    }

    @Override
    public String toString() {
        return "Account[" + id + "]";
    }

    /** Builds an account. Not safe for use by several threads. */
    public static final class Builder {
        private final AccountId id;
        private Username username;
        private @Nullable DirectoryName owner;
        private @Nullable DirectoryName formerOwner;
        private @Nullable ExternalId externalId;
        private AccountStatus status = AccountStatus.ACTIVE;
        private @Nullable BlockReason blockReason;
        private @Nullable Instant blockedSince;
        private @Nullable Instant absentSince;
        private final TreeMap<String, String> fields = new TreeMap<>();
        private String version = "";

        private Builder(AccountId id, Username username) {
            this.id = Objects.requireNonNull(id, "id");
            this.username = Objects.requireNonNull(username, "username");
        }

        /** Sets the username. */
        public Builder username(Username value) {
            this.username = Objects.requireNonNull(value, "username");
            return this;
        }

        /** Sets the owner; null for a local account. */
        public Builder owner(@Nullable DirectoryName value) {
            this.owner = value;
            return this;
        }

        /** Sets the external id; null for none. */
        public Builder externalId(@Nullable ExternalId value) {
            this.externalId = value;
            return this;
        }

        /** For a local account: the directory that its external id belongs to (R9). Ignored where there is an owner. */
        public Builder formerOwner(@Nullable DirectoryName value) {
            this.formerOwner = value;
            return this;
        }

        /** Makes the account active. */
        public Builder active() {
            this.status = AccountStatus.ACTIVE;
            this.blockReason = null;
            this.blockedSince = null;
            return this;
        }

        /**
         * Makes the account blocked.
         *
         * @param reason why; null where the repository cannot tell
         * @param since since when for this reason; null where unknown
         */
        public Builder blocked(@Nullable BlockReason reason, @Nullable Instant since) {
            this.status = AccountStatus.BLOCKED;
            this.blockReason = reason;
            this.blockedSince = since;
            return this;
        }

        /** Sets the first run that missed the person; null for none. */
        public Builder absentSince(@Nullable Instant value) {
            this.absentSince = value;
            return this;
        }

        /** Sets a field; null or empty for no value. */
        public Builder field(String name, @Nullable String value) {
            if (value == null || value.isEmpty()) {
                fields.remove(name);
            } else {
                fields.put(name, value);
            }
            return this;
        }

        /** Sets the version; empty unless said. */
        public Builder version(String value) {
            this.version = Objects.requireNonNull(value, "version");
            return this;
        }

        /** Returns the account. */
        public Account build() {
            return new Account(this);
        }
    }
}
