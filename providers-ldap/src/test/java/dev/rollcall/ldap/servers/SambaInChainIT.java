package dev.rollcall.ldap.servers;

import static org.assertj.core.api.Assertions.assertThat;

import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.Entry;
import dev.rollcall.ldap.LdapDirectoryProvider;
import dev.rollcall.ldap.LdapPreset;
import dev.rollcall.ldap.LdapTrust;
import dev.rollcall.ldap.Membership;
import dev.rollcall.ldap.Nesting;
import dev.rollcall.run.FailureCause;
import dev.rollcall.testservers.NeedsOpenLdap;
import dev.rollcall.testservers.NeedsSamba;
import dev.rollcall.testservers.OpenLdapServer;
import dev.rollcall.testservers.SambaDomain;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** In a small domain, because the server looks at everybody for each such question. */
@NeedsSamba
@DisplayName("A server that follows groups by itself")
class SambaInChainIT {

    private final SambaDomain domain = SharedServers.samba();
    private final Branch branch = Branch.of(domain);
    private final String top = branch.dn("cn", "top");
    private final String middle = branch.dn("cn", "middle");

    private LdapDirectoryProvider.Builder provider() {
        return LdapDirectoryProvider.builder(LdapPreset.ACTIVE_DIRECTORY)
                .server(domain.host())
                .trust(LdapTrust.certificates(domain.authority()))
                .account(domain.reader().name(), domain.reader().password()::toCharArray)
                .matchKey("displayName")
                .base(branch.dn());
    }

    @BeforeEach
    void fill() {
        for (String name : List.of("ann", "bob", "carla", "dora")) {
            branch.add(new Entry(
                    branch.dn("cn", name),
                    new Attribute("objectClass", "user"),
                    new Attribute("sAMAccountName", SharedServers.newName()),
                    new Attribute("displayName", name),
                    new Attribute("userAccountControl", "512")));
        }
        addGroup(middle, branch.dn("cn", "ann"), branch.dn("cn", "carla"));
        addGroup(top, middle, branch.dn("cn", "bob"));
        branch.addMembers(middle, List.of(top));
    }

    private void addGroup(String dn, String... members) {
        branch.add(new Entry(
                dn,
                new Attribute("objectClass", "group"),
                new Attribute("groupType", "-2147483640"),
                new Attribute("sAMAccountName", SharedServers.newName()),
                new Attribute("member", members)));
    }

    private List<String> active(LdapDirectoryProvider.Builder provider) {
        SyncHost host = new SyncHost();
        host.completes(provider.build());
        return List.copyOf(host.active());
    }

    @Test
    @DisplayName("finds the people of groups in groups, cycles too, and those whose primary group it is (F59, F60)")
    void followsGroups() {
        branch.set(carla(), "primaryGroupID", branch.value(middle, "primaryGroupToken"));
        assertThat(branch.value(middle, "member")).doesNotContain(carla());
        for (String chosen : List.of(top, middle)) {
            for (Nesting nesting : List.of(Nesting.IN_CHAIN, Nesting.EXPANDED)) {
                assertThat(active(provider().nesting(nesting).inGroups(chosen)))
                        .as("%s of %s", nesting, chosen)
                        .containsExactly("ann", "bob", "carla");
            }
        }
        assertThat(active(provider().nesting(Nesting.OFF).inGroups(middle))).containsExactly("ann", "carla");
    }

    private String carla() {
        return branch.dn("cn", "carla");
    }

    @Test
    @NeedsOpenLdap
    @DisplayName("is not any server: of another one it is not asked (F60)")
    void asksNoOther() {
        OpenLdapServer server = SharedServers.openLdap();
        Branch other = Branch.of(server);
        String group = other.dn("cn", "group");
        other.add(new Entry(group, new Attribute("objectClass", "groupOfNames"), new Attribute("member", other.dn())));
        new SyncHost()
                .fails(
                        LdapDirectoryProvider.builder(LdapPreset.OPENLDAP)
                                .server(server.host(), server.securePort())
                                .trust(LdapTrust.certificates(server.authority()))
                                .account(server.reader().name(), server.reader().password()::toCharArray)
                                .base(other.dn())
                                .membership(Membership.PERSON_ATTRIBUTE)
                                .nesting(Nesting.IN_CHAIN)
                                .inGroups(group)
                                .build(),
                        FailureCause.CONFIGURATION,
                        "is no Active Directory");
    }
}
