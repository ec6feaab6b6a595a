package dev.rollcall.jdbc.internal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One transaction: statements with their parameters. Used by one thread. */
public final class Session {

    /** How many rows one statement inserts at most. */
    private static final int ROWS_PER_INSERT = 200;

    private final Connection connection;
    private final Dialect dialect;

    Session(Connection connection, Dialect dialect) {
        this.connection = connection;
        this.dialect = dialect;
    }

    /**
     * A text whose type the database finds out from the column that it is for: an enumeration, a date, JSON.
     *
     * @param text the text
     */
    public record Untyped(String text) {}

    /** Reads one row. */
    public interface RowReader<T extends @Nullable Object> {
        T read(ResultSet row) throws SQLException;
    }

    /** Takes one row. */
    public interface RowConsumer {
        void accept(ResultSet row) throws SQLException;
    }

    /** The database. */
    public Dialect dialect() {
        return dialect;
    }

    /** The connection, for what the other methods do not offer. */
    public Connection connection() {
        return connection;
    }

    /** Runs a statement without parameters. */
    public void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Runs a query and reads every row. */
    public <T> List<T> query(String sql, RowReader<T> reader, @Nullable Object... parameters) throws SQLException {
        List<T> rows = new ArrayList<>();
        forEach(sql, 0, row -> rows.add(reader.read(row)), parameters);
        return rows;
    }

    /** Runs a query of one row and one column that holds something. */
    String text(String sql) throws SQLException {
        return query(sql, row -> row.getString(1)).get(0);
    }

    /** Runs a query and reads the first row, if there is one. */
    public <T> Optional<T> first(String sql, RowReader<T> reader, @Nullable Object... parameters) throws SQLException {
        return query(sql, reader, parameters).stream().findFirst();
    }

