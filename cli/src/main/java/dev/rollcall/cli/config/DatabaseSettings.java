package dev.rollcall.cli.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Where the users table is.
 *
 * @param url the JDBC URL, without user and password
 * @param file the H2 database that is named by its file, without the file's ending; null where a URL is said
 * @param user the user to log in as; null for the driver's default
 * @param password the password; null for none
 * @param schema the schema of Rollcall's own tables; null for that of the connection
 */
public record DatabaseSettings(
        String url,
        @Nullable Path file,
        @Nullable String user,
        @Nullable Secret password,
        @Nullable String schema) {

    /** In seconds. A statement of a sync is done long before; a server that takes longer does not answer any more. */
    private static final Map<String, String> POSTGRESQL = Map.of(
            "loginTimeout", "10",
            "connectTimeout", "10",
            "socketTimeout", "120",
            "tcpKeepAlive", "true");

    static @Nullable DatabaseSettings read(Section section, UnaryOperator<@Nullable String> environment) {
        String url = null;
        Path path = null;
        if ("file".equals(section.oneOf(List.of("file", "url")))) {
            path = section.get("file", Value::path);
            url = path == null ? null : h2(section, path);
        } else if (section.has("url")) {
            url = section.get("url", DatabaseSettings::checked);
        }
        String user = section.get("user", Value::text);
        Secret password = section.get("password", value -> Secret.read(value, environment));
        String schema = section.get("schema", Value::text);
        section.end();
        if (path != null && user == null) {
            user = "sa";
        }
        return url == null ? null : new DatabaseSettings(url, path, user, password, schema);
    }

    /**
     * What is committed survives a killed process, and the database is closed by Rollcall, not behind its back at
     * Ctrl-C.
     */
    private static @Nullable String h2(Section section, Path path) {
        if (path.toString().contains(";")) {
            section.problem("file", "must not contain ';'");
            return null;
        }
        return "jdbc:h2:file:" + path + ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE";
    }

    private static @Nullable String checked(Value value) {
        String url = value.text();
        if (url == null) {
            return null;
        }
        String problem = DatabaseUrl.problem(url);
        if (problem != null) {
            return value.problem(problem);
        }
        return url.startsWith(DatabaseUrl.H2) && !url.toUpperCase(Locale.ROOT).contains("DB_CLOSE_ON_EXIT")
                ? url + ";DB_CLOSE_ON_EXIT=FALSE"
                : url;
    }

    /** The URL that opens the database and does not make one in a file where there is none. */
    public String urlOfExisting() {
        return DatabaseUrl.ofExisting(url);
    }

    /**
     * What the driver is told beside the URL, which has the last word: after how many seconds a server that does not
     * answer counts as down.
     */
    public Map<String, String> driverSettings() {
        return url.startsWith(DatabaseUrl.POSTGRESQL) ? POSTGRESQL : Map.of();
    }

    /** The URL without its parameters, for messages. */
    public String place() {
        return DatabaseUrl.place(url);
    }
}
