package dev.rollcall.testservers.okta;

import java.time.Instant;
import java.util.Locale;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One comparison of a search expression. An array matches if one of its elements does.
 *
 * @param value null with {@link Operator#PR} alone
 */
record Comparison(
        String property, Operator operator, @Nullable String value, boolean ignoringCase) implements Predicate<Row> {

    @Override
    public boolean test(Row row) {
        JsonNode found = row.value(property);
        if (found == null || found.isNull()) {
            return false;
        }
        if (!found.isArray()) {
            return matches(found);
        }
        for (JsonNode element : found) {
            if (matches(element)) {
                return true;
            }
        }
        return false;
    }

    private boolean matches(JsonNode found) {
        if (value == null) {
            return true;
        }
        String left = folded(found.asString(""));
        String right = folded(value);
        return switch (operator) {
            case EQ -> SearchRules.isTime(property) ? order(left, right) == 0 : left.equals(right);
            case GT -> order(left, right) > 0;
            case GE -> order(left, right) >= 0;
            case LT -> order(left, right) < 0;
            case LE -> order(left, right) <= 0;
            case SW -> left.startsWith(right);
            case CO -> left.contains(right);
            case PR -> true;
        };
    }

    private int order(String left, String right) {
        return SearchRules.isTime(property)
                ? Instant.parse(left).compareTo(Instant.parse(right))
                : left.compareTo(right);
    }

    private String folded(String text) {
        return ignoringCase && !SearchRules.isTime(property) ? text.toLowerCase(Locale.ROOT) : text;
    }
}
