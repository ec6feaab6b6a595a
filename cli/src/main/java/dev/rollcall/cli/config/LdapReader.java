package dev.rollcall.cli.config;

import dev.rollcall.directory.DirectoryProvider;
import dev.rollcall.ldap.DanglingMembers;
import dev.rollcall.ldap.LdapDirectoryProvider;
import dev.rollcall.ldap.LdapPreset;
import dev.rollcall.ldap.LdapSecurity;
import dev.rollcall.ldap.Membership;
import dev.rollcall.ldap.Nesting;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Reads a directory that is an LDAP server. What the provider would refuse is told in its own line, without the value;
 * what does not go together is told in the line of {@code ldap}.
 */
final class LdapReader {

    private static final String ENTRY = "is not the name of an entry, such as OU=Staff,DC=example,DC=com";
    private static final String CHOSEN = ENTRY + ", nor an id, such as id:69daa3d3-e10f-421f-9ccc-b1c586444e14";
    private static final String SERVER =
            "is not a server: write its name, or name:port, without ldap://; the port of an"
                    + " IPv6 address is written as in [2001:db8::7]:636";
    private static final String ATTRIBUTE =
            "is not the name of an attribute; such a name has letters, digits and hyphens";
    private static final String FILTER = "is not a filter; one looks like (department=Sales)";
    private static final String TIME = "must be longer than nothing, and 20d at most";

    /** Stand in for what is missing or wrong, so that the rest can be checked. */
    private static final String SOME_SERVER = "localhost";

    private static final String SOME_ENTRY = "dc=example";

    private static final String SOME_UNIT = "ou=unit,dc=example";

    private static final String ANOTHER_UNIT = "ou=another,dc=example";

    private final Section section;
    private final UnaryOperator<@Nullable String> environment;
    private final LdapDirectoryProvider.Builder ldap;
    private final BuilderKeys<LdapDirectoryProvider.Builder> keys;

    private LdapReader(Section section, UnaryOperator<@Nullable String> environment) {
        this.section = section;
        this.environment = environment;
        LdapPreset preset = section.need("preset", value -> value.choice(LdapPreset.class));
        this.ldap = LdapDirectoryProvider.builder(preset == null ? LdapPreset.GENERIC : preset);
        this.keys = new BuilderKeys<>(section, ldap, LdapReader::another, LdapDirectoryProvider.Builder::build);
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
        LdapReader reader = new LdapReader(section, environment);
        reader.readConnection();
        reader.readAccount();
        reader.readScope();
        reader.readGroups();
        reader.readPeople();
        reader.readLimits();
        section.end();
        return value.made(reader.ldap::build);
    }

    private void readConnection() {
        keys.needEach("servers", LdapReader::server, SOME_SERVER, SERVER);
        section.take("security", value -> value.choice(LdapSecurity.class), ldap::security);
        section.take("trust", value -> LdapValues.trust(value, environment), ldap::trust);
        section.take("certificate-name", Value::text, ldap::certificateName);
    }

    private static void server(LdapDirectoryProvider.Builder builder, String text) {
        HostAndPort server = HostAndPort.of(text);
        if (server == null) {
            throw new IllegalArgumentException(SERVER);
        }
        builder.server(server.host(), server.port());
    }

    private void readAccount() {
        String who = section.oneOf(List.of("account", "anonymous"));
        LdapValues.Account account =
                "account".equals(who) ? section.get("account", value -> LdapValues.account(value, environment)) : null;
        if (account != null) {
            ldap.account(account.name(), account.password());
            return;
        }
        ldap.anonymous();
        if ("anonymous".equals(who)) {
            Boolean anonymous = section.get("anonymous", Value::flag);
            if (Boolean.FALSE.equals(anonymous)) {
                section.problem("anonymous", "expected true, or an account in its place");
            }
        }
    }

    private void readScope() {
        keys.needEach("bases", LdapDirectoryProvider.Builder::base, SOME_ENTRY, ENTRY);
        keys.each("in-groups", LdapDirectoryProvider.Builder::inGroups, SOME_ENTRY, CHOSEN);
        keys.each("in-units", LdapDirectoryProvider.Builder::inUnits, SOME_UNIT, CHOSEN);
        keys.each("except-units", LdapDirectoryProvider.Builder::exceptUnits, ANOTHER_UNIT, CHOSEN);
        section.take("groups-and-units", Value::flag, ldap::groupsAndUnits);
    }

    private void readGroups() {
        section.take("nesting", value -> value.choice(Nesting.class), ldap::nesting);
        keys.take(
                "max-nesting-depth", Value::whole, LdapDirectoryProvider.Builder::maxNestingDepth, "must be 1 or more");
        section.take("membership", value -> value.choice(Membership.class), ldap::membership);
        keys.take("membership-attribute", Value::text, LdapDirectoryProvider.Builder::membershipAttribute, ATTRIBUTE);
        keys.take("login-attribute", Value::text, LdapDirectoryProvider.Builder::loginAttribute, ATTRIBUTE);
        keys.take("group-filter", Value::text, LdapDirectoryProvider.Builder::groupFilter, FILTER);
        section.take("dangling-members", value -> value.choice(DanglingMembers.class), ldap::danglingMembers);
        section.take("memory-file", Value::path, ldap::memory);
    }

    private void readPeople() {
        keys.take("people-filter", Value::text, LdapDirectoryProvider.Builder::peopleFilter, FILTER);
        keys.take("filter", Value::text, LdapDirectoryProvider.Builder::filter, FILTER);
        keys.take("match-key", Value::text, LdapDirectoryProvider.Builder::matchKey, ATTRIBUTE);
        keys.take("external-id", LdapValues::externalId, LdapDirectoryProvider.Builder::externalId, ATTRIBUTE);
        keys.take("activity", LdapValues::activity, LdapDirectoryProvider.Builder::activity, ATTRIBUTE);
        keys.each("binary", LdapDirectoryProvider.Builder::binary, SOME_SERVER, ATTRIBUTE);
    }

    private void readLimits() {
        keys.take(
                "page-size",
                Value::whole,
                LdapDirectoryProvider.Builder::pageSize,
                "must be 1 or more; without-pages: true reads without");
        if (Boolean.TRUE.equals(section.get("without-pages", Value::flag))) {
            if (section.has("page-size")) {
                section.problem("without-pages", "goes against page-size: leave one of them out");
            }
            ldap.withoutPages();
        }
        keys.take("max-entries", Value::number, LdapDirectoryProvider.Builder::maxEntries, "must be 1 or more");
        keys.take(
                "max-entry-bytes", Value::whole, LdapDirectoryProvider.Builder::maxEntryBytes, "must be 1000 or more");
        keys.take("connect-timeout", Value::duration, LdapDirectoryProvider.Builder::connectTimeout, TIME);
        keys.take("bind-timeout", Value::duration, LdapDirectoryProvider.Builder::bindTimeout, TIME);
        keys.take("response-timeout", Value::duration, LdapDirectoryProvider.Builder::responseTimeout, TIME);
        keys.take("total-timeout", Value::duration, LdapDirectoryProvider.Builder::totalTimeout, TIME);
    }

    /** A builder that lacks nothing. */
    private static LdapDirectoryProvider.Builder another() {
        return LdapDirectoryProvider.builder(LdapPreset.GENERIC)
                .server(SOME_SERVER)
                .base(SOME_ENTRY)
                .anonymous();
    }
}
