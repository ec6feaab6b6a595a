package dev.rollcall.ldap.internal.scope;

import static dev.rollcall.ldap.ScriptedLdapServer.BASE;
import static dev.rollcall.ldap.ScriptedLdapServer.GROUPS;
import static dev.rollcall.ldap.ScriptedLdapServer.PEOPLE;
import static dev.rollcall.ldap.ScriptedLdapServer.read;
import static org.assertj.core.api.Assertions.assertThat;

import com.unboundid.ldap.protocol.SearchResultEntryProtocolOp;
import com.unboundid.ldap.sdk.Entry;
import dev.rollcall.ldap.Entries;
import dev.rollcall.ldap.LdapExternalId;
import dev.rollcall.ldap.LdapPreset;
import dev.rollcall.ldap.Membership;
import dev.rollcall.ldap.ScriptedLdapServer;
import dev.rollcall.testkit.RecordingSink;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(60)
@DisplayName("F64, F65, F123: a name is a name, whatever characters are in it")
class AwkwardNamesTest {

    private final ScriptedLdapServer server = new ScriptedLdapServer();

    @AfterEach
    void close() {
        server.close();
    }

    static Stream<String> names() {
        return Stream.of(
                "a,b",
                "a+b",
                "a\"b",
                "a\\b",
                "a<b",
                "a>b",
                "a;b",
                "a=b",
                "a#b",
                "#a",
                "a*b",
                "*",
                "a(b)",
                "(a",
                "a)",
                " a",
                "a ",
                "a\u0000b",
                "a/b",
                "Zo\u00eb",
                "\u65e5\u672c",
                "\ud83d\ude00",
                "*)(uid=*",
                ")(|(objectClass=*)",
                "a,ou=groups",
                "\\2c",
                "a\nb");
    }

    private static String person(String name) {
        return Entries.dn("cn", name, PEOPLE);
    }

    private static String group(String name) {
        return Entries.dn("cn", name, GROUPS);
    }

    /** Two people in the group of this name, and one in another; the first of the two has the name as well. */
    private void put(String name, Membership membership) {
        Entry namesake = Entries.person(person(name), "employeeNumber=1");
        Entry other = Entries.person("cn=other," + PEOPLE, "employeeNumber=2");
        Entry outsider = Entries.person("cn=outsider," + PEOPLE, "employeeNumber=3");
        server.add(namesake, other, outsider);
        switch (membership) {
            case PERSON_ATTRIBUTE -> {
                server.add(Entries.group(group(name)), Entries.group(group("outsiders")));
                server.set(namesake.getDN(), "memberOf", group(name));
                server.set(other.getDN(), "memberOf", group(name));
                server.set(outsider.getDN(), "memberOf", group("outsiders"));
            }
            case GROUP_ATTRIBUTE ->
                server.add(
                        Entries.group(group(name), namesake.getDN(), other.getDN()),
                        Entries.group(group("outsiders"), outsider.getDN()));
            case GROUP_LOGIN_NAMES ->
                server.add(
                        Entries.of(group(name), "posixGroup", "memberUid=" + name, "memberUid=other"),
                        Entries.of(group("outsiders"), "posixGroup", "memberUid=outsider"));
        }
    }

