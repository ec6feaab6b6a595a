package dev.rollcall.ldap.internal.search;

import static dev.rollcall.ldap.ScriptedLdapServer.GROUPS;
import static dev.rollcall.ldap.ScriptedLdapServer.PEOPLE;
import static dev.rollcall.ldap.ScriptedLdapServer.names;
import static dev.rollcall.ldap.ScriptedLdapServer.read;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.unboundid.ldap.sdk.Attribute;
import dev.rollcall.directory.SnapshotIncompleteException;
import dev.rollcall.ldap.Asked;
import dev.rollcall.ldap.Entries;
import dev.rollcall.ldap.Habit;
import dev.rollcall.ldap.Habits;
import dev.rollcall.ldap.LdapDirectoryProvider;
import dev.rollcall.ldap.Membership;
import dev.rollcall.ldap.Ranges;
import dev.rollcall.ldap.ScriptedLdapServer;
import dev.rollcall.testkit.RecordingSink;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
@DisplayName("F58: all values are read of an attribute that comes in parts")
class RangedValuesTest {

    private static final String STAFF = "cn=staff," + GROUPS;

    private final ScriptedLdapServer server = new ScriptedLdapServer();

    @AfterEach
    void close() {
        server.close();
    }

    private LdapDirectoryProvider.Builder members(int count) {
        server.add(Entries.people(count)).add(Entries.group(STAFF, Entries.names(count)));
        return server.provider().inGroups(STAFF);
    }

    @ParameterizedTest(name = "{0} members, {1} at a time")
    @CsvSource({
        "1499, 1500",
        "1500, 1500",
        "1501, 1500",
        "4501, 1500",
        "1499, 5000",
        "1500, 5000",
        "1501, 5000",
        "4501, 5000"
    })
    @DisplayName("groups around the size of a part are read fully")
    void groupsAroundTheSizeOfAPart(int count, int step) {
        LdapDirectoryProvider.Builder provider = members(count);
        server.with(new Ranges("member", step));

        RecordingSink everybody = read(provider);

        assertThat(everybody.people()).hasSize(count);
        assertThat(everybody.unreadable()).isEmpty();
        assertThat(everybody.people()).allMatch(person -> person.groups().contains(STAFF));
    }

