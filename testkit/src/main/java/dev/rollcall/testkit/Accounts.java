package dev.rollcall.testkit;

import dev.rollcall.account.Account;
import dev.rollcall.account.BlockReason;
import dev.rollcall.account.InMemoryUserRepository;
import dev.rollcall.identity.AccountId;
import dev.rollcall.identity.DirectoryName;
import dev.rollcall.identity.ExternalId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Accounts of a host in few words, for static import: {@code account("1", "ann").blocked(BlockReason.MANUAL)},
 * {@code unlinked("ann")}, {@code local("root")}.
 *
 * <p>The directory that owns them is called {@value #DIRECTORY} unless said. Each has an id of its own, made of the
 * username it starts with, that is like no external id: {@code acc-ann}. A {@link Row} is immutable, so that one can be
 * kept and varied.
 */
public final class Accounts {

    /** The name of the directory that owns the accounts unless said. */
    public static final String DIRECTORY = "staff";

    private Accounts() {}

    /** An active account of the directory, linked to the person with this external id. */
    public static Row account(String externalId, String username) {
        return unlinked(username).linkedTo(externalId);
    }

    /** An active account of the directory that has no external id yet: one that was handed over. */
    public static Row unlinked(String username) {
        return local(username).ownedBy(DIRECTORY);
    }

    /** An active account that no directory owns. */
    public static Row local(String username) {
        return new Row(Account.builder("acc-" + username, username).build());
    }

    /** Builds all of them. */
    public static List<Account> accounts(Row... rows) {
        return accounts(List.of(rows));
    }

    /** Builds all of them. */
    public static List<Account> accounts(Collection<Row> rows) {
        return rows.stream().map(Row::build).toList();
    }

    /**
     * Returns a user table in memory with these accounts.
     *
     * @throws IllegalArgumentException if two of them have the same username
     */
    public static InMemoryUserRepository table(Row... rows) {
        InMemoryUserRepository table = new InMemoryUserRepository();
        accounts(rows).forEach(table::put);
        return table;
    }

    /** One account. Immutable: each method returns a copy. */
    public static final class Row {
        private final Account account;

        private Row(Account account) {
            this.account = account;
        }

        private Row but(UnaryOperator<Account.Builder> change) {
            return new Row(change.apply(account.toBuilder()).build());
        }

        /** A copy under another id. */
        public Row id(String accountId) {
            Account.Builder copy = Account.builder(AccountId.of(accountId), account.username())
                    .owner(account.owner().orElse(null))
                    .externalId(account.externalId().orElse(null))
                    .formerOwner(account.externalIdOf().orElse(null))
                    .absentSince(account.absentSince().orElse(null))
                    .version(account.version());
            if (!account.isActive()) {
                copy.blocked(
                        account.blockReason().orElse(null),
                        account.blockedSince().orElse(null));
            }
            account.fields().forEach(copy::field);
            return new Row(copy.build());
        }

        /** A copy that another directory owns. */
        public Row ownedBy(String directory) {
            return but(copy -> copy.owner(DirectoryName.of(directory)));
        }

        /** A copy with this external id. */
        public Row linkedTo(String externalId) {
            return but(copy -> copy.externalId(ExternalId.of(externalId)));
        }

        /** A copy that was made local, and keeps its external id together with the name of its former owner (R9). */
        public Row madeLocal() {
            return but(copy -> copy.owner(null));
        }

        /** A copy that is blocked, since nobody knows when. */
        public Row blocked(BlockReason reason) {
            return but(copy -> copy.blocked(reason, null));
        }

        /** A copy that is blocked since this moment. */
        public Row blocked(BlockReason reason, Instant since) {
            return but(copy -> copy.blocked(reason, since));
        }

        /**
         * A copy that is blocked since this moment.
         *
         * @param since such as {@code 2026-01-01T07:00:00Z}
         */
        public Row blocked(BlockReason reason, String since) {
            return blocked(reason, Instant.parse(since));
        }

        /** A copy that is blocked for a reason that the repository cannot name (R26). */
        public Row blockedByTheHost() {
            return but(copy -> copy.blocked(null, null));
        }

        /** A copy that is active. */
        public Row active() {
            return but(Account.Builder::active);
        }

        /** A copy whose person was missed by a run at this moment for the first time (R22). */
        public Row absentSince(Instant firstMissed) {
            return but(copy -> copy.absentSince(firstMissed));
        }

        /**
         * A copy whose person was missed by a run at this moment for the first time (R22).
         *
         * @param firstMissed such as {@code 2026-01-01T07:00:00Z}
         */
        public Row absentSince(String firstMissed) {
            return absentSince(Instant.parse(firstMissed));
        }

        /** A copy with this value of a field; null for none. */
        public Row with(String field, @Nullable String value) {
            return but(copy -> copy.field(field, value));
        }

        /** Returns the account. */
        public Account build() {
            return account;
        }

        /** The account in short, for a failure message: {@code [1 ann] MANUAL title=x}, {@code local[root]}. */
        @Override
        public String toString() {
            return inShort(account);
        }
    }

    /** A copy under another id. */
    static Account withId(Account account, AccountId id) {
        Account.Builder copy = Account.builder(id, account.username())
                .owner(account.owner().orElse(null))
                .formerOwner(account.externalIdOf().orElse(null))
                .externalId(account.externalId().orElse(null))
                .absentSince(account.absentSince().orElse(null))
                .version(account.version());
        account.fields().forEach(copy::field);
        return account.isActive()
                ? copy.build()
                : copy.blocked(
                                account.blockReason().orElse(null),
                                account.blockedSince().orElse(null))
                        .build();
    }

    /** An account in short, for a failure message: {@code [1 ann] MANUAL title=x}, {@code local[root]}. */
    static String inShort(Account account) {
        String owner = account.owner()
                .map(DirectoryName::value)
                .filter(name -> !name.equals(DIRECTORY))
                .orElse(account.owner().isPresent() ? "" : "local");
        String id = account.externalId()
                .map(ExternalId::value)
                .map(value -> value + " ")
                .orElse(account.owner().isPresent() ? "- " : "");
        return owner + "[" + id + account.username() + "]"
                + (account.isActive()
                        ? ""
                        : " " + account.blockReason().map(Enum::name).orElse("BLOCKED")
                                + account.blockedSince()
                                        .map(since -> " " + since)
                                        .orElse(""))
                + account.absentSince().map(since -> " absent " + since).orElse("")
                + (account.fields().isEmpty() ? "" : " " + account.fields());
    }
}
