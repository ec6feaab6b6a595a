package dev.rollcall.ldap.internal.scope;

import static dev.rollcall.ldap.ScriptedLdapServer.BASE;
import static dev.rollcall.ldap.ScriptedLdapServer.GROUPS;
import static dev.rollcall.ldap.ScriptedLdapServer.PEOPLE;
import static dev.rollcall.ldap.ScriptedLdapServer.names;
import static dev.rollcall.ldap.ScriptedLdapServer.read;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.unboundid.ldap.sdk.Entry;
import dev.rollcall.directory.DirectoryConfigurationException;
import dev.rollcall.ldap.Entries;
import dev.rollcall.ldap.LdapDirectoryProvider;
import dev.rollcall.ldap.LdapExternalId;
import dev.rollcall.ldap.LdapPreset;
import dev.rollcall.ldap.Membership;
import dev.rollcall.ldap.ScriptedLdapServer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(60)
@DisplayName("F63: a group in which nobody is found, and which lists somebody in another attribute")
class OtherListsTest {

    private static final String RED = "cn=red," + GROUPS;
    private static final String BLUE = "cn=blue," + GROUPS;
    private static final String ELSEWHERE = "ou=elsewhere," + BASE;
    private static final String ANN = "uid=ann," + PEOPLE;
    private static final String BOB = "uid=bob," + ELSEWHERE;

    private final ScriptedLdapServer server = new ScriptedLdapServer();

    @BeforeEach
    void people() {
        server.add(Entries.unit(ELSEWHERE));
        server.add(Entries.person(ANN, "memberOf=" + RED), Entries.person(BOB, "memberOf=" + BLUE));
        server.add(group(RED, "member=" + ANN, "memberUid=ann"));
    }

    @AfterEach
    void close() {
        server.close();
    }

    private static Entry group(String dn, String... attributes) {
        return Entries.of(dn, "groupOfNames", attributes);
    }

    private LdapDirectoryProvider.Builder provider(Membership membership) {
        return server.withoutBase(LdapPreset.GENERIC)
                .externalId(LdapExternalId.attribute("uid"))
                .base(PEOPLE)
                .membership(membership)
                .inGroups(RED, BLUE);
    }

    @ParameterizedTest
    @EnumSource(names = {"PERSON_ATTRIBUTE", "GROUP_ATTRIBUTE"})
    @DisplayName("R3: is fine where nobody of the list is looked for here")
    void nobodyOfTheList(Membership membership) {
        server.add(group(BLUE, "member=" + BOB, "memberUid=bob"));

        assertThat(names(read(provider(membership)))).containsExactly("ann");
    }

    @Test
    @DisplayName("R3: is fine where it lists a login name alone, and nobody has it")
    void aLoginNameAlone() {
        server.add(group(BLUE, "memberUid=root"));

        assertThat(names(read(provider(Membership.GROUP_ATTRIBUTE)))).containsExactly("ann");
    }

    @Test
    @DisplayName("R3: is fine where an empty value stands for no member, and login names are what counts")
    void anEmptyValue() {
        server.add(group(BLUE, "member="));

        assertThat(names(read(provider(Membership.GROUP_LOGIN_NAMES)))).containsExactly("ann");
    }

    @ParameterizedTest
    @EnumSource(names = {"PERSON_ATTRIBUTE", "GROUP_ATTRIBUTE"})
    @DisplayName("is a mistake where the other list has a login name of somebody who is looked for")
    void aLoginNameOfSomebody(Membership membership) {
        server.add(group(BLUE, "memberUid=root", "memberUid=ann"));

        assertThatThrownBy(() -> read(provider(membership)))
                .isInstanceOf(DirectoryConfigurationException.class)
                .hasMessageContaining("'" + BLUE + "'")
                .hasMessageContaining("in memberUid");
    }

    @Test
    @DisplayName("is a mistake where somebody who is looked for is the last of hundreds of login names")
    void aLoginNameBehindMany() {
        List<String> logins = new ArrayList<>();
        for (int i = 0; i < 450; i++) {
            logins.add("memberUid=service" + i);
        }
        logins.add("memberUid=ann");
        server.add(group(BLUE, logins.toArray(String[]::new)));

        assertThatThrownBy(() -> read(provider(Membership.GROUP_ATTRIBUTE)))
                .isInstanceOf(DirectoryConfigurationException.class)
                .hasMessageContaining("'" + BLUE + "'");
    }

    @Test
    @DisplayName("is a mistake where the other list names somebody who is looked for")
    void theNameOfSomebody() {
        server.add(group(BLUE, "uniqueMember=" + ANN));

        assertThatThrownBy(() -> read(provider(Membership.PERSON_ATTRIBUTE)))
                .isInstanceOf(DirectoryConfigurationException.class)
                .hasMessageContaining("Nobody was found in '" + BLUE + "' by the attribute memberOf")
                .hasMessageContaining("lists people in uniqueMember");
    }

    @Test
    @DisplayName("is a mistake where names are listed elsewhere than configured: they may be those of groups of people")
    void namesElsewhere() {
        server.add(group("cn=inner," + GROUPS, "uniqueMember=" + ANN), group(BLUE, "uniqueMember=cn=inner," + GROUPS));

        assertThatThrownBy(() -> read(provider(Membership.GROUP_ATTRIBUTE)))
                .isInstanceOf(DirectoryConfigurationException.class)
                .hasMessageContaining("'" + BLUE + "' lists its members in uniqueMember");
    }
}
