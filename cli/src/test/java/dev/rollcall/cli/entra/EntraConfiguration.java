package dev.rollcall.cli.entra;

import dev.rollcall.testservers.entra.FakeEntra;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The configuration of an intranet whose people come from a tenant.
 *
 * @param address of the login and of Graph
 * @param account the line that says how the application proves who it is
 * @param licence how many may work
 * @param groups who is in scope, by the names or ids of groups
 * @param more lines of the directory {@code entra}
 */
record EntraConfiguration(
        FakeEntra entra, String address, String account, int licence, List<String> groups, List<String> more) {

    /** The environment variable that holds the secret. */
    static final String SECRET_VARIABLE = "ENTRA_SECRET";

    static EntraConfiguration of(FakeEntra entra, int licence, String... groups) {
        return new EntraConfiguration(
                entra,
                entra.address().toString(),
                "secret: {env: " + SECRET_VARIABLE + "}",
                licence,
                List.of(groups),
                List.of());
    }

    EntraConfiguration at(String otherAddress) {
        return new EntraConfiguration(entra, otherAddress, account, licence, groups, more);
    }

    EntraConfiguration readBy(String otherAccount) {
        return new EntraConfiguration(entra, address, otherAccount, licence, groups, more);
    }

    EntraConfiguration withLicence(int seats) {
        return new EntraConfiguration(entra, address, account, seats, groups, more);
    }

    EntraConfiguration choosing(String... otherGroups) {
        return new EntraConfiguration(entra, address, account, licence, List.of(otherGroups), more);
    }

    EntraConfiguration with(String... lines) {
        return new EntraConfiguration(entra, address, account, licence, groups, List.of(lines));
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
              entra:
                entra:
                  tenant: %s
                  client-id: %s
                  %s
                  endpoints: {login: '%s', graph: '%s'}
            %s      http: {insecure-loopback: true, attempts: 1, parallel: 1}
                policy:
                  fields:
                    name: displayName
                    email: mail
            """.formatted(licence, entra.tenant(), entra.clientId(), account, address, address, lines());
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
