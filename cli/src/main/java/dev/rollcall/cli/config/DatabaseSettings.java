package dev.rollcall.cli.config;

import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where the users table is.
 *
 * @param url the JDBC URL, without user and password
 * @param user the user to log in as; null for the driver's default
 * @param password the password; null for none
 * @param schema the schema of Rollcall's own tables; null for that of the connection
 */
public record DatabaseSettings(
        String url,
        @Nullable String user,
        @Nullable Secret password,
        @Nullable String schema) {

    private static final Pattern CREDENTIALS =
            Pattern.compile("(?i)[?&;](user|password|sslpassword|passfile)=|//[^/]*@");
    private static final Pattern KNOWN = Pattern.compile("(?i)jdbc:(postgresql|h2):.+", Pattern.DOTALL);

    static @Nullable DatabaseSettings read(Section section, UnaryOperator<@Nullable String> environment) {
        String url = null;
        boolean file = "file".equals(section.oneOf(List.of("file", "url")));
        if (file) {
            Path path = section.get("file", Value::path);
            url = path == null ? null : h2(section, path);
        } else if (section.has("url")) {
            url = section.get("url", value -> checked(value));
        }
        String user = section.get("user", Value::text);
        Secret password = section.get("password", value -> Secret.read(value, environment));
        String schema = section.get("schema", Value::text);
        section.end();
        if (file && user == null) {
            user = "sa";
        }
        return url == null ? null : new DatabaseSettings(url, user, password, schema);
    }

    /** What is committed survives a killed process, and the database is closed by Rollcall, not behind its back at Ctrl-C. */
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
        if (CREDENTIALS.matcher(url).find()) {
            return value.problem("user and password do not belong into the URL: use the keys user and password");
        }
        if (!KNOWN.matcher(url).matches()) {
            return value.problem("must begin with jdbc:postgresql: or jdbc:h2:");
        }
        return url.startsWith("jdbc:h2:") && !url.contains("DB_CLOSE_ON_EXIT") ? url + ";DB_CLOSE_ON_EXIT=FALSE" : url;
    }

    /** The URL without its parameters, for messages. */
    public String place() {
        return url.split("[?;]", 2)[0];
    }
}
