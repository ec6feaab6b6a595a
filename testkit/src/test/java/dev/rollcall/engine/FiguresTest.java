package dev.rollcall.engine;

import static dev.rollcall.testkit.Accounts.account;
import static dev.rollcall.testkit.People.person;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.account.BlockReason;
import dev.rollcall.account.Change;
import dev.rollcall.audit.AuditAction;
import dev.rollcall.identity.ExternalId;
import dev.rollcall.plan.Count;
import dev.rollcall.plan.Figures;
import dev.rollcall.plan.PersonResult;
import dev.rollcall.run.FailureCause;
import dev.rollcall.run.Outcome;
import dev.rollcall.run.Phase;
import dev.rollcall.run.SyncListener;
import dev.rollcall.run.SyncReport;
import dev.rollcall.testkit.ScriptedDirectory;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("R41: the figures of a run")
class FiguresTest {

    private static long count(Host host, Predicate<Change> which) {
        return host.repository.changes().stream().filter(which).count();
    }

    @ParameterizedTest(name = "{0} seats")
    @ValueSource(longs = {0, 10, 13, 16, 1000})
    @DisplayName("R41: what is counted is what the repository has seen")
    void whatIsCountedIsWhatTheRepositoryHasSeen(long seats) {
        Host host = BusyNight.host().seats(seats);
        long active = host.table.activeAccounts();

        Figures figures = host.run().figures();

        assertThat(figures.peopleRead()).isEqualTo(BusyNight.people().size());
        assertThat(figures.of(Count.CREATED)).isEqualTo(count(host, change -> change instanceof Change.Create));
        assertThat(figures.of(Count.ACTIVATED)).isEqualTo(count(host, change -> change instanceof Change.Activate));
        assertThat(figures.of(Count.BLOCKED)).isEqualTo(3);
        long granted = figures.of(Count.ACTIVATED) + figures.of(PersonResult.IMPORTED);
        assertThat(host.table.activeAccounts()).isEqualTo(active - 3 + granted);
        assertThat(figures.of(Count.REMOVED)).isEqualTo(2);
        assertThat(figures.of(PersonResult.WAITING_FOR_LICENCE) + granted).isEqualTo(BusyNight.WANTED);
        assertThat(figures.of(Count.RENAMED)).isEqualTo(6);
        assertThat(figures.of(Count.LINKED)).isEqualTo(2);
        assertThat(figures.of(PersonResult.REJECTED)).isEqualTo(4);
        assertThat(figures.of(PersonResult.NOT_PROVISIONED)).isEqualTo(1);
        assertThat(figures.of(PersonResult.ACTIVITY_UNKNOWN)).isEqualTo(1);
        assertThat(figures.of(PersonResult.UNCHANGED)).isEqualTo(1);
        assertThat(figures.of(PersonResult.FAILED)).isZero();
    }

    @ParameterizedTest(name = "{0} seats")
    @ValueSource(longs = {0, 10, 13, 16, 1000})
    @DisplayName("R34, R41: an undisturbed run does what its plan said, to the last figure")
    void anUndisturbedRunDoesWhatItsPlanSaid(long seats) {
        Host host = BusyNight.host().seats(seats);
        Figures planned;
        try (var plan = host.engine().plan()) {
            planned = plan.summary().figures();
        }

        assertThat(host.run().figures()).isEqualTo(planned);
    }

    @Test
    @DisplayName("R41: repeats are one person, and rows that nobody can identify are one each")
    void repeatsAreOnePerson() {
        Host host = Host.of(ScriptedDirectory.of(person("1", "ann"), person("2", "bob"), person("3", "cid"))
                .repeats("1")
                .unidentifiable("2", "no id")
                .unidentifiable("3", "no id"));

        Figures figures = host.run().figures();

        assertThat(figures.peopleRead()).isEqualTo(3);
        assertThat(figures.of(PersonResult.REJECTED)).isEqualTo(2);
    }

    @Test
    @DisplayName("R41: the first result that fits is the person's")
    void theFirstResultThatFits() {
        Host host = Host.of(
                ScriptedDirectory.of(
                        person("1", "ann").inactive().with("title", "new"),
                        person("2", "bob").with("title", "new"),
                        person("3", "cid").with("title", "new")),
                account("1", "ann"),
                account("2", "bob").blocked(BlockReason.REMOVED_FROM_SCOPE),
                account("3", "cid"));

        Figures figures = host.run().figures();

        assertThat(figures.of(PersonResult.BLOCKED)).isEqualTo(1);
        assertThat(figures.of(PersonResult.ACTIVATED)).isEqualTo(1);
        assertThat(figures.of(PersonResult.UPDATED)).isEqualTo(1);
        assertThat(figures.of(Count.UPDATED)).isEqualTo(3);
    }

