package dev.rollcall.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.identity.DirectoryName;
import dev.rollcall.identity.ExternalId;
import dev.rollcall.run.HeldRun;
import dev.rollcall.run.Outcome;
import dev.rollcall.run.Permission;
import dev.rollcall.run.RunJournal;
import dev.rollcall.run.RunRecord;
import dev.rollcall.run.StandingRefusal;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The ignore list; and what holds for all that is stored: it outlives the process, and threads do not lose it. */
abstract class JournalStoreContract extends JournalFinishContract {

    private static final int THREADS = 8;

    private static final String IDS =
            "how external ids on the ignore list are compared: exactly, character by character";

    private static final String COMMIT = "when each call is committed: before it returns, in a transaction of its own";

    private static final String LIST = "the ignore list of a directory";

    private void ignore(DirectoryName directory, String person) {
        trying("ignore", () -> journal().ignore(directory, ExternalId.of(person)));
    }

    private void unignore(DirectoryName directory, String person) {
        trying("unignore", () -> journal().unignore(directory, ExternalId.of(person)));
    }

    @Test
    @DisplayName("A person is put on the ignore list and taken off it (R46)")
    void ignoresAPersonUntilTakenOff() {
        ignore(STAFF, "1");
        ignore(STAFF, "2");
        assertIgnored(STAFF, LIST, "1", "2");

        unignore(STAFF, "1");
        assertIgnored(STAFF, LIST, "2");
        ignore(STAFF, "1");
        assertIgnored(STAFF, LIST, "1", "2");
    }

    @Test
    @DisplayName("Nothing happens to the ignore list if a person is on it already, or not on it")
    void ignoringTwiceIsIgnoringOnce() {
        unignore(STAFF, "1");
        assertIgnored(STAFF, LIST);
        ignore(STAFF, "1");
        ignore(STAFF, "1");
        unignore(STAFF, "2");
        assertIgnored(STAFF, LIST, "1");

        unignore(STAFF, "1");
        unignore(STAFF, "1");
        assertIgnored(STAFF, LIST);
    }

    @Test
    @DisplayName("Ids on the ignore list are compared exactly, and may be any text")
    void comparesIgnoredIdsExactly() {
        List<String> ids = Stream.of(
                        AWKWARD,
                        List.of("abc", "ABC", "Abc", "abc ", "\u00FC", "u\u0308", "ab_", "ab%", "a".repeat(1_000)))
                .flatMap(List::stream)
                .toList();
        ids.forEach(id -> ignore(STAFF, id));
        assertIgnored(STAFF, IDS, ids.toArray(String[]::new));

        unignore(STAFF, "Abc");
        unignore(STAFF, "ab%");

        assertIgnored(
                STAFF,
                IDS,
                ids.stream()
                        .filter(id -> !id.equals("Abc") && !id.equals("ab%"))
                        .toArray(String[]::new));
    }

    @Test
    @DisplayName("Each directory has an ignore list of its own")
    void eachDirectoryHasItsOwnIgnoreList() {
        ignore(STAFF, "1");
        ignore(PARTNERS, "1");
        ignore(PARTNERS, "2");

        unignore(PARTNERS, "1");

        assertIgnored(STAFF, LIST, "1");
        assertIgnored(PARTNERS, LIST, "2");
    }

    @Test
    @DisplayName("No run changes the ignore list")
    void noRunChangesTheIgnoreList() {
        ignore(STAFF, "1");

        finishedRun("run-1", STAFF, 0, refusal("ann"));
        end(start("run-2", STAFF, 1), Outcome.FAILED);

        assertIgnored(STAFF, "what finished removes: nothing of the ignore list", "1");
    }

    @Test
    @DisplayName("Everything outlives the process: runs, what was held, permitted and refused, and the ignore list")
    void everythingOutlivesTheProcess() {
        RunRecord finished = finishedRun("run-1", STAFF, 0, refusal("ann"));
        RunRecord heldRun = start("run-2", STAFF, 1);
        List<HeldRun.Item> items = List.of(item("17", null), item("18", "name:ann"));
        hold(held("run-2"), items);
        RunRecord ended = end(heldRun, Outcome.HELD);
        RunRecord died = start("run-3", PARTNERS, 2);
        permit(STAFF, permission("jane"));
        ignore(STAFF, "1");

        reopen();

        assertLast(STAFF, ended, COMMIT);
        assertLastFinished(STAFF, finished, COMMIT);
        assertLast(PARTNERS, died, COMMIT);
        assertHeld(held("run-2"), items, COMMIT);
        assertPermissions(STAFF, List.of(permission("jane")), COMMIT);
        assertRefusals(STAFF, List.of(refusal("ann")), COMMIT);
        assertIgnored(STAFF, COMMIT, "1");
    }

