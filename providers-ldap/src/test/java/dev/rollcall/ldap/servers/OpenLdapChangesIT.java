package dev.rollcall.ldap.servers;

import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.Entry;
import dev.rollcall.ldap.LdapDirectoryProvider;
import dev.rollcall.ldap.LdapPreset;
import dev.rollcall.ldap.LdapSecurity;
import dev.rollcall.ldap.LdapTrust;
import dev.rollcall.testservers.NeedsOpenLdap;
import dev.rollcall.testservers.OpenLdapServer;
import java.util.List;
import org.junit.jupiter.api.DisplayName;

@NeedsOpenLdap
@DisplayName("Between two runs on OpenLDAP")
class OpenLdapChangesIT extends ChangesBetweenRuns {

    @Override
    Branch newBranch() {
        return Branch.of(SharedServers.openLdap());
    }

    @Override
    LdapDirectoryProvider.Builder provider() {
        OpenLdapServer server = SharedServers.openLdap();
        return LdapDirectoryProvider.builder(LdapPreset.OPENLDAP)
                .server(server.host(), server.port())
                .security(LdapSecurity.STARTTLS)
                .trust(LdapTrust.certificates(server.authority()))
                .account(server.reader().name(), server.reader().password()::toCharArray);
    }

    @Override
    Entry person(String dn, String login) {
        return new Entry(
                dn,
                new Attribute("objectClass", "inetOrgPerson"),
                new Attribute("sn", "Person"),
                new Attribute("uid", login));
    }

    @Override
    Entry group(String dn, List<String> members) {
        return new Entry(dn, new Attribute("objectClass", "groupOfNames"), new Attribute("member", members));
    }
}
