package dev.rollcall.audit;

import dev.rollcall.identity.AccountId;
import dev.rollcall.identity.ExternalId;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Whom an event is about, as far as known.
 *
 * @param username the username, or the match key of somebody who has none; null where unknown
 * @param externalId the person's id in the directory; null where unknown
 * @param accountId the host's id of the account; null where there is none
 */
public record Subject(
        @Nullable String username,
        @Nullable ExternalId externalId,
        @Nullable AccountId accountId) {

    /** The subject of an event about a whole run. */
    public static final Subject NOBODY = new Subject(null, null, null);

    /** Names the subject for a reader: the username if known, and the ids. */
    @Override
    public String toString() {
        String ids = Stream.of(
                        Optional.ofNullable(externalId).map(id -> "external id " + id),
                        Optional.ofNullable(accountId).map(id -> "account " + id))
                .flatMap(Optional::stream)
                .collect(Collectors.joining(", "));
        if (username == null) {
            return ids.isEmpty() ? "" : "(" + ids + ")";
        }
        return ids.isEmpty() ? "'" + username + "'" : "'" + username + "' (" + ids + ")";
    }
}
