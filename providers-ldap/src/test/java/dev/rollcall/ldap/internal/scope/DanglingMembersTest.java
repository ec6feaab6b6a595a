package dev.rollcall.ldap.internal.scope;

import static dev.rollcall.ldap.ScriptedLdapServer.BASE;
import static dev.rollcall.ldap.ScriptedLdapServer.GROUPS;
import static dev.rollcall.ldap.ScriptedLdapServer.PEOPLE;
import static dev.rollcall.ldap.ScriptedLdapServer.names;
import static dev.rollcall.ldap.ScriptedLdapServer.read;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.ResultCode;
import dev.rollcall.directory.SnapshotIncompleteException;
import dev.rollcall.ldap.DanglingMembers;
import dev.rollcall.ldap.Entries;
import dev.rollcall.ldap.Habits;
import dev.rollcall.ldap.LdapDirectoryProvider;
import dev.rollcall.ldap.LdapExternalId;
import dev.rollcall.ldap.LdapPreset;
import dev.rollcall.ldap.Membership;
import dev.rollcall.ldap.ScriptedLdapServer;
import dev.rollcall.testkit.RecordingSink;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
@DisplayName("F63: a member that nothing is found under is nobody's evidence of having left")
class DanglingMembersTest {

    private static final String STAFF = "cn=staff," + GROUPS;
    private static final String ANN = "uid=ann," + PEOPLE;
    private static final String GONE = "uid=gone," + PEOPLE;

    private final ScriptedLdapServer server = new ScriptedLdapServer();

    @AfterEach
    void close() {
        server.close();
    }

    /** With this many others in the group as well. */
    private LdapDirectoryProvider.Builder staff(int others, String... members) {
        List<String> all = new ArrayList<>(Entries.names(others));
        all.addAll(List.of(members));
        server.add(Entries.person(ANN)).add(Entries.people(others)).add(Entries.group(STAFF, all));
        return server.provider().inGroups(STAFF);
    }

    private LdapDirectoryProvider.Builder peopleOnly() {
        return server.withoutBase(LdapPreset.GENERIC)
                .externalId(LdapExternalId.attribute("uid"))
                .base(PEOPLE);
    }

    private static void assertFine(RecordingSink sink, int people) {
        assertThat(sink.people()).hasSize(people);
        assertThat(sink.unreadable()).isEmpty();
        assertThat(sink.warnings()).isEmpty();
    }

    private static void assertHeld(RecordingSink sink, int people, int dangling) {
        assertThat(sink.people()).hasSize(people);
        assertThat(sink.unreadable()).hasSize(dangling).allSatisfy(each -> {
            assertThat(each.known().externalId()).isEmpty();
            assertThat(each.known().groups()).containsExactly(STAFF);
        });
        assertThat(sink.warnings()).singleElement().asString().contains("names of " + dangling + " members");
        assertThat(sink.completion().orElseThrow().delivered()).isEqualTo(people + dangling);
    }

    @ParameterizedTest(name = "with {0} others")
    @ValueSource(ints = {0, 501})
    @DisplayName("R5: it is somebody who could not be read")
    void itIsSomebodyWhoCouldNotBeRead(int others) {
        assertHeld(read(staff(others, ANN, GONE)), others + 1, 1);
    }

    @ParameterizedTest(name = "with {0} others")
    @ValueSource(ints = {0, 501})
    @DisplayName("it is a warning and nothing more where the host says so")
    void itMayBeIgnored(int others) {
        RecordingSink sink = read(staff(others, ANN, GONE).danglingMembers(DanglingMembers.IGNORE));

        assertThat(sink.people()).hasSize(others + 1);
        assertThat(sink.unreadable()).isEmpty();
        assertThat(sink.warnings()).hasSize(1);
    }

    @Test
    @DisplayName("many of them are found out too")
    void manyOfThem() {
        List<String> gone = Entries.names(600);
        server.add(Entries.person(ANN)).add(Entries.group(STAFF, gone)).add(Entries.people(10));

        RecordingSink sink = read(server.provider().inGroups(STAFF));

        assertHeld(sink, 10, 590);
    }

    @Test
    @DisplayName("a login name that nobody has is one of them")
    void aLoginNameThatNobodyHas() {
        server.add(Entries.person(ANN), Entries.of(STAFF, "posixGroup", "memberUid=ann", "memberUid=gone"));

        assertHeld(
                read(server.provider().membership(Membership.GROUP_LOGIN_NAMES).inGroups(STAFF)), 1, 1);
    }

