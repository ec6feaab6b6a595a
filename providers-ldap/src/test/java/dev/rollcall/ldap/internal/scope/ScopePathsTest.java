package dev.rollcall.ldap.internal.scope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.unboundid.ldap.listener.InMemoryDirectoryServer;
import com.unboundid.ldap.listener.InMemoryDirectoryServerConfig;
import com.unboundid.ldap.listener.InMemoryListenerConfig;
import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import com.unboundid.ldap.sdk.SearchResultEntry;
import dev.rollcall.directory.DirectoryConfigurationException;
import dev.rollcall.identity.ExternalId;
import dev.rollcall.ldap.DanglingMembers;
import dev.rollcall.ldap.LdapActivity;
import dev.rollcall.ldap.LdapExternalId;
import dev.rollcall.ldap.LdapPreset;
import dev.rollcall.ldap.LdapSecurity;
import dev.rollcall.ldap.LdapTrust;
import dev.rollcall.ldap.Membership;
import dev.rollcall.ldap.Nesting;
import dev.rollcall.ldap.internal.LdapSettings;
import dev.rollcall.ldap.internal.LdapSettings.Chosen;
import dev.rollcall.ldap.internal.connection.ConnectionSettings;
import dev.rollcall.ldap.internal.connection.Connector;
import dev.rollcall.ldap.internal.connection.LdapSession;
import dev.rollcall.ldap.internal.connection.RunTime;
import dev.rollcall.ldap.internal.search.Searches;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("slow")
@DisplayName("The ways in which somebody is in scope")
class ScopePathsTest {

    private static final String TOP = "dc=example,dc=com";
    private static final String BASE = "ou=in," + TOP;
    private static final String STAFF = "ou=staff," + BASE;
    private static final String FORMER = "ou=former," + STAFF;
    private static final String GROUPS = "ou=groups," + BASE;
    private static final String OUTSIDE = "ou=out," + TOP;
    private static final String ANN = "cn=Ann," + STAFF;
    private static final Duration LONG = Duration.ofSeconds(30);

    private InMemoryDirectoryServer server;
    private final Given given = new Given();

    @BeforeEach
    void start() throws LDAPException {
        InMemoryDirectoryServerConfig config = new InMemoryDirectoryServerConfig(TOP);
        config.setSchema(null);
        config.setListenerConfigs(
                InMemoryListenerConfig.createLDAPConfig("ldap", InetAddress.getLoopbackAddress(), 0, null));
        server = new InMemoryDirectoryServer(config);
        server.startListening();
        empty();
    }

    private void empty() throws LDAPException {
        server.clear();
        for (String dn : List.of(TOP, BASE, STAFF, FORMER, GROUPS, OUTSIDE)) {
            add(dn, "organizationalUnit");
        }
    }

    @AfterEach
    void stop() {
        server.shutDown(true);
    }

    /** What is chosen, and how it is read. */
    private static final class Given {
        private LdapPreset preset = LdapPreset.GENERIC;
        private Membership membership = Membership.GROUP_ATTRIBUTE;
        private Nesting nesting = Nesting.EXPANDED;
        private List<String> groups = List.of();
        private List<String> units = List.of();
        private List<String> exceptUnits = List.of();
        private boolean both;

        @Override
        public String toString() {
            return preset + " " + membership + " " + nesting + " groups " + groups + " units " + units + " except "
                    + exceptUnits + (both ? " both" : "");
        }
    }

    private LdapSettings settings() throws LDAPException {
        return new LdapSettings(
                given.preset,
                new ConnectionSettings(
                        List.of(new ConnectionSettings.Server("127.0.0.1", server.getListenPort())),
                        LdapSecurity.INSECURE,
                        LdapTrust.ofJvm(),
                        null,
                        null,
                        LONG,
                        LONG,
                        LONG,
                        LONG,
                        1_000_000),
                new LdapSettings.Scope(
                        List.of(new DN(BASE)),
                        chosen(given.groups),
                        chosen(given.units),
                        chosen(given.exceptUnits),
                        given.both,
                        given.membership == Membership.GROUP_LOGIN_NAMES ? Nesting.OFF : given.nesting,
                        50,
                        given.membership,
                        attribute(),
                        "uid",
                        Filter.createEqualityFilter("objectClass", "groupOfNames"),
                        DanglingMembers.IGNORE,
                        null),
                new LdapSettings.People(
                        Filter.createEqualityFilter("objectClass", "person"),
                        "uid",
                        LdapExternalId.entryUuid(),
                        LdapActivity.everybody(),
                        Set.of()),
                new LdapSettings.Paging(100, 1_000_000),
                Clock.systemUTC());
    }

