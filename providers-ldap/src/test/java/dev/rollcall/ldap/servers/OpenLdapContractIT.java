package dev.rollcall.ldap.servers;

import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.Entry;
import dev.rollcall.directory.Activity;
import dev.rollcall.directory.DirectoryProvider;
import dev.rollcall.directory.DirectoryUser;
import dev.rollcall.ldap.LdapActivity;
import dev.rollcall.ldap.LdapDirectoryProvider;
import dev.rollcall.ldap.LdapPreset;
import dev.rollcall.ldap.LdapSecurity;
import dev.rollcall.ldap.LdapTrust;
import dev.rollcall.testkit.DirectoryProviderContract;
import dev.rollcall.testservers.NeedsOpenLdap;
import dev.rollcall.testservers.OpenLdapServer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.AfterEach;

/** OpenLDAP as a directory keeps the contract of every directory: over StartTLS, by entryUUID. */
@NeedsOpenLdap
class OpenLdapContractIT extends DirectoryProviderContract {

    private static final String WRONG_PASSWORD = "Wrong.of-openldap";

    private final OpenLdapServer server = SharedServers.openLdap();
    private final List<WireProxy> proxies = new ArrayList<>();
    private final Branch groups = Branch.of(server);
    private LongSupplier open = () -> 0;
    private boolean hasGroups;

    @AfterEach
    void closeProxies() {
        proxies.forEach(WireProxy::close);
    }

    @Override
    protected DirectoryProvider provider(List<DirectoryUser> people) {
        return at(filled(people)).build();
    }

    private Branch filled(List<DirectoryUser> people) {
        Branch branch = Branch.of(server);
        fill(branch, people);
        return branch;
    }

    private static void fill(Branch branch, List<DirectoryUser> people) {
        for (int i = 0; i < people.size(); i++) {
            branch.add(entry(branch.dn("cn", "person " + i), people.get(i)));
        }
    }

    private static Entry entry(String dn, DirectoryUser person) {
        Entry entry = new Entry(dn, new Attribute("objectClass", "inetOrgPerson"), new Attribute("sn", "Person"));
        person.externalId().ifPresent(id -> entry.addAttribute("entryUUID", id.value()));
        person.matchKey().ifPresent(key -> entry.addAttribute("uid", key));
        if (person.activity() != Activity.UNKNOWN) {
            entry.addAttribute("employeeType", person.activity().name().toLowerCase(Locale.ROOT));
        }
        person.attributes().forEach(entry::addAttribute);
        return entry;
    }

    private LdapDirectoryProvider.Builder at(Branch branch) {
        open = OpenConnections.newOnesTo(server.port());
        return settings(branch)
                .server(server.host(), server.port())
                .security(LdapSecurity.STARTTLS)
                .trust(LdapTrust.certificates(server.authority()));
    }

    private LdapDirectoryProvider.Builder settings(Branch branch) {
        return LdapDirectoryProvider.builder(LdapPreset.OPENLDAP)
                .account(server.reader().name(), server.reader().password()::toCharArray)
                .base(branch.dn())
                .activity(LdapActivity.words("employeeType", List.of("active"), List.of("inactive")))
                .pageSize(2);
    }

    /** The server gives an id to everybody. */
    @Override
    protected boolean canHold(DirectoryUser person) {
        return person.externalId().isPresent();
    }

    @Override
    protected List<String> attributeNames() {
        return List.of("title", "departmentNumber");
    }

    @Override
    protected String group(String word) {
        return groups.dn("cn", word);
    }

    @Override
    protected DirectoryProvider choosing(List<DirectoryUser> people, Set<String> existing, Set<String> chosen) {
        if (hasGroups) {
            throw new IllegalStateException("the groups of this test are there already, with other people");
        }
        hasGroups = true;
        fill(groups, people);
        existing.forEach(group -> groups.add(new Entry(
                group, new Attribute("objectClass", "groupOfNames"), new Attribute("member", members(group, people)))));
        return at(groups).inGroups(chosen).build();
    }

    /** A group without any member cannot be; one whose member is no person can. */
    private List<String> members(String group, List<DirectoryUser> people) {
        List<String> members = new ArrayList<>(List.of(groups.dn()));
        for (int i = 0; i < people.size(); i++) {
            if (people.get(i).groups().contains(group)) {
                members.add(groups.dn("cn", "person " + i));
            }
        }
        return members;
    }

    /** Which of two values would be the match key? */
    @Override
    protected DirectoryProvider withUnreadable(List<DirectoryUser> people, DirectoryUser damaged) {
        Branch branch = filled(people);
        Entry entry = entry(branch.dn("cn", "damaged"), damaged);
        entry.addAttribute("uid", "another");
        branch.add(entry);
        return at(branch).build();
    }

    @Override
    protected DirectoryProvider brokenAt(List<DirectoryUser> people, int place) {
        return behind(Faults.cutAfterPeople(place), filled(people));
    }

    @Override
    protected DirectoryProvider hangingAt(List<DirectoryUser> people, int place) {
        return behind(Faults.stallAfterPeople(place), filled(people));
    }

    private DirectoryProvider behind(WireProxy.Rule rule, Branch branch) {
        WireProxy proxy = WireProxy.before("127.0.0.1", server.port());
        proxies.add(proxy);
        proxy.rule(rule);
        open = OpenConnections.newOnesTo(proxy.port());
        return settings(branch)
                .server("127.0.0.1", proxy.port())
                .security(LdapSecurity.INSECURE)
                .pageSize(1)
                .build();
    }

    @Override
    protected DirectoryProvider unreachable() {
        WireProxy nobody = WireProxy.before("127.0.0.1", server.port());
        nobody.close();
        return settings(groups)
                .server("127.0.0.1", nobody.port())
                .security(LdapSecurity.INSECURE)
                .build();
    }

    @Override
    protected DirectoryProvider wrongCredentials() {
        return at(groups)
                .account(server.reader().name(), WRONG_PASSWORD::toCharArray)
                .build();
    }

    @Override
    protected Collection<String> secrets() {
        return List.of(server.reader().password(), WRONG_PASSWORD);
    }

    @Override
    protected LongSupplier openResources() {
        return open;
    }
}
