package dev.rollcall.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.rollcall.plan.RefusalCode;
import dev.rollcall.policy.Guard;
import dev.rollcall.policy.GuardKind;
import dev.rollcall.run.Outcome;
import dev.rollcall.run.Permission;
import dev.rollcall.run.RunJournal;
import dev.rollcall.run.RunRecord;
import dev.rollcall.run.StandingRefusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What was permitted and what was refused, and how a run that finished uses up the one and replaces the other. */
abstract class JournalFinishContract extends JournalHoldContract {

    private static final String PERMISSIONS =
            "what is stored of a permission, and in which order permissions come: as they were given";

    private static final String UNTOUCHED =
            "finished of a run that did not finish: it writes the record and nothing else";

    private static final String ONE_STEP = "the transaction of finished: record, refusals and permissions together";

    private static final String OTHERS =
            "whose refusals and permissions finished touches: those of the run's directory";

    private static final String TEXTS =
            "the columns of a refusal: they are compared with those of the next run, character by"
                    + " character; a store that does not take some text needs a form of its own for it";

    @Test
    @DisplayName("Permissions are kept with all they say, in the order in which they were given (R38)")
    void keepsPermissions() {
        List<Permission> given = List.of(
                new Permission("jane", MONDAY.plusMillis(123), "run-17", false, Map.of()),
                new Permission("", MONDAY, null, true, Map.of()),
                new Permission("O'Neil; \uD83D\uDE00", MONDAY.plusSeconds(5), "run-16", true, Map.of()),
                new Permission("amy", MONDAY.plusSeconds(1), null, false, Map.of()));

        given.forEach(permission -> permit(STAFF, permission));

        assertPermissions(STAFF, given, PERMISSIONS);
    }

    @Test
    @DisplayName("Guards that were raised are kept, each to its last digit")
    void keepsRaisedGuards() {
        List<Permission> given = new ArrayList<>();
        for (GuardKind kind : GuardKind.values()) {
            given.add(raising(Map.of(kind, new Guard(0.25, 7))));
        }
        for (Guard guard : List.of(
                Guard.off(),
                new Guard(0, 0),
                new Guard(1.0 / 3, 5_000_000_000L),
                new Guard(0.1, 1),
                new Guard(1e-9, 1))) {
            given.add(raising(Map.of(GuardKind.BLOCKS, guard, GuardKind.CLEARS, new Guard(0.29, 100))));
        }

        given.forEach(permission -> permit(STAFF, permission));

        assertPermissions(
                STAFF, given, "what is stored of a raised guard: its kind, its share as a double, its floor as a long");
    }

    private static Permission raising(Map<GuardKind, Guard> guards) {
        return new Permission("jane", MONDAY, null, false, guards);
    }

    @Test
    @DisplayName("A permission that has expired is still told, until a run has finished")
    void tellsExpiredPermissions() {
        Permission expired = new Permission("jane", MONDAY.minusSeconds(86_400_000), null, true, Map.of());
        Permission valid = new Permission("jane", MONDAY.plusSeconds(8_640_000_000L), null, true, Map.of());
        permit(STAFF, expired);
        permit(STAFF, valid);

        assertPermissions(STAFF, List.of(expired, valid), "which permissions are told: all that were not used up");
    }

    @Test
    @DisplayName("A run that finished uses up every permission of its directory (R38)")
    void aFinishedRunUsesUpThePermissions() {
        int later = 0;
        for (Outcome outcome : Outcome.values()) {
            if (outcome.isFinished()) {
                permit(STAFF, permission("jane"));
                permit(STAFF, permission("amy"));

                end(start("run " + outcome, STAFF, later++), outcome);

                assertPermissions(
                        STAFF, List.of(), "finished of a run that finished: it removes the directory's permissions");
            }
        }
        permit(STAFF, permission("zoe"));
        assertPermissions(STAFF, List.of(permission("zoe")), "permit after a run has finished: it is for the next one");
    }

    @Test
    @DisplayName("A run that begins, or that does not finish, leaves permissions and refusals as they are (R38)")
    void anUnfinishedRunLeavesThemAsTheyAre() {
        finishedRun("first", STAFF, 0, refusal("ann"), refusal("bob"));
        permit(STAFF, permission("jane"));
        int later = 0;
        for (Outcome outcome : Outcome.values()) {
            if (!outcome.isFinished()) {
                RunRecord run = start("run " + outcome, STAFF, ++later);
                assertPermissions(STAFF, List.of(permission("jane")), "started: it writes the record and nothing else");

                finish(ended(run, outcome), null);

                assertPermissions(STAFF, List.of(permission("jane")), UNTOUCHED);
                assertRefusals(STAFF, List.of(refusal("ann"), refusal("bob")), UNTOUCHED);
            }
        }
    }

