package dev.rollcall.examples.quickstart;

import dev.rollcall.jdbc.RollcallDatabase;
import dev.rollcall.jdbc.UserTable;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcConnectionPool;
import org.h2.tools.RunScript;

/** The host's database: H2, in a file, with a users table of the host's own. */
final class HostDatabase implements AutoCloseable {

    private static final String NAME = "host";

    private final JdbcConnectionPool pool;

    private HostDatabase(JdbcConnectionPool pool) {
        this.pool = pool;
    }

    /** Begins anew: a database with an empty users table and Rollcall's own tables. */
    static HostDatabase create(Path folder) throws IOException, SQLException {
        Files.createDirectories(folder);
        Files.deleteIfExists(folder.resolve(NAME + ".mv.db"));
        HostDatabase database = open(folder);
        try (InputStream script = Objects.requireNonNull(HostDatabase.class.getResourceAsStream("/db/app_user.sql"));
                Reader text = new InputStreamReader(script, StandardCharsets.UTF_8);
                Connection connection = database.pool.getConnection()) {
            RunScript.execute(connection, text);
        }
        database.rollcall().createTables();
        return database;
    }

    /** Opens the database that is there. WRITE_DELAY=0: what is committed survives a killed process. */
    static HostDatabase open(Path folder) {
        String url = "jdbc:h2:file:" + folder.toAbsolutePath().resolve(NAME) + ";WRITE_DELAY=0";
        return new HostDatabase(JdbcConnectionPool.create(url, "sa", ""));
    }

    RollcallDatabase rollcall() {
        DataSource dataSource = pool;
        return RollcallDatabase.over(dataSource);
    }

    /** Which columns mean what. */
    static UserTable users() {
        return UserTable.named("app_user")
                .username("login")
                .usernameKey("login_key")
                .status("status", "ACTIVE", "BLOCKED")
                .ownColumns()
                .field("name")
                .field("email")
                .field("phone")
                .field("department")
                .build();
    }

    /** The rows of a query, each value as text; an empty one where there is none. */
    List<List<String>> query(String sql) throws SQLException {
        List<List<String>> rows = new ArrayList<>();
        try (Connection connection = pool.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql);
                ResultSet found = statement.executeQuery()) {
            while (found.next()) {
                List<String> row = new ArrayList<>();
                for (int column = 1; column <= found.getMetaData().getColumnCount(); column++) {
                    row.add(Objects.toString(found.getString(column), ""));
                }
                rows.add(row);
            }
        }
        return rows;
    }

    @Override
    public void close() {
        pool.dispose();
    }
}