    private void assertTheTwo(String name, Membership membership) {
        put(name, membership);

        RecordingSink sink = read(server.provider()
                .externalId(LdapExternalId.attribute("employeeNumber"))
                .matchKey("employeeNumber")
                .membership(membership)
                .inGroups(group(name)));

        assertThat(ScriptedLdapServer.names(sink)).containsExactly("1", "2");
        assertThat(sink.people()).allMatch(person -> person.groups().equals(Set.of(group(name))));
        assertThat(sink.unreadable()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("names")
    @DisplayName("people and groups of such a name are found where people name their groups")
    void wherePeopleNameGroups(String name) {
        assertTheTwo(name, Membership.PERSON_ATTRIBUTE);
    }

    @ParameterizedTest
    @MethodSource("names")
    @DisplayName("and where groups name their people")
    void whereGroupsNamePeople(String name) {
        assertTheTwo(name, Membership.GROUP_ATTRIBUTE);
    }

    @ParameterizedTest
    @MethodSource("names")
    @DisplayName("and where groups name the logins of people")
    void whereGroupsNameLogins(String name) {
        assertTheTwo(name, Membership.GROUP_LOGIN_NAMES);
    }

    @ParameterizedTest
    @MethodSource("names")
    @DisplayName("so are people below units of such a name, and none below others")
    void units(String name) {
        String unit = Entries.dn("ou", name, PEOPLE);
        server.add(
                Entries.unit(unit),
                Entries.person("uid=ann," + unit),
                Entries.unit("ou=x," + PEOPLE),
                Entries.person("uid=bob,ou=x," + PEOPLE),
                Entries.person("uid=cid," + PEOPLE));

        assertThat(ScriptedLdapServer.names(read(server.provider().inUnits(unit))))
                .containsExactly("ann");
        assertThat(ScriptedLdapServer.names(read(server.provider().exceptUnits(unit))))
                .containsExactly("bob", "cid");
    }

    @ParameterizedTest
    @MethodSource("names")
    @DisplayName("an id with such characters is an id, and no filter")
    void ids(String id) {
        Entry staff = Entries.group("cn=staff," + GROUPS, "uid=ann," + PEOPLE);
        staff.addAttribute("nsUniqueId", "x" + id + "x");
        server.add(
                Entries.person("uid=ann," + PEOPLE, "objectClass=inetOrgPerson"),
                staff,
                Entries.of("cn=other," + GROUPS, "groupOfNames", "nsUniqueId=xx"));

        RecordingSink sink = read(server.provider(LdapPreset.DIRECTORY_SERVER_389)
                .externalId(LdapExternalId.attribute("uid"))
                .inGroups("id:x" + id + "x"));

        assertThat(ScriptedLdapServer.names(sink)).containsExactly("ann");
    }

    @Test
    @DisplayName("a group of somebody's that is no name of an entry is none of the chosen ones, and harms nobody")
    void aMalformedGroup() {
        String staff = "cn=staff," + GROUPS;
        server.add(Entries.group(staff), Entries.person("uid=ann," + PEOPLE));
        server.set("uid=ann," + PEOPLE, "memberOf", "no name", staff, "cn=\\zz");

        RecordingSink sink =
                read(server.provider().membership(Membership.PERSON_ATTRIBUTE).inGroups(staff));

        assertThat(ScriptedLdapServer.names(sink)).containsExactly("ann");
    }

    @Test
    @DisplayName("R5: an entry whose own name is none is somebody who cannot be read, and harms nobody else")
    void aMalformedEntry() {
        server.add(Entries.person("uid=ann," + PEOPLE)).with((asked, usual) -> {
            if (asked.isForMany()) {
                asked.connection()
                        .sendSearchResultEntry(
                                asked.messageId(), new SearchResultEntryProtocolOp("uid=\\zz", List.of()));
            }
            return usual.answer(asked);
        });

        RecordingSink sink = read(server.provider());

        assertThat(ScriptedLdapServer.names(sink)).containsExactly("ann");
        assertThat(sink.unreadable())
                .singleElement()
                .satisfies(each -> assertThat(each.why()).contains("backslash"));
    }

    @Test
    @DisplayName("F12: a unit whose name ends like that of another is another unit")
    void suffixes() {
        for (String unit : List.of("ou=sales", "ou=presales", "ou=x\\,ou=sales")) {
            server.add(
                    Entries.unit(unit + "," + BASE),
                    Entries.person("uid=in " + unit.substring(3).replace("\\,ou=", " ") + "," + unit + "," + BASE));
        }

        assertThat(ScriptedLdapServer.names(read(server.provider().inUnits("ou=sales," + BASE))))
                .containsExactly("in sales");
        assertThat(ScriptedLdapServer.names(read(server.provider().exceptUnits("ou=sales," + BASE))))
                .containsExactly("in presales", "in x sales");
    }

    @Test
    @DisplayName("F12: units are compared without regard to case and to spaces that mean nothing")
    void spellings() {
        server.add(Entries.unit("ou=Sales  Team," + BASE), Entries.person("uid=ann,ou=Sales  Team," + BASE));
        server.add(Entries.person("uid=bob," + PEOPLE));
        String spelling = "OU = sales team , DC=EXAMPLE, dc=com";

        assertThat(ScriptedLdapServer.names(read(server.provider().inUnits(spelling))))
                .containsExactly("ann");
        assertThat(ScriptedLdapServer.names(read(server.provider().exceptUnits(spelling))))
                .containsExactly("bob");
    }
}
