package dev.rollcall.ldap.servers;

import static org.assertj.core.api.Assertions.assertThat;

import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import dev.rollcall.ldap.LdapDirectoryProvider;
import dev.rollcall.ldap.LdapPreset;
import dev.rollcall.ldap.LdapSecurity;
import dev.rollcall.ldap.LdapTrust;
import dev.rollcall.plan.Count;
import dev.rollcall.run.FailureCause;
import dev.rollcall.run.Outcome;
import dev.rollcall.run.SyncReport;
import dev.rollcall.testservers.NeedsOpenLdap;
import dev.rollcall.testservers.OpenLdapPeople;
import dev.rollcall.testservers.OpenLdapServer;
import dev.rollcall.testservers.OpenLdapSettings;
import dev.rollcall.testservers.ServerCertificate;
import dev.rollcall.testservers.TestCertificates;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@NeedsOpenLdap
@DisplayName("Between two runs the service account loses rights, or the server its good certificate")
class OpenLdapRightsIT {

    private static final OpenLdapPeople PEOPLE = OpenLdapPeople.of(45);
    private static final String UNIT = OpenLdapPeople.unitDn(3).toString();
    private static final String GROUP = OpenLdapPeople.groupDn("team-00001").toString();

    @TempDir
    static Path folder;

    private static OpenLdapServer server;

    private final SyncHost host = new SyncHost();

    @BeforeAll
    static void startServer() {
        server = OpenLdapServer.start(folder);
        server.load(PEOPLE.entries());
    }

    @AfterAll
    static void endServer() {
        server.close();
    }

    @BeforeEach
    void restore() {
        server.restart(OpenLdapSettings.standard());
    }

    private LdapDirectoryProvider.Builder provider() {
        return LdapDirectoryProvider.builder(LdapPreset.OPENLDAP)
                .server(server.host(), server.securePort())
                .security(LdapSecurity.LDAPS)
                .trust(LdapTrust.certificates(server.authority()))
                .account(server.reader().name(), server.reader().password()::toCharArray)
                .base(OpenLdapServer.BASE);
    }

    private Set<String> imported(SyncHost with, LdapDirectoryProvider provider) {
        with.completes(provider);
        assertThat(with.active()).isNotEmpty();
        return with.active();
    }

    @Test
    @DisplayName("It sees no ids any more: nobody can be identified, and nobody is removed (R5)")
    void losesTheIds() {
        LdapDirectoryProvider provider = provider().build();
        Set<String> before = imported(host, provider);
        server.restart(OpenLdapSettings.standard().withoutReadersRightTo("entryUUID"));
        SyncReport report = host.run(provider);
        assertThat(report.outcome()).as(report.toString()).isEqualTo(Outcome.COMPLETED_WITHOUT_REMOVALS);
        assertThat(report.rejected()).hasSize(PEOPLE.count());
        assertThat(host.active()).isEqualTo(before);
    }

    @Test
    @DisplayName("It sees no match keys any more: all are rejected, and nobody is blocked (R5)")
    void losesTheMatchKeys() {
        LdapDirectoryProvider provider = provider().build();
        Set<String> before = imported(host, provider);
        server.restart(OpenLdapSettings.standard().withoutReadersRightTo("uid"));
        SyncReport report = host.run(provider);
        assertThat(report.rejected()).as(report.toString()).hasSize(PEOPLE.count());
        assertThat(report.figures().of(Count.BLOCKED)).isZero();
        assertThat(host.active()).isEqualTo(before);
    }

    @Test
    @DisplayName("It sees the chosen unit no more: the run fails (R3)")
    void losesTheUnit() {
        LdapDirectoryProvider provider = provider().inUnits(UNIT).build();
        imported(host, provider);
        server.restart(OpenLdapSettings.standard().withoutReadersRightBelow(UNIT));
        host.fails(provider, FailureCause.CONFIGURATION, UNIT, "may not see it");
    }

    @Test
    @DisplayName("It sees some members of the chosen group no more: nobody is removed (R5, F63)")
    void losesMembers() {
        LdapDirectoryProvider provider = provider().inGroups(GROUP).build();
        Set<String> before = imported(host, provider);
        server.restart(OpenLdapSettings.standard().withoutReadersRightBelow(UNIT));
        SyncReport report = host.run(provider);
        assertThat(report.outcome()).as(report.toString()).isEqualTo(Outcome.COMPLETED_WITHOUT_REMOVALS);
        assertThat(host.active()).isEqualTo(before);
    }

    @Test
    @DisplayName("It sees the list of members no more: a group that cannot be empty is not believed to be (R1)")
    void losesTheListOfMembers() {
        LdapDirectoryProvider provider = provider().inGroups(GROUP).build();
        imported(host, provider);
        server.restart(OpenLdapSettings.standard().withoutReadersRightTo("member"));
        host.fails(provider, FailureCause.CONFIGURATION, GROUP, "shows no members");
    }

    @Test
    @DisplayName(
            "It sees a part of the base no more, which nobody can tell from leavers: the guards hold the run (R33)")
    void losesAPartOfTheBase() {
        SyncHost guarded = new SyncHost().guarded();
        LdapDirectoryProvider provider = provider().build();
        Set<String> before = imported(guarded, provider);
        server.restart(OpenLdapSettings.standard()
                .withoutReadersRightBelow(UNIT)
                .withoutReadersRightBelow(OpenLdapPeople.unitDn(4).toString()));
        SyncReport report = guarded.run(provider);
        assertThat(report.outcome()).as(report.toString()).isEqualTo(Outcome.HELD);
        assertThat(guarded.active()).isEqualTo(before);
    }

    @Test
    @DisplayName("It has another password: the run fails and says so")
    void losesThePassword() throws LDAPException {
        LdapDirectoryProvider provider = provider().build();
        imported(host, provider);
        setPassword("Another.of-openldap");
        host.fails(
                provider,
                FailureCause.CREDENTIALS,
                "refused the login of " + server.reader().name());
        setPassword(server.reader().password());
        host.completes(provider);
    }

    private static void setPassword(String password) throws LDAPException {
        server.adminConnection()
                .modify(server.reader().name(), new Modification(ModificationType.REPLACE, "userPassword", password));
    }

    @Test
    @DisplayName(
            "A certificate that expired, is for another host or of another authority ends the run before the login (F120)")
    void losesTheCertificate() {
        TestCertificates certificates = TestCertificates.shared();
        LdapDirectoryProvider provider = provider().build();
        imported(host, provider);
        Map<String, ServerCertificate> bad = Map.of(
                "expired", certificates.expired(),
                "elsewhere.example", certificates.wrongHost(),
                "no trusted authority vouches for it", certificates.unknownAuthority(),
                "signed by itself", certificates.selfSigned());
        bad.forEach((word, certificate) -> {
            server.restart(OpenLdapSettings.standard().withCertificate(certificate));
            host.fails(provider, FailureCause.CONFIGURATION, word);
        });
        server.restart(OpenLdapSettings.standard());
        host.completes(provider);
    }
}