    private String attribute() {
        return switch (given.membership) {
            case PERSON_ATTRIBUTE -> "memberOf";
            case GROUP_ATTRIBUTE -> "member";
            case GROUP_LOGIN_NAMES -> "memberUid";
        };
    }

    private static List<Chosen> chosen(List<String> texts) throws LDAPException {
        List<Chosen> all = new ArrayList<>();
        for (String text : texts) {
            all.add(
                    text.startsWith("id:")
                            ? new Chosen(text, null, text.substring(3))
                            : new Chosen(text, new DN(text), null));
        }
        return all;
    }

    private void add(String dn, String objectClass, String... attributes) throws LDAPException {
        Entry entry = new Entry(dn);
        entry.addAttribute("objectClass", objectClass);
        entry.addAttribute(
                new DN(dn).getRDN().getAttributeNames()[0], new DN(dn).getRDN().getAttributeValues());
        for (String attribute : attributes) {
            int mark = attribute.indexOf('=');
            entry.addAttribute(attribute.substring(0, mark), attribute.substring(mark + 1));
        }
        server.add(entry);
    }

    /** A group of these members. */
    private void group(String name, String... members) throws LDAPException {
        add(
                groupDn(name),
                "groupOfNames",
                Stream.of(members).map(member -> "member=" + member).toArray(String[]::new));
    }

    private static String groupDn(String name) {
        return "cn=" + name + "," + GROUPS;
    }

    private List<String> paths(String dn) throws LDAPException {
        return new ScopePaths(settings()).of(ExternalId.of(server.getEntry(dn).getAttributeValue("entryUUID")));
    }

    @Test
    void areTheChosenGroupAndThoseBetween() throws LDAPException {
        add(ANN, "person");
        group("App Users", groupDn("Sales"), ANN);
        group("Sales", ANN);
        given.groups = List.of(groupDn("App Users"));

        assertThat(paths(ANN))
                .containsExactly(
                        "group cn=App Users," + GROUPS + " > " + ANN,
                        "group cn=App Users," + GROUPS + " > cn=Sales," + GROUPS + " > " + ANN);
    }

    @Test
    void leadThroughEachChosenGroupAndNotThroughItselfTwice() throws LDAPException {
        add(ANN, "person");
        group("A", groupDn("B"));
        group("B", groupDn("A"), groupDn("B"), ANN);
        given.groups = List.of(groupDn("A"), groupDn("B"));

        assertThat(paths(ANN))
                .containsExactly(
                        "group " + groupDn("B") + " > " + ANN,
                        "group " + groupDn("A") + " > " + groupDn("B") + " > " + ANN);
    }

    @Test
    void areTwentyOfManyAndTheShortest() throws LDAPException {
        add(ANN, "person");
        List<String> below = List.of(ANN);
        for (int level = 0; level < 12; level++) {
            List<String> here = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                group("L" + level + "-" + i, below.toArray(String[]::new));
                here.add(groupDn("L" + level + "-" + i));
            }
            below = here;
        }
        group("Top", Stream.concat(below.stream(), Stream.of(ANN)).toArray(String[]::new));
        given.groups = List.of(groupDn("Top"));

