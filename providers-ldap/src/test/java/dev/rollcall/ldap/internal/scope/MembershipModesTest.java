package dev.rollcall.ldap.internal.scope;

import static dev.rollcall.ldap.ScriptedLdapServer.BASE;
import static dev.rollcall.ldap.ScriptedLdapServer.GROUPS;
import static dev.rollcall.ldap.ScriptedLdapServer.PEOPLE;
import static org.assertj.core.api.Assertions.assertThat;

import com.unboundid.ldap.sdk.Entry;
import dev.rollcall.directory.DirectoryUser;
import dev.rollcall.ldap.Entries;
import dev.rollcall.ldap.LdapDirectoryProvider;
import dev.rollcall.ldap.LdapExternalId;
import dev.rollcall.ldap.LdapPreset;
import dev.rollcall.ldap.Membership;
import dev.rollcall.ldap.ScriptedLdapServer;
import dev.rollcall.testkit.RecordingSink;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(60)
@DisplayName("F63: however a server says who is in a group, the same people are in scope")
class MembershipModesTest {

    private static final String RED = "cn=red," + GROUPS;
    private static final String BLUE = "cn=blue," + GROUPS;
    private static final String UNIT = "ou=unit," + PEOPLE;
    private static final String INNER = "ou=inner," + UNIT;

    /** With so many in a group everybody is read and compared with the list. */
    private static final int MANY = 501;

    /** Where a server says it. */
    enum Way {
        MEMBER_OF,
        MEMBER,
        MEMBER_OF_MANY,
        UNIQUE_MEMBER,
        UNIQUE_MEMBER_WITH_BITS,
        LOGIN_NAMES,
        LOGIN_NAMES_OF_MANY;

        boolean isOfMany() {
            return name().endsWith("MANY");
        }

        /** Says that these are in the group. */
        void add(ScriptedLdapServer server, String group, List<String> members) {
            List<String> values = members.stream().map(this::value).toList();
            if (this == MEMBER_OF) {
                server.add(Entries.group(group));
                return;
            }
            Entry entry = Entries.of(group, name().startsWith("LOGIN") ? "posixGroup" : "groupOfUniqueNames");
            entry.addAttribute(attribute(), values);
            server.add(entry);
        }

        private String value(String dn) {
            return switch (this) {
                case LOGIN_NAMES, LOGIN_NAMES_OF_MANY -> dn.substring("uid=".length(), dn.indexOf(','));
                case UNIQUE_MEMBER_WITH_BITS -> dn + "#'0101'B";
                default -> dn;
            };
        }

        String attribute() {
            return switch (this) {
                case MEMBER_OF -> "memberOf";
                case MEMBER, MEMBER_OF_MANY -> "member";
                case UNIQUE_MEMBER, UNIQUE_MEMBER_WITH_BITS -> "uniqueMember";
                case LOGIN_NAMES, LOGIN_NAMES_OF_MANY -> "memberUid";
            };
        }

        Membership membership() {
            return switch (this) {
                case MEMBER_OF -> Membership.PERSON_ATTRIBUTE;
                case LOGIN_NAMES, LOGIN_NAMES_OF_MANY -> Membership.GROUP_LOGIN_NAMES;
                default -> Membership.GROUP_ATTRIBUTE;
            };
        }
    }

    private final ScriptedLdapServer server = new ScriptedLdapServer();

    @AfterEach
    void close() {
        server.close();
    }

    /**
     * ann and eve are in red, bob in red and blue, cid in blue, dan in none; eve is in the unit, fay and gus deeper in
     * it.
     */
    private Map<String, Set<String>> read(
            Way way, boolean groupsNeeded, UnaryOperator<LdapDirectoryProvider.Builder> scope) {
        return read(way, groupsNeeded, server.provider(), scope);
    }

