package dev.rollcall.jdbc.internal.users;

import dev.rollcall.jdbc.internal.Quoting;
import dev.rollcall.jdbc.internal.Session;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A table as the database describes it: columns, unique indexes, constraints. */
final class DescribedTable {

    private final String schema;
    private final String name;
    private final Map<String, TableColumn> columns = new LinkedHashMap<>();
    private final Map<String, Set<String>> uniqueIndexes = new TreeMap<>();
    private final Map<String, Check> checks = new TreeMap<>();
    private final Map<String, Map<String, String>> foreignKeys = new TreeMap<>();
    private final Set<String> constraints = new TreeSet<>();

    private DescribedTable(String schema, String name) {
        this.schema = schema;
        this.name = name;
    }

    /**
     * A check constraint.
     *
     * @param clause its condition
     * @param columns the names of the columns that it looks at
     */
    record Check(String clause, Set<String> columns) {}

    /** A table that was looked for: it, or why it cannot be used. */
    record Search(@Nullable DescribedTable table, String error) {}

    /** Looks for a table by its name, in this spelling or else in another letter case. */
    static Search find(Session session, @Nullable String schema, String name) throws SQLException {
        DatabaseMetaData metaData = session.connection().getMetaData();
        String current = schema == null ? session.connection().getSchema() : schema;
        List<String[]> found = new ArrayList<>();
        Set<String> names = new TreeSet<>();
        try (ResultSet tables = metaData.getTables(session.connection().getCatalog(), null, null, null)) {
            while (tables.next()) {
                String tableSchema = tables.getString("TABLE_SCHEM");
                if (current != null && !current.equalsIgnoreCase(tableSchema)) {
                    continue;
                }
                String type = tables.getString("TABLE_TYPE");
                if (type.contains("TABLE") && !type.contains("SYSTEM")) {
                    names.add(tables.getString("TABLE_NAME"));
                }
                if (tables.getString("TABLE_NAME").equalsIgnoreCase(name) && !type.contains("INDEX")) {
                    found.add(new String[] {tableSchema, tables.getString("TABLE_NAME"), type});
                }
            }
        }
        String where = current == null ? "" : " in schema " + current;
        String[] match = found.stream()
                .filter(table -> table[1].equals(name))
                .findFirst()
                .orElse(found.size() == 1 ? found.get(0) : null);
        if (match == null) {
            return new Search(
                    null,
                    found.isEmpty()
                            ? "there is no table " + name + where + "; there are " + names
                            : "there are several tables " + name + where
                                    + " that differ in letter case; name one as it is spelled");
        }
        if (!match[2].contains("TABLE")) {
            return new Search(null, name + " is a " + match[2].toLowerCase(Locale.ROOT) + "; name the table itself");
        }
        DescribedTable table = new DescribedTable(match[0], match[1]);
        table.describe(session, metaData);
        return new Search(table, "");
    }

    private void describe(Session session, DatabaseMetaData metaData) throws SQLException {
        String catalog = session.connection().getCatalog();
        String escape = metaData.getSearchStringEscape();
        try (ResultSet rows = metaData.getColumns(catalog, escaped(schema, escape), escaped(name, escape), null)) {
            while (rows.next()) {
                boolean nullable = rows.getInt("NULLABLE") != DatabaseMetaData.columnNoNulls;
                boolean generated = "YES".equals(rows.getString("IS_GENERATEDCOLUMN"));
                boolean filled = rows.getString("COLUMN_DEF") != null
                        || "YES".equals(rows.getString("IS_AUTOINCREMENT"))
                        || generated;
                String column = rows.getString("COLUMN_NAME");
                columns.put(
                        column,
                        new TableColumn(
                                column,
                                rows.getInt("DATA_TYPE"),
                                rows.getString("TYPE_NAME"),
                                rows.getInt("COLUMN_SIZE"),
                                !nullable,
                                filled,
                                generated));
            }
        }
        try (ResultSet rows = metaData.getIndexInfo(catalog, schema, name, true, true)) {
            while (rows.next()) {
                String index = rows.getString("INDEX_NAME");
                // An index with a condition is unique for some rows only.
                if (index != null
                        && rows.getString("COLUMN_NAME") != null
                        && rows.getString("FILTER_CONDITION") == null) {
                    uniqueIndexes
                            .computeIfAbsent(index, unused -> new TreeSet<>())
                            .add(rows.getString("COLUMN_NAME"));
                }
            }
        }
        try (ResultSet rows = metaData.getImportedKeys(catalog, schema, name)) {
            while (rows.next()) {
                foreignKeys
                        .computeIfAbsent(String.valueOf(rows.getString("FK_NAME")), unused -> new TreeMap<>())
                        .put(
                                rows.getString("FKCOLUMN_NAME"),
                                rows.getString("PKTABLE_NAME") + "." + rows.getString("PKCOLUMN_NAME") + "."
                                        + rows.getInt("UPDATE_RULE"));
            }
        }
        session.forEach(
                "select constraint_name from information_schema.table_constraints where table_schema = ? and table_name = ?",
                0,
                row -> constraints.add(row.getString(1)),
                schema,
                name);
        session.forEach(
                session.dialect().checkedColumns(),
                0,
                row -> {
                    String clause = row.getString(3);
                    checks.computeIfAbsent(row.getString(1), unused -> new Check(clause, new TreeSet<>()))
                            .columns()
                            .add(row.getString(2));
                },
                schema,
                name);
    }

