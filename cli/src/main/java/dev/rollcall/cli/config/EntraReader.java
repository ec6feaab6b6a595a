package dev.rollcall.cli.config;

import dev.rollcall.directory.DirectoryProvider;
import dev.rollcall.entra.EntraCloud;
import dev.rollcall.entra.EntraDirectoryProvider;
import dev.rollcall.http.HttpSettings;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Reads a directory that is a tenant of Microsoft Entra ID. What the provider would refuse is told in its own line,
 * without the value; what does not go together is told in the line of {@code entra}.
 */
final class EntraReader {

    private static final String TENANT = "is not a tenant: write its id or one of its domains, such as example.org";
    private static final String CLIENT = "is not the id of an application";
    private static final String GROUP =
            "is not the name of a group, nor an id, such as id:69daa3d3-e10f-421f-9ccc-b1c586444e14";
    private static final String ATTRIBUTE = "is not the name of a property of people, such as userPrincipalName";
    private static final String FILTER = "is not a filter; one looks like department eq 'Sales', in one line";
    private static final String ADDRESS = "is not an address: write https:// and a host, such as ";

    /** Stand in for what is missing or wrong, so that the rest can be checked. */
    private static final String SOME_TENANT = "example.org";

    private static final String SOME_CLIENT = "00000000-0000-0000-0000-000000000000";

    private static final String SOME_GROUP = "Everyone";

    private static final String SOME_ATTRIBUTE = "userPrincipalName";

    private final Section section;
    private final UnaryOperator<@Nullable String> environment;
    private final HttpSettings http;
    private final EntraDirectoryProvider.Builder entra;
    private final BuilderKeys<EntraDirectoryProvider.Builder> keys;

    private EntraReader(Section section, UnaryOperator<@Nullable String> environment) {
        this.section = section;
        this.environment = environment;
        this.http = HttpReader.read(section);
        String tenant = section.need("tenant", value -> tried(value, TENANT, text -> another(text, SOME_CLIENT)));
        String client = section.need("client-id", value -> tried(value, CLIENT, text -> another(SOME_TENANT, text)));
        this.entra = EntraDirectoryProvider.builder(
                        tenant == null ? SOME_TENANT : tenant, client == null ? SOME_CLIENT : client)
                .http(http);
        this.keys = new BuilderKeys<>(
                section, entra, () -> another(SOME_TENANT, SOME_CLIENT), EntraDirectoryProvider.Builder::build);
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
        EntraReader reader = new EntraReader(section, environment);
        reader.readAccount();
        reader.readCloud();
        reader.readScope();
        reader.readPeople();
        section.end();
        return value.made(reader.entra::build);
    }

    /** What makes a builder of a text. */
    private interface Trial {
        EntraDirectoryProvider.Builder of(String text);
    }

    private static @Nullable String tried(Value value, String expected, Trial trial) {
        String text = value.text();
        if (text == null) {
            return null;
        }
        try {
            trial.of(text).build();
            return text;
        } catch (IllegalArgumentException e) {
            return value.problem(expected);
        }
    }

    private void readAccount() {
        String who = section.oneOf(List.of("secret", "certificate"));
        if ("certificate".equals(who)) {
            KeyPairFiles files = section.get("certificate", value -> KeyPairFiles.read(value, environment));
            if (files != null) {
                entra.certificate(files.certificate(), files::key);
                return;
            }
        }
        Secret secret = "secret".equals(who) ? section.get("secret", each -> Secret.readSome(each, environment)) : null;
        entra.secret(secret == null ? () -> new char[0] : secret::characters);
    }

    private void readCloud() {
        section.take("cloud", value -> value.choice(EntraCloud.class), entra::cloud);
        Section endpoints = section.get("endpoints", Value::section);
        if (endpoints == null) {
            return;
        }
        if (section.has("cloud")) {
            section.problem("endpoints", "goes against cloud: leave one of them out");
        }
        String graph = EntraCloud.GLOBAL.graph();
        String login = EntraCloud.GLOBAL.login();
        String ofLogin =
                endpoints.need("login", value -> tried(value, ADDRESS + login, text -> endpoints(text, graph)));
        String ofGraph =
                endpoints.need("graph", value -> tried(value, ADDRESS + graph, text -> endpoints(login, text)));
        endpoints.end();
        if (ofLogin != null && ofGraph != null) {
            entra.endpoints(ofLogin, ofGraph);
        }
    }

    private EntraDirectoryProvider.Builder endpoints(String login, String graph) {
        return another(SOME_TENANT, SOME_CLIENT).http(http).endpoints(login, graph);
    }

    private void readScope() {
        keys.each("in-groups", EntraDirectoryProvider.Builder::inGroups, SOME_GROUP, GROUP);
        section.take("nested-groups", Value::flag, entra::nestedGroups);
        keys.take("filter", Value::text, EntraDirectoryProvider.Builder::filter, FILTER);
        section.take("guests", Value::flag, entra::guests);
    }

    private void readPeople() {
        List<String> matchKeys =
                keys.tried("match-key", EntraDirectoryProvider.Builder::matchKey, SOME_ATTRIBUTE, ATTRIBUTE);
        if (!matchKeys.isEmpty()) {
            String[] otherwise = matchKeys.subList(1, matchKeys.size()).toArray(String[]::new);
            entra.matchKey(matchKeys.get(0), otherwise);
        }
        keys.take("external-id", Value::text, EntraDirectoryProvider.Builder::externalId, ATTRIBUTE);
        keys.take("page-size", Value::whole, EntraDirectoryProvider.Builder::pageSize, "must be from 1 to 999");
    }

    /** A builder that lacks nothing. */
    private static EntraDirectoryProvider.Builder another(String tenant, String client) {
        return EntraDirectoryProvider.builder(tenant, client).secret(() -> new char[0]);
    }
}
