package dev.rollcall.ldap.internal.scope;

import static dev.rollcall.ldap.ScriptedLdapServer.GROUPS;
import static dev.rollcall.ldap.ScriptedLdapServer.PEOPLE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rollcall.directory.DirectoryConfigurationException;
import dev.rollcall.ldap.Entries;
import dev.rollcall.ldap.Membership;
import dev.rollcall.ldap.ScriptedLdapServer;
import dev.rollcall.testkit.RecordingSink;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A server that does not keep memberOf for a group finds nobody in it, as politely as if nobody were. */
@Timeout(60)
@DisplayName("F63: the attribute of people that names their groups")
class KeptAttributeTest {

    private static final String KEPT = "cn=kept," + GROUPS;
    private static final String OTHER = "cn=other," + GROUPS;

    private final ScriptedLdapServer server = new ScriptedLdapServer();

    @BeforeEach
    void groups() {
        String ann = "uid=ann," + PEOPLE;
        String bob = "uid=bob," + PEOPLE;
        server.add(Entries.person(ann, "memberOf=" + KEPT), Entries.person(bob));
        server.add(Entries.group(KEPT, ann), Entries.group(OTHER, bob));
    }

    @AfterEach
    void close() {
        server.close();
    }

    private RecordingSink read(boolean groupsNeeded, String... groups) {
        RecordingSink sink = new RecordingSink();
        server.provider()
                .membership(Membership.PERSON_ATTRIBUTE)
                .inGroups(groups)
                .build()
                .read(ScriptedLdapServer.request(groupsNeeded), sink);
        return sink;
    }

    @ParameterizedTest(name = "groups of people wanted: {0}")
    @ValueSource(booleans = {true, false})
    @DisplayName("is not believed where one of the groups lists somebody and nobody names it")
    void isNotKeptForOneOfThem(boolean groupsNeeded) {
        assertThatThrownBy(() -> read(groupsNeeded, KEPT, OTHER))
                .isInstanceOf(DirectoryConfigurationException.class)
                .hasMessageContaining(OTHER)
                .hasMessageContaining("member");
    }

    @ParameterizedTest(name = "groups of people wanted: {0}")
    @ValueSource(booleans = {true, false})
    @DisplayName("is believed where somebody names each of them")
    void isKept(boolean groupsNeeded) {
        assertThat(read(groupsNeeded, KEPT).people()).hasSize(1);
    }
}