    @Test
    @DisplayName("The refusals of a run that finished stand, with all they say")
    void keepsRefusals() {
        List<StandingRefusal> standing = new ArrayList<>();
        for (RefusalCode code : RefusalCode.values()) {
            standing.add(new StandingRefusal("id:17", code, "3f0c", true));
            standing.add(new StandingRefusal("id:18", code, "", false));
        }

        finish(ended(start("run-1", STAFF, 0), Outcome.COMPLETED), standing);

        assertRefusals(STAFF, standing, "what is stored of a refusal; one person may have several");
    }

    @Test
    @DisplayName("The refusals of a run that finished replace those of before")
    void refusalsReplaceThoseOfBefore() {
        finishedRun("run-1", STAFF, 0, refusal("ann"), refusal("bob"));
        assertRefusals(STAFF, List.of(refusal("ann"), refusal("bob")), "standingRefusals");

        RunRecord second = start("run-2", STAFF, 1);
        finish(ended(second, Outcome.COMPLETED_WITHOUT_REMOVALS), List.of(refusal("bob"), refusal("carl")));

        String lookAt = "finished of a run that finished: the refusals of before go, its own stand";
        assertRefusals(STAFF, List.of(refusal("bob"), refusal("carl")), lookAt);
        finishedRun("run-3", STAFF, 2);
        assertRefusals(STAFF, List.of(), lookAt);
    }

    @Test
    @DisplayName("Texts of refusals are kept as they are, whatever a directory put into them")
    void keepsTheTextsOfRefusals() {
        List<StandingRefusal> standing = new ArrayList<>();
        for (String text : Stream.of(AWKWARD, UNSTORABLE, List.of("", " ", "p".repeat(LONG), "Ann", "ANN"))
                .flatMap(List::stream)
                .toList()) {
            standing.add(new StandingRefusal(text, RefusalCode.UNREADABLE, text, true));
        }

        finish(ended(start("run-1", STAFF, 0), Outcome.COMPLETED), standing);

        assertRefusals(STAFF, standing, TEXTS);
    }

    @Test
    @DisplayName("Any number of refusals may stand; they are iterated once")
    void keepsManyRefusals() {
        List<StandingRefusal> standing = new ArrayList<>();
        for (int i = 0; i < MANY; i++) {
            standing.add(refusal("person " + i));
        }

        finish(ended(start("run-1", STAFF, 0), Outcome.COMPLETED), once(standing));

        assertThat(refusalsOf(STAFF).stream().sorted(BY_TEXT).toList())
                .as(
                        guide(
                                "how many refusals are written: in as many statements as it takes, while they are iterated once"))
                .isEqualTo(standing.stream().sorted(BY_TEXT).toList());
    }

    @Test
    @DisplayName(
            "Refusals that break off leave everything as it was: record, refusals and permissions change in one step")
    void refusalsThatBreakOffChangeNothing() {
        RunRecord before = finishedRun("run-1", STAFF, 0, refusal("ann"), refusal("bob"));
        permit(STAFF, permission("jane"));
        RunRecord run = start("run-2", STAFF, 1);
        RuntimeException own = new IllegalStateException("the refusals cannot be read");
        RunJournal journal = journal();

        Throwable thrown = catchThrowable(() -> journal.finished(
                ended(run, Outcome.COMPLETED), breakingOff(List.of(refusal("carl"), refusal("ann")), own)));

        assertThat(thrown).as(guide("what finished catches: nothing for good")).isNotNull();
        assertLast(STAFF, run, ONE_STEP);
        assertLastFinished(STAFF, before, ONE_STEP);
        assertRefusals(STAFF, List.of(refusal("ann"), refusal("bob")), ONE_STEP);
        assertPermissions(STAFF, List.of(permission("jane")), ONE_STEP);
        RunRecord failed = finish(ended(run, Outcome.FAILED), null);
        assertLast(STAFF, failed, "finished after it has failed once");
    }

    @Test
    @DisplayName("Each directory has its own permissions and refusals")
    void eachDirectoryHasItsOwn() {
        finishedRun("run-1", STAFF, 0, refusal("ann"));
        finishedRun("run-2", PARTNERS, 1, refusal("paul"));
        permit(STAFF, permission("jane"));
        permit(PARTNERS, permission("amy"));
        assertPermissions(STAFF, List.of(permission("jane")), OTHERS);

        finishedRun("run-3", STAFF, 2, refusal("bob"));

        assertRefusals(PARTNERS, List.of(refusal("paul")), OTHERS);
        assertPermissions(PARTNERS, List.of(permission("amy")), OTHERS);
        assertRefusals(STAFF, List.of(refusal("bob")), OTHERS);
    }

    @Test
    @DisplayName("What the consumer of refusals throws is thrown as it is, and the journal can be used after it")
    void anExceptionOverRefusalsPasses() {
        finishedRun("run-1", STAFF, 0, refusal("ann"), refusal("bob"));
        RunJournal journal = journal();

        assertPasses(own -> journal.standingRefusals(STAFF, refusal -> {
            throw own;
        }));
        assertRefusals(
                STAFF,
                List.of(refusal("ann"), refusal("bob")),
                "what standingRefusals leaves behind when the consumer throws: no open cursor, connection or lock");
    }
}
