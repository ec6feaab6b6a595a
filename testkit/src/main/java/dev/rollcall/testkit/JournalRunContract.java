package dev.rollcall.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.identity.DirectoryName;
import dev.rollcall.plan.Count;
import dev.rollcall.plan.Figures;
import dev.rollcall.plan.Hold;
import dev.rollcall.plan.PersonResult;
import dev.rollcall.run.FailureCause;
import dev.rollcall.run.Outcome;
import dev.rollcall.run.RunRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What is remembered of runs. */
abstract class JournalRunContract extends JournalWorkbench {

    private static final String LAST = "which run is the last: the one that began last, ended or not";

    private static final String LAST_FINISHED = "which run is the last that finished: Outcome.isFinished() tells";

    private static final String COLUMNS = "what is stored of a record, and how it is read back";

    private static final String OWN = "whose runs are looked at: those of a directory of exactly this name";

    private int lastRecord;

    @Test
    @DisplayName("An empty journal knows of no run, of nothing held, permitted or refused, and of nobody to ignore")
    void anEmptyJournalKnowsNothing() {
        String lookAt = "what a journal without entries answers: nothing, without an error";
        assertLast(STAFF, null, lookAt);
        assertLastFinished(STAFF, null, lookAt);
        assertPermissions(STAFF, List.of(), lookAt);
        assertRefusals(STAFF, List.of(), lookAt);
        assertIgnored(STAFF, lookAt);
    }

    @Test
    @DisplayName("A run that began is the last one, without end and outcome (R44)")
    void aRunThatBeganIsTheLast() {
        RunRecord run = start("run-1", STAFF, 0);

        assertLast(STAFF, run, LAST);
        assertLastFinished(STAFF, null, LAST_FINISHED);
    }

    @Test
    @DisplayName("A run that died has no end, and the next one is the last then")
    void aRunThatDiedHasNoEnd() {
        RunRecord finished = finishedRun("run-1", STAFF, 0);
        RunRecord died = start("run-2", STAFF, 1);

        assertLast(STAFF, died, LAST);
        assertLastFinished(STAFF, finished, LAST_FINISHED);
        RunRecord next = start("run-3", STAFF, 2);
        assertLast(STAFF, next, LAST);
        assertLastFinished(STAFF, finished, LAST_FINISHED);
    }

    @Test
    @DisplayName("A run that ended has its end and its outcome, whatever it is")
    void aRunThatEndedHasItsEnd() {
        int later = 0;
        for (Outcome outcome : Outcome.values()) {
            RunRecord run = start("run " + outcome, STAFF, later++);

            RunRecord ended = end(run, outcome);

            assertLast(STAFF, ended, "finished, which replaces the record of the run");
        }
    }

    @Test
    @DisplayName("The last run that finished is the last COMPLETED or COMPLETED_WITHOUT_REMOVALS, and no other")
    void theLastFinishedRunIsOneThatFinished() {
        @Nullable RunRecord lastFinished = null;
        int later = 0;
        for (Outcome outcome : Outcome.values()) {
            for (Outcome next : List.of(outcome, Outcome.COMPLETED)) {
                RunRecord ended = end(start("run " + later, STAFF, later), next);
                later++;
                lastFinished = next.isFinished() ? ended : lastFinished;

                assertLastFinished(STAFF, lastFinished, LAST_FINISHED);
                assertLast(STAFF, ended, LAST);
            }
        }
    }

    @Test
    @DisplayName("A run that ends late is not the last one, if another began meanwhile")
    void aRunThatEndsLateIsNotTheLast() {
        RunRecord slow = start("run-1", STAFF, 0);
        RunRecord next = start("run-2", STAFF, 1);

        end(slow, Outcome.FAILED);

        assertLast(STAFF, next, LAST);
    }

    @Test
    @DisplayName("Of two runs that began in one millisecond the later is the last")
    void ofOneMillisecondTheLaterIsTheLast() {
        for (String id : List.of("b", "a", "d", "c", "0", "e")) {
            RunRecord run = start("run-" + id, STAFF, 0);
            assertLast(STAFF, run, LAST + "; a number that grows with each run tells those of one moment apart");

            RunRecord finished = end(run, Outcome.COMPLETED);
            assertLast(STAFF, finished, LAST);
            assertLastFinished(STAFF, finished, LAST_FINISHED + "; of one moment the one that began later");
        }
    }

    @Test
    @DisplayName("Among many runs the last is found")
    void findsTheLastAmongMany() {
        RunRecord finished = finishedRun("first", PARTNERS, 0);
        for (int i = 0; i < 200; i++) {
            end(start("run-" + i, STAFF, i * 1_000L), i % 2 == 0 ? Outcome.COMPLETED : Outcome.FAILED);
        }

        assertLast(STAFF, ended(run("run-199", STAFF, 199_000), Outcome.FAILED), LAST);
        assertLastFinished(STAFF, ended(run("run-198", STAFF, 198_000), Outcome.COMPLETED), LAST_FINISHED);
        assertLast(PARTNERS, finished, LAST);
    }