    private Map<String, Set<String>> read(
            Way way,
            boolean groupsNeeded,
            LdapDirectoryProvider.Builder provider,
            UnaryOperator<LdapDirectoryProvider.Builder> scope) {
        server.add(Entries.unit(UNIT), Entries.unit(INNER));
        List<String> red = new ArrayList<>(List.of(dn("ann"), dn("bob"), "uid=eve," + UNIT, "uid=fay," + INNER));
        List<String> blue = List.of(dn("bob"), dn("cid"));
        person(way, dn("ann"), RED);
        person(way, dn("bob"), RED, BLUE);
        person(way, dn("cid"), BLUE);
        person(way, dn("dan"));
        person(way, "uid=eve," + UNIT, RED);
        person(way, "uid=fay," + INNER, RED);
        person(way, "uid=gus," + INNER);
        if (way.isOfMany()) {
            server.add(Entries.people(MANY));
            red.addAll(Entries.names(MANY));
        }
        way.add(server, RED, red);
        way.add(server, BLUE, blue);
        RecordingSink sink = new RecordingSink();
        scope.apply(provider.membership(way.membership()).membershipAttribute(way.attribute()))
                .build()
                .read(ScriptedLdapServer.request(groupsNeeded), sink);
        assertThat(sink.unreadable()).isEmpty();
        assertThat(sink.completion()).isPresent();
        Map<String, Set<String>> found = new TreeMap<>();
        for (DirectoryUser person : sink.people()) {
            String name = person.matchKey().orElseThrow();
            assertThat(found.put(name, person.groups()))
                    .as(name + " comes once")
                    .isNull();
        }
        found.keySet().removeIf(name -> name.startsWith("u0"));
        return found;
    }

    private static String dn(String uid) {
        return "uid=" + uid + "," + PEOPLE;
    }

    private void person(Way way, String dn, String... groups) {
        server.add(Entries.person(dn));
        if (way == Way.MEMBER_OF && groups.length > 0) {
            server.set(dn, "memberOf", groups);
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("those in a chosen group")
    void aGroup(Way way) {
        assertThat(read(way, true, scope -> scope.inGroups(RED)).keySet()).containsExactly("ann", "bob", "eve", "fay");
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("those in several chosen groups come once, with all of them (R4)")
    void severalGroups(Way way) {
        var found = read(way, true, scope -> scope.inGroups(RED, BLUE));

        assertThat(found.keySet()).containsExactly("ann", "bob", "cid", "eve", "fay");
        assertThat(found.get("bob")).containsExactly(BLUE, RED);
        assertThat(found.get("cid")).containsExactly(BLUE);
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("the same people where nobody needs the groups, and then without them")
    void withoutGroups(Way way) {
        var found = read(way, false, scope -> scope.inGroups(RED, BLUE).inUnits(UNIT));

        assertThat(found.keySet()).containsExactly("ann", "bob", "cid", "eve", "fay", "gus");
        assertThat(found.values()).allMatch(Set::isEmpty);
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("a group or a unit: whoever is in both comes once, with the group")
    void aGroupOrAUnit(Way way) {
        var found = read(way, true, scope -> scope.inGroups(RED).inUnits(UNIT));

        assertThat(found.keySet()).containsExactly("ann", "bob", "eve", "fay", "gus");
        assertThat(found.get("eve")).containsExactly(RED);
        assertThat(found.get("gus")).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("a group and a unit")
    void aGroupAndAUnit(Way way) {
        assertThat(read(way, true, scope -> scope.inGroups(RED).inUnits(UNIT).groupsAndUnits(true))
                        .keySet())
                .containsExactly("eve", "fay");
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("a group without those of a unit that is left out")
    void aGroupWithoutAUnit(Way way) {
        assertThat(read(way, true, scope -> scope.inGroups(RED).exceptUnits(INNER))
                        .keySet())
                .containsExactly("ann", "bob", "eve");
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"LOGIN_NAMES", "LOGIN_NAMES_OF_MANY"})
    @DisplayName("a group and a unit that lies outside of the bases; login names do not tell who is there")
    void aUnitOutsideOfTheBases(Way way) {
        LdapDirectoryProvider.Builder groupsOnly = server.withoutBase(LdapPreset.GENERIC)
                .externalId(LdapExternalId.attribute("uid"))
                .base(GROUPS);

        assertThat(read(
                                way,
                                true,
                                groupsOnly,
                                scope -> scope.inGroups(RED).inUnits(UNIT).groupsAndUnits(true))
                        .keySet())
                .containsExactly("eve", "fay");
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("bases that overlap give each person once (F71)")
    void overlappingBases(Way way) {
        assertThat(read(
                                way,
                                true,
                                scope -> scope.inGroups(RED)
                                        .base(UNIT)
                                        .base(PEOPLE)
                                        .base(BASE.toUpperCase(java.util.Locale.ROOT)))
                        .keySet())
                .containsExactly("ann", "bob", "eve", "fay");
    }
}
