package dev.rollcall.cli.entra;

import dev.rollcall.cli.story.WebConfiguration;
import dev.rollcall.testservers.entra.FakeEntra;
import java.util.List;

/** The configuration of an intranet whose people come from a tenant. */
final class EntraConfiguration {

    /** The environment variable that holds the secret. */
    static final String SECRET_VARIABLE = "ENTRA_SECRET";

    private EntraConfiguration() {}

    /** The address is that of the login and of Graph. */
    static WebConfiguration of(FakeEntra entra, int licence, String... groups) {
        String directory = """
            entra:
              entra:
                tenant: %s
                client-id: %s
                {account}
                endpoints: {login: '{address}', graph: '{address}'}
            {lines}
                http: {insecure-loopback: true, attempts: 1, parallel: 1}
              policy:
                fields:
                  name: displayName
                  email: mail
            """.formatted(entra.tenant(), entra.clientId());
        String account = "secret: {env: " + SECRET_VARIABLE + "}";
        return new WebConfiguration(
                directory, entra.address().toString(), account, licence, List.of(groups), List.of());
    }
}
