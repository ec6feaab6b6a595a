package dev.rollcall.ldap.internal.scope;

import static dev.rollcall.ldap.ScriptedLdapServer.GROUPS;
import static dev.rollcall.ldap.ScriptedLdapServer.PEOPLE;
import static dev.rollcall.ldap.ScriptedLdapServer.names;
import static dev.rollcall.ldap.ScriptedLdapServer.read;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rollcall.directory.DirectoryConfigurationException;
import dev.rollcall.directory.DirectoryException;
import dev.rollcall.directory.SnapshotIncompleteException;
import dev.rollcall.ldap.Entries;
import dev.rollcall.ldap.Habits;
import dev.rollcall.ldap.LdapDirectoryProvider;
import dev.rollcall.ldap.Membership;
import dev.rollcall.ldap.Nesting;
import dev.rollcall.ldap.ScriptedLdapServer;
import dev.rollcall.testkit.RecordingSink;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(60)
@DisplayName("F60: groups in groups")
class NestedGroupsTest {

    private final ScriptedLdapServer server = new ScriptedLdapServer();

    @AfterEach
    void close() {
        server.close();
    }

    private static String group(String name) {
        return "cn=" + name + "," + GROUPS;
    }

    private static String person(String name) {
        return "uid=" + name + "," + PEOPLE;
    }

    private void put(String group, String... members) {
        server.add(Entries.group(group, members));
    }

    private LdapDirectoryProvider.Builder provider(Membership membership) {
        server.keepMemberOf();
        return server.provider().membership(membership);
    }

    /** outer contains ann and middle, which contains bob and inner, which contains cid. */
    private void threeLevels() {
        server.add(Entries.person(person("ann")), Entries.person(person("bob")), Entries.person(person("cid")));
        put(group("outer"), person("ann"), group("middle"));
        put(group("middle"), person("bob"), group("inner"));
        put(group("inner"), person("cid"));
    }

    @ParameterizedTest
    @EnumSource(names = {"PERSON_ATTRIBUTE", "GROUP_ATTRIBUTE"})
    @DisplayName("they are followed, and their people are in the chosen group")
    void theyAreFollowed(Membership membership) {
        threeLevels();

        RecordingSink sink = read(provider(membership).inGroups(group("outer"), group("inner")));

        assertThat(names(sink)).containsExactly("ann", "bob", "cid");
        assertThat(sink.everybody())
                .filteredOn(person -> person.matchKey().orElse("").equals("cid"))
                .singleElement()
                .satisfies(cid -> assertThat(cid.groups()).containsExactly(group("inner"), group("outer")));
        assertThat(sink.unreadable()).isEmpty();
        assertThat(sink.warnings()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"PERSON_ATTRIBUTE", "GROUP_ATTRIBUTE"})
    @DisplayName("they are not followed where nobody wants that")
    void theyAreNotFollowed(Membership membership) {
        threeLevels();

        RecordingSink sink = read(provider(membership).inGroups(group("outer")).nesting(Nesting.OFF));

        assertThat(names(sink)).containsExactly("ann");
        assertThat(sink.unreadable()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"PERSON_ATTRIBUTE", "GROUP_ATTRIBUTE"})
    @DisplayName("groups that contain each other, or themselves, are no trouble")
    void cycles(Membership membership) {
        server.add(Entries.person(person("ann")), Entries.person(person("bob")));
        put(group("a"), person("ann"), group("b"), group("a"));
        put(group("b"), person("bob"), group("a"));

        RecordingSink one = read(provider(membership).inGroups(group("a")));
        RecordingSink both = read(server.provider().membership(membership).inGroups(group("a"), group("b")));

        assertThat(names(one)).containsExactly("ann", "bob");
        assertThat(names(both)).containsExactly("ann", "bob");
        assertThat(both.people()).allMatch(person -> person.groups().size() == 2);
    }

    @ParameterizedTest
    @EnumSource(names = {"PERSON_ATTRIBUTE", "GROUP_ATTRIBUTE"})
    @DisplayName("a group that two ways lead to counts for both")
    void twoWays(Membership membership) {
        server.add(Entries.person(person("ann")));
        put(group("left"), group("bottom"));
        put(group("right"), group("bottom"));
        put(group("bottom"), person("ann"));

        RecordingSink sink = read(provider(membership).inGroups(group("left"), group("right")));

        assertThat(sink.people())
                .singleElement()
                .satisfies(ann -> assertThat(ann.groups()).containsExactly(group("left"), group("right")));
    }

