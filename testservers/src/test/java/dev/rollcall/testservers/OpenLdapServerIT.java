package dev.rollcall.testservers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.unboundid.asn1.ASN1OctetString;
import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.LDAPSearchException;
import com.unboundid.ldap.sdk.ModifyRequest;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.SearchRequest;
import com.unboundid.ldap.sdk.SearchResult;
import com.unboundid.ldap.sdk.SearchResultEntry;
import com.unboundid.ldap.sdk.SearchScope;
import com.unboundid.ldap.sdk.controls.SimplePagedResultsControl;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@NeedsOpenLdap
@DisplayName("An OpenLDAP server")
class OpenLdapServerIT {

    private static final int PEOPLE = 2_300;

    @TempDir
    Path folder;

    @Test
    @DisplayName("answers over StartTLS and LDAPS, verified against its authority and host name")
    void answersOverTls() throws Exception {
        try (OpenLdapServer server = OpenLdapServer.start(folder)) {
            try (LDAPConnection secure = Tls.ldaps(server.host(), server.securePort(), server.authority())) {
                assertThat(secure.bind(server.reader().name(), server.reader().password())
                                .getResultCode())
                        .isEqualTo(ResultCode.SUCCESS);
            }
            try (LDAPConnection upgraded = Tls.startTls(server.host(), server.port(), server.authority())) {
                assertThat(upgraded.bind(server.reader().name(), server.reader().password())
                                .getResultCode())
                        .isEqualTo(ResultCode.SUCCESS);
            }
            Path stranger = TestCertificates.shared().otherAuthority();
            assertThatThrownBy(() -> Tls.ldaps(server.host(), server.securePort(), stranger)
                            .close())
                    .isInstanceOf(LDAPException.class);
        }
    }

    @Test
    @DisplayName("holds the people and groups that were loaded, with their ids and memberOf")
    void holdsWhatWasLoaded() throws Exception {
        OpenLdapPeople people = OpenLdapPeople.of(PEOPLE);
        try (OpenLdapServer server = OpenLdapServer.start(folder)) {
            server.load(Stream.concat(people.entries(), OpenLdapPeople.awkward()));
            assertThat(count(server, server.reader(), null))
                    .isEqualTo(PEOPLE + AwkwardNames.all().size());
            for (int number : new int[] {1, 97, 50, PEOPLE}) {
                SearchResultEntry entry =
                        server.adminConnection().getEntry(people.dn(number).toString(), "uid", "entryUUID", "memberOf");
                assertThat(entry.getAttributeValue("uid")).isEqualTo(people.username(number));
                assertThat(entry.getAttributeValue("entryUUID"))
                        .isEqualTo(people.externalId(number).toString());
                assertThat(entry.getAttributeValues("memberOf"))
                        .contains(OpenLdapPeople.groupDn("unit-D%02d".formatted(number % 20))
                                .toString());
            }
            for (String name : AwkwardNames.all()) {
                assertThat(server.adminConnection()
                                .search(OpenLdapServer.GROUPS, SearchScope.SUB, Filter.createEqualityFilter("cn", name))
                                .getEntryCount())
                        .as(name)
                        .isEqualTo(1);
            }
        }
    }

    @Test
    @DisplayName("states the same memberships at the people as at the groups")
    void memberOfIsTheInverseOfMember() throws Exception {
        OpenLdapPeople people = OpenLdapPeople.of(130);
        try (OpenLdapServer server = OpenLdapServer.start(folder)) {
            server.load(people.entries());
            Set<String> atGroups = pairs(server, "(objectClass=groupOfNames)", "member", true);
            Set<String> atMembers = pairs(server, "(memberOf=*)", "memberOf", false);
            assertThat(atMembers).hasSizeGreaterThan(2 * 130).isSubsetOf(atGroups);
            atGroups.removeAll(atMembers);
            assertThat(atGroups).singleElement().asString().startsWith("uid=gone,");
        }
    }

    @Test
    @DisplayName("limits its accounts as they say")
    void limitsItsAccounts() throws Exception {
        try (OpenLdapServer server = OpenLdapServer.start(folder)) {
            server.load(OpenLdapPeople.of(PEOPLE).entries());
            assertThat(count(server, server.limited(), 500)).isEqualTo(PEOPLE);
            assertThat(refusal(server, server.limited(), 1_000)).isEqualTo(ResultCode.ADMIN_LIMIT_EXCEEDED);
            assertThat(refusal(server, server.limited(), null)).isEqualTo(ResultCode.SIZE_LIMIT_EXCEEDED);
            assertThat(refusal(server, server.noPaging(), 100)).isEqualTo(ResultCode.ADMIN_LIMIT_EXCEEDED);
            assertThat(refusal(server, server.capped(), 500)).isEqualTo(ResultCode.SIZE_LIMIT_EXCEEDED);
        }
    }

    @Test
    @DisplayName("hides its secret unit, and what the settings take from the reader")
    void hidesWhatTheReaderMayNotSee() throws Exception {
        OpenLdapPeople people = OpenLdapPeople.of(100);
        try (OpenLdapServer server = OpenLdapServer.start(folder)) {
            server.load(people.entries());
            assertThat(server.adminConnection().getEntry(OpenLdapServer.SECRET)).isNotNull();
            assertThat(asReader(server, OpenLdapServer.SECRET)).isNull();
            assertThat(asReader(server, people.dn(1).toString()).hasAttribute("mail"))
                    .isTrue();

            server.restart(OpenLdapSettings.standard()
                    .withoutReadersRightTo("mail")
                    .withoutReadersRightBelow(people.dn(97).toString())
                    .withoutReadersRightBelow(OpenLdapPeople.unitDn(2).toString()));
            assertThat(asReader(server, people.dn(1).toString()).hasAttribute("mail"))
                    .isFalse();
            assertThat(asReader(server, people.dn(2).toString())).isNull();
            assertThat(asReader(server, people.dn(97).toString())).isNull();
            assertThat(server.adminConnection().getEntry(people.dn(2).toString()))
                    .isNotNull();
        }
    }

