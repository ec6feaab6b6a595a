package dev.rollcall.testservers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.ModifyDNRequest;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.SearchResultEntry;
import com.unboundid.ldap.sdk.SearchScope;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@NeedsSamba
@DisplayName("A Samba domain")
class SambaDomainIT {

    private static final SambaPeople PEOPLE = SambaPeople.of(200);

    @TempDir
    static Path folder;

    private static @Nullable SambaDomain domain;

    @BeforeAll
    static void start() {
        domain = SambaDomain.start(folder);
        domain.load(PEOPLE);
    }

    @AfterAll
    static void end() {
        if (domain != null) {
            domain.close();
        }
    }

    @Test
    @DisplayName("answers over LDAPS, StartTLS and at the global catalog, verified against its authority and address")
    void answersOverTls() throws Exception {
        for (int port : new int[] {domain.securePort(), domain.secureGlobalCatalogPort()}) {
            try (LDAPConnection secure = Tls.ldaps(domain.host(), port, domain.authority())) {
                assertThat(secure.bind(domain.reader().name(), domain.reader().password())
                                .getResultCode())
                        .isEqualTo(ResultCode.SUCCESS);
            }
        }
        for (int port : new int[] {domain.port(), domain.globalCatalogPort()}) {
            try (LDAPConnection upgraded = Tls.startTls(domain.host(), port, domain.authority())) {
                assertThat(upgraded.bind(domain.readerDn(), domain.reader().password())
                                .getResultCode())
                        .isEqualTo(ResultCode.SUCCESS);
            }
        }
        Path stranger = TestCertificates.shared().otherAuthority();
        assertThatThrownBy(() ->
                        Tls.ldaps(domain.host(), domain.securePort(), stranger).close())
                .isInstanceOf(LDAPException.class);
    }

    @Test
    @DisplayName("holds the people that were loaded, with ids of its own, the disabled and the expired")
    void holdsPeople() throws Exception {
        assertThat(domain.adminConnection()
                        .search("OU=People," + SambaDomain.BASE, SearchScope.SUB, "(objectClass=user)", "1.1")
                        .getEntryCount())
                .isEqualTo(PEOPLE.count());
        SearchResultEntry comma = domain.adminConnection()
                .getEntry(PEOPLE.dn(97).toString(), "sAMAccountName", "objectGUID", "userAccountControl");
        assertThat(comma.getAttributeValue("sAMAccountName")).isEqualTo(PEOPLE.username(97));
        assertThat(comma.getAttributeValueBytes("objectGUID")).hasSize(16);
        assertThat(comma.getAttributeValue("userAccountControl")).isEqualTo("512");
        assertThat(domain.adminConnection()
                        .getEntry(PEOPLE.dn(20).toString(), "userAccountControl")
                        .getAttributeValue("userAccountControl"))
                .isEqualTo("514");
        assertThat(domain.adminConnection()
                        .getEntry(PEOPLE.dn(25).toString(), "accountExpires")
                        .getAttributeValueAsLong("accountExpires"))
                .isPositive();
    }

    @Test
    @DisplayName("shows members at both ends, except those whose primary group it is; and has its cycle")
    void holdsGroups() throws Exception {
        SearchResultEntry big =
                domain.adminConnection().getEntry(SambaPeople.groupDn("big").toString(), "member");
        assertThat(big.getAttributeValues("member")).hasSize(PEOPLE.count());
        assertThat(domain.adminConnection()
                        .getEntry(SambaPeople.groupDn("primary").toString(), "member")
                        .hasAttribute("member"))
                .isFalse();
        SearchResultEntry fortieth =
                domain.adminConnection().getEntry(PEOPLE.dn(40).toString(), "memberOf", "primaryGroupID");
        assertThat(fortieth.getAttributeValues("memberOf"))
                .contains(SambaPeople.groupDn("unit-D00").toString())
                .doesNotContain(SambaPeople.groupDn("primary").toString());
        assertThat(fortieth.getAttributeValue("primaryGroupID")).isNotEqualTo("513");
        assertThat(domain.adminConnection()
                        .getEntry(SambaPeople.groupDn("cycle-a").toString(), "memberOf")
                        .getAttributeValues("memberOf"))
                .contains(SambaPeople.groupDn("cycle-b").toString());
    }

    @Test
    @DisplayName("takes changes while it runs: add, password, rename, delete")
    void takesChanges() throws Exception {
        String dn = "CN=New Comer," + SambaPeople.unitDn(3);
        domain.adminConnection()
                .add(new Entry(
                        "dn: " + dn, "objectClass: user", "sAMAccountName: newcomer", "userAccountControl: 514"));
        domain.setPassword(dn, SambaDomain.PASSWORD);
        domain.adminConnection()
                .modify("dn: " + dn, "changetype: modify", "replace: userAccountControl", "userAccountControl: 512");
        try (LDAPConnection newcomer = Tls.ldaps(domain.host(), domain.securePort(), domain.authority())) {
            assertThat(newcomer.bind("newcomer@" + SambaDomain.SUFFIX, SambaDomain.PASSWORD)
                            .getResultCode())
                    .isEqualTo(ResultCode.SUCCESS);
        }
        domain.adminConnection()
                .modifyDN(new ModifyDNRequest(
                        dn, "CN=New Name", true, SambaPeople.unitDn(4).toString()));
        String moved = "CN=New Name," + SambaPeople.unitDn(4);
        assertThat(domain.adminConnection().getEntry(moved)).isNotNull();
        domain.adminConnection().delete(moved);
        assertThat(domain.adminConnection().getEntry(moved)).isNull();
    }

    @Test
    @DisplayName("has its content and address after a kill, and can be told to insist on TLS")
    void comesBack() throws Exception {
        String host = domain.host();
        ProcessHandle process = ProcessHandle.of(domain.pid()).orElseThrow();
        domain.kill();
        assertThat(process.isAlive()).isFalse();
        domain.start();
        assertThat(domain.host()).isEqualTo(host);
        assertThat(domain.adminConnection().getEntry(PEOPLE.dn(1).toString())).isNotNull();

        domain.restart("ldap server require strong auth = yes");
        try (LDAPConnection plain = new LDAPConnection(domain.host(), domain.port())) {
            assertThatThrownBy(() ->
                            plain.bind(domain.reader().name(), domain.reader().password()))
                    .isInstanceOfSatisfying(
                            LDAPException.class,
                            e -> assertThat(e.getResultCode()).isEqualTo(ResultCode.STRONG_AUTH_REQUIRED));
        }
        domain.restart();
    }

    @Test
    @DisplayName("stands beside another one, and leaves no process and no folder when it is closed")
    void leavesNothing(@TempDir Path elsewhere) {
        SambaDomain second = SambaDomain.start(elsewhere);
        assertThat(second.host()).isNotEqualTo(domain.host());
        ProcessHandle process = ProcessHandle.of(second.pid()).orElseThrow();
        List<ProcessHandle> all = process.descendants().toList();
        assertThat(all).isNotEmpty();
        second.close();
        second.close();
        assertThat(process.isAlive()).isFalse();
        // A process that nobody has buried yet counts as alive, but has no command any more.
        assertThat(all)
                .noneMatch(worker -> worker.isAlive() && worker.info().command().isPresent());
        assertThat(elsewhere).isEmptyDirectory();
    }
}
