package dev.rollcall.cli.ad;

import dev.rollcall.testservers.SambaDomain;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The configuration of an intranet whose people come from a domain, over LDAPS.
 *
 * @param trusted whose certificates are trusted, as a PEM file
 * @param licence how many may work
 * @param groups who is in scope, by the names or ids of groups
 * @param units who is in scope besides, by the names of units
 * @param more lines of the directory {@code ldap}
 * @param username the line of the policy that says what usernames are; empty for the usual
 */
record AdConfiguration(
        String server,
        Path trusted,
        int licence,
        List<String> groups,
        List<String> units,
        List<String> more,
        String username) {

    /** The environment variable that holds the password of the account that reads. */
    static final String PASSWORD_VARIABLE = "READER_PASSWORD";

    static AdConfiguration of(SambaDomain domain, int licence, List<String> groups, List<String> units) {
        return new AdConfiguration(domain.host(), domain.authority(), licence, groups, units, List.of(), "");
    }

    AdConfiguration trusting(Path authority) {
        return new AdConfiguration(server, authority, licence, groups, units, more, username);
    }

    AdConfiguration withLicence(int seats) {
        return new AdConfiguration(server, trusted, seats, groups, units, more, username);
    }

    AdConfiguration choosing(List<String> otherGroups, List<String> otherUnits) {
        return new AdConfiguration(server, trusted, licence, otherGroups, otherUnits, more, username);
    }

    AdConfiguration with(List<String> lines, String usernames) {
        return new AdConfiguration(server, trusted, licence, groups, units, lines, usernames);
    }

    String yaml(SambaDomain domain) {
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
              ad:
                ldap:
                  preset: active-directory
                  servers: %s
                  trust: {pem: '%s'}
                  account: {name: %s, password: {env: %s}}
                  bases: ['%s']
            %s%s%s    policy:
            %s      fields:
                    name: displayName
                    email: mail
            """.formatted(
                        licence,
                        server,
                        trusted,
                        domain.reader().name(),
                        PASSWORD_VARIABLE,
                        SambaDomain.BASE,
                        list("in-groups", groups),
                        list("in-units", units),
                        more.stream().map(line -> "      " + line + "\n").collect(Collectors.joining()),
                        username.isEmpty() ? "" : "      " + username + "\n");
    }

    private static String list(String key, List<String> names) {
        return names.isEmpty()
                ? ""
                : names.stream()
                        .map(name -> "        - '" + name.replace("'", "''") + "'\n")
                        .collect(Collectors.joining("", "      " + key + ":\n", ""));
    }
}
