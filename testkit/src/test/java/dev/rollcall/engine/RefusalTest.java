package dev.rollcall.engine;

import static dev.rollcall.testkit.Accounts.account;
import static dev.rollcall.testkit.People.person;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.SyncEngine;
import dev.rollcall.account.BlockReason;
import dev.rollcall.account.Change;
import dev.rollcall.audit.AuditAction;
import dev.rollcall.audit.AuditEvent;
import dev.rollcall.audit.FieldChange;
import dev.rollcall.identity.AccountId;
import dev.rollcall.plan.Count;
import dev.rollcall.plan.PersonResult;
import dev.rollcall.plan.RefusalCode;
import dev.rollcall.plan.Step;
import dev.rollcall.rules.Rule;
import dev.rollcall.run.FailureCause;
import dev.rollcall.run.Outcome;
import dev.rollcall.run.SyncReport;
import dev.rollcall.testkit.ScriptedDirectory;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("R39: an account that the repository refuses stops nobody else")
class RefusalTest {

    @ParameterizedTest(name = "every one after {0}")
    @ValueSource(ints = {0, 1, 2})
    @DisplayName("R39, R41: every third change is refused: the others are made, and the figures add up")
    void everyThirdChangeIsRefused(int offset) {
        Host host = BusyNight.host().seats(14);
        AtomicInteger changes = new AtomicInteger(offset);
        host.repository.refusing(change -> changes.incrementAndGet() % 3 == 0);

        SyncReport report = host.run();

        assertThat(report.outcome()).isEqualTo(Outcome.COMPLETED);
        assertThat(report.figures().peopleRead()).isEqualTo(BusyNight.people().size());
        assertThat(report.failed())
                .filteredOn(step -> step.refusal() == RefusalCode.REFUSED_BY_REPOSITORY)
                .isNotEmpty()
                .allSatisfy(step -> assertThat(step.reason()).startsWith("the repository refused the change: "));
        assertThat(host.events(AuditAction.REFUSED))
                .filteredOn(event -> event.rule() == Rule.R39)
                .isNotEmpty()
                .allSatisfy(event -> assertThat(event.outcome()).isEqualTo(AuditEvent.Outcome.FAILURE));
        assertThat(host.table.activeAccounts()).isLessThanOrEqualTo(14);

        host.repository.behaves();
        host.run();
        assertThat(host.table.activeAccounts()).isEqualTo(14);
    }

    @Test
    @DisplayName("R39: a status already written stands, though the rest is refused, and the person counts as failed")
    void aStatusAlreadyWrittenStands() {
        Host host =
                Host.of(ScriptedDirectory.of(person("1", "ann").inactive().with("title", "new")), account("1", "ann"));
        host.repository.refusing(change -> change instanceof Change.Update);

        SyncReport report = host.run();

        assertThat(host.account("ann").blockReason()).contains(BlockReason.INACTIVE_IN_DIRECTORY);
        assertThat(host.account("ann").field("title")).isNull();
        assertThat(report.figures().of(PersonResult.FAILED)).isEqualTo(1);
        assertThat(report.figures().of(Count.BLOCKED)).isEqualTo(1);
        assertThat(report.figures().of(Count.UPDATED)).isZero();
        assertThat(report.figures().peopleRead()).isEqualTo(1);
    }

    @Test
    @DisplayName("R39, R41: a person of whom two parts are refused fails once")
    void aPersonOfWhomTwoPartsAreRefusedFailsOnce() {
        Host host = Host.of(
                ScriptedDirectory.of(
                        person("1", "ann").inactive().with("title", "new"),
                        person("2", "bob").with("title", "x")),
                account("1", "ann"),
                account("2", "bob").blocked(BlockReason.REMOVED_FROM_SCOPE));
        host.repository.refusing(change -> true);

        SyncReport report = host.run();

        assertThat(report.figures().of(PersonResult.FAILED)).isEqualTo(2);
        assertThat(report.figures().peopleRead()).isEqualTo(2);
        assertThat(report.failed()).hasSize(4);
        assertThat(host.repository.changes()).isEmpty();
    }

    @Test
    @DisplayName("R14, R39: a ring that is refused leaves all its names")
    void aRingThatIsRefusedLeavesAllItsNames() {
        Host host = Host.of(
                ScriptedDirectory.of(
                        person("1", "b"), person("2", "a"), person("3", "c").with("title", "x")),
                account("1", "a"),
                account("2", "b"),
                account("3", "c"));
        host.repository.refusing(change -> change instanceof Change.RenameCycle);

        SyncReport report = host.run();

        assertThat(host.idOf("a")).isEqualTo(AccountId.of("acc-a"));
        assertThat(host.account("c").field("title")).isEqualTo("x");
        assertThat(report.figures().of(PersonResult.FAILED)).isEqualTo(2);
        assertThat(report.figures().of(PersonResult.UPDATED)).isEqualTo(1);
    }

