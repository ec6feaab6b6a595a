package dev.rollcall.jdbc;

import dev.rollcall.jdbc.internal.users.OwnColumn;
import dev.rollcall.jdbc.internal.users.UserTableSettings;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What the host's users table is called and what its columns mean. Names are given as they are, not quoted; one that
 * the table has only in another letter case is found. Whether the table fits is found out by
 * {@link RollcallDatabase#users}. Immutable.
 *
 * <p>What Rollcall keeps of an account (owner, external id, block reason and so on) is in the host's table where the
 * builder names a column for it, and else in the side table {@code rollcall_account}, which refers to the host's rows
 * by their id.
 */
public final class UserTable {

    private final UserTableSettings settings;

    private UserTable(UserTableSettings settings) {
        this.settings = settings;
    }

    UserTableSettings settings() {
        return settings;
    }

    /** Starts the description of a table in the schema of the connection. */
    public static Builder named(String table) {
        return new Builder(null, table);
    }

    /** Starts the description of a table in this schema. */
    public static Builder named(String schema, String table) {
        return new Builder(Objects.requireNonNull(schema, "schema"), table);
    }

    /** Describes a users table. Not safe for use by several threads. */
    public static final class Builder {
        private final @Nullable String schema;
        private final String table;
        private String id = "id";
        private @Nullable Supplier<?> newId;
        private String username = "username";
        private @Nullable String usernameKey;
        private String status = "status";
        private Object active = "ACTIVE";
        private Object blocked = "BLOCKED";
        private final EnumMap<OwnColumn, String> own = new EnumMap<>(OwnColumn.class);
        private boolean reasonKeptByHost;
        private final Map<String, String> fields = new LinkedHashMap<>();
        private final Map<String, Supplier<?>> onCreate = new LinkedHashMap<>();

        private Builder(@Nullable String schema, String table) {
            this.schema = schema;
            this.table = Objects.requireNonNull(table, "table");
        }

        /**
         * The column of the account's id: its primary key, a whole number, a UUID or a text. {@code id} unless said.
         */
        public Builder id(String column) {
            this.id = Objects.requireNonNull(column, "column");
            return this;
        }

        /** Makes the ids of new accounts. Unless said the database does, by an identity column or a default. */
        public Builder newId(Supplier<?> ids) {
            this.newId = Objects.requireNonNull(ids, "ids");
            return this;
        }

        /** The column of the username as it is spelled. {@code username} unless said. */
        public Builder username(String column) {
            this.username = Objects.requireNonNull(column, "column");
            return this;
        }

        /**
         * The column of the username as it is compared (R13): unique, not null, and written by the host's own code too,
         * with {@link dev.rollcall.identity.NameFolding#fold}. Unless said there is none: then names that consist of
         * visible ASCII characters are looked up without regard to case, all others by reading those that do not, which
         * is fine for some ten thousand accounts and slow for a million.
         *
         * <p>Accounts are found by the key alone. So whatever renames an account has to write its key too: with a key
         * that was forgotten the account is not found by its new name, and somebody else can be created with that name,
         * unless the column of the username has a unique index of its own. Best a trigger or a constraint of the host's
         * makes forgetting it impossible. {@link RollcallDatabase#users} compares all keys with their usernames, and
         * refuses a table in which one is wrong; {@link RollcallDatabase#fillUsernameKeys} mends them.
         */
        public Builder usernameKey(String column) {
            this.usernameKey = Objects.requireNonNull(column, "column");
            return this;
        }

        /**
         * The column of the status. {@code status} with {@code ACTIVE} and {@code BLOCKED} unless said. Any other value
         * is that of an account which is blocked for a reason that Rollcall does not know, and which stays so (R26).
         *
         * @param active the value of an active account: a text, a whole number or a boolean, as the column's type is
         * @param blocked the value that Rollcall gives to an account which it blocks
         */
        public Builder status(String column, Object active, Object blocked) {
            this.status = Objects.requireNonNull(column, "column");
            this.active = Objects.requireNonNull(active, "active");
            this.blocked = Objects.requireNonNull(blocked, "blocked");
            return this;
        }

        /** The text columns of the owner, the external id, and of the owner that a local account had (R9). */
        public Builder identity(String owner, String externalId, String formerOwner) {
            own.put(OwnColumn.OWNER, Objects.requireNonNull(owner, "owner"));
            own.put(OwnColumn.EXTERNAL_ID, Objects.requireNonNull(externalId, "externalId"));
            own.put(OwnColumn.FORMER_OWNER, Objects.requireNonNull(formerOwner, "formerOwner"));
            return this;
        }

        /**
         * The text column of the block reason, for the names of {@link dev.rollcall.account.BlockReason}, and the
         * column of the moment since when it counts, with time zone. Whatever changes the status has to clear the
         * reason: otherwise a later block by an administrator looks like the earlier one by Rollcall, and is lifted. So
         * a check constraint has to say that an account has a reason only while it has the status which Rollcall gives
         * to those that it blocks; {@link #hostKeepsBlockReason} is for those who make sure of it by other means.
         */
        public Builder block(String reason, String since) {
            own.put(OwnColumn.BLOCK_REASON, Objects.requireNonNull(reason, "reason"));
            own.put(OwnColumn.BLOCKED_SINCE, Objects.requireNonNull(since, "since"));
            return this;
        }

        /**
         * Promises that the host's own code clears the block reason whenever it changes a status; no constraint is
         * asked for then.
         */
        public Builder hostKeepsBlockReason() {
            this.reasonKeptByHost = true;
            return this;
        }

        /** The column of the moment since when the person is missing (R22), with time zone. */
        public Builder absence(String since) {
            own.put(OwnColumn.ABSENT_SINCE, Objects.requireNonNull(since, "since"));
            return this;
        }

        /**
         * All that Rollcall keeps is in the host's table, in columns of the usual names: {@code owner},
         * {@code external_id}, {@code former_owner}, {@code block_reason}, {@code blocked_since}, {@code absent_since}.
         */
        public Builder ownColumns() {
            for (OwnColumn column : OwnColumn.values()) {
                own.put(column, column.usualName());
            }
            return this;
        }

        /** A mapped field that is in the column of the same name. */
        public Builder field(String field) {
            return field(field, field);
        }

        /**
         * The text column of a mapped field.
         *
         * @throws IllegalArgumentException if the field has a column already
         */
        public Builder field(String field, String column) {
            Objects.requireNonNull(field, "field");
            if (fields.putIfAbsent(field, Objects.requireNonNull(column, "column")) != null) {
                throw new IllegalArgumentException("Field '" + field + "' has two columns");
            }
            return this;
        }

        /**
         * What a column that Rollcall knows nothing else of holds in every account that it creates.
         *
         * @throws IllegalArgumentException if the column has a value already
         */
        public Builder onCreate(String column, Object value) {
            Objects.requireNonNull(value, "value");
            return onCreate(column, (Supplier<?>) () -> value);
        }

        /**
         * What a column that Rollcall knows nothing else of holds in an account that it creates: asked for once for
         * each.
         *
         * @throws IllegalArgumentException if the column has a value already
         */
        public Builder onCreate(String column, Supplier<?> value) {
            Objects.requireNonNull(column, "column");
            if (onCreate.putIfAbsent(column, Objects.requireNonNull(value, "value")) != null) {
                throw new IllegalArgumentException("Column '" + column + "' has two values");
            }
            return this;
        }

        /** Returns the description. */
        public UserTable build() {
            return new UserTable(new UserTableSettings(
                    schema,
                    table,
                    id,
                    newId,
                    username,
                    usernameKey,
                    status,
                    active,
                    blocked,
                    new EnumMap<>(own),
                    reasonKeptByHost,
                    new LinkedHashMap<>(fields),
                    new LinkedHashMap<>(onCreate)));
        }
    }
}
