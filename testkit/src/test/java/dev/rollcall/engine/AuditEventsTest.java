package dev.rollcall.engine;

import static dev.rollcall.testkit.Accounts.account;
import static dev.rollcall.testkit.Accounts.local;
import static dev.rollcall.testkit.People.person;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.account.BlockReason;
import dev.rollcall.account.Change;
import dev.rollcall.account.Write;
import dev.rollcall.audit.AuditAction;
import dev.rollcall.audit.AuditEvent;
import dev.rollcall.audit.FieldChange;
import dev.rollcall.identity.AccountId;
import dev.rollcall.plan.Count;
import dev.rollcall.plan.PersonResult;
import dev.rollcall.plan.Step;
import dev.rollcall.plan.StepKind;
import dev.rollcall.plan.SyncPlan;
import dev.rollcall.policy.MappingMode;
import dev.rollcall.policy.Policy;
import dev.rollcall.rules.Rule;
import dev.rollcall.run.RunRequest;
import dev.rollcall.run.SyncReport;
import dev.rollcall.testkit.ScriptedDirectory;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("R41: what a run writes into the audit log")
class AuditEventsTest {

    @ParameterizedTest(name = "{0} seats")
    @ValueSource(longs = {0, 10, 13, 16, 1000})
    @DisplayName("R41: one event per step that writes or tells of a failure, a start and a finish")
    void oneEventPerStep(long seats) {
        Host host = BusyNight.host().seats(seats);
        List<String> steps = new ArrayList<>();
        try (SyncPlan plan = host.engine().plan()) {
            plan.forEach(step -> {
                if (step.change() != null || step.kind().isFailure()) {
                    steps.add(step.subject().username() + " " + step.subject().externalId() + " " + step.rule());
                }
            });
        }

        host.run();

        List<AuditEvent> events = host.audit.events();
        assertThat(events.get(0).action()).isEqualTo(AuditAction.RUN_STARTED);
        assertThat(events.get(events.size() - 1).action()).isEqualTo(AuditAction.RUN_FINISHED);
        assertThat(events.subList(1, events.size() - 1))
                .extracting(event ->
                        event.subject().username() + " " + event.subject().externalId() + " " + event.rule())
                .containsExactlyInAnyOrderElementsOf(steps);
        assertThat(events).extracting(AuditEvent::id).doesNotHaveDuplicates();
    }

    @Test
    @DisplayName("R41: every event has time, directory, run, actor and details")
    void everyEventHasItsHead() {
        Host host = BusyNight.host();

        SyncReport report = host.run(RunRequest.by("jane"));

        assertThat(host.audit.events()).allSatisfy(event -> {
            assertThat(event.time()).isEqualTo(host.clock.instant());
            assertThat(event.directory()).isEqualTo(Host.STAFF);
            assertThat(event.runId()).isEqualTo(report.runId());
            assertThat(event.actor()).isEqualTo("jane");
            assertThat(event.details()).isNotBlank();
        });
        assertThat(host.audit.events())
                .filteredOn(event -> event.action().isChange())
                .allSatisfy(event -> {
                    assertThat(event.subject().accountId()).isNotNull();
                    assertThat(event.rule()).isNotNull();
                    assertThat(event.outcome()).isEqualTo(AuditEvent.Outcome.SUCCESS);
                });
    }

    @Test
    @DisplayName("R41: the actor of a schedule is blank")
    void theActorOfAScheduleIsBlank() {
        Host host = BusyNight.host();

        host.run();

        assertThat(host.audit.events()).extracting(AuditEvent::actor).containsOnly("");
    }

    @Test
    @DisplayName("R41: repository and sink get the same events, by their ids")
    void repositoryAndSinkGetTheSameEvents() {
        Host host = BusyNight.host();

        host.run();

        assertThat(host.repository.written().stream()
                        .map(Write::events)
                        .flatMap(List::stream)
                        .map(AuditEvent::id))
                .isSubsetOf(host.audit.events().stream().map(AuditEvent::id).toList());
    }

