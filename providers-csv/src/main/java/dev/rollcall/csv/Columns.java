package dev.rollcall.csv;

import dev.rollcall.directory.ReadRequest;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The columns that are configured, by name.
 *
 * @param matchKey the column of the match key
 * @param externalId the column of the external id; null where the match key is the id
 * @param active the column of the activity; null where everybody is active (R6)
 * @param groups the column of the groups; null where there are none
 */
record Columns(
        String matchKey,
        @Nullable String externalId,
        @Nullable String active,
        @Nullable String groups) {

    /** The columns that the file must have, once each, for this request. */
    Collection<String> needed(ReadRequest request) {
        Map<String, String> namesByKey = new LinkedHashMap<>();
        Stream.concat(Stream.of(matchKey, externalId, active, groups), request.attributes().stream())
                .filter(Objects::nonNull)
                .forEach(name -> namesByKey.putIfAbsent(Header.key(name), name));
        return List.copyOf(namesByKey.values());
    }
}