    @ParameterizedTest(name = "{0} members, 3 at a time")
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 9, 10})
    @DisplayName("so are groups of any size")
    void groupsOfAnySize(int count) {
        LdapDirectoryProvider.Builder provider = members(count);
        server.with(new Ranges("member", 3));

        assertThat(names(read(provider))).hasSize(count);
    }

    @ParameterizedTest(name = "{0} of 7 members")
    @ValueSource(ints = {6, 7})
    @DisplayName(
            "F124: more values than the limit of entries are a failure, so that parts for ever come to an end; as many are fine")
    void moreValuesThanTheLimit(int limit) {
        LdapDirectoryProvider.Builder provider = members(7).maxEntries(limit);
        server.with(new Ranges("member", 3));

        if (limit < 7) {
            assertFails(provider);
        } else {
            assertThat(names(read(provider))).hasSize(7);
        }
    }

    @Test
    @DisplayName("a part that is not the last, and after which none comes, is a failure")
    void aMissingLastPartIsAFailure() {
        LdapDirectoryProvider.Builder provider = members(7);
        server.with(new Ranges("member", 3, part -> part.getName().endsWith("*") ? plain(part) : part));

        assertFails(provider);
    }

    @Test
    @DisplayName("the rest without a range is a failure")
    void theRestWithoutARangeIsAFailure() {
        LdapDirectoryProvider.Builder provider = members(7);
        server.with(new Ranges("member", 3, part -> part.getName().contains("=3-") ? plain(part) : part));

        assertFails(provider);
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "member;range=4-6",
                "member;range=2-4",
                "member;range=3-9",
                "member;range=3-4",
                "member;range=x-y"
            })
    @DisplayName("a part that does not begin where the last one ended, or has another size than it says, is a failure")
    void aGapIsAFailure(String name) {
        LdapDirectoryProvider.Builder provider = members(9);
        server.with(new Ranges(
                "member", 3, part -> part.getName().contains("=3-") ? new Attribute(name, part.getRawValues()) : part));

        assertFails(provider);
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"member;range=3-9", "member;range=words of the server"})
    @DisplayName("what the server calls a part is not repeated")
    void theServersWordsAreNotRepeated(String name) {
        LdapDirectoryProvider.Builder provider = members(9);
        server.with(new Ranges(
                "member", 3, part -> part.getName().contains("=3-") ? new Attribute(name, part.getRawValues()) : part));

        assertThatThrownBy(() -> read(provider))
                .isInstanceOf(SnapshotIncompleteException.class)
                .hasMessageContaining("a part ")
                .hasMessageNotContaining("range=")
                .hasMessageNotContaining("words of the server");
    }

    @Test
    @DisplayName("a part with nothing in it that is not the last is a failure, not an endless read")
    void anEmptyPartIsAFailure() {
        LdapDirectoryProvider.Builder provider = members(9);
        server.with(new Ranges(
                "member",
                3,
                part -> part.getName().contains("=3-") ? new Attribute("member;range=3-2", new String[0]) : part));

        assertFails(provider);
    }

    private static Attribute plain(Attribute part) {
        return new Attribute("member", part.getRawValues());
    }

    private static void assertFails(LdapDirectoryProvider.Builder provider) {
        RecordingSink sink = new RecordingSink();
        assertThatThrownBy(() -> read(provider, sink)).isInstanceOf(SnapshotIncompleteException.class);
        assertThat(sink.completion()).isEmpty();
    }

    @Test
    @DisplayName("a group that changes between two parts is read anew")
    void aChangedGroupIsReadAnew() {
        LdapDirectoryProvider.Builder provider = members(9);
        AtomicInteger version = new AtomicInteger();
        server.with(changing(version, 1)).with(new Ranges("member", 3));

        assertThat(names(read(provider))).hasSize(8).contains("u00004");
        assertThat(version).hasValue(1);
    }

    @Test
    @DisplayName("a group that changes three times over is a failure")
    void aGroupThatChangesAgainAndAgainIsAFailure() {
        LdapDirectoryProvider.Builder provider = members(9);
        AtomicInteger version = new AtomicInteger();
        server.with(changing(version, 99)).with(new Ranges("member", 3));

        assertThatThrownBy(() -> read(provider))
                .isInstanceOf(SnapshotIncompleteException.class)
                .hasMessageContaining("changed");
        assertThat(version).hasValue(3);
    }

    /**
     * Removes the first member before the second part is read: what was the fourth is now the third, and would be
     * passed over.
     */
    private Habit changing(AtomicInteger version, int times) {
        return (asked, usual) -> {
            if (asks(asked, "member;range=3-*") && version.get() < times) {
                version.incrementAndGet();
                List<String> rest = Entries.names(9).subList(version.get(), 9);
                server.set(STAFF, "member", rest.toArray(String[]::new));
                server.set(STAFF, "uSNChanged", version.toString());
            }
            return usual.answer(asked);
        };
    }

    private static boolean asks(Asked asked, String attribute) {
        return asked.request().getAttributes().contains(attribute);
    }

    @Test
    @DisplayName("a group that goes away between two parts is a failure")
    void aGroupThatGoesAwayIsAFailure() {
        LdapDirectoryProvider.Builder provider = members(9);
        server.with(Habits.before(asked -> asks(asked, "member;range=3-*"), () -> server.delete(STAFF)))
                .with(new Ranges("member", 3));

        assertThatThrownBy(() -> read(provider))
                .isInstanceOf(SnapshotIncompleteException.class)
                .hasMessageContaining(STAFF);
    }

    @Test
    @DisplayName("somebody in more groups than come at a time is in all of them")
    void memberOfComesInPartsToo() {
        List<String> groups = new ArrayList<>();
        for (int i = 1; i <= 8; i++) {
            groups.add("cn=g" + i + "," + GROUPS);
            server.add(Entries.group(groups.get(i - 1)));
        }
        server.add(Entries.person("uid=ann," + PEOPLE), Entries.person("uid=bob," + PEOPLE));
        server.set("uid=ann," + PEOPLE, "memberOf", groups.toArray(String[]::new));
        server.with(new Ranges("memberOf", 3));

        RecordingSink sink =
                read(server.provider().membership(Membership.PERSON_ATTRIBUTE).inGroups(groups.get(1), groups.get(7)));

        assertThat(names(sink)).containsExactly("ann");
        assertThat(sink.people().get(0).groups()).containsExactly(groups.get(1), groups.get(7));
    }

    @Test
    @DisplayName("a value that comes twice shows that the group changed, also where nothing else does")
    void aRepeatedValueIsAChange() {
        LdapDirectoryProvider.Builder provider = members(4);
        server.with(new Ranges("member", 3, part -> part.getName().endsWith("*") ? firstMember() : part));

        assertThatThrownBy(() -> read(provider))
                .isInstanceOf(SnapshotIncompleteException.class)
                .hasMessageContaining("changed");
    }

    private static Attribute firstMember() {
        return new Attribute("member;range=3-*", Entries.names(1));
    }
}
