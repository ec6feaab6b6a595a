package dev.rollcall.rulebook;

import static dev.rollcall.account.BlockReason.INACTIVE_IN_DIRECTORY;
import static dev.rollcall.account.BlockReason.REMOVED_FROM_SCOPE;
import static dev.rollcall.testkit.Accounts.account;
import static dev.rollcall.testkit.People.person;
import static dev.rollcall.testkit.People.withoutId;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.AccountActs;
import dev.rollcall.SyncEngine;
import dev.rollcall.account.Change;
import dev.rollcall.audit.AuditAction;
import dev.rollcall.audit.AuditEvent;
import dev.rollcall.audit.InMemoryAuditLog;
import dev.rollcall.identity.Username;
import dev.rollcall.lock.LocalRunLock;
import dev.rollcall.plan.PersonResult;
import dev.rollcall.plan.RefusalCode;
import dev.rollcall.policy.LicenceLimit;
import dev.rollcall.rules.Rule;
import dev.rollcall.run.Outcome;
import dev.rollcall.run.RunRequest;
import dev.rollcall.run.SyncReport;
import dev.rollcall.testkit.ScriptedDirectory;
import dev.rollcall.testkit.SettableClock;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Those lines of the table "Cases decided" that take a run. */
class CasesDecidedInRunsTest {

    private final SettableClock clock = SettableClock.at("2026-01-01T07:00:00Z");
    private final InMemoryAuditLog audit = new InMemoryAuditLog();

    private SyncEngine engine(ScriptedDirectory directory, Table table, LicenceLimit limit) {
        return SyncEngine.builder("staff", directory, table)
                .licence(limit)
                .audit(audit)
                .clock(clock)
                .lock(new LocalRunLock(clock))
                .build();
    }

    private SyncEngine engine(ScriptedDirectory directory, Table table) {
        return engine(directory, table, LicenceLimit.unlimited());
    }

    private List<AuditEvent> eventsAboutPeople() {
        return audit.events().stream()
                .filter(event -> event.action() != AuditAction.RUN_STARTED
                        && event.action() != AuditAction.RUN_FINISHED
                        && event.action() != AuditAction.PERMISSION_USED)
                .toList();
    }

    @Test
    @DisplayName("a row `ann` without id; `[1 ann] [2 bob]`, bob absent: COMPLETED_WITHOUT_REMOVALS (R5)")
    void aRowWithoutId() {
        Table table = Table.of(account("1", "ann"), account("2", "bob"));

        SyncReport report =
                engine(ScriptedDirectory.of(withoutId("ann")), table).run();

        assertThat(report.outcome()).isEqualTo(Outcome.COMPLETED_WITHOUT_REMOVALS);
        assertThat(report.rejected()).extracting(step -> step.refusal()).containsExactly(RefusalCode.NO_EXTERNAL_ID);
        assertThat(table.written()).isEmpty();
    }

    @Test
    @DisplayName(
            "`1:ann.old`, `2:ann`; `[1 ann]`: 1 renamed, 2 created under the freed name, in one run (R11, R14, R35)")
    void aFreedName() {
        Table table = Table.of(account("1", "ann"));
        SyncEngine engine = engine(ScriptedDirectory.of(person("1", "ann.old"), person("2", "ann")), table);

        assertThat(engine.run().outcome()).isEqualTo(Outcome.COMPLETED);

        assertThat(table.all()).containsExactly("ann 2 ACTIVE {}", "ann.old 1 ACTIVE {}");
        table.written().clear();
        assertThat(engine.run().outcome()).isEqualTo(Outcome.COMPLETED);
        assertThat(table.written()).isEmpty();
    }

    @Test
    @DisplayName("`1:bob`, `2:ann`; `[1 ann] [2 bob]`: both renamed in one step (R14)")
    void aSwap() {
        Table table = Table.of(account("1", "ann"), account("2", "bob"));

        SyncReport report = engine(ScriptedDirectory.of(person("1", "bob"), person("2", "ann")), table)
                .run();

        assertThat(report.outcome()).isEqualTo(Outcome.COMPLETED);
        assertThat(table.written()).hasSize(1).first().isInstanceOf(Change.RenameCycle.class);
        assertThat(table.all()).containsExactly("ann 2 ACTIVE {}", "bob 1 ACTIVE {}");
    }

    @Test
    @DisplayName(
            "limit 1; `1:ret`, `2:new`; `[1 ret]` removed: ret active, new waits, also when a run dies half way (R31, R38)")
    void returningBeforeNewEvenWhenARunDies() {
        for (int writes = 0; writes <= 2; writes++) {
            Table table =
                    Table.of(account("1", "ret").blocked(REMOVED_FROM_SCOPE)).diesAfter(writes);
            SyncEngine engine =
                    engine(ScriptedDirectory.of(person("2", "new"), person("1", "ret")), table, LicenceLimit.of(1));

            assertThat(engine.run().outcome()).isEqualTo(writes < 2 ? Outcome.FAILED : Outcome.COMPLETED);
            table.lives();
            assertThat(engine.run().outcome()).isEqualTo(Outcome.COMPLETED);

            assertThat(table.all())
                    .as("dead after %d", writes)
                    .containsExactly("new 2 LICENCE_LIMIT {}", "ret 1 ACTIVE {}");
        }
    }

