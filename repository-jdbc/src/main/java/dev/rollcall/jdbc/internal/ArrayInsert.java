package dev.rollcall.jdbc.internal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An insert whose parameters are the columns, each an array, and not the cells: its text is short and the same for any
 * number of rows, so a thousand of them cost the database as much planning as one.
 *
 * @param sql the statement
 * @param types the type of each array
 * @param arrays the values of each column that has any
 */
record ArrayInsert(String sql, List<String> types, List<@Nullable String[]> arrays) {

    private static final Map<Class<?>, String> TYPES = Map.of(
            String.class, "text",
            Instant.class, "timestamptz",
            Boolean.class, "boolean",
            Integer.class, "integer",
            Long.class, "bigint",
            Double.class, "float8",
            UUID.class, "uuid");

    /**
     * Turns rows into columns.
     *
     * @param last a literal for one more column at the end; empty for none
     * @return nothing where a column holds values of several types, or of one that is not known here
     */
    static Optional<ArrayInsert> of(
            String table, List<String> columns, List<? extends List<? extends @Nullable Object>> rows, String last) {
        List<String> selected = new ArrayList<>();
        List<String> types = new ArrayList<>();
        List<@Nullable String[]> arrays = new ArrayList<>();
        for (int column = 0; column < rows.get(0).size(); column++) {
            @Nullable String[] values = new @Nullable String[rows.size()];
            Class<?> type = null;
            for (int row = 0; row < values.length; row++) {
                Object value = rows.get(row).get(column);
                if (value != null) {
                    if (type != null && type != value.getClass()) {
                        return Optional.empty();
                    }
                    type = value.getClass();
                    values[row] = value.toString();
                }
            }
            if (type == null) {
                selected.add("null");
            } else if (TYPES.containsKey(type)) {
                selected.add("c" + arrays.size());
                types.add(TYPES.get(type));
                arrays.add(values);
            } else {
                return Optional.empty();
            }
        }
        if (arrays.isEmpty()) {
            return Optional.empty();
        }
        if (!last.isEmpty()) {
            selected.add(last);
        }
        String names = String.join(
                ", ", selected.stream().filter(name -> name.matches("c\\d+")).toList());
        return Optional.of(new ArrayInsert(
                "insert into " + table + " (" + String.join(", ", columns) + ") select " + String.join(", ", selected)
                        + " from unnest(" + "?, ".repeat(arrays.size() - 1) + "?) as v (" + names + ")",
                types,
                arrays));
    }
}
