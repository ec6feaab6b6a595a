package dev.rollcall.engine;

import static dev.rollcall.testkit.Accounts.account;
import static dev.rollcall.testkit.People.person;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rollcall.SyncEngine;
import dev.rollcall.audit.AuditAction;
import dev.rollcall.identity.ExternalId;
import dev.rollcall.plan.PersonResult;
import dev.rollcall.run.FailureCause;
import dev.rollcall.run.Outcome;
import dev.rollcall.run.RunJournal;
import dev.rollcall.run.RunRecord;
import dev.rollcall.run.RunRequest;
import dev.rollcall.run.SyncReport;
import dev.rollcall.testkit.ScriptedDirectory;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("R44: what is remembered of runs")
class JournalTest {

    private final Host host =
            Host.of(ScriptedDirectory.of(person("1", "ann"), person("2", "bob").inactive()), account("2", "bob"));

    @Test
    @DisplayName("R44: the last run and the last good run, with when, how and figures")
    void theLastRunAndTheLastGoodRun() {
        SyncEngine engine = host.engine();
        assertThat(engine.lastRun()).isEmpty();
        SyncReport good = engine.run(RunRequest.by("jane"));
        host.clock.advance(Duration.ofDays(1));
        host.directory.diesAt(0);
        SyncReport failed = engine.run();

        assertThat(engine.lastRun()).contains(failed.runRecord());
        assertThat(engine.lastFinishedRun()).contains(good.runRecord());
        RunRecord record = engine.lastFinishedRun().orElseThrow();
        assertThat(record.actor()).isEqualTo("jane");
        assertThat(record.startedAt()).isEqualTo("2026-03-01T07:00:00Z");
        assertThat(record.finishedAt()).isEqualTo("2026-03-01T07:00:00Z");
        assertThat(record.figures().peopleRead()).isEqualTo(2);
        assertThat(failed.runRecord().cause()).isEqualTo(FailureCause.DIRECTORY_UNAVAILABLE);
    }

    @Test
    @DisplayName("R44: a run under way has a beginning and no end")
    void aRunUnderWayHasABeginningAndNoEnd() {
        SyncEngine engine = host.engine();
        host.directory.beforePerson(0, () -> {
            RunRecord underWay = engine.lastRun().orElseThrow();
            assertThat(underWay.outcome()).isNull();
            assertThat(underWay.finishedAt()).isNull();
        });

        assertThat(engine.run().outcome()).isEqualTo(Outcome.COMPLETED);
    }

    @Test
    @DisplayName("R41: a run that an error of the JVM ends is remembered as failed, and the error is passed on")
    void aRunThatAnErrorEndsIsRememberedAsFailed() {
        host.repository.diesAfter(0, new WatchedRepository.Crash());
        try {
            host.run();
        } catch (WatchedRepository.Crash e) {
            RunRecord died = host.engine().lastRun().orElseThrow();
            assertThat(died.outcome()).isEqualTo(Outcome.FAILED);
            assertThat(died.message()).contains(WatchedRepository.Crash.class.getName());
            assertThat(host.engine().lastFinishedRun()).isEmpty();
            return;
        }
        throw new AssertionError("The run did not die");
    }

    @Test
    @DisplayName("R44: an error while the end is recorded leaves no run under way, and the first error is passed on")
    void anErrorWhileTheEndIsRecordedLeavesNoRunUnderWay() {
        AssertionError atTheFinish = new AssertionError("the sink");
        host.with(parts -> parts.audit(events -> {
            if (events.get(0).action() == AuditAction.RUN_FINISHED) {
                throw atTheFinish;
            }
        }));
        assertThatThrownBy(host::run).isSameAs(atTheFinish);
        assertThat(host.engine().lastRun().orElseThrow().outcome()).isEqualTo(Outcome.FAILED);
        assertThat(host.engine().lastFinishedRun()).isEmpty();

        host.directory.activate("2");
        WatchedRepository.Crash first = new WatchedRepository.Crash();
        host.repository.diesAfter(0, first);

        assertThatThrownBy(host::run).isSameAs(first).hasSuppressedException(atTheFinish);
        assertThat(host.engine().lastRun().orElseThrow().message())
                .contains(first.getClass().getName());
    }