    @Test
    @DisplayName("R41: an update says what each field was and is")
    void anUpdateSaysWhatEachFieldWasAndIs() {
        Host host = Host.of(
                ScriptedDirectory.of(person("1", "anna").with("title", "new")),
                account("1", "ann").with("title", "old"));

        host.run();

        assertThat(host.events(AuditAction.UPDATED)).singleElement().satisfies(event -> {
            assertThat(event.changes())
                    .containsExactlyInAnyOrder(
                            new FieldChange("username", "ann", "anna", false),
                            new FieldChange("title", "old", "new", false));
            assertThat(event.rule()).isEqualTo(Rule.R14);
            assertThat(event.subject().accountId()).isEqualTo(AccountId.of("acc-ann"));
        });
    }

    @Test
    @DisplayName("R41: the values of a sensitive field appear in no event, report, plan text or repository event")
    void theValuesOfASensitiveFieldAppearNowhere() {
        Host host = Host.of(
                ScriptedDirectory.of(
                        person("1", "ann").with("salary", "one-new-secret"),
                        person("2", "bob").with("salary", "two-new-secret"),
                        person("3", "cid").with("salary", "three-far-too-long-secret")),
                account("1", "ann").with("salary", "one-old-secret"),
                account("3", "cid").with("salary", "three-old-secret"));
        host.policy(Host.GUARDED.toBuilder()
                .field(
                        "salary",
                        dev.rollcall.policy.ValueSource.attribute("salary"),
                        field -> field.asSensitive().maxLength(15))
                .build());
        List<String> texts = new ArrayList<>();
        try (SyncPlan plan = host.engine().plan()) {
            plan.forEach(step -> texts.add(step.toString()));
            texts.add(plan.summary().toString());
            texts.add(plan.explain("ann").toString());
        }
        host.repository.refusing(change -> change instanceof Change.Update);
        SyncReport refused = host.run();
        host.repository.behaves();
        SyncReport report = host.run();

        texts.add(refused.toString() + refused.failed());
        texts.add(report.toString() + report.failed() + report.rejected() + report.waiting());
        texts.add(host.audit.events().toString());
        texts.add(host.repository.written().toString());
        assertThat(texts).allSatisfy(text -> assertThat(text).doesNotContain("secret"));
        assertThat(host.audit.events().toString()).contains(FieldChange.MASK);
        assertThat(host.account("ann").field("salary")).isEqualTo("one-new-secret");
        assertThat(host.account("bob").field("salary")).isEqualTo("two-new-secret");
        assertThat(host.account("cid").field("salary")).isEqualTo("three-old-secret");
    }

    @Test
    @DisplayName("R41: a rejection that stands night after night is written once and then counted")
    void aRejectionThatStandsIsWrittenOnce() {
        Host host = Host.of(ScriptedDirectory.of(person("1", "root")), local("root"));

        host.run();
        SyncReport second = host.run();
        host.run();

        assertThat(host.events(AuditAction.REJECTED)).hasSize(1);
        assertThat(second.figures().of(Count.STANDING)).isEqualTo(1);
        assertThat(second.figures().of(PersonResult.REJECTED)).isEqualTo(1);
        assertThat(second.rejected()).extracting(Step::standing).containsExactly(true);
    }

    @Test
    @DisplayName("R41: a rejection for another reason is written, and one that comes back too")
    void aRejectionForAnotherReasonIsWritten() {
        Host host = Host.of(ScriptedDirectory.of(person("1", "root")), local("root"));
        host.run();
        host.directory.rename("1", null);
        host.run();
        assertThat(host.events(AuditAction.REJECTED)).hasSize(2);
        host.directory.rename("1", "ann");
        host.run();
        host.directory.leave("1").hire(person("1", "root"));
        host.table.edit(host.idOf("ann"), copy -> copy.owner(null).externalId(null));
        host.run();

        assertThat(host.events(AuditAction.REJECTED)).hasSize(3);
    }

