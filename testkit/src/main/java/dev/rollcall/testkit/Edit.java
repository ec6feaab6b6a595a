package dev.rollcall.testkit;

import dev.rollcall.account.Account;
import dev.rollcall.account.Change;
import dev.rollcall.identity.AccountId;
import dev.rollcall.identity.ExternalId;
import dev.rollcall.identity.Username;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Writes a {@link Change.Update} down by what matters in one test; what is not said stays as it is. */
final class Edit {

    private final AccountId account;
    private final String version;
    private final Map<String, @Nullable String> fields = new TreeMap<>();
    private @Nullable Username username;
    private @Nullable ExternalId externalId;
    private Change.@Nullable Absence absence;

    private Edit(AccountId account, String version) {
        this.account = account;
        this.version = version;
    }

    /** Of an account as it was read. */
    static Edit of(Account account) {
        return new Edit(account.id(), account.version());
    }

    Edit rename(String name) {
        username = Username.of(name);
        return this;
    }

    Edit link(String id) {
        externalId = ExternalId.of(id);
        return this;
    }

    Edit field(String name, @Nullable String value) {
        fields.put(name, value);
        return this;
    }

    Edit absentSince(Instant since) {
        absence = new Change.Absence(since);
        return this;
    }

    Edit present() {
        absence = new Change.Absence(null);
        return this;
    }

    // A record's compact constructor leaves no type annotations in the class file, so that the null in the map is not
    // seen.
    @SuppressWarnings("NullAway")
    Change.Update change() {
        return new Change.Update(account, version, externalId, username, fields, absence);
    }
}
