package dev.rollcall.ldap.internal.scope;

import com.unboundid.ldap.listener.InMemoryDirectoryServer;
import com.unboundid.ldap.listener.InMemoryDirectoryServerConfig;
import com.unboundid.ldap.listener.InMemoryListenerConfig;
import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import dev.rollcall.identity.ExternalId;
import dev.rollcall.ldap.DanglingMembers;
import dev.rollcall.ldap.LdapActivity;
import dev.rollcall.ldap.LdapExternalId;
import dev.rollcall.ldap.LdapPreset;
import dev.rollcall.ldap.Membership;
import dev.rollcall.ldap.Nesting;
import dev.rollcall.ldap.internal.LdapSettings;
import dev.rollcall.ldap.internal.LdapSettings.Chosen;
import dev.rollcall.ldap.internal.connection.Unprotected;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A small directory of people and groups in units, what is chosen of it, and how it is read. */
abstract class ChosenDirectory {

    static final String TOP = "dc=example,dc=com";
    static final String BASE = "ou=in," + TOP;
    static final String STAFF = "ou=staff," + BASE;
    static final String FORMER = "ou=former," + STAFF;
    static final String GROUPS = "ou=groups," + BASE;
    static final String OUTSIDE = "ou=out," + TOP;
    static final String ANN = "cn=Ann," + STAFF;
    static final Duration LONG = Duration.ofSeconds(30);

    InMemoryDirectoryServer server;
    final Given given = new Given();

    @BeforeEach
    void start() throws LDAPException {
        InMemoryDirectoryServerConfig config = new InMemoryDirectoryServerConfig(TOP);
        config.setSchema(null);
        config.setListenerConfigs(
                InMemoryListenerConfig.createLDAPConfig("ldap", InetAddress.getLoopbackAddress(), 0, null));
        server = new InMemoryDirectoryServer(config);
        server.startListening();
        empty();
    }

    void empty() throws LDAPException {
        server.clear();
        for (String dn : List.of(TOP, BASE, STAFF, FORMER, GROUPS, OUTSIDE)) {
            add(dn, "organizationalUnit");
        }
    }

    @AfterEach
    void stop() {
        server.shutDown(true);
    }

    /** What is chosen, and how it is read. */
    static final class Given {
        LdapPreset preset = LdapPreset.GENERIC;
        Membership membership = Membership.GROUP_ATTRIBUTE;
        Nesting nesting = Nesting.EXPANDED;
        List<String> groups = List.of();
        List<String> units = List.of();
        List<String> exceptUnits = List.of();
        boolean both;

        @Override
        public String toString() {
            return preset + " " + membership + " " + nesting + " groups " + groups + " units " + units + " except "
                    + exceptUnits + (both ? " both" : "");
        }
    }

    LdapSettings settings() throws LDAPException {
        return new LdapSettings(
                given.preset,
                Unprotected.at(server.getListenPort(), LONG, 1_000_000),
                new LdapSettings.Scope(
                        List.of(new DN(BASE)),
                        chosen(given.groups),
                        chosen(given.units),
                        chosen(given.exceptUnits),
                        given.both,
                        given.membership == Membership.GROUP_LOGIN_NAMES ? Nesting.OFF : given.nesting,
                        50,
                        given.membership,
                        attribute(),
                        "uid",
                        Filter.createEqualityFilter("objectClass", "groupOfNames"),
                        DanglingMembers.IGNORE,
                        null),
                new LdapSettings.People(
                        Filter.createEqualityFilter("objectClass", "person"),
                        "uid",
                        LdapExternalId.entryUuid(),
                        LdapActivity.everybody(),
                        Set.of()),
                new LdapSettings.Paging(100, 1_000_000),
                Clock.systemUTC());
    }

    private String attribute() {
        return switch (given.membership) {
            case PERSON_ATTRIBUTE -> "memberOf";
            case GROUP_ATTRIBUTE -> "member";
            case GROUP_LOGIN_NAMES -> "memberUid";
        };
    }

    private static List<Chosen> chosen(List<String> texts) throws LDAPException {
        List<Chosen> all = new ArrayList<>();
        for (String text : texts) {
            all.add(
                    text.startsWith("id:")
                            ? new Chosen(text, null, text.substring(3))
                            : new Chosen(text, new DN(text), null));
        }
        return all;
    }

    void add(String dn, String objectClass, String... attributes) throws LDAPException {
        Entry entry = new Entry(dn);
        entry.addAttribute("objectClass", objectClass);
        entry.addAttribute(
                new DN(dn).getRDN().getAttributeNames()[0], new DN(dn).getRDN().getAttributeValues());
        for (String attribute : attributes) {
            int mark = attribute.indexOf('=');
            entry.addAttribute(attribute.substring(0, mark), attribute.substring(mark + 1));
        }
        server.add(entry);
    }

    /** A group of these members. */
    void group(String name, String... members) throws LDAPException {
        add(
                groupDn(name),
                "groupOfNames",
                Stream.of(members).map(member -> "member=" + member).toArray(String[]::new));
    }

    static String groupDn(String name) {
        return "cn=" + name + "," + GROUPS;
    }

    List<String> paths(String dn) throws LDAPException {
        return new ScopePaths(settings()).of(ExternalId.of(server.getEntry(dn).getAttributeValue("entryUUID")));
    }

    void sid(String dn, int last) throws LDAPException {
        byte[] sid = {1, 2, 0, 0, 0, 0, 0, 5, 21, 0, 0, 0, (byte) last, (byte) (last >> 8), 0, 0};
        server.modify(dn, new Modification(ModificationType.REPLACE, "objectSid", sid));
    }

    void change(String dn, String attribute, String value) throws LDAPException {
        server.modify(dn, new Modification(ModificationType.ADD, attribute, value));
    }
}
