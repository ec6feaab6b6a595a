package dev.rollcall.engine;

import static dev.rollcall.testkit.Accounts.account;
import static dev.rollcall.testkit.People.person;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.rollcall.account.Account;
import dev.rollcall.audit.AuditEvent;
import dev.rollcall.plan.Hold;
import dev.rollcall.plan.StepKind;
import dev.rollcall.plan.SyncPlan;
import dev.rollcall.run.FailureCause;
import dev.rollcall.run.Outcome;
import dev.rollcall.run.RunFailedException;
import dev.rollcall.run.RunRequest;
import dev.rollcall.run.SyncListener;
import dev.rollcall.testkit.People.Person;
import dev.rollcall.testkit.ScriptedDirectory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("R34: a dry run")
class DryRunTest {

    private static Host mute() {
        Host host = BusyNight.host().seats(14);
        host.repository.before(WatchedRepository.Call.APPLY, () -> {
            throw new AssertionError("A dry run writes nothing");
        });
        return host;
    }

    @Test
    @DisplayName("R34: it writes no account, no event and no journal entry, takes no lock and tells no listener")
    void itWritesNothing() {
        Host host = mute();
        WatchedLock lock = new WatchedLock(host.lock);
        List<String> told = new ArrayList<>();
        host.with(parts -> parts.lock(lock).listener(new SyncListener() {
            @Override
            public void changed(AuditEvent event) {
                told.add("changed");
            }

            @Override
            public void blocked(AuditEvent event) {
                told.add("blocked");
            }
        }));
        List<Account> before = host.everything();

        try (SyncPlan plan = host.engine().plan()) {
            plan.forEach(step -> assertThat(step.reason()).isNotBlank());
            plan.explain("ann");
        }

        assertThat(host.everything()).isEqualTo(before);
        assertThat(host.audit.events()).isEmpty();
        assertThat(host.journal.runs()).isEmpty();
        assertThat(lock.taken).hasValue(0);
        assertThat(told).isEmpty();
    }

    @Test
    @DisplayName("R34, R37: it can be made while a run is under way")
    void itCanBeMadeWhileARunIsUnderWay() {
        Host host = mute();

        try (var lease = host.lock.acquire(Host.STAFF, Duration.ofMinutes(1)).orElseThrow();
                SyncPlan plan = host.engine().plan()) {
            assertThat(lease.fence().isChecked()).isTrue();
            assertThat(plan.summary().figures().peopleRead()).isEqualTo(26);
        }
    }

    @Test
    @DisplayName("R34: its steps are what a run writes, in the same order")
    void itsStepsAreWhatARunWrites() {
        Host host = BusyNight.host().seats(14);
        List<String> planned = new ArrayList<>();
        try (SyncPlan plan = host.engine().plan()) {
            plan.forEach(step -> {
                if (step.change() != null) {
                    planned.add(step.change().getClass().getSimpleName() + " "
                            + step.subject().externalId());
                }
            });
        }

        host.run();

        List<String> written = new ArrayList<>();
        host.repository
                .written()
                .forEach(write -> write.events()
                        .forEach(event -> written.add((write.events().size() > 1
                                        ? "Update"
                                        : write.change().getClass().getSimpleName())
                                + " " + event.subject().externalId())));
        // Those who wait are planned in the order of seats, and written by name.
        assertThat(written).containsExactlyInAnyOrderElementsOf(planned);
    }

    @Test
    @DisplayName("R34: it says that a run would be held, and fails as a run fails")
    void itSaysThatARunWouldBeHeld() {
        Host host = Crowd.host(60);
        Crowd.leave(host, 1, 9);

        try (SyncPlan plan = host.engine().plan()) {
            assertThat(plan.summary().hold().map(Hold::reason)).contains(Hold.Reason.GUARD);
        }
        host.directory.diesAt(3);
        assertThatExceptionOfType(RunFailedException.class)
                .isThrownBy(() -> host.engine().plan())
                .satisfies(e -> assertThat(e.failureCause()).contains(FailureCause.DIRECTORY_UNAVAILABLE));
    }

