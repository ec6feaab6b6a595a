package dev.rollcall.ldap.servers;

import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.Entry;
import dev.rollcall.directory.Activity;
import dev.rollcall.directory.DirectoryUser;
import dev.rollcall.ldap.LdapDirectoryProvider;
import dev.rollcall.ldap.LdapExternalId;
import dev.rollcall.ldap.LdapPreset;
import dev.rollcall.ldap.LdapSecurity;
import dev.rollcall.ldap.LdapTrust;
import dev.rollcall.testservers.NeedsSamba;
import dev.rollcall.testservers.SambaDomain;
import dev.rollcall.testservers.TestAccount;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A Samba domain as a directory keeps the contract of every directory: over LDAPS. The ids and names that people of a
 * domain have are the server's, or unique in the whole domain; so these have an id and a match key of attributes that
 * are free.
 */
@NeedsSamba
class SambaContractIT extends ServerContract {

    private static final AtomicInteger LAST_NAME = new AtomicInteger();

    private final SambaDomain domain = SharedServers.samba();

    @Override
    Branch newBranch() {
        return Branch.of(SharedServers.samba());
    }

    @Override
    TestAccount reader() {
        return domain.reader();
    }

    @Override
    LdapDirectoryProvider.Builder people() {
        return LdapDirectoryProvider.builder(LdapPreset.ACTIVE_DIRECTORY)
                .externalId(LdapExternalId.attribute("employeeNumber"))
                .matchKey(matchKeyAttribute());
    }

    @Override
    LdapDirectoryProvider.Builder protect(LdapDirectoryProvider.Builder provider) {
        return provider.server(domain.host(), domain.securePort())
                .security(LdapSecurity.LDAPS)
                .trust(LdapTrust.certificates(domain.authority()));
    }

    @Override
    int protectedPort() {
        return domain.securePort();
    }

    @Override
    WireProxy newProxy() {
        return WireProxy.before(domain.host(), domain.port());
    }

    @Override
    Entry person(String dn, DirectoryUser person) {
        Entry entry = new Entry(
                dn,
                new Attribute("objectClass", "user"),
                new Attribute("sAMAccountName", "u" + LAST_NAME.incrementAndGet()),
                new Attribute("userAccountControl", person.activity() == Activity.ACTIVE ? "512" : "514"));
        person.externalId().ifPresent(id -> entry.addAttribute("employeeNumber", id.value()));
        person.matchKey().ifPresent(key -> entry.addAttribute(matchKeyAttribute(), key));
        person.attributes().forEach(entry::addAttribute);
        return entry;
    }

    @Override
    String matchKeyAttribute() {
        return "roomNumber";
    }

    @Override
    void addGroup(Branch branch, String dn, List<String> members) {
        branch.add(new Entry(
                dn,
                new Attribute("objectClass", "group"),
                new Attribute("sAMAccountName", "g" + LAST_NAME.incrementAndGet())));
        branch.addMembers(dn, members);
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
}
