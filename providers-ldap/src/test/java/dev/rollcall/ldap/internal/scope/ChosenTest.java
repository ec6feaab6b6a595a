package dev.rollcall.ldap.internal.scope;

import static dev.rollcall.ldap.ScriptedLdapServer.BASE;
import static dev.rollcall.ldap.ScriptedLdapServer.GROUPS;
import static dev.rollcall.ldap.ScriptedLdapServer.PEOPLE;
import static dev.rollcall.ldap.ScriptedLdapServer.names;
import static dev.rollcall.ldap.ScriptedLdapServer.read;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.unboundid.ldap.sdk.ResultCode;
import dev.rollcall.directory.DirectoryConfigurationException;
import dev.rollcall.directory.DirectoryException;
import dev.rollcall.directory.SnapshotIncompleteException;
import dev.rollcall.ldap.Entries;
import dev.rollcall.ldap.Habits;
import dev.rollcall.ldap.LdapDirectoryProvider;
import dev.rollcall.ldap.LdapExternalId;
import dev.rollcall.ldap.LdapPreset;
import dev.rollcall.ldap.ScriptedLdapServer;
import dev.rollcall.testkit.RecordingSink;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
@DisplayName("R3, F5: every base, chosen group and chosen unit is looked up before anybody is read")
class ChosenTest {

    private static final String STAFF = "cn=staff," + GROUPS;
    private static final String ANN = "uid=ann," + PEOPLE;

    private final ScriptedLdapServer server = new ScriptedLdapServer();

    @BeforeEach
    void people() {
        server.add(
                Entries.person(ANN, "objectClass=inetOrgPerson"),
                Entries.person("uid=bob," + PEOPLE, "objectClass=inetOrgPerson"));
        server.add(Entries.of(STAFF, "groupOfNames", "member=" + ANN, "nsUniqueId=1-staff"));
    }

    @AfterEach
    void close() {
        server.close();
    }

    /** Groups and units have an id that a test can choose. */
    private LdapDirectoryProvider.Builder provider() {
        return server.provider(LdapPreset.DIRECTORY_SERVER_389).externalId(LdapExternalId.attribute("uid"));
    }

    private void assertRefused(LdapDirectoryProvider.Builder provider, String... words) {
        RecordingSink sink = new RecordingSink();
        assertThatThrownBy(() -> read(provider, sink))
                .isInstanceOf(DirectoryConfigurationException.class)
                .hasMessageContainingAll(words);
        assertThat(sink.deliveries()).isZero();
    }

    @Test
    @DisplayName("a group that is not there is a configuration error, and nobody is read")
    void aGroupThatIsNotThere() {
        assertRefused(provider().inGroups("cn=gone," + GROUPS), "group 'cn=gone," + GROUPS + "'", "is not there");
    }

    @Test
    @DisplayName("something that is no group is a configuration error")
    void somethingThatIsNoGroup() {
        assertRefused(provider().inGroups(ANN), ANN, "is no group");
    }

    @Test
    @DisplayName("a unit that is not there is a configuration error, to be chosen or to be left out")
    void aUnitThatIsNotThere() {
        assertRefused(provider().inUnits("ou=gone," + BASE), "unit 'ou=gone," + BASE + "'");
        assertRefused(provider().exceptUnits("ou=gone," + BASE), "unit to leave out, 'ou=gone," + BASE + "'");
    }

    @Test
    @DisplayName("a base that is not there is a configuration error, also beside one that is")
    void aBaseThatIsNotThere() {
        assertRefused(provider().base("dc=gone"), "base 'dc=gone'");
    }

    @Test
    @DisplayName("everything that is not there is told at once")
    void everythingIsToldAtOnce() {
        assertRefused(
                provider()
                        .base("dc=gone")
                        .inGroups("cn=a," + GROUPS, "id:nobody", STAFF)
                        .inUnits("ou=b," + BASE)
                        .exceptUnits("ou=c," + BASE),
                "base 'dc=gone'",
                "group 'cn=a,",
                "group 'id:nobody'",
                "unit 'ou=b,",
                "unit to leave out, 'ou=c,");
    }

    @Test
    @DisplayName("a group that exists and is empty is fine")
    void anEmptyGroupIsFine() {
        server.add(Entries.group("cn=empty," + GROUPS));

        RecordingSink sink = read(provider().inGroups("cn=empty," + GROUPS));

        assertThat(sink.people()).isEmpty();
        assertThat(sink.completion()).isPresent();
    }

