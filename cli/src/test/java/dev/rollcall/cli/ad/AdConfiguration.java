package dev.rollcall.cli.ad;

import dev.rollcall.cli.story.IntranetConfiguration;
import dev.rollcall.testservers.SambaDomain;
import java.nio.file.Path;
import java.util.List;

/**
 * The configuration of an intranet whose people come from a domain, over LDAPS.
 *
 * @param domain which is read by its reader
 * @param trusted whose certificates are trusted, as a PEM file
 * @param licence how many may work
 * @param groups who is in scope, by the names or ids of groups
 * @param units who is in scope besides, by the names of units
 * @param more lines of the directory {@code ldap}
 * @param username the line of the policy that says what usernames are; empty for the usual
 */
record AdConfiguration(
        SambaDomain domain,
        Path trusted,
        int licence,
        List<String> groups,
        List<String> units,
        List<String> more,
        String username)
        implements IntranetConfiguration {

    /** The environment variable that holds the password of the account that reads. */
    static final String PASSWORD_VARIABLE = "READER_PASSWORD";

    static AdConfiguration of(SambaDomain domain, int licence, List<String> groups, List<String> units) {
        return new AdConfiguration(domain, domain.authority(), licence, groups, units, List.of(), "");
    }

    AdConfiguration trusting(Path authority) {
        return new AdConfiguration(domain, authority, licence, groups, units, more, username);
    }

    AdConfiguration withLicence(int seats) {
        return new AdConfiguration(domain, trusted, seats, groups, units, more, username);
    }

    AdConfiguration choosing(List<String> otherGroups, List<String> otherUnits) {
        return new AdConfiguration(domain, trusted, licence, otherGroups, otherUnits, more, username);
    }

    AdConfiguration with(List<String> lines, String usernames) {
        return new AdConfiguration(domain, trusted, licence, groups, units, lines, usernames);
    }

    @Override
    public String yaml() {
        return IntranetConfiguration.yaml(licence, """
            ad:
              ldap:
                preset: active-directory
                servers: %s
                trust: {pem: '%s'}
                account: {name: %s, password: {env: %s}}
                bases: ['%s']
            %s%s%s  policy:
            %s    fields:
                  name: displayName
                  email: mail
            """.formatted(
                        domain.host(),
                        trusted,
                        domain.reader().name(),
                        PASSWORD_VARIABLE,
                        SambaDomain.BASE,
                        IntranetConfiguration.list("in-groups", groups),
                        IntranetConfiguration.list("in-units", units),
                        IntranetConfiguration.lines(more),
                        username.isEmpty() ? "" : "    " + username + "\n"));
    }
}
