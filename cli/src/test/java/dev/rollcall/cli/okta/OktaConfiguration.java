package dev.rollcall.cli.okta;

import dev.rollcall.testservers.okta.FakeOkta;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The configuration of an intranet whose people come from an org, read with an API token.
 *
 * @param account the line that says who reads
 * @param licence how many may work
 * @param groups who is in scope, by the names or ids of groups
 * @param more lines of the directory {@code okta}
 */
record OktaConfiguration(String org, String account, int licence, List<String> groups, List<String> more) {

    /** The environment variable that holds the API token. */
    static final String TOKEN_VARIABLE = "OKTA_TOKEN";

    static OktaConfiguration of(FakeOkta okta, int licence, String... groups) {
        return new OktaConfiguration(
                okta.address().toString(),
                "api-token: {env: " + TOKEN_VARIABLE + "}",
                licence,
                List.of(groups),
                List.of());
    }

    OktaConfiguration at(String otherOrg) {
        return new OktaConfiguration(otherOrg, account, licence, groups, more);
    }

    OktaConfiguration readBy(String otherAccount) {
        return new OktaConfiguration(org, otherAccount, licence, groups, more);
    }

    OktaConfiguration withLicence(int seats) {
        return new OktaConfiguration(org, account, seats, groups, more);
    }

    OktaConfiguration choosing(String... otherGroups) {
        return new OktaConfiguration(org, account, licence, List.of(otherGroups), more);
    }

    OktaConfiguration with(String... lines) {
        return new OktaConfiguration(org, account, licence, groups, List.of(lines));
    }

    String yaml() {
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
              okta:
                okta:
                  org: %s
                  %s
            %s      http: {insecure-loopback: true, attempts: 1, parallel: 1}
                policy:
                  fields:
                    name: {joined: [firstName, lastName]}
                    email: email
            """.formatted(licence, org, account, lines());
    }

    private String lines() {
        String chosen = groups.isEmpty()
                ? ""
                : groups.stream()
                        .map(name -> "        - '" + name.replace("'", "''") + "'\n")
                        .collect(Collectors.joining("", "      in-groups:\n", ""));
        return chosen + more.stream().map(line -> "      " + line + "\n").collect(Collectors.joining());
    }
}