    private static String escaped(String name, String escape) {
        return name.replace(escape, escape + escape).replace("_", escape + "_").replace("%", escape + "%");
    }

    String name() {
        return name;
    }

    /** The table as it stands in SQL. */
    String quoted() {
        return Quoting.quoted(schema) + "." + Quoting.quoted(name);
    }

    Iterable<TableColumn> columns() {
        return columns.values();
    }

    /** The column of this name, in this spelling or else in another letter case. */
    Optional<TableColumn> column(String wanted) {
        TableColumn exact = columns.get(wanted);
        if (exact != null) {
            return Optional.of(exact);
        }
        List<TableColumn> similar = columns.values().stream()
                .filter(column -> column.name().equalsIgnoreCase(wanted))
                .toList();
        return similar.size() == 1 ? Optional.of(similar.get(0)) : Optional.empty();
    }

    Set<String> columnNames() {
        return columns.keySet();
    }

    /**
     * Whether an index makes this column unique, by itself or, where the database can do that, in another form of it.
     */
    boolean isUnique(TableColumn column, boolean orAFormOfIt) {
        return uniqueIndexes.values().stream()
                .filter(parts -> parts.size() == 1)
                .map(parts -> parts.iterator().next())
                .anyMatch(part -> isNamed(part, column) || (orAFormOfIt && isFormOf(part, column)));
    }

    /** PostgreSQL leaves quotes within a name doubled here. */
    private static boolean isNamed(String part, TableColumn column) {
        return part.equals(column.name()) || part.equals(column.name().replace("\"", "\"\""));
    }

    /**
     * Whether an expression, such as {@code lower((login)::text)}, is about this column and no other one of the table.
     */
    private boolean isFormOf(String expression, TableColumn column) {
        return mentions(expression, column)
                && columns.values().stream().noneMatch(other -> !other.equals(column) && mentions(expression, other));
    }

    private static boolean mentions(String expression, TableColumn column) {
        String name = Pattern.quote(column.name());
        return expression.contains(column.quoted())
                || Pattern.compile("(?<![\\w$\"])" + name + "(?![\\w$\"(])", Pattern.UNICODE_CHARACTER_CLASS)
                        .matcher(expression)
                        .find();
    }

    boolean isUnique(Set<String> columnNames) {
        return uniqueIndexes.containsValue(columnNames);
    }

    /** The check constraints that look at both columns. */
    List<Check> checks(TableColumn one, TableColumn other) {
        return checks.values().stream()
                .filter(check -> check.columns().containsAll(Set.of(one.name(), other.name())))
                .toList();
    }

    /** Whether a foreign key from these columns to those of the other table is set to null when they change. */
    boolean isNulledOnUpdate(Map<String, String> pairs, DescribedTable other) {
        Map<String, String> wanted = new TreeMap<>();
        pairs.forEach(
                (from, to) -> wanted.put(from, other.name + "." + to + "." + DatabaseMetaData.importedKeySetNull));
        return foreignKeys.values().stream().map(DescribedTable::lowerFrom).anyMatch(lowerFrom(wanted)::equals);
    }

    private static Map<String, String> lowerFrom(Map<String, String> pairs) {
        Map<String, String> lower = new TreeMap<>();
        pairs.forEach((from, to) -> lower.put(from.toLowerCase(Locale.ROOT), to));
        return lower;
    }

    /** All names of this table that an error message of the database may name: constraints, unique indexes, columns. */
    List<String> namesInErrors() {
        List<String> names = new ArrayList<>(constraints);
        names.addAll(uniqueIndexes.keySet());
        names.addAll(columns.keySet());
        return names;
    }
}
