package dev.rollcall.ldap.servers;

import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.Entry;
import dev.rollcall.directory.Activity;
import dev.rollcall.directory.DirectoryUser;
import dev.rollcall.ldap.LdapActivity;
import dev.rollcall.ldap.LdapDirectoryProvider;
import dev.rollcall.ldap.LdapPreset;
import dev.rollcall.ldap.LdapSecurity;
import dev.rollcall.ldap.LdapTrust;
import dev.rollcall.testservers.NeedsOpenLdap;
import dev.rollcall.testservers.OpenLdapServer;
import dev.rollcall.testservers.TestAccount;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** OpenLDAP as a directory keeps the contract of every directory: over StartTLS, by entryUUID. */
@NeedsOpenLdap
class OpenLdapContractIT extends ServerContract {

    private final OpenLdapServer server = SharedServers.openLdap();

    @Override
    Branch newBranch() {
        return Branch.of(SharedServers.openLdap());
    }

    @Override
    TestAccount reader() {
        return server.reader();
    }

    @Override
    LdapDirectoryProvider.Builder people() {
        return LdapDirectoryProvider.builder(LdapPreset.OPENLDAP)
                .activity(LdapActivity.words("employeeType", List.of("active"), List.of("inactive")));
    }

    @Override
    LdapDirectoryProvider.Builder protect(LdapDirectoryProvider.Builder provider) {
        return provider.server(server.host(), server.port())
                .security(LdapSecurity.STARTTLS)
                .trust(LdapTrust.certificates(server.authority()));
    }

    @Override
    int protectedPort() {
        return server.port();
    }

    @Override
    WireProxy newProxy() {
        return WireProxy.before("127.0.0.1", server.port());
    }

    @Override
    Entry person(String dn, DirectoryUser person) {
        Entry entry = new Entry(dn, new Attribute("objectClass", "inetOrgPerson"), new Attribute("sn", "Person"));
        person.externalId().ifPresent(id -> entry.addAttribute("entryUUID", id.value()));
        person.matchKey().ifPresent(key -> entry.addAttribute(matchKeyAttribute(), key));
        if (person.activity() != Activity.UNKNOWN) {
            entry.addAttribute("employeeType", person.activity().name().toLowerCase(Locale.ROOT));
        }
        person.attributes().forEach(entry::addAttribute);
        return entry;
    }

    @Override
    String matchKeyAttribute() {
        return "uid";
    }

    /** A group without any member cannot be; one whose member is no person can. */
    @Override
    void addGroup(Branch branch, String dn, List<String> members) {
        List<String> all = new ArrayList<>(members);
        all.add(branch.dn());
        branch.add(new Entry(dn, new Attribute("objectClass", "groupOfNames"), new Attribute("member", all)));
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
}
