package dev.rollcall.ldap.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.Entry;
import dev.rollcall.directory.Activity;
import dev.rollcall.directory.DirectoryException;
import dev.rollcall.directory.DirectoryProvider;
import dev.rollcall.directory.DirectoryUser;
import dev.rollcall.directory.ReadRequest;
import dev.rollcall.identity.DirectoryName;
import dev.rollcall.ldap.DanglingMembers;
import dev.rollcall.ldap.LdapDirectoryProvider;
import dev.rollcall.ldap.LdapPreset;
import dev.rollcall.ldap.LdapSecurity;
import dev.rollcall.ldap.LdapTrust;
import dev.rollcall.ldap.Membership;
import dev.rollcall.ldap.Nesting;
import dev.rollcall.run.FailureCause;
import dev.rollcall.run.Outcome;
import dev.rollcall.run.SyncReport;
import dev.rollcall.testkit.RecordingSink;
import dev.rollcall.testservers.AwkwardNames;
import dev.rollcall.testservers.NeedsOpenLdap;
import dev.rollcall.testservers.OpenLdapPeople;
import dev.rollcall.testservers.OpenLdapServer;
import dev.rollcall.testservers.TestAccount;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@NeedsOpenLdap
@DisplayName("Who is in scope in a company of 10,000 on OpenLDAP")
class OpenLdapScopeIT {

    private static final OpenLdapPeople PEOPLE = OpenLdapPeople.of(10_000);
    private static final int AWKWARD = AwkwardNames.all().size();

    @TempDir
    static Path folder;

    private static OpenLdapServer server;

    @BeforeAll
    static void start() {
        server = OpenLdapServer.start(folder);
        server.load(Stream.concat(PEOPLE.entries(), OpenLdapPeople.awkward()));
    }

    @AfterAll
    static void end() {
        server.close();
    }

    private static LdapDirectoryProvider.Builder provider(TestAccount account) {
        return LdapDirectoryProvider.builder(LdapPreset.OPENLDAP)
                .server(server.host(), server.securePort())
                .security(LdapSecurity.LDAPS)
                .trust(LdapTrust.certificates(server.authority()))
                .account(account.name(), account.password()::toCharArray)
                .base(OpenLdapServer.BASE);
    }

    private static LdapDirectoryProvider.Builder provider() {
        return provider(server.reader());
    }

    private static RecordingSink read(DirectoryProvider provider) {
        RecordingSink sink = new RecordingSink();
        provider.read(
                ReadRequest.of(DirectoryName.of("staff"), List.of("title")).withGroups(true), sink);
        return sink;
    }

