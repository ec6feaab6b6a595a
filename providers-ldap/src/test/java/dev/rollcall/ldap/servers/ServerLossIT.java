package dev.rollcall.ldap.servers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.ldap.LdapDirectoryProvider;
import dev.rollcall.ldap.LdapPreset;
import dev.rollcall.ldap.LdapSecurity;
import dev.rollcall.ldap.servers.WireProxy.Act;
import dev.rollcall.run.FailureCause;
import dev.rollcall.run.Outcome;
import dev.rollcall.run.SyncReport;
import dev.rollcall.testservers.NeedsOpenLdap;
import dev.rollcall.testservers.OpenLdapPeople;
import dev.rollcall.testservers.OpenLdapServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@NeedsOpenLdap
@DisplayName("A server that is lost while it is read")
class ServerLossIT {

    private static final int PEOPLE = 40;
    private static final int PAGE = 10;

    @TempDir
    Path folder;

    private final SyncHost host = new SyncHost();
    private OpenLdapServer server;
    private WireProxy proxy;
    private Set<String> everybody = Set.of();

    @BeforeEach
    void start() {
        server = OpenLdapServer.start(folder);
        server.load(OpenLdapPeople.of(PEOPLE).entries());
        proxy = WireProxy.before("127.0.0.1", server.port());
        host.completes(provider(Duration.ofSeconds(20)));
        everybody = host.active();
    }

    @AfterEach
    void end() {
        proxy.close();
        server.close();
    }

    private LdapDirectoryProvider provider(Duration responseTimeout) {
        return LdapDirectoryProvider.builder(LdapPreset.OPENLDAP)
                .server("127.0.0.1", proxy.port())
                .security(LdapSecurity.INSECURE)
                .account(server.reader().name(), server.reader().password()::toCharArray)
                .base(OpenLdapServer.PEOPLE)
                .bindTimeout(responseTimeout)
                .responseTimeout(responseTimeout)
                .pageSize(PAGE)
                .build();
    }

    @Test
    @DisplayName("Killed in any page it blocks nobody, and once it is back the next run is as ever (R1)")
    void killedInAnyPage() {
        LdapDirectoryProvider provider = provider(Duration.ofSeconds(20));
        for (int page = 0; page < PEOPLE / PAGE; page++) {
            int last = page * PAGE + PAGE / 2;
            AtomicInteger people = new AtomicInteger();
            proxy.rule((number, message) -> {
                if (Faults.isPerson(message) && people.incrementAndGet() == last) {
                    server.kill();
                    return Act.CUT;
                }
                return Act.PASS;
            });
            host.fails(
                    provider, FailureCause.DIRECTORY_UNAVAILABLE, "127.0.0.1:" + proxy.port(), "connection was lost");
            assertThat(host.active()).isEqualTo(everybody);
            host.fails(provider, FailureCause.DIRECTORY_UNAVAILABLE);
            server.start();
            host.completes(provider);
            assertThat(host.active()).isEqualTo(everybody);
        }
    }

    @Test
    @DisplayName("One that accepts and never answers ends the run in bounded time")
    void neverAnswers() {
        LdapDirectoryProvider provider = provider(Duration.ofMillis(500));
        server.suspend();
        long begin = System.nanoTime();
        SyncReport report = host.fails(provider, FailureCause.DIRECTORY_UNAVAILABLE, "did not answer the login");
        assertThat(Duration.ofNanos(System.nanoTime() - begin))
                .as("less than the usual limit of 15 seconds: %s", report)
                .isLessThan(Duration.ofSeconds(12));
        server.resume();
        assertThat(host.run(provider(Duration.ofSeconds(20))).outcome()).isEqualTo(Outcome.COMPLETED);
        assertThat(host.active()).isEqualTo(everybody);
    }
}
