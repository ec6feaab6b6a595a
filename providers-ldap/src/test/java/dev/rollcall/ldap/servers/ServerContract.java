package dev.rollcall.ldap.servers;

import com.unboundid.ldap.sdk.Entry;
import dev.rollcall.directory.DirectoryProvider;
import dev.rollcall.directory.DirectoryUser;
import dev.rollcall.ldap.LdapDirectoryProvider;
import dev.rollcall.ldap.LdapSecurity;
import dev.rollcall.testkit.DirectoryProviderContract;
import dev.rollcall.testservers.ClosedPort;
import dev.rollcall.testservers.TestAccount;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.AfterEach;

/** A real server as a directory keeps the contract of every directory: each list of people is a branch of its own. */
abstract class ServerContract extends DirectoryProviderContract {

    private static final String WRONG_PASSWORD = "Wrong.of-server-1";

    private final List<WireProxy> proxies = new ArrayList<>();
    private final ClosedPort nobody = ClosedPort.open();
    private final Branch groups = newBranch();
    private LongSupplier open = () -> 0;
    private boolean hasGroups;

    abstract Branch newBranch();

    abstract TestAccount reader();

    /** Who is who in such a server; it still needs an address, an account and a base. */
    abstract LdapDirectoryProvider.Builder people();

    /** Adds the address where the server is spoken to in a protected way. */
    abstract LdapDirectoryProvider.Builder protect(LdapDirectoryProvider.Builder provider);

    /** The port of that address. */
    abstract int protectedPort();

    /** A proxy before the port without protection. */
    abstract WireProxy newProxy();

    abstract Entry person(String dn, DirectoryUser person);

    abstract String matchKeyAttribute();

    abstract void addGroup(Branch branch, String dn, List<String> members);

    @AfterEach
    void closePorts() {
        proxies.forEach(WireProxy::close);
        nobody.close();
    }

    @Override
    protected DirectoryProvider provider(List<DirectoryUser> people) {
        return at(filled(people)).build();
    }

    private Branch filled(List<DirectoryUser> people) {
        Branch branch = newBranch();
        fill(branch, people);
        return branch;
    }

    private void fill(Branch branch, List<DirectoryUser> people) {
        for (int i = 0; i < people.size(); i++) {
            branch.add(person(branch.dn("cn", "person " + i), people.get(i)));
        }
    }

    private LdapDirectoryProvider.Builder at(Branch branch) {
        open = OpenConnections.newOnesTo(protectedPort());
        return protect(settings(branch));
    }

    private LdapDirectoryProvider.Builder settings(Branch branch) {
        return people().account(reader().name(), reader().password()::toCharArray)
                .base(branch.dn())
                .pageSize(2);
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
        existing.forEach(group -> addGroup(groups, group, members(group, people)));
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
        Entry entry = person(branch.dn("cn", "damaged"), damaged);
        entry.addAttribute(matchKeyAttribute(), "another");
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
        WireProxy proxy = newProxy();
        proxies.add(proxy);
        proxy.rule(rule);
        open = OpenConnections.newOnesTo(proxy.port());
        return inClear(branch, proxy.port()).pageSize(1).build();
    }

    @Override
    protected DirectoryProvider unreachable() {
        return inClear(groups, nobody.number()).build();
    }

    private LdapDirectoryProvider.Builder inClear(Branch branch, int port) {
        return settings(branch).server("127.0.0.1", port).security(LdapSecurity.INSECURE);
    }

    @Override
    protected DirectoryProvider wrongCredentials() {
        return at(groups).account(reader().name(), WRONG_PASSWORD::toCharArray).build();
    }

    @Override
    protected Collection<String> secrets() {
        return List.of(reader().password(), WRONG_PASSWORD);
    }

    @Override
    protected LongSupplier openResources() {
        return open;
    }
}