    private static Set<String> names(DirectoryProvider provider) {
        return read(provider).people().stream()
                .map(person -> person.matchKey().orElseThrow())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String group(String name) {
        return OpenLdapPeople.groupDn(name).toString();
    }

    private static Set<String> numbers(int first, int last) {
        return IntStream.rangeClosed(first, last)
                .mapToObj(PEOPLE::username)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    // Limits of accounts

    @Test
    @DisplayName(
            "Where pages of 1,000 are too large for the account, smaller ones are asked for, and all are read (F56)")
    void shrinksPages() {
        assertThat(read(provider(server.limited()).build()).people()).hasSize(PEOPLE.count() + AWKWARD);
    }

    @Test
    @DisplayName("Where the account may not use pages, the run fails and says so")
    void refusesWhatCannotBePaged() {
        SyncReport report = new SyncHost()
                .fails(
                        provider(server.noPaging()).build(),
                        FailureCause.SNAPSHOT_INCOMPLETE,
                        "refuses even pages",
                        server.host());
        assertThat(report.message()).doesNotContain(server.noPaging().password());
    }

    @Test
    @DisplayName("Without pages a size limit is a failure too, and no short result")
    void meetsTheSizeLimitWithoutPages() {
        new SyncHost()
                .fails(
                        provider(server.noPaging()).withoutPages().build(),
                        FailureCause.SNAPSHOT_INCOMPLETE,
                        "limit for the number of entries",
                        "raise the limit");
    }

    @Test
    @DisplayName("A limit on all pages together, which ends the paging early, blocks nobody (F57)")
    void meetsTheTotalLimit() {
        SyncHost host = new SyncHost();
        host.completes(provider().build());
        Set<String> before = host.active();
        host.fails(
                provider(server.capped()).pageSize(400).build(),
                FailureCause.SNAPSHOT_INCOMPLETE,
                "limit for the number of entries");
        assertThat(host.active()).isEqualTo(before).isNotEmpty();
    }

    // Groups

    @ParameterizedTest
    @EnumSource(names = {"GROUP_ATTRIBUTE", "PERSON_ATTRIBUTE"})
    @DisplayName("10,000 people in groups in groups in a group are all found, each once")
    void findsNestedMembers(Membership membership) {
        RecordingSink sink = read(
                provider().membership(membership).inGroups(group("app-users")).build());
        assertThat(sink.people())
                .hasSize(PEOPLE.count())
                .allMatch(person -> person.groups().equals(Set.of(group("app-users"))));
        assertThat(sink.unreadable()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"GROUP_ATTRIBUTE", "PERSON_ATTRIBUTE"})
    @DisplayName("Without nesting a group of groups holds nobody, and a mixed one its own people")
    void leavesNestedGroupsOut(Membership membership) {
        assertThat(names(provider()
                        .membership(membership)
                        .nesting(Nesting.OFF)
                        .inGroups(group("staff"), group("app-admins"))
                        .build()))
                .isEqualTo(numbers(1, 10));
    }

    @ParameterizedTest
    @EnumSource(names = {"GROUP_ATTRIBUTE", "PERSON_ATTRIBUTE"})
    @DisplayName("Groups that contain each other come to an end (F60)")
    void survivesACycle(Membership membership) {
        assertThat(names(provider()
                        .membership(membership)
                        .inGroups(group("cycle-b"))
                        .build()))
                .isEqualTo(numbers(1, 1));
    }

    @Test
    @DisplayName("A member that is not there keeps removals back, or is told of, as chosen (R5, F63)")
    void tellsOfDanglingMembers() {
        LdapDirectoryProvider.Builder provider = provider().inGroups(group("dangling"), group("unit-D01"));
        SyncReport held = new SyncHost().run(provider.build());
        assertThat(held.outcome()).as(held.toString()).isEqualTo(Outcome.COMPLETED_WITHOUT_REMOVALS);
        SyncReport ignored = new SyncHost()
                .completes(provider.danglingMembers(DanglingMembers.IGNORE).build());
        assertThat(ignored.warnings()).anyMatch(warning -> warning.contains("1 members"));
    }

    @Test
    @DisplayName("Names with every special character, of people, groups and units, are found by name (F64, F65)")
    void findsAwkwardNames() {
        List<String> groups = new ArrayList<>();
        AwkwardNames.all().forEach(name -> groups.add(group(name)));
        Set<String> all = new TreeSet<>(AwkwardNames.all());
        assertThat(names(provider().inGroups(groups).build())).isEqualTo(all);
        for (String name : AwkwardNames.all()) {
            assertThat(names(provider().inGroups(group(name)).build())).containsExactly(name);
        }
        Branch branch = Branch.of(server);
        for (String name : AwkwardNames.all()) {
            String unit = branch.unit(name);
            branch.add(new Entry(
                    Branch.below(unit, "cn", name),
                    new Attribute("objectClass", "inetOrgPerson"),
                    new Attribute("sn", "Person"),
                    new Attribute("uid", "in-" + AwkwardNames.all().indexOf(name))));
            assertThat(names(provider().inUnits(unit).build()))
                    .containsExactly("in-" + AwkwardNames.all().indexOf(name));
        }
        branch.deleteAll();
    }

    @Test
    @DisplayName("Who was locked by an administrator is inactive (R6)")
    void seesWhoIsLocked() {
        List<DirectoryUser> people =
                read(provider().inGroups(group("unit-D10")).build()).people();
        assertThat(people).hasSize(PEOPLE.count() / OpenLdapPeople.UNITS);
        assertThat(people)
                .allSatisfy(person -> assertThat(person.activity())
                        .isEqualTo(
                                PEOPLE.locked(Integer.parseInt(
                                                person.matchKey().orElseThrow().substring(1)))
                                        ? Activity.INACTIVE
                                        : Activity.ACTIVE));
        assertThat(people).anyMatch(person -> person.activity() == Activity.INACTIVE);
    }

    @Test
    @DisplayName("A unit that is hidden from the account is not there (R3)")
    void findsNoHiddenUnit() {
        assertThat(catchThrowableOfType(
                        DirectoryException.class,
                        () -> read(provider().inUnits(OpenLdapServer.SECRET).build())))
                .hasMessageContaining(OpenLdapServer.SECRET)
                .hasMessageContaining("may not see it");
    }
}
