package dev.rollcall.ldap.internal.scope;

import static dev.rollcall.ldap.ScriptedLdapServer.BASE;
import static dev.rollcall.ldap.ScriptedLdapServer.GROUPS;
import static dev.rollcall.ldap.ScriptedLdapServer.PEOPLE;
import static dev.rollcall.ldap.ScriptedLdapServer.names;
import static dev.rollcall.ldap.ScriptedLdapServer.read;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.unboundid.ldap.sdk.Attribute;
import dev.rollcall.directory.SnapshotIncompleteException;
import dev.rollcall.ldap.Entries;
import dev.rollcall.ldap.Habits;
import dev.rollcall.ldap.LdapDirectoryProvider;
import dev.rollcall.ldap.LdapExternalId;
import dev.rollcall.ldap.LdapPreset;
import dev.rollcall.ldap.Membership;
import dev.rollcall.ldap.ScriptedLdapServer;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * R1: a read is no moment. Whoever is in scope before, during and after it is delivered, wherever they are moved
 * meanwhile.
 */
@Timeout(60)
@DisplayName("While a read is under way")
class MeanwhileTest {

    private static final String NORTH = "ou=north," + BASE;
    private static final String SOUTH = "ou=south," + BASE;
    private static final String TEAM = "ou=team," + SOUTH;

    private final ScriptedLdapServer server = new ScriptedLdapServer();

    @AfterEach
    void close() {
        server.close();
    }

    private static String group(int number) {
        return "cn=g" + number + "," + GROUPS;
    }

    private static String person(String name) {
        return "uid=" + name + "," + PEOPLE;
    }

    private LdapDirectoryProvider.Builder provider() {
        return server.provider();
    }

    @Test
    @DisplayName("a whole unit is moved to where everybody was read already: its people are found")
    void aUnitIsMoved() {
        server.add(Entries.unit(NORTH), Entries.unit(SOUTH), Entries.unit(TEAM));
        server.add(Entries.person("uid=ann," + TEAM), Entries.person("uid=bob," + NORTH));
        for (String dn : List.of("uid=ann," + TEAM, "uid=bob," + NORTH)) {
            server.set(dn, "modifyTimestamp", "20200101000000Z");
        }
        server.with(Habits.before(
                asked -> asked.request().getBaseDN().equals(SOUTH) && asked.isForMany(),
                () -> server.move(TEAM, "ou=team", NORTH)));

        assertThat(names(read(provider().inUnits(NORTH, SOUTH)))).containsExactly("ann", "bob");
    }

    @Test
    @DisplayName("somebody is moved to a list that was read already: found, and in the group that lists them now")
    void aMemberIsMoved() {
        server.add(Entries.person(person("ann")), Entries.person(person("bob")));
        server.add(Entries.group(group(1), person("bob")), Entries.group(group(2), person("ann")));
        server.with(
                Habits.before(asked -> asked.request().getBaseDN().equals(group(2)) && asksForMembers(asked), () -> {
                    server.set(group(1), "member", person("bob"), person("ann"));
                    server.set(group(2), "member", person("bob"));
                }));

        assertThat(names(read(provider().inGroups(group(1), group(2))))).containsExactly("ann", "bob");
    }

    private static boolean asksForMembers(dev.rollcall.ldap.Asked asked) {
        return asked.request().getAttributes().contains("member");
    }

    @ParameterizedTest
    @ValueSource(strings = {BASE, PEOPLE})
    @DisplayName("a group is put into a list that was read already: the read is not complete, wherever groups lie")
    void aGroupIsPutIn(String base) {
        server.add(Entries.person(person("ann")), Entries.person(person("bob")));
        server.add(Entries.group(group(1), person("bob")), Entries.group(group(2), person("bob")));
        server.with(Habits.before(
                asked -> asked.request().getBaseDN().equals(group(2)) && asksForMembers(asked), () -> {
                    server.add(Entries.group(group(3), person("ann")));
                    server.set(group(1), "member", person("bob"), group(3));
                }));

        assertThatThrownBy(() -> read(server.withoutBase(LdapPreset.GENERIC)
                        .externalId(LdapExternalId.attribute("uid"))
                        .base(base)
                        .inGroups(group(1), group(2))))
                .isInstanceOf(SnapshotIncompleteException.class)
                .hasMessageContaining(group(3));
    }