    @Test
    @DisplayName("R41: a run that failed in between forgets nothing of what stood")
    void aRunThatFailedInBetweenForgetsNothing() {
        Host host = Host.of(ScriptedDirectory.of(person("1", "root")), local("root"));
        host.run();
        host.directory.diesAt(0);
        host.run();
        host.directory.behaves();
        host.run();

        assertThat(host.events(AuditAction.REJECTED)).hasSize(1);
    }

    @Test
    @DisplayName("R27, R41: a veto is written once and then counted")
    void aVetoIsWrittenOnce() {
        Host host = Host.of(ScriptedDirectory.of(person("1", "ann").inactive()), account("1", "ann"));
        host.policy(Host.GUARDED.toBuilder().protect(Set.of(host.idOf("ann"))).build());

        host.run();
        SyncReport second = host.run();

        assertThat(host.events(AuditAction.VETOED)).hasSize(1);
        assertThat(second.figures().of(Count.VETOED)).isEqualTo(1);
        assertThat(second.figures().of(Count.STANDING)).isEqualTo(1);
    }

    @Test
    @DisplayName("R41: where the host asks for it, each unchanged person has an event too")
    void eachUnchangedPersonHasAnEventWhereTheHostAsksForIt() {
        Host host = Host.of(
                ScriptedDirectory.of(
                        person("1", "ann"),
                        person("2", "bob").unknown(),
                        person("3", "new").inactive(),
                        person("4", "dan"),
                        person("5", "eli")),
                account("1", "ann"),
                account("2", "bob"),
                account("4", "dan").blocked(BlockReason.MANUAL),
                account("5", "eli").blocked(BlockReason.LICENCE_LIMIT));
        host.policy(Host.GUARDED.toBuilder().recordUnchanged(true).build()).seats(0);

        SyncReport report = host.run();

        assertThat(report.figures().peopleRead()).isEqualTo(5);
        assertThat(host.repository.changes()).isEmpty();
        assertThat(host.audit.events())
                .filteredOn(event -> event.subject().externalId() != null)
                .extracting(event -> event.subject().username())
                .containsExactlyInAnyOrder("ann", "bob", "new", "dan", "eli");
    }

    @Test
    @DisplayName(
            "R41: an activation names the account as it is called, also where its name does not follow the directory")
    void anActivationNamesTheAccountAsItIsCalled() {
        Host host = Host.of(
                        ScriptedDirectory.of(person("1", "anna")),
                        account("1", "ann").blocked(BlockReason.LICENCE_LIMIT))
                .policy(Policy.builder()
                        .username(
                                dev.rollcall.policy.ValueSource.matchKey(),
                                mapping -> mapping.mode(MappingMode.ON_CREATE))
                        .build());

        host.run();

        assertThat(host.events(AuditAction.ACTIVATED))
                .singleElement()
                .satisfies(event -> assertThat(event.subject().username()).isEqualTo("ann"));
    }

    @Test
    @DisplayName(
            "R41: somebody new who waits is told of as created, somebody who returns as blocked for another reason")
    void whoeverBeginsToWaitIsToldOfByWhatWasWritten() {
        Host host = Host.of(
                        ScriptedDirectory.of(person("1", "ann"), person("2", "bob")),
                        account("2", "bob").blocked(BlockReason.REMOVED_FROM_SCOPE))
                .seats(0);

        SyncReport report = host.run();

        assertThat(host.events(AuditAction.CREATED))
                .singleElement()
                .satisfies(event -> assertThat(event.subject().accountId()).isEqualTo(host.idOf("ann")));
        assertThat(host.events(AuditAction.REASON_CHANGED)).hasSize(1);
        assertThat(report.waiting())
                .extracting(Step::kind)
                .containsOnly(StepKind.WAIT)
                .hasSize(2);
    }
}