    @Test
    @DisplayName("limit 1; `1:ann`, `2:bob` new; the repository refuses ann: bob gets the seat (R32)")
    void aRefusedSeatPassesOn() {
        Table table = Table.of().refusing("1");

        SyncReport report = engine(
                        ScriptedDirectory.of(person("1", "ann"), person("2", "bob")), table, LicenceLimit.of(1))
                .run();

        assertThat(report.outcome()).isEqualTo(Outcome.COMPLETED);
        assertThat(table.all()).containsExactly("bob 2 ACTIVE {}");
        assertThat(report.figures().of(PersonResult.FAILED)).isEqualTo(1);
        assertThat(report.figures().of(PersonResult.IMPORTED)).isEqualTo(1);
        assertThat(report.failed()).singleElement().satisfies(step -> {
            assertThat(step.refusal()).isEqualTo(RefusalCode.REFUSED_BY_REPOSITORY);
            assertThat(step.rule()).isEqualTo(Rule.R39);
        });
    }

    @Test
    @DisplayName(
            "`1:anna`; ann's account made local with id 1: HELD_LOCALLY; handed over under the name anna: linked (R9)")
    void heldLocallyThenHandedOver() {
        Table table = Table.of(account("1", "ann").madeLocal());
        SyncEngine engine = engine(ScriptedDirectory.of(person("1", "anna")), table);

        SyncReport report = engine.run();
        assertThat(report.rejected()).extracting(step -> step.refusal()).containsExactly(RefusalCode.HELD_LOCALLY);
        assertThat(table.written()).isEmpty();

        var line = new AccountActs.HandOver(Username.of("ann"), Username.of("anna"), engine.directory());
        assertThat(engine.acts("jane").handOver(List.of(line), false)).allMatch(result -> result.done());
        assertThat(table.named("anna").externalId()).isEmpty();

        assertThat(engine.run().outcome()).isEqualTo(Outcome.COMPLETED);
        assertThat(table.all()).containsExactly("anna 1 ACTIVE {}");
    }

    @Test
    @DisplayName("absent and already removed; inactive and already inactive: no step, no write, no event (R35)")
    void nothingToDo() {
        Table table = Table.of(
                account("1", "ann").blocked(REMOVED_FROM_SCOPE),
                account("2", "bob").blocked(INACTIVE_IN_DIRECTORY),
                account("3", "cy"));

        SyncReport report = engine(ScriptedDirectory.of(person("2", "bob").inactive(), person("3", "cy")), table)
                .run();

        assertThat(report.outcome()).isEqualTo(Outcome.COMPLETED);
        assertThat(report.figures().of(PersonResult.UNCHANGED)).isEqualTo(2);
        assertThat(table.written()).isEmpty();
        assertThat(eventsAboutPeople()).isEmpty();
    }

    @Test
    @DisplayName("R15 a held change of scheme, approved: the next run gives every account its new id (R33)")
    void anApprovedChangeOfScheme() {
        Table table = Table.of(
                account("1", "a"),
                account("2", "b"),
                account("3", "c"),
                account("4", "d"),
                account("5", "e"),
                account("6", "f"),
                account("7", "g"));
        SyncEngine engine = engine(
                ScriptedDirectory.of(
                        person("n1", "a"),
                        person("n2", "b"),
                        person("n3", "c"),
                        person("n4", "d"),
                        person("n5", "e"),
                        person("n6", "f"),
                        person("n7", "g")),
                table);

        SyncReport held = engine.run();
        assertThat(held.outcome()).isEqualTo(Outcome.HELD);
        SyncReport approved = engine.run(RunRequest.by("jane").approving(held.runId()));

        assertThat(approved.outcome()).as(approved.toString()).isEqualTo(Outcome.COMPLETED);
        assertThat(table.named("a").externalId()).hasToString("Optional[n1]");
        assertThat(table.status("a")).isEqualTo("ACTIVE");
    }

    @Test
    @DisplayName("R33 a held plan, approved, is applied as far as it is the same or less")
    void anApprovedPlan() {
        Table table = Table.of(
                account("1", "a"),
                account("2", "b"),
                account("3", "c"),
                account("4", "d"),
                account("5", "e"),
                account("6", "f"),
                account("9", "stays"));
        ScriptedDirectory directory =
                ScriptedDirectory.of(person("9", "stays"), person("6", "f").inactive());
        SyncEngine engine = engine(directory, table);

        SyncReport held = engine.run();
        assertThat(held.outcome()).isEqualTo(Outcome.HELD);
        assertThat(table.written()).isEmpty();
        directory.deactivate("9");
        assertThat(engine.run(RunRequest.by("jane").approving(held.runId())).outcome())
                .isEqualTo(Outcome.HELD);
        directory.activate("9");
        assertThat(engine.run(RunRequest.by("jane").approving(held.runId())).outcome())
                .isEqualTo(Outcome.COMPLETED);

        assertThat(table.status("f")).isEqualTo("INACTIVE_IN_DIRECTORY");
        assertThat(table.status("a")).isEqualTo("REMOVED_FROM_SCOPE");
        assertThat(table.status("stays")).isEqualTo("ACTIVE");
    }

    @Test
    @DisplayName("R33 people rejected in the last run that finished are no news the next time")
    void standingRejectionsAreNoNews() {
        Table table = Table.of();
        ScriptedDirectory directory = ScriptedDirectory.of(person("9", "nina"));
        for (int i = 0; i < 5; i++) {
            directory.hire(person("bad" + i, "same"));
        }
        SyncEngine engine = engine(directory, table);
        assertThat(engine.run().outcome()).isEqualTo(Outcome.COMPLETED);
        directory.hire(person("x", "other"), person("y", "other"));

        SyncReport report = engine.run();

        assertThat(report.outcome()).isEqualTo(Outcome.COMPLETED);
        assertThat(report.figures().of(PersonResult.REJECTED)).isEqualTo(7);
    }
}
