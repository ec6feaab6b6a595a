package dev.rollcall.cli.config;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which JDBC URLs are taken: those that a driver understands and that hold neither user nor password. So what stands
 * before the parameters of a URL that is taken can be shown; one that is refused never is.
 */
final class DatabaseUrl {

    static final String POSTGRESQL = "jdbc:postgresql:";
    static final String H2 = "jdbc:h2:";

    private static final Pattern PARAMETERS = Pattern.compile("[?;]");
    private static final Pattern CREDENTIAL =
            Pattern.compile("(?i)(?:^|[?;&])[^=?;&]*(?:user|pass|pwd|secret|token|credential)[^=?;&]*=");
    private static final String HOST = "(?:[A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+])(?::\\d{1,5})?";
    private static final String HOSTS = "//" + HOST + "(?:," + HOST + ")*/";
    private static final String DATABASE = "[^\\s\\p{Cntrl}/?;:@&=,]";
    private static final String PARAMETER = "[A-Za-z][A-Za-z0-9_]*=[^\\s\\p{Cntrl}&]*";
    private static final Pattern POSTGRESQL_FORM = Pattern.compile(POSTGRESQL + "(?:" + HOSTS + DATABASE + "*|"
            + DATABASE + "+)(?:\\?(?:" + PARAMETER + "(?:&" + PARAMETER + ")*)?)?");
    private static final Pattern H2_FORM = Pattern.compile(
            H2 + "(?:(?:tcp|ssl):" + HOSTS + "[^;\\p{Cntrl}]+|(?!tcp:|ssl:)[^;\\p{Cntrl}]+)(?:;[^\\p{Cntrl}]*)?");
    private static final Pattern IN_FILE = Pattern.compile(H2 + "(?!tcp:|ssl:|mem:)[^;].*");

    /**
     * Behind the file systems of H2, such as {@code file:} and {@code nio:}, a full path, or one in the home folder.
     */
    private static final Pattern ABSOLUTE =
            Pattern.compile(H2 + "(?:(?:[A-Za-z][A-Za-z0-9]+|\\d+):)*(?:[/\\\\]|~[/\\\\]|[A-Za-z]:[/\\\\]).*");

    private static final Pattern IF_EXISTS = Pattern.compile("(?i);\\s*IFEXISTS\\s*=[^;]*");
    private static final Pattern PORT = Pattern.compile("(?<=[^:/]):(\\d{1,5})(?=[,/])");
    private static final int LAST_PORT = 65_535;

    private DatabaseUrl() {}

    /** What is wrong with a URL, in words that hold nothing of it; null for nothing. */
    static @Nullable String problem(String url) {
        if (holdsCredentials(url)) {
            return "user and password do not belong into the URL: use the keys user and password";
        }
        if (url.startsWith(POSTGRESQL)) {
            return POSTGRESQL_FORM.matcher(url).matches() && hasPorts(url)
                    ? null
                    : "must be as jdbc:postgresql://host:5432/database, with a port from 1 to 65535 if any, and further"
                            + " settings as in ?name=value&name=value";
        }
        if (!url.startsWith(H2) || url.length() == H2.length()) {
            return "must begin with jdbc:postgresql: or jdbc:h2:";
        }
        if (isInFile(url) && !ABSOLUTE.matcher(place(url)).matches()) {
            return "names a file relative to the current folder; write it in full, or write the key file in place of"
                    + " url, which is sought beside this file";
        }
        boolean server = url.startsWith("tcp:", H2.length()) || url.startsWith("ssl:", H2.length());
        return H2_FORM.matcher(url).matches() && (!server || hasPorts(url))
                ? null
                : "must be as jdbc:h2:/data/app, or jdbc:h2:tcp://host:9092/name with a port from 1 to 65535 if any, and further"
                        + " settings as in ;NAME=VALUE";
    }

    /** The URL, with which no driver makes a database in a file where there is none. */
    static String ofExisting(String url) {
        return isInFile(url) ? IF_EXISTS.matcher(url).replaceAll("") + ";IFEXISTS=TRUE" : url;
    }

    /** Whether H2 opens a file in this process, rather than talking to a server or keeping all in memory. */
    private static boolean isInFile(String url) {
        return IN_FILE.matcher(url).matches();
    }

    /** The URL without its parameters. */
    static String place(String url) {
        return PARAMETERS.split(url, 2)[0];
    }

    private static boolean holdsCredentials(String url) {
        String decoded = decoded(url);
        return holdsCredentialsAsItIs(url)
                || holdsCredentialsAsItIs(decoded)
                || holdsCredentialsAsItIs(decoded(decoded));
    }

    private static boolean holdsCredentialsAsItIs(String url) {
        String place = place(url);
        return place.contains("@")
                || CREDENTIAL.matcher(url.substring(place.length())).find();
    }

    /** A URL with a percent sign that encodes nothing stays as it is. */
    private static String decoded(String url) {
        try {
            return URLDecoder.decode(url, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return url;
        }
    }

    private static boolean hasPorts(String url) {
        return PORT.matcher(place(url))
                .results()
                .map(MatchResult::group)
                .mapToInt(port -> Integer.parseInt(port.substring(1)))
                .allMatch(port -> port >= 1 && port <= LAST_PORT);
    }
}
