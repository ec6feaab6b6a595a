package dev.rollcall.testservers.okta;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads {@code search} and {@code filter} expressions: comparisons with and, or and parentheses. What is not allowed is
 * refused.
 */
final class SearchExpression {

    private static final Pattern TOKEN = Pattern.compile("\\s*([()]|\"((?:[^\"\\\\]|\\\\.)*)\"|[^\\s()\"]+)");

    private final String text;
    private final Matcher tokens;
    private final SearchRules rules;
    private String next = "";
    private int end;

    private SearchExpression(String text, SearchRules rules) {
        this.text = text;
        this.tokens = TOKEN.matcher(text);
        this.rules = rules;
        advance();
    }

    static Predicate<Row> parse(String text, SearchRules rules) {
        SearchExpression expression = new SearchExpression(text, rules);
        Predicate<Row> condition = expression.alternatives();
        if (!expression.next.isEmpty()) {
            throw refused();
        }
        return condition;
    }

    private Predicate<Row> alternatives() {
        Predicate<Row> condition = conjunction();
        while (next.equalsIgnoreCase("or")) {
            advance();
            condition = condition.or(conjunction());
        }
        return condition;
    }

    private Predicate<Row> conjunction() {
        Predicate<Row> condition = term();
        while (next.equalsIgnoreCase("and")) {
            advance();
            condition = condition.and(term());
        }
        return condition;
    }

    private Predicate<Row> term() {
        if (!next.equals("(")) {
            return comparison();
        }
        advance();
        Predicate<Row> condition = alternatives();
        if (!next.equals(")")) {
            throw refused();
        }
        advance();
        return condition;
    }

    private Predicate<Row> comparison() {
        String property = next;
        advance();
        Operator operator = operator(next);
        if (!rules.allow(property, operator)) {
            throw refused();
        }
        advance();
        if (operator == Operator.PR) {
            return new Comparison(property, operator, null, rules.isIgnoringCase());
        }
        String value = value(property);
        advance();
        return new Comparison(property, operator, value, rules.isIgnoringCase());
    }

    private static Operator operator(String word) {
        try {
            return Operator.valueOf(word.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw refused();
        }
    }

    private String value(String property) {
        if (next.isEmpty() || next.equals("(") || next.equals(")")) {
            throw refused();
        }
        String value =
                next.startsWith("\"") ? next.substring(1, next.length() - 1).replaceAll("\\\\(.)", "$1") : next;
        if (SearchRules.isTime(property)) {
            try {
                Instant.parse(value);
            } catch (DateTimeException e) {
                throw refused();
            }
        }
        return value;
    }

    private void advance() {
        if (text.substring(end).isBlank()) {
            next = "";
            return;
        }
        if (!tokens.region(end, text.length()).lookingAt()) {
            throw refused();
        }
        next = tokens.group(1);
        end = tokens.end();
    }

    private static RefusedException refused() {
        return new RefusedException(OktaError.invalidSearch());
    }
}
