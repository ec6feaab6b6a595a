package dev.rollcall.cli.okta;

import dev.rollcall.cli.story.WebConfiguration;
import dev.rollcall.testservers.okta.FakeOkta;
import java.util.List;

/** The configuration of an intranet whose people come from an org, read with an API token. */
final class OktaConfiguration {

    /** The environment variable that holds the API token. */
    static final String TOKEN_VARIABLE = "OKTA_TOKEN";

    private static final String DIRECTORY = """
        okta:
          okta:
            org: {address}
            {account}
        {lines}
            http: {insecure-loopback: true, attempts: 1, parallel: 1}
          policy:
            fields:
              name: {joined: [firstName, lastName]}
              email: email
        """;

    private OktaConfiguration() {}

    static WebConfiguration of(FakeOkta okta, int licence, String... groups) {
        String account = "api-token: {env: " + TOKEN_VARIABLE + "}";
        return new WebConfiguration(DIRECTORY, okta.address().toString(), account, licence, List.of(groups), List.of());
    }
}
