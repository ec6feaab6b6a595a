package dev.rollcall.ldap;

import static org.assertj.core.api.Assertions.assertThat;

import com.unboundid.ldap.listener.InMemoryDirectoryServer;
import com.unboundid.ldap.listener.InMemoryDirectoryServerConfig;
import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.SearchScope;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class LdapPresetTest {

    private static final Path PAGE = Path.of("..", "docs", "ldap.md");
    private static final String BEGIN = "<!-- presets -->\n";
    private static final String END = "<!-- /presets -->";

    @ParameterizedTest
    @DisplayName("each preset says what is usual for its kind of server")
    @CsvSource({
        "ACTIVE_DIRECTORY, PERSON_ATTRIBUTE, memberOf, objectGUID, GUID_LITTLE_ENDIAN, userPrincipalName, 'active by accountExpires, userAccountControl'",
        "OPENLDAP, GROUP_ATTRIBUTE, member, entryUUID, UUID_TEXT, uid, active by pwdAccountLockedTime",
        "DIRECTORY_SERVER_389, GROUP_ATTRIBUTE, member, nsUniqueId, TEXT, uid, active by nsAccountLock",
        "FREEIPA, PERSON_ATTRIBUTE, memberOf, ipaUniqueID, UUID_TEXT, uid, active by nsAccountLock",
        "EDIRECTORY, GROUP_ATTRIBUTE, member, GUID, GUID_BIG_ENDIAN, cn, 'active by loginDisabled, loginExpirationTime'",
        "GENERIC, GROUP_ATTRIBUTE, member, entryUUID, UUID_TEXT, uid, everybody is active"
    })
    void rows(
            LdapPreset preset,
            Membership membership,
            String attribute,
            String id,
            LdapExternalId.Form form,
            String matchKey,
            String activity) {
        assertThat(preset.membership()).isEqualTo(membership);
        assertThat(preset.membershipAttribute(membership)).isEqualTo(attribute);
        assertThat(preset.membershipAttribute(Membership.GROUP_LOGIN_NAMES)).isEqualTo("memberUid");
        assertThat(preset.externalId()).isEqualTo(new LdapExternalId(id, form));
        assertThat(preset.matchKey()).isEqualTo(matchKey);
        assertThat(preset.activity()).hasToString(activity);
    }

    @ParameterizedTest
    @DisplayName("the filters of each preset can be parsed, and find different things")
    @EnumSource(LdapPreset.class)
    void filters(LdapPreset preset) throws LDAPException {
        assertThat(Filter.create(preset.peopleFilter())).isNotEqualTo(Filter.create(preset.groupFilter()));
    }

    /** {@code objectCategory} as a server compares it: Active Directory takes the short name for the whole. */
    private static InMemoryDirectoryServer domain() throws LDAPException {
        InMemoryDirectoryServerConfig config = new InMemoryDirectoryServerConfig("dc=e");
        config.setSchema(null);
        InMemoryDirectoryServer server = new InMemoryDirectoryServer(config);
        server.add("dc=e", new Attribute("objectClass", "domain"));
        add(server, "ann", "person", 512, 805306368, "user");
        add(server, "disabled", "person", 514, 805306368, "user");
        add(server, "PC1$", "computer", 4096, 805306369, "user", "computer");
        add(server, "pretender$", "person", 4096, 805306369, "user", "computer");
        add(server, "contact", "person", null, null, "contact");
        add(
                server,
                "gmsa$",
                "msDS-GroupManagedServiceAccount",
                4096,
                805306369,
                "user",
                "computer",
                "msDS-GroupManagedServiceAccount");
        add(
                server,
                "smsa$",
                "msDS-ManagedServiceAccount",
                4096,
                805306369,
                "user",
                "computer",
                "msDS-ManagedServiceAccount");
        add(server, "OTHER$", "person", 2080, 805306370, "user");
        add(server, "staff", "group", null, 268435456, "group");
        return server;
    }

    private static void add(
            InMemoryDirectoryServer server,
            String name,
            String category,
            Integer control,
            Integer type,
            String... classes)
            throws LDAPException {
        Entry entry = new Entry("cn=" + name + ",dc=e");
        entry.addAttribute("objectClass", "top");
        entry.addAttribute("objectClass", classes);
        entry.addAttribute("objectCategory", category);
        entry.addAttribute("sAMAccountName", name);
        if (control != null) {
            entry.addAttribute("userAccountControl", control.toString());
        }
        if (type != null) {
            entry.addAttribute("sAMAccountType", type.toString());
        }
        server.add(entry);
    }

    @Test
    @DisplayName("F13: Active Directory: computers, contacts, managed service accounts and trusts are no people")
    void peopleOnly() throws LDAPException {
        try (InMemoryDirectoryServer server = domain()) {
            assertThat(names(server, LdapPreset.ACTIVE_DIRECTORY.peopleFilter()))
                    .containsExactlyInAnyOrder("ann", "disabled");
            assertThat(names(server, LdapPreset.ACTIVE_DIRECTORY.groupFilter())).containsExactly("staff");
        }
    }

    @ParameterizedTest
    @DisplayName("F13: no further filter lets anything else in")
    @ValueSource(
            strings = {
                "(objectClass=*)",
                "(|(objectClass=computer)(objectClass=contact)(objectClass=user))",
                "(|(userAccountControl=512)(userAccountControl=2080)(userAccountControl=4096))",
                "(!(userAccountControl=514))",
                "(sAMAccountName=*)"
            })
    void furtherFilter(String further) throws LDAPException {
        Filter both = Filter.createANDFilter(
                Filter.create(LdapPreset.ACTIVE_DIRECTORY.peopleFilter()), Filter.create(further));
        try (InMemoryDirectoryServer server = domain()) {
            assertThat(names(server, both.toString())).isSubsetOf("ann", "disabled");
        }
    }

    private static List<String> names(InMemoryDirectoryServer server, String filter) throws LDAPException {
        return server.search("dc=e", SearchScope.SUB, filter).getSearchEntries().stream()
                .map(entry -> entry.getAttributeValue("sAMAccountName"))
                .toList();
    }

    @Test
    @DisplayName("the table of the documentation is made from the presets")
    void page() throws IOException {
        Assumptions.assumeTrue(Files.exists(PAGE), "docs/ldap.md is not there");
        String page = Files.readString(PAGE);
        int from = page.indexOf(BEGIN) + BEGIN.length();
        Assumptions.assumeTrue(from >= BEGIN.length(), "docs/ldap.md has no place for the presets");
        String generated = page.substring(0, from) + PresetTable.markdown() + page.substring(page.indexOf(END, from));
        if ("write".equals(System.getProperty("rollcall.page"))) {
            Files.writeString(PAGE, generated);
        }

        assertThat(page.equals(generated))
                .as("docs/ldap.md is up to date; run this test with -Drollcall.page=write to make it so")
                .isTrue();
    }

    @Test
    @DisplayName("the table has a row for each preset, with as many cells as its head")
    void table() {
        String[] lines = PresetTable.markdown().split("\n");
        assertThat(lines)
                .hasSize(2 + LdapPreset.values().length)
                .allSatisfy(line -> assertThat(line.split("(?<!\\\\)\\|")).hasSize(8));
    }
}
