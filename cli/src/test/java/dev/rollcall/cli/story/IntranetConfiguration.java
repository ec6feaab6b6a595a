package dev.rollcall.cli.story;

import java.util.List;
import java.util.stream.Collectors;

/** The configuration of an intranet, and what is the same in it wherever the people come from. */
public interface IntranetConfiguration {

    /** The whole file. */
    String yaml();

    /**
     * The whole file.
     *
     * @param licence how many may work
     * @param directory the name of the directory, and below it, indented, what is to be said of it
     */
    static String yaml(int licence, String directory) {
        return """
            database:
              file: app
            users:
              table: app_user
              username: login
              username-key: login_key
              own-columns: usual
            licence: %d
            directories:
            """.formatted(licence) + directory.indent(2);
    }

    /** A key of a directory that has several values; nothing if there are none. */
    static String list(String key, List<String> values) {
        return values.isEmpty()
                ? ""
                : values.stream()
                        .map(value -> "      - '" + value.replace("'", "''") + "'\n")
                        .collect(Collectors.joining("", "    " + key + ":\n", ""));
    }

    /** Lines of a directory, as they are. */
    static String lines(List<String> lines) {
        return lines.stream().map(line -> "    " + line + "\n").collect(Collectors.joining());
    }
}