    @Test
    @DisplayName("keeps memberOf up to date by itself, unless it is told to know no memberOf")
    void memberOfIsAChoice() throws Exception {
        OpenLdapPeople people = OpenLdapPeople.of(40);
        String dn = people.dn(3).toString();
        ModifyRequest join = new ModifyRequest(
                "dn: " + OpenLdapPeople.groupDn("dangling"), "changetype: modify", "add: member", "member: " + dn);
        try (OpenLdapServer server = OpenLdapServer.start(folder)) {
            server.load(people.entries());
            server.adminConnection().modify(join);
            assertThat(asReader(server, dn).getAttributeValues("memberOf"))
                    .contains(OpenLdapPeople.groupDn("dangling").toString());
        }
        try (OpenLdapServer server =
                OpenLdapServer.start(folder, OpenLdapSettings.standard().withoutMemberOf())) {
            server.load(people.withoutMemberOf().entries());
            server.adminConnection().modify(join);
            assertThat(asReader(server, dn).hasAttribute("memberOf")).isFalse();
            assertThat(server.adminConnection().getSchema().getAttributeType("memberOf"))
                    .isNull();
        }
    }

    @Test
    @DisplayName("has its content and ports after a stop, and after being killed")
    void comesBack() throws Exception {
        try (OpenLdapServer server = OpenLdapServer.start(folder)) {
            server.load(OpenLdapPeople.of(30).entries());
            int port = server.port();
            ProcessHandle process = ProcessHandle.of(server.pid()).orElseThrow();
            server.stop();
            assertThat(process.isAlive()).isFalse();
            server.start();
            server.kill();
            server.start();
            assertThat(server.port()).isEqualTo(port);
            assertThat(count(server, server.reader(), 10)).isEqualTo(30);
        }
    }

    @Test
    @DisplayName("says nothing while it is suspended, and goes on afterwards")
    void canBeSuspended() throws Exception {
        try (OpenLdapServer server = OpenLdapServer.start(folder)) {
            server.suspend();
            try (LDAPConnection connection = new LDAPConnection("127.0.0.1", server.port())) {
                connection.getConnectionOptions().setResponseTimeoutMillis(200);
                assertThatThrownBy(() -> connection.bind(
                                server.reader().name(), server.reader().password()))
                        .isInstanceOfSatisfying(
                                LDAPException.class,
                                e -> assertThat(e.getResultCode()).isEqualTo(ResultCode.TIMEOUT));
            }
            server.resume();
            assertThat(server.adminConnection().getEntry(OpenLdapServer.BASE)).isNotNull();
        }
    }

    @Test
    @DisplayName("leaves no process and no folder when it is closed, even if it is suspended")
    void leavesNothing() {
        OpenLdapServer server = OpenLdapServer.start(folder);
        ProcessHandle process = ProcessHandle.of(server.pid()).orElseThrow();
        server.suspend();
        server.close();
        server.close();
        assertThat(process.isAlive()).isFalse();
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    @DisplayName("says what slapd said when it cannot start")
    void saysWhy() {
        OpenLdapSettings nonsense = OpenLdapSettings.standard().withLine("no-such-directive on");
        assertThatThrownBy(() -> OpenLdapServer.start(folder, nonsense))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("slapd.conf");
        assertThat(folder).isEmptyDirectory();
    }

    /** Each "member in group" that the values of an attribute state, with DNs in their normal form. */
    private static Set<String> pairs(OpenLdapServer server, String filter, String attribute, boolean atGroup)
            throws LDAPException {
        Set<String> pairs = new TreeSet<>();
        for (SearchResultEntry entry : server.adminConnection()
                .search(OpenLdapServer.BASE, SearchScope.SUB, filter, attribute)
                .getSearchEntries()) {
            for (String value : entry.getAttributeValues(attribute)) {
                String here = DN.normalize(entry.getDN());
                String there = DN.normalize(value);
                pairs.add(atGroup ? there + " in " + here : here + " in " + there);
            }
        }
        return pairs;
    }

    private static @Nullable SearchResultEntry asReader(OpenLdapServer server, String dn) throws LDAPException {
        try (LDAPConnection connection = Connections.plain("127.0.0.1", server.port(), server.reader())) {
            return connection.getEntry(dn, "*", "memberOf");
        }
    }

    private static ResultCode refusal(OpenLdapServer server, TestAccount account, @Nullable Integer page)
            throws LDAPException {
        try {
            count(server, account, page);
            return ResultCode.SUCCESS;
        } catch (LDAPSearchException e) {
            return e.getResultCode();
        }
    }

    private static int count(OpenLdapServer server, TestAccount account, @Nullable Integer page) throws LDAPException {
        int count = 0;
        try (LDAPConnection connection = Connections.plain("127.0.0.1", server.port(), account)) {
            ASN1OctetString cookie = null;
            do {
                SearchRequest request =
                        new SearchRequest(OpenLdapServer.PEOPLE, SearchScope.SUB, "(objectClass=person)", "1.1");
                if (page != null) {
                    request.addControl(new SimplePagedResultsControl(page, cookie, true));
                }
                SearchResult result = connection.search(request);
                count += result.getEntryCount();
                SimplePagedResultsControl answer = SimplePagedResultsControl.get(result);
                cookie = answer == null || !answer.moreResultsToReturn() ? null : answer.getCookie();
            } while (cookie != null);
        }
        return count;
    }
}
