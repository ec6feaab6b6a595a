package dev.rollcall.jdbc.internal.users;

import dev.rollcall.account.BlockReason;
import dev.rollcall.jdbc.internal.Dialect;
import dev.rollcall.jdbc.internal.Quoting;
import dev.rollcall.jdbc.internal.Session;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Looks for the check constraint without which the reason of a block could outlive it (ADR 0009): only an account whose
 * status is the one that Rollcall gives to those it blocks may have a reason. What a constraint says is not read but
 * tried out, on rows that are in no table.
 */
final class ReasonGuard {

    private static final Pattern TEXT = Pattern.compile("'((?:[^']|'')*)'");
    private static final Pattern NUMBER = Pattern.compile("-?\\d+");

    private final Session session;
    private final DescribedTable table;
    private final TableColumn status;
    private final StatusValues values;
    private final TableColumn reason;

    ReasonGuard(Session session, DescribedTable table, TableColumn status, StatusValues values, TableColumn reason) {
        this.session = session;
        this.table = table;
        this.status = status;
        this.values = values;
        this.reason = reason;
    }

    boolean isThere() throws SQLException {
        for (DescribedTable.Check check : table.checks(status, reason)) {
            if (isGuard(check)) {
                return true;
            }
        }
        return false;
    }

    private boolean isGuard(DescribedTable.Check check) throws SQLException {
        Savepoint before = session.connection().setSavepoint();
        try {
            Set<String> others = others(check);
            return refused(check, others) == (long) others.size() * BlockReason.values().length
                    && refused(check, Set.of(values.blocked())) == 0;
        } catch (SQLException e) {
            // What cannot be tried out is not relied on.
            session.connection().rollback(before);
            return false;
        }
    }

    /**
     * Statuses under which no account may have a reason: the active one, those that the constraint knows, and one more.
     */
    private Set<String> others(DescribedTable.Check check) throws SQLException {
        Set<String> others = new LinkedHashSet<>(List.of(values.active()));
        if (status.isEnumeration()) {
            others.addAll(enumerated());
        } else if (values.kind() == StatusValues.Kind.TEXT) {
            texts(check.clause()).filter(text -> text.length() <= status.size()).forEach(others::add);
            others.add(unknown(Stream.of("?", "!", "-")));
        } else if (values.kind() == StatusValues.Kind.NUMBER) {
            NUMBER.matcher(check.clause()).results().map(MatchResult::group).forEach(others::add);
            others.add(unknown(Stream.of("0", "1", "2")));
            others.removeIf(number ->
                    IdType.of(status).flatMap(type -> type.parse(number)).isEmpty());
        }
        others.removeIf(other -> values.isBlockedByUs(values.padded() ? other.stripTrailing() : other));
        return others;
    }

    private String unknown(Stream<String> candidates) {
        return candidates
                .filter(value -> !values.isActive(value) && !values.isBlockedByUs(value))
                .findFirst()
                .orElseThrow();
    }

    private Set<String> enumerated() throws SQLException {
        if (session.dialect() == Dialect.H2) {
            return texts(status.typeName()).collect(Collectors.toSet());
        }
        return Set.copyOf(session.query(
                "select e.enumlabel from pg_enum e join pg_attribute a on a.atttypid = e.enumtypid"
                        + " where a.attrelid = cast(? as regclass) and a.attname = ?",
                row -> row.getString(1),
                table.quoted(),
                status.name()));
    }

    private static Stream<String> texts(String sql) {
        return TEXT.matcher(sql).results().map(text -> text.group(1).replace("''", "'"));
    }

    /** How many rows with one of these statuses and a reason of Rollcall's the constraint refuses. */
    private long refused(DescribedTable.Check check, Set<String> statuses) throws SQLException {
        String rows = statuses.stream()
                .flatMap(value -> Arrays.stream(BlockReason.values())
                        .map(why -> row(check, values.literal(value), Quoting.literal(why.name()))))
                .collect(Collectors.joining(" union all "));
        // Not a prepared statement: a question mark in the clause is no parameter.
        try (Statement statement = session.connection().createStatement()) {
            statement.setEscapeProcessing(false);
            try (ResultSet result = statement.executeQuery("select count(*) from (" + rows + ") "
                    + Quoting.quoted(table.name()) + " where not (" + check.clause() + ")")) {
                result.next();
                return result.getLong(1);
            }
        }
    }

    private String row(DescribedTable.Check check, String statusLiteral, String reasonLiteral) {
        return check.columns().stream()
                .flatMap(name -> table.column(name).stream())
                .map(column -> {
                    String value =
                            column.equals(status) ? statusLiteral : column.equals(reason) ? reasonLiteral : "null";
                    return "cast(" + value + " as " + column.ddlType() + ") as " + column.quoted();
                })
                .collect(Collectors.joining(", ", "select ", ""));
    }
}
