package dev.rollcall.ldap.servers;

import static org.assertj.core.api.Assertions.assertThat;

import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.Entry;
import dev.rollcall.directory.Activity;
import dev.rollcall.directory.DirectoryProvider;
import dev.rollcall.directory.DirectoryUser;
import dev.rollcall.directory.ReadRequest;
import dev.rollcall.identity.DirectoryName;
import dev.rollcall.ldap.LdapDirectoryProvider;
import dev.rollcall.ldap.LdapPreset;
import dev.rollcall.ldap.LdapTrust;
import dev.rollcall.ldap.Membership;
import dev.rollcall.testkit.RecordingSink;
import dev.rollcall.testservers.AwkwardNames;
import dev.rollcall.testservers.NeedsSamba;
import dev.rollcall.testservers.SambaDomain;
import dev.rollcall.testservers.SambaPeople;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@NeedsSamba
@DisplayName("Who is in scope in a company of 5,000 on a Samba domain")
class SambaScopeIT {

    private static final SambaPeople PEOPLE = SambaPeople.of(SambaPeople.BIG);

    @TempDir
    static Path folder;

    private static SambaDomain domain;

    @BeforeAll
    static void start() {
        domain = SambaDomain.start(folder);
        domain.load(PEOPLE);
    }

    @AfterAll
    static void end() {
        domain.close();
    }

    private static LdapDirectoryProvider.Builder provider() {
        return LdapDirectoryProvider.builder(LdapPreset.ACTIVE_DIRECTORY)
                .server(domain.host())
                .trust(LdapTrust.certificates(domain.authority()))
                .account(domain.reader().name(), domain.reader().password()::toCharArray)
                .matchKey("sAMAccountName")
                .base(SambaDomain.BASE);
    }

    private static List<DirectoryUser> read(DirectoryProvider provider) {
        RecordingSink sink = new RecordingSink();
        provider.read(ReadRequest.of(DirectoryName.of("staff"), List.of("mail")).withGroups(true), sink);
        assertThat(sink.unreadable()).isEmpty();
        return sink.people();
    }

    private static Set<String> names(LdapDirectoryProvider.Builder provider) {
        return read(provider.build()).stream()
                .map(person -> person.matchKey().orElseThrow())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String group(String name) {
        return SambaPeople.groupDn(name).toString();
    }

    private static Set<String> numbers(int first, int last, int step) {
        return IntStream.iterate(first, number -> number <= last, number -> number + step)
                .mapToObj(PEOPLE::username)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @ParameterizedTest
    @EnumSource(names = {"GROUP_ATTRIBUTE", "PERSON_ATTRIBUTE"})
    @DisplayName("A group of 5,000 has them all, whoever is asked (F58)")
    void readsALargeGroup(Membership membership) {
        assertThat(names(provider().membership(membership).inGroups(group("big"))))
                .isEqualTo(numbers(1, PEOPLE.count(), 1));
    }

    @ParameterizedTest
    @EnumSource(names = {"GROUP_ATTRIBUTE", "PERSON_ATTRIBUTE"})
    @DisplayName("Groups in groups are followed, cycles too, and a primary group counts as any other (F59, F60)")
    void followsGroups(Membership membership) {
        LdapDirectoryProvider.Builder provider = provider().membership(membership);
        assertThat(names(provider.inGroups(group("cycle-b"), group("primary"))))
                .isEqualTo(union(numbers(1, 1, 1), numbers(40, PEOPLE.count(), 40)));
        assertThat(names(provider.inGroups(group("app-admins"))))
                .isEqualTo(union(
                        union(numbers(1, 10, 1), numbers(20, PEOPLE.count(), 20)),
                        union(numbers(1, 1, 1), numbers(40, PEOPLE.count(), 40))));
    }

    private static Set<String> union(Set<String> one, Set<String> other) {
        Set<String> all = new TreeSet<>(one);
        all.addAll(other);
        return all;
    }

    @Test
    @DisplayName("Who is disabled or has expired is inactive (R6)")
    void tellsWhoIsInactive() {
        List<DirectoryUser> people = read(provider()
                .inUnits(SambaPeople.unitDn(0).toString(), SambaPeople.unitDn(5).toString())
                .build());
        assertThat(people).hasSize(2 * PEOPLE.count() / SambaPeople.UNITS);
        assertThat(people).allSatisfy(person -> {
            int number = Integer.parseInt(person.matchKey().orElseThrow().substring(1));
            assertThat(person.activity())
                    .as("person %d", number)
                    .isEqualTo(PEOPLE.disabled(number) || PEOPLE.expired(number) ? Activity.INACTIVE : Activity.ACTIVE);
        });
        assertThat(people).extracting(DirectoryUser::activity).contains(Activity.ACTIVE, Activity.INACTIVE);
    }

    @Test
    @DisplayName("Contacts and computers are no people; ids are the server's, each another")
    void readsPeopleOnly() {
        List<DirectoryUser> people = read(provider().build());
        assertThat(people)
                .extracting(person -> person.matchKey().orElseThrow())
                .filteredOn(name -> !name.matches("u\\d+"))
                .containsExactlyInAnyOrder("Administrator", "Guest", "krbtgt", "dns-dc1", "sync-reader");
        assertThat(people).hasSize(PEOPLE.count() + 5);
        assertThat(people)
                .extracting(person -> person.externalId().orElseThrow().value())
                .doesNotHaveDuplicates()
                .allMatch(id -> id.matches("[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}"));
    }

    @Test
    @DisplayName("Names with every special character, of people, groups and units, are found by name (F64, F65)")
    void findsAwkwardNames() {
        Branch branch = Branch.of(domain);
        List<String> names = AwkwardNames.all();
        List<String> groups = new ArrayList<>();
        Set<String> logins = new TreeSet<>();
        for (int i = 0; i < names.size(); i++) {
            String unit = branch.unit(names.get(i));
            String person = Branch.below(unit, "cn", names.get(i));
            String group = Branch.below(unit, "cn", names.get(i) + " group");
            branch.add(new Entry(
                    person,
                    new Attribute("objectClass", "user"),
                    new Attribute("sAMAccountName", "awkward-" + i),
                    new Attribute("userAccountControl", "512")));
            branch.add(new Entry(
                    group,
                    new Attribute("objectClass", "group"),
                    new Attribute("sAMAccountName", "awkward-group-" + i),
                    new Attribute("member", person)));
            logins.add("awkward-" + i);
            groups.add(group);
            assertThat(names(provider().inUnits(unit))).containsExactly("awkward-" + i);
            assertThat(names(provider().inGroups(group))).containsExactly("awkward-" + i);
        }
        assertThat(names(provider().membership(Membership.GROUP_ATTRIBUTE).inGroups(groups)))
                .isEqualTo(logins);
        branch.deleteAll();
    }
}