        assertThat(paths(ANN))
                .hasSize(20)
                .doesNotHaveDuplicates()
                .startsWith("group " + groupDn("Top") + " > " + ANN)
                .allMatch(path -> path.startsWith("group "));
    }

    @Test
    @DisplayName("F59: name the primary group")
    void nameThePrimaryGroup() throws LDAPException {
        add(ANN, "person", "uid=ann", "gidNumber=7");
        add(groupDn("ops"), "groupOfNames", "gidNumber=7", "memberUid=ANN");
        given.membership = Membership.GROUP_LOGIN_NAMES;
        given.groups = List.of(groupDn("ops"));

        assertThat(paths(ANN))
                .containsExactly(
                        "group " + groupDn("ops") + " > " + ANN, "primary group " + groupDn("ops") + " > " + ANN);
    }

    @Test
    @DisplayName("F59: name the primary group that is in a chosen one")
    void nameThePrimaryGroupThatIsInAChosenOne() throws LDAPException {
        add(ANN, "person", "primaryGroupID=1105");
        add(groupDn("App"), "groupOfNames");
        add(groupDn("Staff"), "groupOfNames", "memberOf=" + groupDn("App"));
        sid(ANN, 4711);
        sid(groupDn("Staff"), 1105);
        sid(groupDn("App"), 1104);
        given.preset = LdapPreset.ACTIVE_DIRECTORY;
        given.membership = Membership.PERSON_ATTRIBUTE;
        given.groups = List.of(groupDn("App"));

        assertThat(paths(ANN))
                .containsExactly("group " + groupDn("App") + " > primary group " + groupDn("Staff") + " > " + ANN);
    }

    private void sid(String dn, int last) throws LDAPException {
        byte[] sid = {1, 2, 0, 0, 0, 0, 0, 5, 21, 0, 0, 0, (byte) last, (byte) (last >> 8), 0, 0};
        server.modify(dn, new Modification(ModificationType.REPLACE, "objectSid", sid));
    }

    @Test
    void nameTheUnitsFirst() throws LDAPException {
        add(ANN, "person");
        group("A", ANN);
        given.groups = List.of(groupDn("A"));
        given.units = List.of(STAFF);

        assertThat(paths(ANN)).containsExactly("unit " + STAFF, "group " + groupDn("A") + " > " + ANN);
    }

    @Test
    void areTheBaseWhereNothingWasChosen() throws LDAPException {
        add(ANN, "person");

        assertThat(paths(ANN)).containsExactly("being below the base " + BASE);
    }

    @Test
    void sayWhatAGroupOrUnitIsThatWasChosenById() throws LDAPException {
        add(ANN, "person");
        group("A", ANN);
        String id = "id:" + server.getEntry(groupDn("A")).getAttributeValue("entryUUID");
        given.groups = List.of(id);

        assertThat(paths(ANN)).containsExactly("group " + id + " (" + groupDn("A") + ") > " + ANN);
    }

    @Test
    @DisplayName("F12: name the unit that leaves somebody out, and what it outweighs")
    void nameTheUnitThatLeavesSomebodyOut() throws LDAPException {
        String bob = "cn=Bob," + FORMER;
        add(bob, "person");
        group("A", bob);
        given.groups = List.of(groupDn("A"));
        given.exceptUnits = List.of(FORMER);

        assertThat(paths(bob))
                .containsExactly(
                        "nothing: left out by unit " + FORMER + ", although in group " + groupDn("A") + " > " + bob);
    }

    @Test
    void sayWhatIsMissingWhereBothAreRequired() throws LDAPException {
        add(ANN, "person");
        group("A");
        given.groups = List.of(groupDn("A"));
        given.units = List.of(STAFF);
        given.both = true;

        assertThat(paths(ANN))
                .containsExactly("nothing: in unit " + STAFF + ", but in no chosen group, and both are required");
    }

    @Test
    void saySoWhereThereAreNone() throws LDAPException {
        add(ANN, "person");
        group("A", "cn=somebody else," + STAFF);
        given.groups = List.of(groupDn("A"));

        assertThat(paths(ANN)).containsExactly("nothing: " + ANN + " is in no chosen group");
    }

    @Test
    void sayThatNobodyHasTheId() throws LDAPException {
        add(ANN, "device");

        assertThat(paths(ANN))
                .containsExactly("nothing: " + ANN + " has this id, but the filter for people does not find it");
        assertThat(new ScopePaths(settings()).of(ExternalId.of("69daa3d3-e10f-421f-9ccc-b1c586444e14")))
                .containsExactly("nothing: no entry with this id is below the bases, or the account may not see it");
        assertThat(new ScopePaths(settings()).of(ExternalId.of("ann")))
                .singleElement()
                .asString()
                .startsWith("nothing: ")
                .contains("must be a UUID");
    }

    @Test
    @DisplayName("R3: are not told where a chosen group is not there")
    void areNotToldWhereAChosenGroupIsNotThere() throws LDAPException {
        add(ANN, "person");
        given.groups = List.of(groupDn("gone"));

        assertThatThrownBy(() -> paths(ANN)).isInstanceOf(DirectoryConfigurationException.class);
    }

    @Test
    void agreeWithTheRead() throws LDAPException {
        long seed = Long.getLong("seed", new Random().nextLong());
        Random random = new Random(seed);
        int inScope = 0;
        int out = 0;
        for (int round = 0; round < Integer.getInteger("rounds", 60); round++) {
            empty();
            List<String> people = randomDirectory(random);
            Set<String> read = read();
            for (String person : people) {
                List<String> paths = paths(person);
                assertThat(paths)
                        .as("seed %s, round %s, %s: %s", seed, round, given, person)
                        .isNotEmpty();
                assertThat(paths.stream().noneMatch(path -> path.startsWith(ScopePaths.NOTHING)))
                        .as("seed %s, round %s, %s: %s, %s", seed, round, given, person, paths)
                        .isEqualTo(read.contains(person));
                inScope += read.contains(person) ? 1 : 0;
                out += read.contains(person) ? 0 : 1;
            }
        }
        assertThat(inScope).as("seed %s", seed).isGreaterThan(20);
        assertThat(out).as("seed %s", seed).isGreaterThan(20);
    }

    private Set<String> read() throws LDAPException {
        Set<String> found = new TreeSet<>();
        RunTime time = RunTime.of(LONG);
        LdapSettings settings = settings();
        try (LdapSession session = new Connector(settings.connection()).open(time)) {
            Searches searches = new Searches(session, settings, time);
            ResolvedScope scope = new ScopeResolver(settings, searches).resolve();
            new ScopedPeople(settings, searches, scope, true, List.of("entryUUID"), new Names(found)).read();
        }
        return found;
    }

    private record Names(Set<String> found) implements ScopedPeople.Receiver {
        @Override
        public void person(SearchResultEntry entry, Set<String> groups, Set<String> units) {
            found.add(entry.getDN());
        }

        @Override
        public void unreadable(SearchResultEntry entry, String why) {
            throw new AssertionError(why);
        }

        @Override
        public void dangling(String member, Set<String> groups) {
            // The login name of somebody who is where nobody looks.
        }
    }

    /** Some groups in groups, in circles too, some people, and something chosen of it. */
    private List<String> randomDirectory(Random random) throws LDAPException {
        List<String> people = IntStream.range(0, 6)
                .mapToObj(i -> "cn=p" + i + "," + oneOf(random, STAFF, FORMER, OUTSIDE, BASE))
                .toList();
        List<String> groups = IntStream.range(0, 1 + random.nextInt(6))
                .mapToObj(i -> "cn=g" + i + "," + oneOf(random, GROUPS, GROUPS, GROUPS, OUTSIDE))
                .toList();
        given.membership = oneOf(random, Membership.values());
        given.nesting = oneOf(random, Nesting.OFF, Nesting.EXPANDED, Nesting.EXPANDED);
        given.preset = oneOf(random, LdapPreset.GENERIC, LdapPreset.ACTIVE_DIRECTORY);
        given.groups = some(random, groups, 3);
        given.units = some(random, List.of(STAFF, FORMER, OUTSIDE), 4);
        given.exceptUnits = some(random, List.of(FORMER, STAFF), 4);
        given.both = !given.groups.isEmpty() && !given.units.isEmpty() && random.nextBoolean();
        for (String person : people) {
            add(
                    person,
                    random.nextInt(8) == 0 ? "device" : "person",
                    "uid=" + new DN(person).getRDN().getAttributeValues()[0]);
        }
        for (String group : groups) {
            add(group, "groupOfNames");
        }
        for (String group : groups) {
            some(random, people, 5).forEach(person -> join(group, person));
            some(random, groups, 4).forEach(member -> join(group, member));
        }
        for (int i = 0; i < groups.size(); i++) {
            number(groups.get(i), i, true);
        }
        for (String person : people) {
            number(person, random.nextInt(12), false);
        }
        return people;
    }

    private void join(String group, String member) {
        try {
            switch (given.membership) {
                case PERSON_ATTRIBUTE -> change(member, "memberOf", group);
                case GROUP_ATTRIBUTE -> change(group, "member", member);
                case GROUP_LOGIN_NAMES ->
                    change(group, "memberUid", new DN(member).getRDN().getAttributeValues()[0]);
            }
        } catch (LDAPException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Gives a group the number, or a person the group of this number, as it is done in this kind of directory. */
    private void number(String dn, int number, boolean isGroup) throws LDAPException {
        if (given.preset == LdapPreset.ACTIVE_DIRECTORY) {
            sid(dn, isGroup ? number : 100 + number);
            if (!isGroup) {
                change(dn, "primaryGroupID", String.valueOf(number));
            }
        } else {
            change(dn, "gidNumber", String.valueOf(number));
        }
    }

    private void change(String dn, String attribute, String value) throws LDAPException {
        server.modify(dn, new Modification(ModificationType.ADD, attribute, value));
    }

    private static List<String> some(Random random, List<String> all, int oneIn) {
        return all.stream().filter(each -> random.nextInt(oneIn) == 0).toList();
    }

    @SafeVarargs
    private static <T> T oneOf(Random random, T... values) {
        return values[random.nextInt(values.length)];
    }
}