    /** A journal that throws when this method is called. */
    private RunJournal failingAt(String method) {
        return (RunJournal) Proxy.newProxyInstance(
                RunJournal.class.getClassLoader(), new Class<?>[] {RunJournal.class}, (proxy, called, arguments) -> {
                    if (called.getName().equals(method)) {
                        throw new IllegalStateException("jdbc s3cr3t-token");
                    }
                    try {
                        return called.invoke(host.journal, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private void assertFails(String method, RunRequest request) {
        host.with(parts -> parts.journal(failingAt(method)));

        SyncReport report = host.run(request);

        assertThat(report.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(report.cause()).contains(FailureCause.REPOSITORY_DOWN);
        assertThat(report.toString()).contains("journal").doesNotContain("s3cr3t-token");
        assertThat(host.lock.acquire(Host.STAFF, Duration.ofMinutes(1)))
                .isPresent()
                .get()
                .satisfies(lease -> lease.close());
    }

    @ParameterizedTest
    @ValueSource(strings = {"started", "permissions", "standingRefusals", "ignored", "finished", "permit"})
    @DisplayName("R44: a journal that fails ends the run, repository down")
    void aJournalThatFailsEndsTheRun(String method) {
        assertFails(method, RunRequest.by("jane").believingEmptySnapshot());

        assertThat(host.repository.changes().isEmpty()).isEqualTo(!method.equals("finished"));
    }

    @Test
    @DisplayName("R33, R44: a journal that cannot keep what was held, or give it back, ends the run")
    void aJournalThatCannotKeepWhatWasHeldEndsTheRun() {
        Host crowd = Crowd.host(60);
        Crowd.leave(crowd, 1, 9);
        for (String method : new String[] {"hold", "heldRun", "heldItems"}) {
            crowd.with(parts -> parts.journal(crowd.journal));
            SyncReport held = crowd.run();
            assertThat(held.outcome()).isEqualTo(Outcome.HELD);
            RunJournal failing = (RunJournal) Proxy.newProxyInstance(
                    RunJournal.class.getClassLoader(),
                    new Class<?>[] {RunJournal.class},
                    (proxy, called, arguments) -> {
                        if (called.getName().equals(method)) {
                            throw new IllegalStateException("jdbc s3cr3t-token");
                        }
                        return called.invoke(crowd.journal, arguments);
                    });
            crowd.with(parts -> parts.journal(failing));

            RunRequest request = method.equals("hold")
                    ? RunRequest.scheduled()
                    : RunRequest.by("jane").approving(held.runId());
            SyncReport report = crowd.run(request);

            assertThat(report.cause()).as(method).contains(FailureCause.REPOSITORY_DOWN);
            assertThat(Crowd.active(crowd)).isEqualTo(60);
        }
    }

    @Test
    @DisplayName("R16, R46: somebody on the ignore list is left alone, account and all, until taken off")
    void somebodyOnTheIgnoreListIsLeftAlone() {
        SyncEngine engine = host.engine();
        engine.acts("jane").ignore(ExternalId.of("1"));
        engine.acts("jane").ignore(ExternalId.of("2"));
        assertThat(engine.acts("jim").ignored()).isEqualTo(Set.of(ExternalId.of("1"), ExternalId.of("2")));

        SyncReport report = engine.run();

        assertThat(report.figures().of(PersonResult.IGNORED)).isEqualTo(2);
        assertThat(host.account("bob").isActive()).isTrue();
        assertThat(host.table.find("ann")).isEmpty();
        engine.acts("jane").unignore(ExternalId.of("1"));
        engine.acts("jane").unignore(ExternalId.of("2"));
        engine.run();
        assertThat(host.account("bob").isActive()).isFalse();
        assertThat(host.account("ann").isActive()).isTrue();
    }

    @Test
    @DisplayName("R16: the account of somebody ignored who is absent is left alone too")
    void theAccountOfSomebodyIgnoredWhoIsAbsentIsLeftAlone() {
        host.directory.leave("2");
        host.engine().acts("jane").ignore(ExternalId.of("2"));

        host.run();

        assertThat(host.account("bob").isActive()).isTrue();
    }

    @Test
    @DisplayName("R16: an account that an administrator deleted is created again, once; on the ignore list it is not")
    void anAccountThatWasDeletedIsCreatedAgain() {
        host.run();
        host.table.remove(host.idOf("ann"));
        host.run();
        assertThat(host.account("ann").isActive()).isTrue();
        host.run();
        host.table.remove(host.idOf("ann"));
        host.engine().acts("jane").ignore(ExternalId.of("1"));
        host.run();

        assertThat(host.table.find("ann")).isEmpty();
    }
}