    @Test
    @DisplayName(
            "R14, R39: who waits for a name that another one does not give up keeps the old name, and gets all else")
    void aNameThatIsNotGivenUpCostsNothingElse() {
        Host host = Host.of(
                ScriptedDirectory.of(person("1", "b").with("title", "x"), person("2", "c")),
                account("1", "a"),
                account("2", "b"));
        host.repository.refusing(change ->
                change instanceof Change.Update update && update.account().equals(AccountId.of("acc-b")));

        SyncReport report = host.run();

        assertThat(host.rows()).containsExactly("a of staff as 1: ACTIVE {title=x}", "b of staff as 2: ACTIVE {}");
        assertThat(report.figures().of(PersonResult.FAILED)).isEqualTo(2);
        assertThat(report.figures().of(Count.UPDATED)).isEqualTo(1);
        assertThat(report.figures().of(Count.RENAMED)).isZero();
        assertThat(host.events(AuditAction.UPDATED))
                .singleElement()
                .satisfies(event ->
                        assertThat(event.changes()).containsExactly(new FieldChange("title", null, "x", false)))
                .satisfies(event -> assertThat(event.rule()).isEqualTo(Rule.R18));
        assertThat(host.events(AuditAction.REFUSED))
                .hasSize(2)
                .allSatisfy(event -> assertThat(event.changes())
                        .extracting(FieldChange::field)
                        .containsExactly(FieldChange.USERNAME));
        assertThat(host.run().figures().of(Count.STANDING)).isEqualTo(2);
        host.repository.behaves();
        host.run();
        assertThat(host.account("b").id()).isEqualTo(AccountId.of("acc-a"));
    }

    @Test
    @DisplayName("R14, R39: of a ring that is refused each account gets everything but its name, as far as it can be")
    void ofARingThatIsRefusedEachAccountGetsEverythingButItsName() {
        Host host = Host.of(
                ScriptedDirectory.of(
                        person("1", "b").with("title", "x"), person("2", "a").with("title", "too long")),
                account("1", "a"),
                account("2", "b"));
        host.repository.refusing(change -> change instanceof Change.RenameCycle
                || (change instanceof Change.Update update && update.fields().containsValue("too long")));

        SyncReport report = host.run();

        assertThat(host.rows()).containsExactly("a of staff as 1: ACTIVE {title=x}", "b of staff as 2: ACTIVE {}");
        assertThat(report.figures().of(PersonResult.FAILED)).isEqualTo(2);
        assertThat(report.failed())
                .extracting(step -> step.subject().username() + " " + step.changes())
                .containsExactlyInAnyOrder(
                        "a [username: 'a' -> 'b']", "b [username: 'b' -> 'a']", "b [title: (none) -> 'too long']");
    }

    @Test
    @DisplayName("R29, R39: somebody whose account could not be created does not wait for a licence, but failed")
    void whoeverCouldNotBeCreatedDoesNotWait() {
        Host host = Host.of(ScriptedDirectory.of(person("1", "ann"), person("2", "bob")))
                .seats(0);
        host.repository.refusing(change -> change instanceof Change.Create create
                && create.externalId().value().equals("1"));

        SyncReport report = host.run();

        assertThat(report.waiting())
                .extracting(step -> step.subject().username())
                .containsExactly("bob");
        assertThat(report.failed())
                .extracting(step -> step.subject().username())
                .containsExactly("ann");
    }

    @Test
    @DisplayName("R41: a refusal that stands night after night is written once and then counted")
    void aRefusalThatStandsIsWrittenOnce() {
        Host host = Host.of(ScriptedDirectory.of(person("1", "ann")));
        host.repository.refusing(change -> true);

        host.run();
        SyncReport second = host.run();

        assertThat(host.events(AuditAction.REFUSED)).hasSize(1);
        assertThat(second.figures().of(Count.STANDING)).isEqualTo(1);
        assertThat(second.figures().of(PersonResult.FAILED)).isEqualTo(1);
        assertThat(second.failed()).extracting(Step::standing).containsExactly(true);
        host.repository.behaves();
        host.run();
        assertThat(host.account("ann").isActive()).isTrue();
    }

    @ParameterizedTest
    @EnumSource(WatchedRepository.Call.class)
    @DisplayName("R39: a repository that is down stops the run, whatever it was asked")
    void aRepositoryThatIsDownStopsTheRun(WatchedRepository.Call call) {
        Host host = BusyNight.host();
        List<String> before = host.rows();
        host.repository.before(call, () -> {
            throw new IllegalStateException("jdbc:thing?password=s3cr3t-token");
        });

        SyncReport report = host.run();

        assertThat(report.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(report.cause()).contains(FailureCause.REPOSITORY_DOWN);
        assertThat(report.message()).contains("IllegalStateException").doesNotContain("s3cr3t-token");
        assertThat(host.rows()).isEqualTo(before);
        host.repository.behaves();
        assertThat(host.run().outcome()).isEqualTo(Outcome.COMPLETED);
    }

    @Test
    @DisplayName("R10: a repository that scans accounts of another owner ends the run, which is reported and recorded")
    void aRepositoryThatScansAccountsOfAnotherOwnerEndsTheRun() {
        Host host = BusyNight.host();
        List<String> before = host.rows();
        host.with(parts -> SyncEngine.builder("staff", host.directory, new MixedUpRepository(host.table))
                .audit(host.audit)
                .journal(host.journal)
                .lock(host.lock)
                .clock(host.clock));

        SyncReport report = host.run();

        assertThat(report.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(report.cause()).contains(FailureCause.REPOSITORY_DOWN);
        assertThat(host.rows()).isEqualTo(before);
        assertThat(host.events(AuditAction.RUN_FINISHED)).hasSize(1);
    }

    @Test
    @DisplayName("R39: a repository that answers nothing at all ends the run, which is reported and recorded")
    void aRepositoryThatAnswersNothingAtAllEndsTheRun() {
        Host host = BusyNight.host();
        MixedUpRepository repository = new MixedUpRepository(host.table).answeringNothing();
        host.with(parts -> SyncEngine.builder("staff", host.directory, repository)
                .policy(Host.UNGUARDED)
                .audit(host.audit)
                .journal(host.journal)
                .lock(host.lock)
                .clock(host.clock));

        SyncReport report = host.run();

        assertThat(report.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(report.cause()).contains(FailureCause.REPOSITORY_DOWN);
        assertThat(host.events(AuditAction.RUN_FINISHED)).hasSize(1);
    }
}
