package dev.rollcall.account;

import dev.rollcall.identity.AccountId;
import dev.rollcall.identity.DirectoryName;
import dev.rollcall.identity.ExternalId;
import dev.rollcall.identity.Username;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Who has a username or an external id that somebody else may want: as little of the account as R9 and R10 need.
 *
 * @param id the account
 * @param owner its owner; null for a local one
 * @param username its username
 * @param externalId its external id in the directory that was asked about; null where it has none there
 */
public record Holder(
        AccountId id,
        @Nullable DirectoryName owner,
        Username username,
        @Nullable ExternalId externalId) {

    public Holder {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(username, "username");
    }
}
