package dev.rollcall.ldap.servers;

import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.Entry;
import dev.rollcall.directory.Activity;
import dev.rollcall.directory.DirectoryProvider;
import dev.rollcall.directory.DirectoryUser;
import dev.rollcall.ldap.LdapDirectoryProvider;
import dev.rollcall.ldap.LdapExternalId;
import dev.rollcall.ldap.LdapPreset;
import dev.rollcall.ldap.LdapSecurity;
import dev.rollcall.ldap.LdapTrust;
import dev.rollcall.testkit.DirectoryProviderContract;
import dev.rollcall.testservers.NeedsSamba;
import dev.rollcall.testservers.SambaDomain;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.AfterEach;

/**
 * A Samba domain as a directory keeps the contract of every directory: over LDAPS. The ids and names that people of a domain have are the
 * server's, or unique in the whole domain; so these have an id and a match key of attributes that are free.
 */
@NeedsSamba
class SambaContractIT extends DirectoryProviderContract {

    private static final String WRONG_PASSWORD = "Wrong.of-samba-1";

    private static final AtomicInteger LAST_PERSON = new AtomicInteger();

    private final SambaDomain domain = SharedServers.samba();
    private final List<WireProxy> proxies = new ArrayList<>();
    private final Branch groups = Branch.of(domain);
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
        Branch branch = Branch.of(domain);
        fill(branch, people);
        return branch;
    }

    private static void fill(Branch branch, List<DirectoryUser> people) {
        for (int i = 0; i < people.size(); i++) {
            branch.add(entry(branch.dn("cn", "person " + i), people.get(i)));
        }
    }

    private static Entry entry(String dn, DirectoryUser person) {
        Entry entry = new Entry(
                dn,
                new Attribute("objectClass", "user"),
                new Attribute("sAMAccountName", "u" + LAST_PERSON.incrementAndGet()),
                new Attribute("userAccountControl", person.activity() == Activity.ACTIVE ? "512" : "514"));
        person.externalId().ifPresent(id -> entry.addAttribute("employeeNumber", id.value()));
        person.matchKey().ifPresent(key -> entry.addAttribute("roomNumber", key));
        person.attributes().forEach(entry::addAttribute);
        return entry;
    }

    private LdapDirectoryProvider.Builder at(Branch branch) {
        open = OpenConnections.newOnesTo(domain.securePort());
        return settings(branch)
                .server(domain.host(), domain.securePort())
                .security(LdapSecurity.LDAPS)
                .trust(LdapTrust.certificates(domain.authority()));
    }

    private LdapDirectoryProvider.Builder settings(Branch branch) {
        return LdapDirectoryProvider.builder(LdapPreset.ACTIVE_DIRECTORY)
                .account(domain.reader().name(), domain.reader().password()::toCharArray)
                .base(branch.dn())
                .externalId(LdapExternalId.attribute("employeeNumber"))
                .matchKey("roomNumber")
                .pageSize(2);
    }

    /** Everybody has a userAccountControl. */
    @Override
    protected boolean canHold(DirectoryUser person) {
        return person.activity() != Activity.UNKNOWN;
    }

    @Override
    protected List<String> attributeNames() {
        return List.of("departmentNumber", "department");
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
        existing.forEach(group -> {
            groups.add(new Entry(
                    group,
                    new Attribute("objectClass", "group"),
                    new Attribute("sAMAccountName", "g" + LAST_PERSON.incrementAndGet())));
            groups.addMembers(group, members(group, people));
        });
        return at(groups).inGroups(chosen).build();
    }

    private List<String> members(String group, List<DirectoryUser> people) {
        List<String> members = new ArrayList<>();
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
        entry.addAttribute("roomNumber", "another");
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
        WireProxy proxy = WireProxy.before(domain.host(), domain.port());
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
        WireProxy nobody = WireProxy.before(domain.host(), domain.port());
        nobody.close();
        return settings(groups)
                .server("127.0.0.1", nobody.port())
                .security(LdapSecurity.INSECURE)
                .build();
    }

    @Override
    protected DirectoryProvider wrongCredentials() {
        return at(groups)
                .account(domain.reader().name(), WRONG_PASSWORD::toCharArray)
                .build();
    }

    @Override
    protected Collection<String> secrets() {
        return List.of(domain.reader().password(), WRONG_PASSWORD);
    }

    @Override
    protected LongSupplier openResources() {
        return open;
    }
}