    @Test
    @DisplayName("somebody goes from the last of many groups to the first, which their own entry does not show: found")
    void aMembershipIsMoved() {
        try (ScriptedLdapServer domain = domainOfGroups(60)) {
            domain.add(Entries.user(person("ann"), 1, "memberOf=" + group(59), "uSNChanged=10"));
            domain.with(Habits.before(
                    asked -> asked.isForMany()
                            && asked.request().getFilter().toString().contains(group(59))
                            && !asked.request().getFilter().toString().contains("=group)"),
                    () -> {
                        domain.set(person("ann"), "memberOf", group(1));
                        domain.set(group(1), "uSNChanged", "1001");
                        domain.set(group(59), "uSNChanged", "1002");
                    }));
            List<String> chosen = new ArrayList<>();
            for (int number = 0; number < 60; number++) {
                chosen.add(group(number));
            }

            assertThat(names(read(domain.provider(LdapPreset.ACTIVE_DIRECTORY).inGroups(chosen))))
                    .containsExactly("ann");
        }
    }

    private static ScriptedLdapServer domainOfGroups(int count) {
        ScriptedLdapServer domain = ScriptedLdapServer.activeDirectory();
        for (int number = 0; number < count; number++) {
            com.unboundid.ldap.sdk.Entry group = Entries.of(group(number), "group", "uSNChanged=" + number);
            group.addAttribute(new Attribute("objectSid", sid(1000 + number)));
            domain.add(group);
        }
        return domain;
    }

    private static byte[] sid(int last) {
        byte[] sid = {1, 2, 0, 0, 0, 0, 0, 5, 21, 0, 0, 0, 0, 0, 0, 0};
        for (int i = 0; i < Integer.BYTES; i++) {
            sid[sid.length - Integer.BYTES + i] = (byte) (last >> (i * Byte.SIZE));
        }
        return sid;
    }

    @Test
    @DisplayName("in Active Directory, somebody is moved to a page that was sent already: found, once")
    void movedBetweenPages() {
        try (ScriptedLdapServer domain = ScriptedLdapServer.activeDirectory()) {
            domain.add(Entries.unit(NORTH), Entries.unit(SOUTH));
            for (int number = 1; number <= 9; number++) {
                domain.add(Entries.user("uid=u" + number + "," + SOUTH, number, "uSNChanged=1"));
            }
            domain.with(Habits.before(2, () -> {
                domain.move("uid=u9," + SOUTH, "uid=a9", NORTH);
                domain.set("uid=a9," + NORTH, "uSNChanged", "1001");
            }));

            assertThat(names(read(domain.provider(LdapPreset.ACTIVE_DIRECTORY).pageSize(3))))
                    .filteredOn(name -> name.endsWith("9"))
                    .containsExactly("u9");
        }
    }

    @Test
    @DisplayName("the clock that tells which accounts have expired tells nothing of what was moved")
    void theProvidersClock() {
        server.add(Entries.unit(NORTH), Entries.unit(SOUTH), Entries.person("uid=ann," + SOUTH));
        server.with(Habits.before(
                asked -> asked.request().getBaseDN().equals(SOUTH) && asked.isForMany(),
                () -> server.move("uid=ann," + SOUTH, "uid=ann", NORTH)));
        Clock ahead = Clock.offset(Clock.systemUTC(), Duration.ofHours(1));

        assertThat(names(read(provider().inUnits(NORTH, SOUTH).clock(ahead)))).containsExactly("ann");
    }

    @Test
    @DisplayName("and groups within chosen groups are found wherever they are, the bases being for people")
    void groupsOutsideOfTheBases() {
        server.add(Entries.person(person("ann")));
        server.add(Entries.group(group(1), group(2)), Entries.group(group(2), person("ann")));
        server.keepMemberOf();
        for (Membership membership : List.of(Membership.PERSON_ATTRIBUTE, Membership.GROUP_ATTRIBUTE)) {
            LdapDirectoryProvider.Builder provider = server.withoutBase(LdapPreset.GENERIC)
                    .externalId(LdapExternalId.attribute("uid"))
                    .base(PEOPLE)
                    .membership(membership);

            assertThat(names(read(provider.inGroups(group(1)))))
                    .as(membership.name())
                    .containsExactly("ann");
        }
    }
}
