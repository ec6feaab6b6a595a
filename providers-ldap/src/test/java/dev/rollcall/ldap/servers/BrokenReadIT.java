package dev.rollcall.ldap.servers;

import static org.assertj.core.api.Assertions.assertThat;

import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.Entry;
import dev.rollcall.ldap.LdapDirectoryProvider;
import dev.rollcall.ldap.LdapPreset;
import dev.rollcall.ldap.LdapSecurity;
import dev.rollcall.ldap.LdapTrust;
import dev.rollcall.ldap.servers.WireProxy.Act;
import dev.rollcall.ldap.servers.WireProxy.Rule;
import dev.rollcall.run.FailureCause;
import dev.rollcall.run.Outcome;
import dev.rollcall.run.SyncReport;
import dev.rollcall.testservers.NeedsOpenLdap;
import dev.rollcall.testservers.OpenLdapServer;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@NeedsOpenLdap
@DisplayName("A read that is damaged at any message of the server blocks nobody (R1)")
class BrokenReadIT {

    private static final int PEOPLE = 10;
    private static final Duration IMPATIENT = Duration.ofMillis(250);

    /** So long nothing takes unless the limit is missed: the usual ones are 15 seconds and more. */
    private static final Duration BOUNDED = Duration.ofSeconds(12);

    private final Set<FailureCause> causes =
            EnumSet.of(FailureCause.DIRECTORY_UNAVAILABLE, FailureCause.SNAPSHOT_INCOMPLETE);

    private final OpenLdapServer server = SharedServers.openLdap();
    private final SyncHost host = new SyncHost();
    private final Branch branch = Branch.of(server);
    private final String group = branch.dn("cn", "group");
    private Set<String> everybody = Set.of();

    private WireProxy proxy = WireProxy.before("127.0.0.1", server.port());

    @BeforeEach
    void importEverybody() {
        List<String> members = IntStream.range(0, PEOPLE)
                .mapToObj(i -> branch.dn("cn", "person " + i))
                .toList();
        for (String member : members) {
            branch.add(new Entry(
                    member,
                    new Attribute("objectClass", "inetOrgPerson"),
                    new Attribute("sn", "Person"),
                    new Attribute("uid", member.substring("cn=person ".length(), member.indexOf(',')))));
        }
        branch.add(new Entry(group, new Attribute("objectClass", "groupOfNames"), new Attribute("member", members)));
        host.completes(plain().build());
        everybody = host.active();
        assertThat(everybody).hasSize(PEOPLE);
    }

    @AfterEach
    void closeProxy() {
        proxy.close();
    }

    private LdapDirectoryProvider.Builder plain() {
        return provider().server("127.0.0.1", proxy.port()).security(LdapSecurity.INSECURE);
    }

    private LdapDirectoryProvider.Builder provider() {
        return LdapDirectoryProvider.builder(LdapPreset.OPENLDAP)
                .account(server.reader().name(), server.reader().password()::toCharArray)
                .base(branch.dn())
                .pageSize(3);
    }

    @Test
    @DisplayName("A connection that ends before any message, in the pages of a unit")
    void cutBetweenMessages() throws InterruptedException {
        breaks(plain().build(), number -> Faults.at(number, Act.CUT));
    }

    @Test
    @DisplayName("A connection that ends inside any message, in the pages of a unit")
    void cutInsideMessages() throws InterruptedException {
        breaks(plain().build(), number -> Faults.at(number, Act.CUT_INSIDE));
    }

    @Test
    @DisplayName("A connection that ends before any message, where a group lists its members")
    void cutInGroups() throws InterruptedException {
        breaks(plain().inGroups(group).build(), number -> Faults.at(number, Act.CUT));
    }

    @Test
    @DisplayName("A server that falls silent before any message")
    void stalled() throws InterruptedException {
        breaksImpatient(number -> Faults.at(number, Act.STALL));
    }

    @Test
    @DisplayName("A message of a kind that there is not, at any place")
    void otherKind() throws InterruptedException {
        breaksImpatient(Faults::otherKindAt);
    }

    @Test
    @DisplayName("A message that is longer than it is, at any place")
    void longer() throws InterruptedException {
        breaksImpatient(Faults::longerAt);
    }

    @Test
    @DisplayName("A byte that is altered on its way, in any record of a connection with TLS")
    void alteredUnderTls() throws InterruptedException {
        proxy.close();
        proxy = WireProxy.beforeTls("127.0.0.1", server.securePort());
        causes.add(FailureCause.CONFIGURATION); // who cannot shake hands may have come to another kind of port
        breaks(
                provider()
                        .server("127.0.0.1", proxy.port())
                        .security(LdapSecurity.LDAPS)
                        .trust(LdapTrust.certificates(server.authority()))
                        .build(),
                Faults::lastByteAt);
    }

    /** As {@link #breaks}; who reads the whole is patient, as this machine may be slow. */
    private void breaksImpatient(IntFunction<Rule> fault) throws InterruptedException {
        LdapDirectoryProvider.Builder settings = plain();
        LdapDirectoryProvider patient = settings.build();
        breaks(
                patient,
                settings.bindTimeout(IMPATIENT).responseTimeout(IMPATIENT).build(),
                fault);
    }

    private void breaks(LdapDirectoryProvider provider, IntFunction<Rule> fault) throws InterruptedException {
        breaks(provider, provider, fault);
    }

    /** Does it at each message of a read that is whole, and reads the whole once more in the end. */
    private void breaks(LdapDirectoryProvider whole, LdapDirectoryProvider provider, IntFunction<Rule> fault)
            throws InterruptedException {
        proxy.rule((number, message) -> Act.PASS);
        host.completes(whole);
        int messages = proxy.messages();
        assertThat(messages).as("messages of a whole read").isGreaterThan(PEOPLE);
        LongSupplier open = OpenConnections.newOnesTo(proxy.port());
        Leftovers threads = new Leftovers();
        int failed = 0;
        for (int number = 0; number < messages; number++) {
            proxy.rule(fault.apply(number));
            long begin = System.nanoTime();
            SyncReport report = host.run(provider);
            String what = "damaged at message " + number + " of " + messages + ": " + report;
            if (report.outcome() == Outcome.FAILED) {
                failed++;
                assertThat(report.cause())
                        .as(what)
                        .hasValueSatisfying(cause -> assertThat(causes).contains(cause));
                assertThat(report.message()).as(what).contains("127.0.0.1:" + proxy.port());
            } else {
                assertThat(report.outcome()).as(what).isEqualTo(Outcome.COMPLETED);
                assertThat(report.figures().peopleRead()).as(what).isEqualTo(PEOPLE);
            }
            assertThat(host.active()).as(what).isEqualTo(everybody);
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).as(what).isLessThan(BOUNDED);
            assertThat(open.getAsLong()).as("open connections, " + what).isZero();
        }
        assertThat(failed)
                .as("how many of " + messages + " damaged reads failed")
                .isGreaterThan(PEOPLE);
        threads.assertNone();
        proxy.rule((number, message) -> Act.PASS);
        host.completes(whole);
    }
}
