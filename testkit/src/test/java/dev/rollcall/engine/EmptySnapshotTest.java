package dev.rollcall.engine;

import static dev.rollcall.testkit.Accounts.account;
import static dev.rollcall.testkit.Accounts.local;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.account.Account;
import dev.rollcall.account.BlockReason;
import dev.rollcall.plan.Hold;
import dev.rollcall.policy.Guard;
import dev.rollcall.policy.GuardKind;
import dev.rollcall.run.Outcome;
import dev.rollcall.run.RunRequest;
import dev.rollcall.run.SyncReport;
import dev.rollcall.testkit.ScriptedDirectory;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("R2: a snapshot with nobody in it is not believed")
class EmptySnapshotTest {

    private static final RunRequest BELIEVING = RunRequest.by("jane").believingEmptySnapshot();

    @Test
    @DisplayName("R2: nobody read, one account active: held, and nobody is blocked")
    void nobodyReadIsHeld() {
        Host host = Host.of(ScriptedDirectory.of(), account("1", "ann"), local("root"));
        List<Account> before = host.everything();

        SyncReport report = host.run();

        assertThat(report.outcome()).isEqualTo(Outcome.HELD);
        assertThat(report.hold().orElseThrow().reason()).isEqualTo(Hold.Reason.EMPTY_SNAPSHOT);
        assertThat(host.everything()).isEqualTo(before);
    }

    @Test
    @DisplayName("R2: whoever says so for one run is believed, in that run")
    void whoeverSaysSoIsBelievedInThatRun() {
        Host host = Host.of(ScriptedDirectory.of(), account("1", "ann"));

        assertThat(host.run(BELIEVING).outcome()).isEqualTo(Outcome.COMPLETED);

        assertThat(host.account("ann").blockReason()).contains(BlockReason.REMOVED_FROM_SCOPE);
        host.table.edit(host.idOf("ann"), Account.Builder::active);
        assertThat(host.run().outcome()).isEqualTo(Outcome.HELD);
    }

    @Test
    @DisplayName("R2, R33: an empty snapshot that is believed is still guarded")
    void anEmptySnapshotThatIsBelievedIsStillGuarded() {
        Host host = Crowd.host(6);
        host.directory.everybodyLeaves();

        SyncReport report = host.run(BELIEVING);

        assertThat(report.outcome()).isEqualTo(Outcome.HELD);
        assertThat(report.hold().orElseThrow().reason()).isEqualTo(Hold.Reason.GUARD);
        assertThat(Crowd.active(host)).isEqualTo(6);
        RunRequest both = BELIEVING.raising(GuardKind.BLOCKS, Guard.off());
        assertThat(host.run(both).outcome()).isEqualTo(Outcome.COMPLETED);
        assertThat(Crowd.active(host)).isZero();
    }

    @Test
    @DisplayName(
            "R2, R33: approving a run that was held for an empty snapshot lifts no guard; that takes another approval")
    void approvingAnEmptySnapshotLiftsNoGuard() {
        Host host = Crowd.host(6);
        host.directory.everybodyLeaves();
        SyncReport held = host.run();

        SyncReport guarded = host.run(RunRequest.by("jane").approving(held.runId()));

        assertThat(guarded.hold().orElseThrow().reason()).isEqualTo(Hold.Reason.GUARD);
        assertThat(Crowd.active(host)).isEqualTo(6);
        assertThat(host.run(RunRequest.by("jane").approving(guarded.runId())).outcome())
                .isEqualTo(Outcome.COMPLETED);
        assertThat(Crowd.active(host)).isZero();
    }

    @Test
    @DisplayName("R2, R27: where only protected accounts are active there is nobody to lose")
    void whereOnlyProtectedAccountsAreActiveThereIsNobodyToLose() {
        Host host = Host.of(
                ScriptedDirectory.of(),
                account("1", "ann"),
                account("2", "bob").blocked(BlockReason.MANUAL),
                local("root"));
        host.policy(Host.GUARDED.toBuilder().protect(Set.of(host.idOf("ann"))).build());

        assertThat(host.run().outcome()).isEqualTo(Outcome.COMPLETED);
        assertThat(host.account("ann").isActive()).isTrue();
    }

    @Test
    @DisplayName("R2: nobody read and no account is a finished run")
    void nobodyReadAndNoAccountIsAFinishedRun() {
        Host host = Host.of(
                ScriptedDirectory.of(), local("root"), account("1", "con").ownedBy("contractors"));

        assertThat(host.run().outcome()).isEqualTo(Outcome.COMPLETED);
        assertThat(host.repository.changes()).isEmpty();
    }
}
