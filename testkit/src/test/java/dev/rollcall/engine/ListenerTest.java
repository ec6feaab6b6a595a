package dev.rollcall.engine;

import static dev.rollcall.testkit.Accounts.account;
import static dev.rollcall.testkit.People.person;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.SyncEngine;
import dev.rollcall.audit.AuditEvent;
import dev.rollcall.plan.Count;
import dev.rollcall.plan.PlanSummary;
import dev.rollcall.run.Outcome;
import dev.rollcall.run.Phase;
import dev.rollcall.run.SyncListener;
import dev.rollcall.run.SyncReport;
import dev.rollcall.testkit.Accounts;
import dev.rollcall.testkit.ScriptedDirectory;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A listener")
class ListenerTest {

    private final List<String> told = new ArrayList<>();

    private final SyncListener listener = new SyncListener() {
        @Override
        public void phase(Phase phase) {
            told.add(phase.name());
        }

        @Override
        public void planned(PlanSummary plan) {
            told.add("planned " + plan.figures().of(Count.CREATED) + " creations and "
                    + plan.figures().of(Count.BLOCKED) + " blocks");
        }

        @Override
        public void changed(AuditEvent event) {
            told.add("changed");
        }

        @Override
        public void finished(SyncReport report) {
            told.add("finished");
        }
    };

    @Test
    @DisplayName("hears of the plan once it is made, before anything is written")
    void hearsOfThePlanBeforeAnythingIsWritten() {
        Host host = Host.of(ScriptedDirectory.of(person("1", "ann"), person("2", "bob")), account("3", "cid"));

        SyncReport report =
                host.with(parts -> parts.listener(listener)).engine().run();

        assertThat(report.outcome()).isEqualTo(Outcome.COMPLETED);
        assertThat(told)
                .containsExactly(
                        "SCAN",
                        "READ",
                        "DECIDE",
                        "planned 2 creations and 1 blocks",
                        "APPLY",
                        "changed",
                        "changed",
                        "changed",
                        "RECORD",
                        "finished");
    }

    @Test
    @DisplayName("R33: hears of a plan that is then held, and of nothing written")
    void hearsOfAPlanThatIsHeld() {
        List<Accounts.Row> rows = IntStream.range(0, 20)
                .mapToObj(n -> account("id" + n, "person" + n))
                .toList();
        Host host = Host.of(ScriptedDirectory.of(person("id0", "person0")), rows);

        SyncReport report =
                host.with(parts -> parts.listener(listener)).engine().run();

        assertThat(report.outcome()).isEqualTo(Outcome.HELD);
        assertThat(told)
                .containsExactly("SCAN", "READ", "DECIDE", "planned 0 creations and 19 blocks", "RECORD", "finished");
    }

    @Test
    @DisplayName("R37: hears of the end while the lock is held, so a run begun there is told that one is under way")
    void hearsOfTheEndWhileTheLockIsHeld() {
        Host host = Host.of(ScriptedDirectory.of(person("1", "ann")));
        SyncEngine next = host.engine();
        List<Outcome> begunThere = new ArrayList<>();
        host.with(parts -> parts.listener(new SyncListener() {
            @Override
            public void finished(SyncReport report) {
                begunThere.add(next.run().outcome());
            }
        }));

        assertThat(host.run().outcome()).isEqualTo(Outcome.COMPLETED);
        assertThat(begunThere).containsExactly(Outcome.ALREADY_RUNNING);
        assertThat(next.run().outcome()).isEqualTo(Outcome.COMPLETED);
    }
}
