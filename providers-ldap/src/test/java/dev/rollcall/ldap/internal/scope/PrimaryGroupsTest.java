package dev.rollcall.ldap.internal.scope;

import static dev.rollcall.ldap.ScriptedLdapServer.GROUPS;
import static dev.rollcall.ldap.ScriptedLdapServer.PEOPLE;
import static dev.rollcall.ldap.ScriptedLdapServer.names;
import static dev.rollcall.ldap.ScriptedLdapServer.read;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rollcall.directory.DirectoryConfigurationException;
import dev.rollcall.ldap.Entries;
import dev.rollcall.ldap.LdapDirectoryProvider;
import dev.rollcall.ldap.LdapPreset;
import dev.rollcall.ldap.Membership;
import dev.rollcall.ldap.Nesting;
import dev.rollcall.ldap.ScriptedLdapServer;
import dev.rollcall.testkit.RecordingSink;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(60)
@DisplayName("F59: whoever has a group for the primary one is in it, although no list of members says so")
class PrimaryGroupsTest {

    private static final String USERS = "cn=users," + GROUPS;
    private static final String SALES = "cn=sales," + GROUPS;
    private static final String TEAM = "cn=team," + GROUPS;

    private final ScriptedLdapServer server = ScriptedLdapServer.activeDirectory();

    @BeforeEach
    void people() {
        server.add(
                Entries.domainGroup(USERS, 513),
                Entries.domainGroup(SALES, 70_000, "member=" + TEAM, "member=uid=cid," + PEOPLE),
                Entries.domainGroup(TEAM, 70_001, "memberOf=" + SALES));
        server.add(
                Entries.user("uid=ann," + PEOPLE, 1, "primaryGroupID=513"),
                Entries.user("uid=bob," + PEOPLE, 2, "primaryGroupID=70000"),
                Entries.user("uid=cid," + PEOPLE, 3, "primaryGroupID=513", "memberOf=" + SALES),
                Entries.user("uid=dan," + PEOPLE, 4, "primaryGroupID=70001"),
                Entries.user("uid=eve," + PEOPLE, 5, "primaryGroupID=4465")); // 70001 in 16 bits
    }

    @AfterEach
    void close() {
        server.close();
    }

    private LdapDirectoryProvider.Builder provider(Membership membership) {
        return server.provider(LdapPreset.ACTIVE_DIRECTORY).membership(membership);
    }

    @ParameterizedTest
    @EnumSource(names = {"PERSON_ATTRIBUTE", "GROUP_ATTRIBUTE"})
    @DisplayName("the one that everybody has, if it is chosen")
    void theUsualOne(Membership membership) {
        RecordingSink sink = read(provider(membership).inGroups(USERS));

        assertThat(names(sink)).containsExactly("ann", "cid");
        assertThat(sink.people()).allMatch(person -> person.groups().contains(USERS));
    }

    @ParameterizedTest
    @EnumSource(names = {"PERSON_ATTRIBUTE", "GROUP_ATTRIBUTE"})
    @DisplayName("any other, and one within the chosen one")
    void anyOther(Membership membership) {
        RecordingSink sink = read(provider(membership).inGroups(SALES));

        assertThat(names(sink)).containsExactly("bob", "cid", "dan");
        assertThat(sink.people()).allMatch(person -> person.groups().contains(SALES));
    }

    @ParameterizedTest
    @EnumSource(names = {"PERSON_ATTRIBUTE", "GROUP_ATTRIBUTE"})
    @DisplayName("not the one within, where groups in groups are not followed")
    void notTheOneWithin(Membership membership) {
        assertThat(names(read(provider(membership).inGroups(SALES).nesting(Nesting.OFF))))
                .containsExactly("bob", "cid");
    }

    @ParameterizedTest
    @EnumSource(names = {"PERSON_ATTRIBUTE", "GROUP_ATTRIBUTE"})
    @DisplayName("somebody in one group by list and in another as the primary one is in both")
    void both(Membership membership) {
        assertThat(read(provider(membership).inGroups(SALES, USERS)).everybody())
                .filteredOn(person -> person.matchKey().orElse("").equals("cid"))
                .singleElement()
                .satisfies(cid -> assertThat(cid.groups()).containsExactly(SALES, USERS));
    }

    @ParameterizedTest
    @EnumSource(names = {"PERSON_ATTRIBUTE", "GROUP_ATTRIBUTE"})
    @DisplayName("F62: not, in a global catalog, the one that has its number in another domain")
    void notTheOneOfAnotherDomain(Membership membership) {
        String north = "dc=north," + ScriptedLdapServer.BASE;
        server.add(Entries.of(north, "domain"));
        server.add(Entries.user("uid=fay," + north, 6, "primaryGroupID=513"));
        server.add(Entries.user("uid=gus," + north, 7, "primaryGroupID=70000", "memberOf=" + USERS));
        server.set(USERS, "member", "uid=gus," + north);
        LdapDirectoryProvider.Builder provider =
                provider(membership).server("127.0.0.1", 3268); // which nobody comes to
        for (boolean groupsNeeded : new boolean[] {true, false}) {
            RecordingSink sink = new RecordingSink();
            provider.inGroups(USERS).build().read(ScriptedLdapServer.request(groupsNeeded), sink);

            assertThat(names(sink)).containsExactly("ann", "cid", "gus");
        }
        assertThat(names(read(provider.inGroups(SALES)))).containsExactly("ann", "bob", "cid", "dan", "gus");
    }

    @Test
    @DisplayName("with login names, the group of the same number (RFC 2307)")
    void numbersOfPosixGroups() {
        try (ScriptedLdapServer posix = new ScriptedLdapServer()) {
            posix.add(
                    Entries.of(USERS, "posixGroup", "gidNumber=100", "memberUid=cid"),
                    Entries.person("uid=ann," + PEOPLE, "gidNumber=100"),
                    Entries.person("uid=bob," + PEOPLE, "gidNumber=200"),
                    Entries.person("uid=cid," + PEOPLE, "gidNumber=200"));

            assertThat(names(read(posix.provider()
                            .membership(Membership.GROUP_LOGIN_NAMES)
                            .inGroups(USERS))))
                    .containsExactly("ann", "cid");
        }
    }

    @Test
    @DisplayName(
            "R3: a group whose identifier the account may not see, chosen or within a chosen one, is no group without such people")
    void theIdentifierIsHidden() {
        server.add(Entries.of("cn=hidden," + GROUPS, "group", "memberOf=" + TEAM));
        for (String chosen : List.of("cn=hidden," + GROUPS, TEAM)) {
            assertThatThrownBy(() -> read(provider(Membership.PERSON_ATTRIBUTE).inGroups(chosen)))
                    .isInstanceOf(DirectoryConfigurationException.class)
                    .hasMessageContaining("cn=hidden," + GROUPS)
                    .hasMessageContaining("objectSid");
        }
    }
}
