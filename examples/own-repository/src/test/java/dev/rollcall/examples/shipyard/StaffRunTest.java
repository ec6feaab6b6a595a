package dev.rollcall.examples.shipyard;

import static dev.rollcall.testkit.People.person;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.SyncEngine;
import dev.rollcall.account.BlockReason;
import dev.rollcall.account.InMemoryUserRepository;
import dev.rollcall.audit.InMemoryAuditLog;
import dev.rollcall.lock.LocalRunLock;
import dev.rollcall.policy.LicenceLimit;
import dev.rollcall.run.FailureCause;
import dev.rollcall.run.Outcome;
import dev.rollcall.run.RunRequest;
import dev.rollcall.run.SyncReport;
import dev.rollcall.testkit.Accounts;
import dev.rollcall.testkit.ScriptedDirectory;
import dev.rollcall.testkit.SettableClock;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Whole runs under the yard's policy, night after night, over a table in memory. */
class StaffRunTest {

    private final ScriptedDirectory directory = ScriptedDirectory.of(person("1", "ola"), person("2", "per"));
    private final InMemoryUserRepository table = Accounts.table(Accounts.local("harbour"));
    private final SettableClock clock = SettableClock.at("2026-03-02T06:00:00Z");
    private final SyncEngine engine = SyncEngine.builder("staff", directory, table)
            .policy(StaffPolicy.protecting(List.of()))
            .licence(LicenceLimit.of(40))
            .audit(new InMemoryAuditLog())
            .lock(new LocalRunLock(clock))
            .clock(clock)
            .build();

    @Test
    void whoeverLeavesIsBlockedOnTheThirdDay() {
        engine.run();
        directory.leave("2");

        engine.run();
        assertThat(table.find("per").orElseThrow().isActive()).isTrue();

        clock.advance(StaffPolicy.GRACE);
        engine.run();
        assertThat(table.find("per").orElseThrow().blockReason()).contains(BlockReason.REMOVED_FROM_SCOPE);
    }

    @Test
    void aFileThatBreaksOffBlocksNobody() {
        engine.run();
        directory.diesAt(1);
        clock.advance(StaffPolicy.GRACE.multipliedBy(2));

        SyncReport report = engine.run();

        assertThat(report.cause()).contains(FailureCause.DIRECTORY_UNAVAILABLE);
        assertThat(table.activeAccounts()).isEqualTo(3);
    }

    @Test
    void aDockThatVanishesWaitsForSomebodyWhoKnows() {
        IntStream.rangeClosed(10, 29).forEach(number -> directory.hire(person("" + number, "welder" + number)));
        engine.run();
        IntStream.rangeClosed(10, 29).forEach(number -> directory.leave("" + number));
        engine.run(); // missed for the first time
        clock.advance(StaffPolicy.GRACE);

        SyncReport held = engine.run();
        assertThat(held.outcome()).isEqualTo(Outcome.HELD);
        assertThat(table.activeAccounts()).isEqualTo(23);

        SyncReport approved = engine.run(RunRequest.by("ingrid").approving(held.runId()));
        assertThat(approved.outcome()).isEqualTo(Outcome.COMPLETED);
        assertThat(table.activeAccounts()).isEqualTo(3);
    }

    @Test
    void whoeverWaitsForASeatGetsTheOneThatIsFreed() {
        IntStream.rangeClosed(10, 47).forEach(number -> directory.hire(person("" + number, "welder" + number)));
        engine.run();
        assertThat(table.find("welder47").orElseThrow().blockReason()).contains(BlockReason.LICENCE_LIMIT);

        directory.deactivate("1");
        engine.run();

        assertThat(table.find("welder47").orElseThrow().isActive()).isTrue();
        assertThat(table.activeAccounts()).isEqualTo(40);
    }
}
