package dev.rollcall.jdbc.crash;

import dev.rollcall.account.BlockReason;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An account as it lies in a table before the run that a test is about. */
record StoredAccount(
        String username,
        @Nullable String owner,
        @Nullable String externalId,
        boolean active,
        @Nullable BlockReason reason,
        @Nullable Instant since,
        @Nullable Instant absentSince,
        String email) {

    static StoredAccount local(String username) {
        return new StoredAccount(username, null, null, true, null, null, null, username + "@x");
    }

    static StoredAccount of(String owner, String externalId, String username) {
        return new StoredAccount(username, owner, externalId, true, null, null, null, username + "@x");
    }

    StoredAccount unlinked() {
        return new StoredAccount(username, owner, null, active, reason, since, absentSince, email);
    }

    StoredAccount blocked(BlockReason why, Instant when) {
        return new StoredAccount(username, owner, externalId, false, why, when, absentSince, email);
    }

    StoredAccount absent(Instant when) {
        return new StoredAccount(username, owner, externalId, active, reason, since, when, email);
    }
}