    @ParameterizedTest
    @EnumSource(names = {"PERSON_ATTRIBUTE", "GROUP_ATTRIBUTE"})
    @DisplayName("more levels than allowed are a failure, not an end")
    void theDepthLimitFails(Membership membership) {
        threeLevels();

        assertThat(names(read(provider(membership).inGroups(group("outer")).maxNestingDepth(2))))
                .hasSize(3);
        assertThatThrownBy(() -> read(server.provider()
                        .membership(membership)
                        .inGroups(group("outer"))
                        .maxNestingDepth(1)))
                .isInstanceOf(SnapshotIncompleteException.class)
                .hasMessageContaining(group("inner"));
    }

    @ParameterizedTest
    @EnumSource(names = {"PERSON_ATTRIBUTE", "GROUP_ATTRIBUTE"})
    @DisplayName("so many groups that one filter cannot name them all are no trouble")
    void manyGroups(Membership membership) {
        List<String> inner = new ArrayList<>();
        for (int i = 0; i < 120; i++) {
            server.add(Entries.person(person("p" + i)));
            put(group("g" + i), person("p" + i), person("everywhere"));
            inner.add(group("g" + i));
        }
        server.add(Entries.person(person("everywhere")), Entries.group(group("all"), inner));

        RecordingSink sink = read(provider(membership).inGroups(group("all")));

        assertThat(names(sink)).hasSize(121).doesNotHaveDuplicates();
        assertThat(sink.people()).allMatch(person -> person.groups().contains(group("all")));
    }

    @Test
    @DisplayName("a nested group that is renamed while people are read makes the read incomplete")
    void renamedMeanwhile() {
        threeLevels();
        LdapDirectoryProvider.Builder provider =
                provider(Membership.PERSON_ATTRIBUTE).inGroups(group("outer"));
        server.with(Habits.before(
                asked -> asked.isForMany()
                        && asked.request().getFilter().toString().contains("person"),
                () -> {
                    server.move(group("inner"), "cn=renamed", GROUPS);
                    server.set(person("cid"), "memberOf", group("renamed"));
                }));

        assertThatThrownBy(() -> read(provider))
                .isInstanceOf(SnapshotIncompleteException.class)
                .hasMessageContaining(group("inner"));
    }

    @Test
    @DisplayName("a nested group that goes away while the lists are read makes the read incomplete")
    void goneMeanwhile() {
        threeLevels();
        LdapDirectoryProvider.Builder provider =
                provider(Membership.GROUP_ATTRIBUTE).inGroups(group("outer"));
        server.with(Habits.before(
                asked -> asked.request().getBaseDN().equals(group("inner")), () -> server.delete(group("inner"))));

        assertThatThrownBy(() -> read(provider))
                .isInstanceOf(SnapshotIncompleteException.class)
                .hasMessageContaining(group("inner"));
    }

    @Test
    @DisplayName("a server that is no Active Directory is not asked to follow them: it would find nobody")
    void inChainNeedsActiveDirectory() {
        threeLevels();
        RecordingSink sink = new RecordingSink();

        assertThatThrownBy(() -> read(
                        provider(Membership.PERSON_ATTRIBUTE)
                                .inGroups(group("outer"))
                                .nesting(Nesting.IN_CHAIN),
                        sink))
                .isInstanceOf(DirectoryConfigurationException.class)
                .hasMessageContaining("choose expanded nesting");
        assertThat(sink.deliveries()).isZero();
    }

    @Test
    @DisplayName("a group that cannot be read is a failure, not an empty group")
    void aGroupThatCannotBeRead() {
        threeLevels();
        LdapDirectoryProvider.Builder provider =
                provider(Membership.GROUP_ATTRIBUTE).inGroups(group("outer"));
        server.with((asked, usual) -> asked.request().getBaseDN().equals(group("inner"))
                ? asked.end(com.unboundid.ldap.sdk.ResultCode.INSUFFICIENT_ACCESS_RIGHTS)
                : usual.answer(asked));

        assertThatThrownBy(() -> read(provider)).isInstanceOf(DirectoryException.class);
    }
}
