package dev.rollcall.cli.config;

import dev.rollcall.directory.Activity;
import dev.rollcall.directory.DirectoryProvider;
import dev.rollcall.http.HttpSettings;
import dev.rollcall.okta.OktaDirectoryProvider;
import java.security.PrivateKey;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Reads a directory that is an Okta org. What the provider would refuse is told in its own line, without the value;
 * what does not go together is told in the line of {@code okta}.
 */
final class OktaReader {

    private static final String ORG = "is not the address of an org: write https:// and its host, such as"
            + " https://example.okta.com, not the one with -admin";
    private static final String GROUP = "is not the name of a group, nor an id, such as id:00g1emaKYZTWRYYRRTSK";
    private static final String ATTRIBUTE = "is not the name of an attribute of the profile, such as login";
    private static final String EXPRESSION =
            "is not an expression of Okta's, such as profile.department eq \"Sales\", in one line";

    /** Stand in for what is missing or wrong, so that the rest can be checked. */
    private static final String SOME_ORG = "https://example.okta.com";

    private static final String SOME_GROUP = "Everyone";

    private final Section section;
    private final UnaryOperator<@Nullable String> environment;
    private final OktaDirectoryProvider.Builder okta;
    private final BuilderKeys<OktaDirectoryProvider.Builder> keys;

    private OktaReader(Section section, UnaryOperator<@Nullable String> environment) {
        this.section = section;
        this.environment = environment;
        HttpSettings http = HttpReader.read(section);
        String org = section.need("org", value -> org(value, http));
        this.okta = OktaDirectoryProvider.builder(org == null ? SOME_ORG : org).http(http);
        this.keys = new BuilderKeys<>(section, okta, () -> another(SOME_ORG), OktaDirectoryProvider.Builder::build);
    }

    /**
     * Reads it; null where something was noted. The secrets are read here, once, and each read of the directory gets
     * them anew.
     */
    static @Nullable DirectoryProvider read(Value value, UnaryOperator<@Nullable String> environment) {
        Section section = value.section();
        if (section == null) {
            return null;
        }
        OktaReader reader = new OktaReader(section, environment);
        reader.readAccount();
        reader.readScope();
        reader.readPeople();
        section.end();
        return value.made(reader.okta::build);
    }

    private static @Nullable String org(Value value, HttpSettings http) {
        String text = value.text();
        if (text == null) {
            return null;
        }
        try {
            another(text).http(http).build();
            return text;
        } catch (IllegalArgumentException e) {
            return value.problem(ORG);
        }
    }

    private void readAccount() {
        String who = section.oneOf(List.of("api-token", "service-app"));
        if ("service-app".equals(who)) {
            ServiceApp app = section.get("service-app", this::serviceApp);
            if (app != null) {
                okta.serviceApp(app.clientId(), app.keyId(), app::key);
                return;
            }
        }
        Secret token =
                "api-token".equals(who) ? section.get("api-token", each -> Secret.readSome(each, environment)) : null;
        okta.apiToken(token == null ? () -> new char[0] : token::characters);
    }

    private record ServiceApp(String clientId, String keyId, PrivateKey key) {
        @Override
        public String toString() {
            return clientId;
        }
    }

    private @Nullable ServiceApp serviceApp(Value value) {
        Section app = value.section();
        if (app == null) {
            return null;
        }
        String clientId = app.need("client-id", Value::visibleText);
        String keyId = app.need("key-id", Value::visibleText);
        PrivateKey key = app.need("private-key", each -> PemValues.privateKey(each, environment));
        app.end();
        return clientId == null || keyId == null || key == null ? null : new ServiceApp(clientId, keyId, key);
    }

    private void readScope() {
        keys.each("in-groups", OktaDirectoryProvider.Builder::inGroups, SOME_GROUP, GROUP);
        keys.take("search", Value::text, OktaDirectoryProvider.Builder::search, EXPRESSION);
        keys.take("filter", Value::text, OktaDirectoryProvider.Builder::filter, EXPRESSION);
        section.take("deactivated-people", Value::flag, okta::deactivatedPeople);
    }

    private void readPeople() {
        keys.take("match-key", Value::text, OktaDirectoryProvider.Builder::matchKey, ATTRIBUTE);
        Section statuses = section.get("statuses", Value::section);
        if (statuses != null) {
            statuses.entries().forEach((status, meaning) -> readStatus(statuses, status, meaning));
        }
        keys.take("page-size", Value::whole, OktaDirectoryProvider.Builder::pageSize, "must be from 1 to 200");
    }

    private void readStatus(Section statuses, String status, Value value) {
        Activity meaning = value.choice(Activity.class);
        if (!keys.isTaken(each -> each.status(status, Activity.UNKNOWN))) {
            statuses.problem(status, "is no status: they are in capital letters, such as PROVISIONED");
        } else if (meaning != null) {
            okta.status(status, meaning);
        }
    }

    /** A builder that lacks nothing. */
    private static OktaDirectoryProvider.Builder another(String org) {
        return OktaDirectoryProvider.builder(org).apiToken(() -> new char[0]);
    }
}