    @Test
    @DisplayName("What was replaced, used up or taken off does not come back with another process")
    void whatIsGoneDoesNotComeBack() {
        finishedRun("run-1", STAFF, 0, refusal("ann"));
        permit(STAFF, permission("jane"));
        ignore(STAFF, "1");
        RunRecord last = finishedRun("run-2", STAFF, 1, refusal("bob"));
        unignore(STAFF, "1");

        reopen();

        assertLastFinished(STAFF, last, COMMIT);
        assertRefusals(STAFF, List.of(refusal("bob")), COMMIT);
        assertPermissions(STAFF, List.of(), COMMIT);
        assertIgnored(STAFF, COMMIT);
    }

    @Test
    @DisplayName("Of two runs of one millisecond the later is the last, after a restart between them too")
    void ofOneMillisecondTheLaterIsTheLastAfterARestart() {
        finishedRun("run-b", STAFF, 0);
        finishedRun("run-c", STAFF, 0);

        reopen();
        RunRecord last = finishedRun("run-a", STAFF, 0);

        String lookAt = "the number that orders runs of one moment: it grows on after a restart";
        assertLast(STAFF, last, lookAt);
        assertLastFinished(STAFF, last, lookAt);
    }

    @Test
    @DisplayName("Several directories may be run at once")
    void severalDirectoriesRunAtOnce() {
        RunJournal journal = journal();
        List<Callable<RunRecord>> acts = new ArrayList<>();
        for (int thread = 0; thread < THREADS; thread++) {
            DirectoryName directory = DirectoryName.of("directory " + thread);
            acts.add(() -> runSeveralTimes(journal, directory));
        }

        String lookAt = "what several runs do to one another in the journal";
        List<RunRecord> ended = atOnce(lookAt, acts);

        for (RunRecord run : ended) {
            DirectoryName directory = run.directory();
            assertLast(directory, run, lookAt);
            assertLastFinished(directory, run, lookAt);
            assertRefusals(directory, List.of(refusal("last of " + directory)), lookAt);
            assertPermissions(directory, List.of(), lookAt);
            HeldRun held = heldBy(directory);
            assertHeld(held, List.of(item("17", directory.value())), lookAt);
        }
    }

    private static RunRecord runSeveralTimes(RunJournal journal, DirectoryName directory) {
        HeldRun held = heldBy(directory);
        journal.hold(held, List.of(item("17", directory.value())));
        RunRecord last = run("", directory, 0);
        for (int i = 0; i < 10; i++) {
            last = ended(run(directory + " " + i, directory, i), Outcome.COMPLETED);
            journal.permit(directory, permission("jane"));
            journal.started(run(directory + " " + i, directory, i));
            List<StandingRefusal> standing = List.of(refusal((i == 9 ? "last of " : i + " of ") + directory));
            journal.finished(last, standing);
        }
        return last;
    }

    private static HeldRun heldBy(DirectoryName directory) {
        HeldRun held = held("held run of " + directory);
        return new HeldRun(held.runId(), directory, held.expiresAt(), held.reason(), held.digest());
    }

    @Test
    @DisplayName("Several administrators may permit and ignore at once, and nothing is lost")
    void severalAdministratorsActAtOnce() {
        RunJournal journal = journal();
        List<Callable<Boolean>> acts = new ArrayList<>();
        List<Permission> given = new ArrayList<>();
        List<String> ids = new ArrayList<>(List.of("everybody's"));
        for (int thread = 0; thread < THREADS; thread++) {
            Permission permission = permission("administrator " + thread);
            ExternalId own = ExternalId.of("id " + thread);
            given.add(permission);
            ids.add(own.value());
            acts.add(() -> {
                journal.ignore(STAFF, ExternalId.of("everybody's"));
                journal.permit(STAFF, permission);
                journal.ignore(STAFF, own);
                journal.unignore(STAFF, ExternalId.of("nobody's"));
                return true;
            });
        }

        String lookAt = "what several administrators do to one another in the journal";
        atOnce(lookAt, acts);

        assertIgnored(STAFF, lookAt, ids.toArray(String[]::new));
        assertThat(permissionsOf(STAFF)).as(guide(lookAt)).containsExactlyInAnyOrderElementsOf(given);
    }
}
