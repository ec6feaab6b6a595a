package dev.rollcall.ldap;

import static dev.rollcall.ldap.ScriptedLdapServer.GROUPS;
import static dev.rollcall.ldap.ScriptedLdapServer.PEOPLE;
import static dev.rollcall.testkit.Accounts.account;
import static org.assertj.core.api.Assertions.assertThat;

import com.unboundid.ldap.sdk.ResultCode;
import dev.rollcall.SyncEngine;
import dev.rollcall.account.InMemoryUserRepository;
import dev.rollcall.policy.Guard;
import dev.rollcall.policy.GuardKind;
import dev.rollcall.policy.Policy;
import dev.rollcall.run.FailureCause;
import dev.rollcall.run.Outcome;
import dev.rollcall.run.SyncReport;
import dev.rollcall.testkit.Accounts;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every guard is off: nothing but the reading stands between a person who is missing and a blocked account. */
@Timeout(60)
@DisplayName("R1, R5: whole runs over a directory that does not behave")
class WholeRunTest {

    private static final String STAFF = "cn=staff," + GROUPS;

    private final ScriptedLdapServer server = new ScriptedLdapServer();
    private final InMemoryUserRepository table = Accounts.table(
            account("ann", "ann"), account("bob", "bob"), account("cid", "cid"), account("left", "left"));

    @BeforeEach
    void people() {
        for (String name : new String[] {"ann", "bob", "cid"}) {
            server.add(Entries.person("uid=" + name + "," + PEOPLE));
        }
    }

    @AfterEach
    void close() {
        server.close();
    }

    private SyncReport run(LdapDirectoryProvider.Builder provider) {
        Policy.Builder policy = Policy.builder();
        for (GuardKind kind : GuardKind.values()) {
            policy.guard(kind, Guard.off());
        }
        return SyncEngine.builder(Accounts.DIRECTORY, provider.build(), table)
                .policy(policy.build())
                .build()
                .run();
    }

    private boolean isActive(String username) {
        return table.find(username).orElseThrow().isActive();
    }

    private void assertNobodyBlocked() {
        for (String name : new String[] {"ann", "bob", "cid", "left"}) {
            assertThat(isActive(name)).as(name).isTrue();
        }
    }

    private void assertFailed(SyncReport report, FailureCause cause) {
        assertThat(report.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(report.cause()).contains(cause);
        assertNobodyBlocked();
    }

    @Test
    @DisplayName(
            "a read that is complete blocks whoever left, and closes the directory before the first write (R7, F69)")
    void aCompleteRead() {
        SyncReport report = run(server.provider().pageSize(1));

        assertThat(report.outcome()).isEqualTo(Outcome.COMPLETED);
        assertThat(isActive("ann")).isTrue();
        assertThat(isActive("left")).isFalse();
    }

    @ParameterizedTest(name = "page {0}")
    @ValueSource(ints = {1, 2, 3})
    @DisplayName("F57: a page that fails ends the run FAILED, and nobody is blocked")
    void aFailedPage(int page) {
        server.with(Habits.failing(page, ResultCode.SIZE_LIMIT_EXCEEDED, false));

        assertFailed(run(server.provider().pageSize(1)), FailureCause.SNAPSHOT_INCOMPLETE);
    }

    @ParameterizedTest(name = "page {0}")
    @ValueSource(ints = {1, 2, 3})
    @DisplayName("F55: a connection that is closed within a page ends the run FAILED, and nobody is blocked")
    void aClosedConnection(int page) {
        server.with(Habits.closing(page));

        assertFailed(run(server.provider().pageSize(1)), FailureCause.DIRECTORY_UNAVAILABLE);
    }

    @Test
    @DisplayName("F67: a server that falls silent ends the run FAILED, and nobody is blocked")
    void silence() {
        server.with(Habits.silent(2, server, new CountDownLatch(1)));

        assertFailed(
                run(server.provider().pageSize(1).responseTimeout(Duration.ofMillis(300))),
                FailureCause.DIRECTORY_UNAVAILABLE);
    }

    @Test
    @DisplayName("F5: a chosen group that is not there ends the run FAILED, and nobody is blocked")
    void aGroupThatIsNotThere() {
        assertFailed(run(server.provider().inGroups(STAFF)), FailureCause.CONFIGURATION);
    }

    @Test
    @DisplayName("F63: a member that nothing is found under holds all removals")
    void danglingMembersHoldRemovals() {
        server.add(Entries.group(STAFF, "uid=ann," + PEOPLE, "uid=deleted," + PEOPLE));

        SyncReport report = run(server.provider().inGroups(STAFF));

        assertThat(report.outcome()).isEqualTo(Outcome.COMPLETED_WITHOUT_REMOVALS);
        assertNobodyBlocked();
    }

    @Test
    @DisplayName("F63: and holds none where the host lets it be ignored")
    void danglingMembersMayBeIgnored() {
        server.add(Entries.group(STAFF, "uid=ann," + PEOPLE, "uid=deleted," + PEOPLE));

        SyncReport report = run(server.provider().inGroups(STAFF).danglingMembers(DanglingMembers.IGNORE));

        assertThat(report.outcome()).isEqualTo(Outcome.COMPLETED);
        assertThat(isActive("ann")).isTrue();
        assertThat(isActive("bob")).isFalse();
    }

    @Test
    @DisplayName("F2: the run after a failed one works, and blocks whoever left")
    void theNextRunWorks() {
        server.with(Habits.closing(2));
        run(server.provider().pageSize(1));
        server.behaves();

        assertThat(run(server.provider().pageSize(1)).outcome()).isEqualTo(Outcome.COMPLETED);
        assertThat(isActive("left")).isFalse();
    }
}