    @Test
    @DisplayName("R34, R38: it has a deadline and can be cancelled")
    void itHasADeadlineAndCanBeCancelled() {
        Host host = Host.of(ScriptedDirectory.of(person("1", "ann")), account("1", "ann"));
        host.directory.beforePerson(0, () -> host.clock.advance(Duration.ofHours(2)));
        assertThatExceptionOfType(RunFailedException.class)
                .isThrownBy(() -> host.engine().plan(RunRequest.scheduled().deadline(Duration.ofHours(1))))
                .satisfies(e -> assertThat(e.failureCause()).contains(FailureCause.DEADLINE));
        assertThatExceptionOfType(RunFailedException.class)
                .isThrownBy(() -> host.engine().plan(RunRequest.scheduled().cancelledWhen(() -> true)))
                .satisfies(e -> assertThat(e.failureCause()).isEmpty());
    }

    @Test
    @DisplayName("R34: explain is a view of the plan")
    void explainIsAViewOfThePlan() {
        Host host = mute();

        assertThat(host.engine().explain("bob").steps())
                .extracting(step -> step.kind())
                .containsExactly(StepKind.BLOCK);
        assertThat(host.engine().explain("acc-bob").toString()).contains("R21");
        assertThat(host.engine().explain("nobody-of-that-name").isFound()).isFalse();
        assertThat(host.engine().explain("zed").steps()).isEmpty();
        assertThat(host.engine().explain("zed").isFound()).isTrue();
    }

    @Test
    @DisplayName("R34: a plan can be explained while it is walked")
    void aPlanCanBeExplainedWhileItIsWalked() {
        Host host = Host.of(ScriptedDirectory.of(person("1", "ann"), person("2", "bob"), person("3", "cid")));
        List<String> walked = new ArrayList<>();

        try (SyncPlan plan = host.engine().plan()) {
            plan.forEach(step -> {
                String name = String.valueOf(step.subject().username());
                assertThat(plan.explain(name).steps()).singleElement().hasToString(step.toString());
                walked.add(name);
            });
        }

        assertThat(walked).containsExactly("ann", "bob", "cid");
    }

    @Test
    @DisplayName("R34, R38: temporary files are gone after a run, a plan and a failure")
    void temporaryFilesAreGone(@TempDir Path folder) {
        Host host = big().with(parts -> parts.spoolDirectory(folder));

        assertThat(host.run().outcome()).isEqualTo(Outcome.COMPLETED);
        assertThat(files(folder)).isZero();
        try (SyncPlan plan = host.engine().plan()) {
            plan.forEach(step -> {});
        }
        assertThat(files(folder)).isZero();
        host.directory.diesAt(12_000);
        host.run();
        assertThat(files(folder)).isZero();
    }

    @Test
    @DisplayName("R38: a temporary folder that cannot be used fails the run before anything is written")
    void aTemporaryFolderThatCannotBeUsedFailsTheRun(@TempDir Path folder) {
        Host host =
                big().with(parts -> parts.spoolDirectory(folder.resolve("not").resolve("there")));

        var report = host.run();

        assertThat(report.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(report.cause()).contains(FailureCause.CONFIGURATION);
        assertThat(report.message()).contains(folder.toString());
        assertThat(host.repository.changes()).isEmpty();
        host.with(parts -> parts.spoolDirectory(folder));
        assertThat(host.run().outcome()).isEqualTo(Outcome.COMPLETED);
    }

    /** More people than fit into the memory of a spool. */
    private static Host big() {
        List<Person> people = new ArrayList<>();
        String title = "a title that takes some room. ".repeat(5);
        for (int i = 1; i <= 12_000; i++) {
            people.add(person(String.valueOf(i), "p" + i).with("title", title));
        }
        return Host.of(ScriptedDirectory.of(people)).policy(Host.UNGUARDED);
    }

    private static long files(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