    @Test
    @DisplayName("a group chosen by id is the same group after a rename")
    void aGroupByIdMayBeRenamed() {
        assertThat(names(read(provider().inGroups("id:1-staff")))).containsExactly("ann");

        server.move(STAFF, "cn=personnel", GROUPS);
        RecordingSink sink = read(provider().inGroups("id:1-staff"));

        assertThat(names(sink)).containsExactly("ann");
        assertThat(sink.people().get(0).groups()).containsExactly("id:1-staff");
    }

    @Test
    @DisplayName("a unit chosen by id is found too")
    void aUnitById() {
        server.add(Entries.of("ou=unit," + PEOPLE, "organizationalUnit", "nsUniqueId=2-unit"));
        server.add(Entries.person("uid=cid,ou=unit," + PEOPLE, "objectClass=inetOrgPerson"));

        assertThat(names(read(provider().inUnits("id:2-unit")))).containsExactly("cid");
    }

    @Test
    @DisplayName("an id that is found twice is a configuration error")
    void anIdThatIsThereTwice() {
        server.add(Entries.of("cn=copy," + GROUPS, "groupOfNames", "nsUniqueId=1-staff"));

        assertRefused(provider().inGroups("id:1-staff"), "id:1-staff", "is there 2 times");
    }

    @Test
    @DisplayName("an id of something that is no group is a configuration error")
    void anIdOfNoGroup() {
        server.add(Entries.of("cn=device," + GROUPS, "device", "nsUniqueId=3-device"));

        assertRefused(provider().inGroups("id:3-device"), "id:3-device");
    }

    @Test
    @DisplayName("an id that cannot be one is a configuration error")
    void anIdThatCannotBeOne() {
        assertRefused(server.provider().inGroups("id:no uuid"), "id:no uuid", "UUID");
    }

    @Test
    @DisplayName("a lookup that fails says nothing about whether the group is there")
    void aFailedLookupIsNoAbsence() {
        server.with((asked, usual) ->
                asked.request().getBaseDN().equals(STAFF) ? asked.end(ResultCode.BUSY) : usual.answer(asked));

        assertThatThrownBy(() -> read(provider().inGroups(STAFF)))
                .isInstanceOf(DirectoryException.class)
                .isNotInstanceOf(DirectoryConfigurationException.class);
    }

    @Test
    @DisplayName("a chosen group that is renamed while people are read makes the read incomplete, not the group empty")
    void aGroupRenamedMeanwhile() {
        server.set(ANN, "memberOf", STAFF);
        LdapDirectoryProvider.Builder provider = provider()
                .membership(dev.rollcall.ldap.Membership.PERSON_ATTRIBUTE)
                .inGroups(STAFF);
        assertThat(names(read(provider))).containsExactly("ann");

        server.with(Habits.before(
                asked -> asked.isForMany()
                        && asked.request().getFilter().toString().contains("inetOrgPerson"),
                () -> {
                    server.move(STAFF, "cn=personnel", GROUPS);
                    server.set(ANN, "memberOf", "cn=personnel," + GROUPS);
                }));

        assertThatThrownBy(() -> read(provider))
                .isInstanceOf(SnapshotIncompleteException.class)
                .hasMessageContaining(STAFF);
    }

    @Test
    @DisplayName("so does a unit that is renamed after the groups of its people were read")
    void aUnitRenamedMeanwhile() {
        server.add(Entries.unit("ou=unit," + PEOPLE));
        LdapDirectoryProvider.Builder provider =
                provider().exceptUnits("ou=unit," + PEOPLE).pageSize(1);

        server.with(Habits.before(2, () -> server.move("ou=unit," + PEOPLE, "ou=other", PEOPLE)));

        assertThatThrownBy(() -> read(provider)).isInstanceOf(SnapshotIncompleteException.class);
    }

    @Test
    @DisplayName("so does a group that another one takes the place of")
    void aGroupReplacedMeanwhile() {
        server.with(Habits.before(asked -> asked.request().getBaseDN().equals(ANN), () -> {
            server.move(STAFF, "cn=former", GROUPS);
            server.add(Entries.of(STAFF, "groupOfNames", "nsUniqueId=9-other"));
        }));

        assertThatThrownBy(() -> read(provider().inGroups(STAFF))).isInstanceOf(SnapshotIncompleteException.class);
    }
}
