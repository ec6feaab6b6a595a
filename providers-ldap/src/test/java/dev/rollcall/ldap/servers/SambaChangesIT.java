package dev.rollcall.ldap.servers;

import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.Entry;
import dev.rollcall.ldap.LdapDirectoryProvider;
import dev.rollcall.ldap.LdapPreset;
import dev.rollcall.ldap.LdapTrust;
import dev.rollcall.run.FailureCause;
import dev.rollcall.testservers.NeedsSamba;
import dev.rollcall.testservers.SambaDomain;
import dev.rollcall.testservers.TestAccount;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@NeedsSamba
@DisplayName("Between two runs on a Samba domain")
class SambaChangesIT extends ChangesBetweenRuns {

    private static final String YEAR_2012 = "129900000000000000";

    @Override
    Branch newBranch() {
        return Branch.of(SharedServers.samba());
    }

    @Override
    LdapDirectoryProvider.Builder provider() {
        return provider(SharedServers.samba().reader());
    }

    private static LdapDirectoryProvider.Builder provider(TestAccount account) {
        SambaDomain domain = SharedServers.samba();
        return LdapDirectoryProvider.builder(LdapPreset.ACTIVE_DIRECTORY)
                .server(domain.host())
                .trust(LdapTrust.certificates(domain.authority()))
                .account(account.name(), account.password()::toCharArray);
    }

    @Override
    Entry person(String dn, String login) {
        return new Entry(
                dn,
                new Attribute("objectClass", "user"),
                new Attribute("sAMAccountName", login),
                new Attribute("userPrincipalName", login),
                new Attribute("userAccountControl", "512"));
    }

    @Override
    Entry group(String dn, List<String> members) {
        return new Entry(
                dn,
                new Attribute("objectClass", "group"),
                new Attribute("sAMAccountName", SharedServers.newName()),
                new Attribute("member", members));
    }

    @Test
    @DisplayName(
            "A service account that is disabled, has expired, must change its password or has another is told apart (F125)")
    void losesItsAccount() {
        SambaDomain domain = SharedServers.samba();
        Branch accounts = newBranch();
        String name = SharedServers.newName();
        String dn = accounts.dn("cn", "service");
        TestAccount account = new TestAccount(name + "@" + SambaDomain.SUFFIX, SambaDomain.PASSWORD);
        Entry service = person(dn, account.name());
        service.setAttribute("sAMAccountName", name);
        service.addAttribute("unicodePwd", password(account.password()));
        accounts.add(service);
        SyncHost host = new SyncHost();
        LdapDirectoryProvider provider = provider(account).base(accounts.dn()).build();
        host.completes(provider);

        accounts.set(dn, "userAccountControl", "514");
        host.fails(provider, FailureCause.CREDENTIALS, "data 533", "is disabled");
        accounts.set(dn, "userAccountControl", "512");
        accounts.set(dn, "accountExpires", YEAR_2012);
        host.fails(provider, FailureCause.CREDENTIALS, "data 701", "has expired");
        accounts.set(dn, "accountExpires", "0");
        accounts.set(dn, "pwdLastSet", "0");
        host.fails(provider, FailureCause.CREDENTIALS, "data 773", "has to be changed");
        domain.setPassword(dn, "Other.of-samba-1");
        host.fails(provider, FailureCause.CREDENTIALS, "data 52e", "the password is wrong");
        domain.setPassword(dn, account.password());
        host.completes(provider);
    }

    private static byte[] password(String text) {
        return ('"' + text + '"').getBytes(StandardCharsets.UTF_16LE);
    }
}