    @Test
    @DisplayName("The runs of each directory are its own, and names of directories are compared exactly")
    void eachDirectoryHasItsOwnRuns() {
        List<RunRecord> runs = new ArrayList<>();
        for (String name : List.of("staff", "Staff", "STAFF", "st\u00E4ff", "sta\u0308ff", "sta_f", "sta%")) {
            runs.add(finishedRun("run of " + name, DirectoryName.of(name), runs.size()));
        }

        for (RunRecord run : runs) {
            assertLast(run.directory(), run, OWN);
            assertLastFinished(run.directory(), run, OWN);
        }
        assertLast(DirectoryName.of("staf"), null, OWN);
    }

    @Test
    @DisplayName("Everything of a record is kept: every outcome, reason of a hold and cause of a failure")
    void keepsEverythingOfARecord() {
        Figures figures = Figures.none();
        for (Hold.Reason reason : Hold.Reason.values()) {
            assertKept(Outcome.HELD, reason, null, "held for " + reason, figures);
        }
        for (FailureCause cause : FailureCause.values()) {
            assertKept(Outcome.FAILED, null, cause, "failed by " + cause, figures);
        }
        assertKept(Outcome.FAILED, null, null, "a fault", figures);
        assertKept(Outcome.COMPLETED, null, null, "", figures);
    }

    @Test
    @DisplayName("All figures are kept, each as its own, however large")
    void keepsEveryFigure() {
        Figures.Builder all = Figures.builder();
        long number = 3_000_000_000L;
        for (PersonResult result : PersonResult.values()) {
            number++;
            all.add(result, number);
            assertKept(
                    Outcome.COMPLETED,
                    null,
                    null,
                    "",
                    Figures.builder().add(result, number).build());
        }
        for (Count count : Count.values()) {
            number++;
            all.add(count, number);
            assertKept(
                    Outcome.COMPLETED,
                    null,
                    null,
                    "",
                    Figures.builder().add(count, number).build());
        }
        assertKept(Outcome.COMPLETED, null, null, "", all.build());
        assertKept(Outcome.COMPLETED, null, null, "", Figures.none());
    }

    @Test
    @DisplayName("Texts of a record are kept as they are, blank ones and long ones too")
    void keepsTheTextsOfARecord() {
        List<String> texts = new ArrayList<>(AWKWARD);
        texts.addAll(List.of("", " ", "m".repeat(LONG), "\uD83D\uDE00".repeat(LONG / 2)));
        for (String text : texts) {
            String actor = text.length() > 200 ? text.substring(0, 200) : text;
            RunRecord run = RunRecord.started("run-" + texts.indexOf(text), STAFF, actor, MONDAY);
            start(run);
            assertLast(STAFF, run, COLUMNS);

            RunRecord ended = finish(ended(run, Outcome.FAILED, null, null, text, Figures.none()), null);

            assertLast(
                    STAFF,
                    ended,
                    "the columns of texts: a message has no limited length, and nothing is trimmed or cut");
        }
    }

    @Test
    @DisplayName("A message with U+0000 or half a surrogate pair does not lose the record:"
            + " they are kept or replaced, and all the rest stays as it is")
    void aMessageThatAStoreDoesNotTakeLosesNoRecord() {
        for (String text : UNSTORABLE) {
            RunRecord run = start("run-" + UNSTORABLE.indexOf(text), STAFF, 0);

            RunRecord ended = finish(ended(run, Outcome.FAILED, null, null, text, Figures.none()), null);

            String lookAt = "what becomes of characters that the store does not take, before it refuses them";
            RunRecord last = journal().lastRun(STAFF).orElseThrow();
            assertThat(last.message()).as(guide(lookAt)).startsWith("before").endsWith("after");
            assertThat(withMessage(last, text)).as(guide(lookAt)).isEqualTo(ended);
        }
    }

    @Test
    @DisplayName("Times are kept to the millisecond, whatever the zone and the season of the year")
    void keepsTimesToTheMillisecond() {
        for (String time : List.of(
                "1970-01-01T00:00:00Z",
                "2024-02-29T23:59:59.999Z",
                "2024-03-10T10:30:00.001Z",
                "2024-03-31T01:30:00.123Z",
                "2024-10-27T00:30:00.456Z",
                "2024-10-27T01:30:00.456Z",
                "2024-11-03T06:30:00.789Z",
                "2038-01-19T03:14:08.001Z")) {
            RunRecord run = start(RunRecord.started("run at " + time, STAFF, "", Instant.parse(time)));

            RunRecord ended = end(run, Outcome.COMPLETED);

            assertLast(STAFF, ended, "how times are stored: as a moment, not as the time of day of some zone");
        }
    }

    // NullAway overlooks in a class file that heldFor may be null, as the annotation is that of a nested type.
    @SuppressWarnings("NullAway")
    private static RunRecord withMessage(RunRecord run, String message) {
        return new RunRecord(
                run.runId(),
                run.directory(),
                run.actor(),
                run.startedAt(),
                run.finishedAt(),
                run.outcome(),
                run.heldFor(),
                run.cause(),
                message,
                run.figures());
    }

    private void assertKept(
            Outcome outcome,
            Hold.@Nullable Reason heldFor,
            @Nullable FailureCause cause,
            String message,
            Figures figures) {
        int later = ++lastRecord;
        RunRecord run = start("record " + later, STAFF, later);

        RunRecord ended =
                finish(ended(run, outcome, heldFor, cause, message, figures), outcome.isFinished() ? List.of() : null);

        assertLast(STAFF, ended, COLUMNS);
    }
}
