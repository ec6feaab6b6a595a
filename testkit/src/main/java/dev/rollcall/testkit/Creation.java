package dev.rollcall.testkit;

import dev.rollcall.account.Change;
import dev.rollcall.identity.DirectoryName;
import dev.rollcall.identity.ExternalId;
import dev.rollcall.identity.Username;
import java.time.Instant;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Writes a {@link Change.Create} down by what matters in one test: active, without fields and without limit unless
 * said.
 */
final class Creation {

    private final DirectoryName owner;
    private final String username;
    private final Map<String, String> fields = new TreeMap<>();
    private String externalId;
    private @Nullable Instant waitingSince;
    private OptionalLong seatLimit = OptionalLong.empty();

    private Creation(DirectoryName owner, String username) {
        this.owner = owner;
        this.username = username;
        this.externalId = "id of " + username;
    }

    static Creation of(DirectoryName owner, String username) {
        return new Creation(owner, username);
    }

    Creation id(String value) {
        externalId = value;
        return this;
    }

    Creation field(String name, String value) {
        fields.put(name, value);
        return this;
    }

    Creation waitingSince(Instant since) {
        waitingSince = since;
        return this;
    }

    Creation seatLimit(long limit) {
        seatLimit = OptionalLong.of(limit);
        return this;
    }

    Change.Create change() {
        return new Change.Create(
                owner, ExternalId.of(externalId), Username.of(username), fields, waitingSince, seatLimit);
    }
}