    /**
     * Runs a query and hands over row by row.
     *
     * @param fetchSize how many rows are fetched at a time; 0 for the driver's default, which may be all
     */
    public void forEach(String sql, int fetchSize, RowConsumer consumer, @Nullable Object... parameters)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setFetchSize(fetchSize);
            bind(statement, List.of(), parameters);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    consumer.accept(rows);
                }
            }
        }
    }

    /** Runs a statement that changes rows, and returns how many. */
    public int update(String sql, @Nullable Object... parameters) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            bind(statement, List.of(), parameters);
            return statement.executeUpdate();
        }
    }

    /** Runs one statement for each row of parameters, in this order, and returns how many rows each changed. */
    public int[] batch(String sql, List<? extends List<? extends @Nullable Object>> rows) throws SQLException {
        if (rows.isEmpty()) {
            return new int[0];
        }
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (List<? extends @Nullable Object> row : rows) {
                bind(statement, row);
                statement.addBatch();
            }
            return statement.executeBatch();
        }
    }

    /** Inserts rows, many with one statement. */
    public void insert(String table, List<String> columns, List<? extends List<? extends @Nullable Object>> rows)
            throws SQLException {
        for (List<? extends List<? extends @Nullable Object>> part : parts(rows)) {
            Insert insert = insert(table, columns, part, "");
            try (PreparedStatement statement = connection.prepareStatement(insert.sql)) {
                bind(statement, insert.parameters);
                statement.executeUpdate();
            }
        }
    }

    /** Inserts rows, many with one statement, and reads these columns of what became of them. */
    public <T> List<T> insertReturning(
            String table,
            List<String> columns,
            List<? extends List<? extends @Nullable Object>> rows,
            String[] returned,
            RowReader<T> reader)
            throws SQLException {
        return insertReturning(table, columns, rows, "", returned, reader);
    }

    /**
     * Inserts rows, many with one statement, and reads these columns of what became of them.
     *
     * @param columns the columns; where there is a {@code lastValue}, a literal, the last of them gets it in every row
     */
    public <T> List<T> insertReturning(
            String table,
            List<String> columns,
            List<? extends List<? extends @Nullable Object>> rows,
            String lastValue,
            String[] returned,
            RowReader<T> reader)
            throws SQLException {
        List<T> results = new ArrayList<>();
        for (List<? extends List<? extends @Nullable Object>> part : parts(rows)) {
            Insert insert = insert(table, columns, part, lastValue);
            try (PreparedStatement statement = connection.prepareStatement(insert.sql, returned)) {
                bind(statement, insert.parameters);
                statement.executeUpdate();
                try (ResultSet keys = statement.getGeneratedKeys()) {
                    while (keys.next()) {
                        results.add(reader.read(keys));
                    }
                }
            }
        }
        return results;
    }

    /** Inserts rows whose key is not there yet; of several rows with one key in the list only the first. */
    public void insertIgnoringRepeats(
            String table, List<String> columns, List<? extends List<? extends @Nullable Object>> rows, String key)
            throws SQLException {
        for (List<? extends List<? extends @Nullable Object>> part : parts(rows)) {
            String sql = dialect.ignoringRepeats(
                    table, String.join(", ", columns), values(columns.size(), part.size()), key);
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                bind(statement, flat(part));
                statement.executeUpdate();
            }
        }
    }

    private static <R> List<List<R>> parts(List<R> rows) {
        List<List<R>> parts = new ArrayList<>();
        for (int from = 0; from < rows.size(); from += ROWS_PER_INSERT) {
            parts.add(rows.subList(from, Math.min(rows.size(), from + ROWS_PER_INSERT)));
        }
        return parts;
    }

    private record Insert(String sql, List<@Nullable Object> parameters) {}

    private Insert insert(
            String table, List<String> columns, List<? extends List<? extends @Nullable Object>> rows, String lastValue)
            throws SQLException {
        ArrayInsert arrays = dialect.insertsArrays()
                ? ArrayInsert.of(table, columns, rows, lastValue).orElse(null)
                : null;
        if (arrays != null) {
            List<@Nullable Object> parameters = new ArrayList<>();
            for (int i = 0; i < arrays.types().size(); i++) {
                parameters.add(connection.createArrayOf(
                        arrays.types().get(i), arrays.arrays().get(i)));
            }
            return new Insert(arrays.sql(), parameters);
        }
        String cells = lastValue.isEmpty()
                ? values(columns.size(), rows.size())
                : values(columns.size() - 1, rows.size(), ", " + lastValue);
        return new Insert("insert into " + table + " (" + String.join(", ", columns) + ") values " + cells, flat(rows));
    }

    private static String values(int columns, int rows) {
        return values(columns, rows, "");
    }

    private static String values(int columns, int rows, String last) {
        String row = "(" + "?, ".repeat(columns - 1) + "?" + last + ")";
        return (row + ", ").repeat(rows - 1) + row;
    }

    private static List<@Nullable Object> flat(List<? extends List<? extends @Nullable Object>> rows) {
        List<@Nullable Object> values = new ArrayList<>();
        rows.forEach(values::addAll);
        return values;
    }

    /** A parameter for {@code = any(?)}: an array of texts. */
    public Object texts(Collection<String> values) throws SQLException {
        return array(dialect.textArray(), values);
    }

    /** A parameter for {@code = any(?)}: an array of values of this type. */
    public Object array(String type, Collection<?> values) throws SQLException {
        return connection.createArrayOf(type, values.toArray());
    }

    private static void bind(
            PreparedStatement statement, List<? extends @Nullable Object> row, @Nullable Object... more)
            throws SQLException {
        int index = 0;
        for (Object value : row) {
            bind(statement, ++index, value);
        }
        for (Object value : more) {
            bind(statement, ++index, value);
        }
    }

    private static void bind(PreparedStatement statement, int index, @Nullable Object value) throws SQLException {
        if (value == null) {
            statement.setNull(index, Types.NULL);
        } else if (value instanceof Instant moment) {
            statement.setObject(index, moment.atOffset(ZoneOffset.UTC));
        } else if (value instanceof Untyped untyped) {
            statement.setObject(index, untyped.text(), Types.OTHER);
        } else {
            statement.setObject(index, value);
        }
    }

    /** Reads a moment; null where there is none. */
    public static @Nullable Instant instant(ResultSet row, int column) throws SQLException {
        OffsetDateTime value = row.getObject(column, OffsetDateTime.class);
        return value == null ? null : value.toInstant();
    }

    /** Reads a moment of a column that holds one in every row. */
    public static Instant requiredInstant(ResultSet row, int column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
