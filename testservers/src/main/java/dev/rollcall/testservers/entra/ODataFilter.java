package dev.rollcall.testservers.entra;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A {@code $filter}: comparisons of properties with {@code and}, {@code or}, {@code not}, {@code in},
 * {@code startsWith} and {@code endsWith}. Text compares without case. Anything else is refused as unsupported.
 */
final class ODataFilter {

    private static final Set<String> BOOLEANS =
            Set.of("accountEnabled", "onPremisesSyncEnabled", "securityEnabled", "mailEnabled");
    private static final Set<String> TEXTS = Set.of(
            "id",
            "userPrincipalName",
            "mail",
            "displayName",
            "givenName",
            "surname",
            "department",
            "jobTitle",
            "companyName",
            "employeeId",
            "employeeType",
            "country",
            "city",
            "state",
            "officeLocation",
            "usageLocation",
            "userType",
            "mailNickname",
            "onPremisesImmutableId",
            "onPremisesSamAccountName",
            "creationType",
            "externalUserState",
            "description");
    private static final Set<String> ENDINGS = Set.of("mail", "userPrincipalName");
    private static final String ATTRIBUTES = "onPremisesExtensionAttributes/";

    private final FilterWords words;
    private boolean advanced;

    private ODataFilter(String text) {
        this.words = new FilterWords(text);
    }

    /**
     * What a filter finds; with null, everything. Filters that only the index can answer are refused where the question
     * did not ask it.
     */
    static Predicate<Entry> of(@Nullable String text, GraphQuery query) {
        if (text == null) {
            return entry -> true;
        }
        ODataFilter filter = new ODataFilter(text);
        Predicate<Entry> found = filter.any();
        if (!filter.words.ended()) {
            throw GraphFailure.bad("The filter goes on after its end.");
        }
        if (filter.advanced) {
            query.needsIndex("This filter");
        }
        return found;
    }

    private Predicate<Entry> any() {
        Predicate<Entry> found = all();
        while (words.take("or")) {
            found = found.or(all());
        }
        return found;
    }

    private Predicate<Entry> all() {
        Predicate<Entry> found = one();
        while (words.take("and")) {
            found = found.and(one());
        }
        return found;
    }

    private Predicate<Entry> one() {
        if (words.take("not")) {
            advanced = true;
            return one().negate();
        }
        if (words.take("(")) {
            Predicate<Entry> found = any();
            words.expect(")");
            return found;
        }
        if (words.take("startsWith")) {
            return function(false);
        }
        if (words.take("endsWith")) {
            advanced = true;
            return function(true);
        }
        return comparison(property(words.next()));
    }

    private Predicate<Entry> function(boolean ending) {
        words.expect("(");
        String property = property(words.next());
        words.expect(",");
        String part = String.valueOf(literal(words.next()));
        words.expect(")");
        if (BOOLEANS.contains(property) || (ending && !ENDINGS.contains(property))) {
            throw unsupported(property);
        }
        return entry -> {
            String value = value(entry, property);
            return value != null && (ending ? value.endsWith(part) : value.startsWith(part));
        };
    }

    private Predicate<Entry> comparison(String property) {
        String operator = words.next().toLowerCase(Locale.ROOT);
        List<@Nullable String> values = new ArrayList<>();
        if (operator.equals("in")) {
            words.expect("(");
            do {
                values.add(operand(property));
            } while (words.take(","));
            words.expect(")");
        } else if (operator.equals("eq") || operator.equals("ne")) {
            values.add(operand(property));
        } else {
            throw unsupported(property);
        }
        if (operator.equals("ne")) {
            advanced = true;
            return entry -> !values.contains(value(entry, property));
        }
        return entry -> values.contains(value(entry, property));
    }

    private @Nullable String operand(String property) {
        String word = words.next();
        boolean quoted = word.startsWith("'");
        if (!word.equals("null") && quoted == BOOLEANS.contains(property)) {
            throw GraphFailure.bad("The property '" + property + "' is not compared with values of that type.");
        }
        return literal(word);
    }

    private static @Nullable String literal(String word) {
        if (word.equals("null")) {
            return null;
        }
        String value =
                word.startsWith("'") ? word.substring(1, word.length() - 1).replace("''", "'") : word;
        return value.toLowerCase(Locale.ROOT);
    }

    private String property(String name) {
        if (name.startsWith(ATTRIBUTES)) {
            advanced = true;
        } else if (!TEXTS.contains(name) && !BOOLEANS.contains(name) && !Select.isExtension(name)) {
            throw unsupported(name);
        }
        return name;
    }

    private static @Nullable String value(Entry entry, String property) {
        JsonNode value;
        if (property.equals("id")) {
            return entry.id();
        } else if (property.startsWith(ATTRIBUTES)) {
            JsonNode attributes = entry.value("onPremisesExtensionAttributes");
            value = attributes == null ? null : attributes.get(property.substring(ATTRIBUTES.length()));
        } else {
            value = entry.value(property);
        }
        return value == null || value.isNull() ? null : value.asString().toLowerCase(Locale.ROOT);
    }

    private static GraphFailure unsupported(String property) {
        return GraphFailure.unsupported("A filter cannot ask that about '" + property + "'.");
    }
}
