package dev.rollcall.jdbc.internal;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Rollcall's own tables: their names, with the schema they are in, and their DDL. */
public final class Tables {

    private final @Nullable String schema;
    private final Dialect dialect;

    /**
     * Names the tables.
     *
     * @param schema the schema that they are in; null for that of the connection
     */
    public Tables(@Nullable String schema, Dialect dialect) {
        this.schema = schema;
        this.dialect = dialect;
    }

    /** The schema that they are in; null for that of the connection. */
    public @Nullable String schema() {
        return schema;
    }

    /** The audit log. */
    public String audit() {
        return qualified("rollcall_audit");
    }

    /** The one row of the whole host that is locked while seats are counted. */
    public String host() {
        return qualified("rollcall_host");
    }

    /** Per directory the lease and the highest fence. */
    public String lock() {
        return qualified("rollcall_lock");
    }

    /** What the host's users table has no columns for. */
    public String account() {
        return qualified("rollcall_account");
    }

    /** Puts the schema before the name of one of Rollcall's tables. */
    public String qualified(String table) {
        return schemaPrefix() + table;
    }

    private String schemaPrefix() {
        return schema == null ? "" : Quoting.quoted(schema) + ".";
    }

    /** The DDL in the file with this name, with the given words in the place of <code>${...}</code>. */
    public String ddl(String file, Map<String, String> words) {
        String path = "/dev/rollcall/jdbc/ddl/" + dialect.folder() + "/" + file;
        try (InputStream in = Tables.class.getResourceAsStream(path)) {
            if (in == null) {
                throw new IllegalStateException("The jar of rollcall-repository-jdbc lacks " + path);
            }
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("${schema}", schemaPrefix());
            for (Map.Entry<String, String> word : words.entrySet()) {
                text = text.replace("${" + word.getKey() + "}", word.getValue());
            }
            return text;
        } catch (IOException e) {
            throw new UncheckedIOException(path, e);
        }
    }

    /** The statements of a DDL text: comments left out, one after each semicolon at the end of a line. */
    public static List<String> statements(String ddl) {
        String code = ddl.lines()
                .filter(line -> !line.strip().startsWith("--"))
                .reduce("", (before, line) -> before + line + "\n");
        return Arrays.stream(code.split(";\\s*\n"))
                .map(String::strip)
                .filter(statement -> !statement.isEmpty())
                .toList();
    }

    /** Which of these tables of Rollcall's are not there. */
    public List<String> missing(Connection connection, List<String> names) throws SQLException {
        List<String> missing = new ArrayList<>(names);
        DatabaseMetaData metaData = connection.getMetaData();
        String where = schema == null ? connection.getSchema() : schema;
        try (ResultSet tables =
                metaData.getTables(null, null, null, new String[] {"TABLE", "BASE TABLE", "PARTITIONED TABLE"})) {
            while (tables.next()) {
                if (where == null || where.equals(tables.getString("TABLE_SCHEM"))) {
                    missing.remove(tables.getString("TABLE_NAME").toLowerCase(Locale.ROOT));
                }
            }
        }
        return missing;
    }
}