    @Test
    @DisplayName("R41: the finish event says it in the documents' words")
    void theFinishEventSaysItInTheDocumentsWords() {
        Host host = BusyNight.host();

        host.run();

        assertThat(host.events(AuditAction.RUN_FINISHED))
                .singleElement()
                .satisfies(event -> assertThat(event.details())
                        .contains("COMPLETED", "5 imported", "3 disabled", "26 people read"));
    }

    @Test
    @DisplayName("R41: a held run shows what would have been done, and adds up")
    void aHeldRunShowsWhatWouldHaveBeenDone() {
        Host host = Crowd.host(60);
        Crowd.leave(host, 1, 9);

        SyncReport report = host.run();

        assertThat(report.outcome()).isEqualTo(Outcome.HELD);
        assertThat(report.figures().of(Count.BLOCKED)).isEqualTo(9);
        assertThat(report.figures().peopleRead()).isEqualTo(51);
    }

    @Test
    @DisplayName("R41: a run that is cancelled before its first write counts nobody as blocked, imported or updated")
    void aRunCancelledBeforeItsFirstWriteCountsNothing() {
        Host host = BusyNight.host();
        host.with(parts -> parts.listener(new SyncListener() {
            @Override
            public void phase(Phase phase) {
                if (phase == Phase.APPLY) {
                    Thread.currentThread().interrupt();
                }
            }
        }));

        SyncReport report = host.run();

        assertThat(Thread.interrupted()).isTrue();
        assertThat(report.outcome()).isEqualTo(Outcome.CANCELLED);
        assertThat(host.repository.changes()).isEmpty();
        assertNothingCounts(report);
    }

    @Test
    @DisplayName("R41, R43: a run whose audit sink fails before the first write counts nobody as blocked or updated")
    void aRunWhoseSinkFailsBeforeTheFirstWriteCountsNothing() {
        Host host = BusyNight.host();
        host.with(parts -> parts.audit(events -> {
            if (events.stream().anyMatch(event -> event.action() == AuditAction.REJECTED)) {
                throw new IllegalStateException("full");
            }
        }));

        SyncReport report = host.run();

        assertThat(report.cause()).contains(FailureCause.AUDIT_DOWN);
        assertThat(host.repository.changes()).isEmpty();
        assertNothingCounts(report);
    }

    /** Either nobody is counted, or everybody, and then nobody as what was not done. */
    private static void assertNothingCounts(SyncReport report) {
        Figures figures = report.figures();
        assertThat(figures.peopleRead()).isIn(0L, (long) BusyNight.people().size());
        for (PersonResult done :
                List.of(PersonResult.BLOCKED, PersonResult.IMPORTED, PersonResult.ACTIVATED, PersonResult.UPDATED)) {
            assertThat(figures.of(done)).as(done.name()).isZero();
        }
        for (Count done : List.of(Count.BLOCKED, Count.CREATED, Count.ACTIVATED, Count.UPDATED, Count.REMOVED)) {
            assertThat(figures.of(done)).as(done.name()).isZero();
        }
    }

    @Test
    @DisplayName("R41: everybody on the ignore list is counted when read")
    void everybodyOnTheIgnoreListIsCounted() {
        Host host = Host.of(ScriptedDirectory.of(person("1", "ann"), person("2", "bob")), account("2", "bob"));
        host.engine().acts("jane").ignore(ExternalId.of("1"));

        Figures figures = host.run().figures();

        assertThat(figures.of(PersonResult.IGNORED)).isEqualTo(1);
        assertThat(figures.peopleRead()).isEqualTo(2);
        assertThat(host.table.find("ann")).isEmpty();
    }

    @Test
    @DisplayName("R41: the report knows how long each phase took, by the engine's clock")
    void theReportKnowsHowLongEachPhaseTook() {
        Host host = Host.of(ScriptedDirectory.of(person("1", "ann")));
        host.directory.beforePerson(0, () -> host.clock.advance(Duration.ofSeconds(3)));

        Map<Phase, Duration> durations = host.run().durations();

        assertThat(durations)
                .containsEntry(Phase.READ, Duration.ofSeconds(3))
                .containsEntry(Phase.APPLY, Duration.ZERO)
                .containsKeys(Phase.SCAN, Phase.DECIDE);
    }
}