    @ParameterizedTest(name = "with {0} others")
    @ValueSource(ints = {0, 501})
    @DisplayName("a member that is no person is fine")
    void aMemberThatIsNoPerson(int others) {
        server.add(Entries.of("cn=printer," + PEOPLE, "device"));

        assertFine(read(staff(others, ANN, "cn=printer," + PEOPLE)), others + 1);
    }

    @ParameterizedTest(name = "with {0} others")
    @ValueSource(ints = {0, 501})
    @DisplayName("F12: a member below a unit that is left out is fine, whether it is there or not")
    void aMemberBelowAUnitThatIsLeftOut(int others) {
        String out = "ou=out," + PEOPLE;
        server.add(Entries.unit(out), Entries.person("uid=bob," + out));

        assertFine(read(staff(others, ANN, "uid=bob," + out, "uid=gone," + out).exceptUnits(out)), others + 1);
    }

    @Test
    @DisplayName("F12: a member below a chosen unit within one that is left out is not")
    void aMemberBelowAUnitThatIsChosenAgain() {
        String out = "ou=out," + PEOPLE;
        String in = "ou=in," + out;
        server.add(Entries.unit(out), Entries.unit(in));

        assertHeld(read(staff(0, ANN, "uid=gone," + in).exceptUnits(out).inUnits(in)), 1, 1);
    }

    @ParameterizedTest(name = "with {0} others")
    @ValueSource(ints = {0, 501})
    @DisplayName("a member that lies where nobody looks is fine, whether it is there or not")
    void aMemberOutsideOfTheBases(int others) {
        assertFine(read(staff(others, ANN, "cn=ann,dc=other,dc=org")), others + 1);
    }

    /** 10 is a referral, 50 the lack of a right. */
    @ParameterizedTest
    @ValueSource(ints = {10, 50})
    @DisplayName("a member that lies where nobody looks is fine, though the server would not give it out")
    void aMemberOutOfReach(int code) {
        String far = "uid=far,ou=delegated," + ScriptedLdapServer.BASE;
        server.with((asked, usual) ->
                asked.request().getBaseDN().equals(far) ? asked.end(ResultCode.valueOf(code)) : usual.answer(asked));

        staff(0, ANN, far);

        assertFine(read(peopleOnly().inGroups(STAFF)), 1);
    }

    @Test
    @DisplayName("a member that the operator's filter does not let in is fine")
    void aMemberThatIsFilteredOut() {
        server.add(Entries.person("uid=bob," + PEOPLE));

        assertFine(read(staff(0, ANN, "uid=bob," + PEOPLE).filter("(uid=ann)")), 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"nonsense", "uid=ann,,dc=org", "uid=\\zz," + PEOPLE, ","})
    @DisplayName("a member that is no name of an entry is one of them")
    void aMalformedMember(String member) {
        assertHeld(read(staff(0, ANN, member)), 1, 1);
    }

    @Test
    @DisplayName("a name that the server takes for none is one of them")
    void aNameThatTheServerRefuses() {
        server.with((asked, usual) -> asked.request().getBaseDN().equals(GONE)
                ? asked.end(ResultCode.INVALID_DN_SYNTAX)
                : usual.answer(asked));

        assertHeld(read(staff(0, ANN, GONE)), 1, 1);
    }

    @Test
    @DisplayName("a member that the server finds and does not show is one of them")
    void aHiddenMember() {
        server.add(Entries.person(GONE))
                .with((asked, usual) ->
                        asked.request().getBaseDN().equals(GONE) ? asked.end(ResultCode.SUCCESS) : usual.answer(asked));

        assertHeld(read(staff(0, ANN, GONE)), 1, 1);
    }

    @Test
    @DisplayName("a look at a member that fails is a failure, not one of them")
    void aFailedLookIsAFailure() {
        LdapDirectoryProvider.Builder provider = staff(0, ANN);
        server.with((asked, usual) ->
                asked.request().getBaseDN().equals(ANN) ? asked.end(ResultCode.OTHER) : usual.answer(asked));

        assertThatThrownBy(() -> read(provider)).isInstanceOf(SnapshotIncompleteException.class);
    }

    @ParameterizedTest(name = "with {0} others")
    @ValueSource(ints = {0, 501})
    @DisplayName("F64: a member whose name is spelt in another way is the person")
    void anotherSpelling(int others) {
        assertFine(read(staff(others, "UID = Ann , OU=People, DC=EXAMPLE,dc=com")), others + 1);
    }

