package dev.rollcall.examples.shipyard;

import dev.rollcall.account.Account;
import dev.rollcall.account.BlockReason;
import dev.rollcall.account.RepositoryException;
import dev.rollcall.identity.AccountId;
import dev.rollcall.identity.DirectoryName;
import dev.rollcall.identity.ExternalId;
import dev.rollcall.identity.Username;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.hibernate.annotations.DynamicUpdate;
import org.jspecify.annotations.Nullable;

/**
 * A second, narrow view of the staff table: the columns that the directory has a say in, and no other. What is not
 * mapped here can neither be read by the sync nor written.
 */
@Entity
@Table(name = "staff_member")
@DynamicUpdate
class StaffAccount {

    /** The mapped fields by the names that the policy uses. */
    private static final SortedMap<String, Column> COLUMNS = Collections.unmodifiableSortedMap(new TreeMap<>(Map.of(
            "fullName", new Column(row -> row.fullName, (row, value) -> row.fullName = value),
            "email", new Column(row -> row.email, (row, value) -> row.email = value),
            "title", new Column(row -> row.title, (row, value) -> row.title = value),
            "employer", new Column(row -> row.employer, (row, value) -> row.employer = value))));

    private record Column(
            Function<StaffAccount, @Nullable String> get, BiConsumer<StaffAccount, @Nullable String> set) {}

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    @Nullable
    Long id;

    private String login;
    String loginKey;

    @Enumerated(EnumType.STRING)
    private StaffStatus status = StaffStatus.ACTIVE;

    private @Nullable String fullName;
    private @Nullable String email;
    private @Nullable String title;
    private @Nullable String employer;

    @Nullable
    String owner;

    private @Nullable String externalId;
    private @Nullable String idDirectory;
    private @Nullable String blockReason;
    private @Nullable Instant blockedSince;

    @Nullable
    Instant absentSince;

    /** Moved by JPA with each write, so that a screen that was opened before notices. */
    @Version
    private long rowVersion;

    /** For JPA. */
    @SuppressWarnings("NullAway.Init")
    protected StaffAccount() {}

    StaffAccount(Username username) {
        rename(username);
    }

    /** Fails for a field that the table has no column for. */
    static void checkNames(Set<String> fields) {
        if (!COLUMNS.keySet().containsAll(fields)) {
            throw new RepositoryException(
                    "The staff table has the fields " + COLUMNS.keySet() + ", not " + fields, null);
        }
    }

    AccountId accountId() {
        return AccountId.of(String.valueOf(id));
    }

    boolean isActive() {
        return status == StaffStatus.ACTIVE;
    }

    final void rename(Username username) {
        login = username.value();
        loginKey = username.folded();
    }

    /** Gives the person's id in the directory that owns the account; null for none. */
    void link(@Nullable ExternalId id) {
        externalId = id == null ? null : id.value();
        idDirectory = id == null ? null : owner;
    }

    void block(BlockReason reason, Instant since) {
        status = isActive() ? StaffStatus.SUSPENDED : status;
        blockReason = reason.name();
        blockedSince = since;
    }

    void activate() {
        status = StaffStatus.ACTIVE;
        blockReason = null;
        blockedSince = null;
    }

    void setFields(Map<String, ? extends @Nullable String> values) {
        checkNames(values.keySet());
        values.forEach((name, value) -> column(name).set.accept(this, value));
    }

    private static Column column(String name) {
        return Optional.ofNullable(COLUMNS.get(name)).orElseThrow();
    }

    /** The account as the engine sees it, with these fields. */
    Account toAccount(Set<String> fields) {
        Account.Builder account = Account.builder(accountId(), Username.of(login))
                .owner(directory(owner))
                .externalId(externalId == null ? null : ExternalId.of(externalId))
                .formerOwner(directory(idDirectory))
                .absentSince(absentSince)
                .version(version());
        if (!isActive()) {
            account.blocked(knownReason(), blockedSince);
        }
        fields.forEach(name -> account.field(name, column(name).get.apply(this)));
        return account.build();
    }

    /** The external id, where it is one of this directory. */
    @Nullable
    ExternalId externalIdIn(DirectoryName directory) {
        return externalId == null || !directory.value().equals(idDirectory) ? null : ExternalId.of(externalId);
    }

    @Nullable
    DirectoryName owner() {
        return directory(owner);
    }

    Username username() {
        return Username.of(login);
    }

    private static @Nullable DirectoryName directory(@Nullable String name) {
        return name == null ? null : DirectoryName.of(name);
    }

    /** None for a reason of the yard's own, which the sync then leaves alone (R26). */
    private @Nullable BlockReason knownReason() {
        return Arrays.stream(BlockReason.values())
                .filter(reason -> reason.name().equals(blockReason))
                .findFirst()
                .orElse(null);
    }

    /**
     * A digest of all columns above but the counter: it changes whoever writes them, with or without JPA, and it does
     * not change when somebody logs in.
     */
    String version() {
        StringBuilder text = new StringBuilder();
        for (Object value : Arrays.asList(
                login,
                status,
                owner,
                externalId,
                idDirectory,
                blockReason,
                millis(blockedSince),
                millis(absentSince))) {
            append(text, value);
        }
        COLUMNS.values().forEach(column -> append(text, column.get.apply(this)));
        return UUID.nameUUIDFromBytes(text.toString().getBytes(StandardCharsets.UTF_8))
                .toString();
    }

    private static void append(StringBuilder text, @Nullable Object value) {
        String shown = value == null ? "" : value.toString();
        text.append(value == null ? -1 : shown.length()).append(':').append(shown);
    }

    private static @Nullable Long millis(@Nullable Instant moment) {
        return moment == null ? null : moment.toEpochMilli();
    }
}
