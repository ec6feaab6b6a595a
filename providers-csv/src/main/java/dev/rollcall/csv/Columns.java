package dev.rollcall.csv;

import dev.rollcall.directory.ReadRequest;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;
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
    Set<String> needed(ReadRequest request) {
        Set<String> names = new LinkedHashSet<>();
        Stream.of(matchKey, externalId, active, groups).filter(Objects::nonNull).forEach(names::add);
        request.attributes().stream()
                .filter(attribute -> names.stream().noneMatch(attribute::equalsIgnoreCase))
                .forEach(names::add);
        return names;
    }
}