    @Test
    @DisplayName("a group without any person among its members is empty")
    void aGroupOfDevices() {
        server.add(Entries.of("cn=printer," + PEOPLE, "device"));

        assertFine(read(staff(0, "cn=printer," + PEOPLE)), 0);
    }

    @Test
    @DisplayName("somebody who is renamed between the list and the look is one of them, not one who left")
    void renamedMeanwhile() {
        LdapDirectoryProvider.Builder provider = staff(0, ANN);
        server.with(Habits.before(
                asked -> asked.request().getBaseDN().equals(ANN), () -> server.move(ANN, "uid=ann-lee", PEOPLE)));

        assertHeld(read(provider), 0, 1);
    }

    @Test
    @DisplayName(
            "a group whose name is newer than the list of groups makes the read incomplete: its people were not looked for")
    void aGroupThatCameLate() {
        String inner = "cn=inner," + GROUPS;
        Entry late = Entries.group(inner, ANN);
        LdapDirectoryProvider.Builder provider = staff(0, inner);
        server.with(Habits.before(
                asked -> asked.request().getBaseDN().equals(STAFF)
                        && asked.request().getAttributes().contains("member"),
                () -> server.add(late)));

        assertThatThrownBy(() -> read(provider))
                .isInstanceOf(SnapshotIncompleteException.class)
                .hasMessageContaining(inner);
    }

    @ParameterizedTest(name = "with {0} others")
    @ValueSource(ints = {0, 51})
    @DisplayName("R1: so does one that was renamed meanwhile and lies outside of the bases, which are for people")
    void aGroupThatWasRenamed(int others) {
        assertRenamedIsSeen(peopleOnly(), others);
    }

    @ParameterizedTest(name = "with {0} others")
    @ValueSource(ints = {0, 51})
    @DisplayName("R1: and one that lies outside of the units, where people have to be in one of both")
    void aGroupOutsideOfTheUnits(int others) {
        assertRenamedIsSeen(server.provider().inUnits(PEOPLE).groupsAndUnits(true), others);
    }

    /** The group within lists ann, and gets another name just before the list of the outer one is read. */
    private void assertRenamedIsSeen(LdapDirectoryProvider.Builder provider, int others) {
        String inner = "cn=inner," + GROUPS;
        String renamed = "cn=renamed," + GROUPS;
        List<String> all = new ArrayList<>(List.of("uid=bob," + PEOPLE));
        for (int number = 0; number < others; number++) {
            all.add("cn=device" + number + "," + GROUPS);
        }
        server.add(Entries.person(ANN), Entries.person("uid=bob," + PEOPLE));
        server.add(Entries.group(STAFF, inner), Entries.group(inner, ANN));
        server.with(Habits.before(
                asked -> asked.request().getBaseDN().equals(STAFF)
                        && asked.request().getAttributes().contains("member"),
                () -> {
                    server.move(inner, "cn=renamed", GROUPS);
                    all.add(renamed);
                    server.set(STAFF, "member", all.toArray(String[]::new));
                }));

        assertThatThrownBy(() -> read(provider.inGroups(STAFF)))
                .isInstanceOf(SnapshotIncompleteException.class)
                .hasMessageContaining(renamed);
    }

    @Test
    @DisplayName("an empty value, which stands for no member where there has to be one, is none of them")
    void anEmptyValue() {
        assertFine(read(staff(0, ANN, "")), 1);
    }

    @Test
    @DisplayName("F5: a group of nothing but an empty value is empty, also where no group of its class is")
    void nothingButAnEmptyValue() {
        server.add(Entries.group(STAFF, ""));

        assertFine(
                read(server.provider(LdapPreset.OPENLDAP)
                        .externalId(LdapExternalId.attribute("uid"))
                        .inGroups(STAFF)),
                0);
    }

    @Test
    @DisplayName("nobody looks for members where nobody in scope can be")
    void groupsAndUnits() {
        server.add(Entries.unit("ou=unit," + BASE), Entries.person("uid=bob,ou=unit," + BASE));
        LdapDirectoryProvider.Builder provider = staff(0, GONE, "uid=bob,ou=unit," + BASE)
                .inUnits("ou=unit," + BASE)
                .groupsAndUnits(true);

        RecordingSink sink = read(provider);

        assertFine(sink, 1);
        assertThat(names(sink)).containsExactly("bob");
    }
}
