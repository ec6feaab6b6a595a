package dev.rollcall.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.rollcall.plan.Hold;
import dev.rollcall.policy.GuardKind;
import dev.rollcall.run.HeldRun;
import dev.rollcall.run.Outcome;
import dev.rollcall.run.RunJournal;
import dev.rollcall.run.RunRecord;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What is kept of runs that were held, until somebody approves them. */
abstract class JournalHoldContract extends JournalRunContract {

    private static final String ITEMS =
            "how held items are stored: each as a row of its own, with nothing that makes them unique";

    private static final String TEXTS =
            "the columns of a held item: keys and values are compared with those of the next run,"
                    + " character by character; a store that does not take some text needs a form of its own for it";

    @Test
    @DisplayName("What a run was held for is kept: run, time, reason, digest and every item (R33)")
    void keepsWhatARunWasHeldFor() {
        for (Hold.Reason reason : Hold.Reason.values()) {
            HeldRun held =
                    new HeldRun("held for " + reason, PARTNERS, MONDAY.plusMillis(1), reason, "digest " + reason);
            List<HeldRun.Item> items = new ArrayList<>();
            for (GuardKind guard : GuardKind.values()) {
                items.add(new HeldRun.Item(guard, "17", null));
                items.add(new HeldRun.Item(guard, "17", "name:ann"));
                items.add(new HeldRun.Item(guard, "18", ""));
            }

            hold(held, items);

            assertHeld(held, items, "what is stored of a held run and of its items; a value may be null, or empty");
        }
    }

    @Test
    @DisplayName("A run may be held for nothing in particular")
    void aRunMayBeHeldWithoutItems() {
        hold(held("run-1"), List.of());

        assertHeld(held("run-1"), List.of(), "hold without items, as after an empty snapshot");
    }

    @Test
    @DisplayName("Equal items are kept as often as they came")
    void keepsItemsAsOftenAsTheyCame() {
        List<HeldRun.Item> items = List.of(
                item("17", "name:ann"), item("17", "name:ann"), item("17", null), item("17", null), item("17", null));

        hold(held("run-1"), items);

        assertHeld(held("run-1"), items, ITEMS);
    }

    @Test
    @DisplayName("Keys and values of items are kept as they are, whatever a directory put into them")
    void keepsTheTextsOfItems() {
        List<String> texts = new ArrayList<>(AWKWARD);
        texts.addAll(UNSTORABLE);
        texts.addAll(List.of(" ", "k".repeat(LONG), "Ann", "ANN"));
        List<HeldRun.Item> items = new ArrayList<>();
        for (String text : texts) {
            items.add(item(text, null));
            items.add(item("17", text));
        }

        hold(held("run-1"), items);

        assertHeld(held("run-1"), items, TEXTS);
    }

    @Test
    @DisplayName("Any number of items is kept; they are iterated once")
    void keepsManyItems() {
        List<HeldRun.Item> items = new ArrayList<>();
        for (int i = 0; i < MANY; i++) {
            items.add(item("account " + i, i % 2 == 0 ? null : "name:" + i));
        }

        hold(held("run-1"), once(items));

        assertThat(itemsOf("run-1").stream().sorted(BY_TEXT).toList())
                .as(guide(
                        "how many items are written: in as many statements as it takes, while they are iterated once"))
                .isEqualTo(items.stream().sorted(BY_TEXT).toList());
    }

    @Test
    @DisplayName("Of a run that was not held nothing is known")
    void knowsNothingOfOtherRuns() {
        start("run-1", STAFF, 0);
        hold(held("run-2"), List.of(item("17", null)));

        String lookAt = "which run is asked for: the one of exactly this id";
        for (String id : List.of("run-1", "run-3", "RUN-2", "run-2 ", "")) {
            assertThat(trying("heldRun", () -> journal().heldRun(id)))
                    .as(guide(lookAt + "; asked for '" + id + "'"))
                    .isEmpty();
            assertThat(itemsOf(id))
                    .as(guide(lookAt + "; asked for '" + id + "'"))
                    .isEmpty();
        }
    }

    @Test
    @DisplayName("Each held run has its own items")
    void eachHeldRunHasItsOwnItems() {
        List<HeldRun.Item> first = List.of(item("17", null), item("18", null));
        List<HeldRun.Item> second = List.of(item("18", null), item("19", null));
        hold(held("run-1"), first);
        hold(held("run-2"), second);

        assertHeld(held("run-1"), first, "whose items heldItems hands over: those of this run");
        assertHeld(held("run-2"), second, "whose items heldItems hands over: those of this run");
    }

    @Test
    @DisplayName("A held run is known on after it ended, after its approval expired and after later runs")
    void aHeldRunIsKnownOn() {
        RunRecord run = start("run-1", STAFF, 0);
        HeldRun held = new HeldRun("run-1", STAFF, MONDAY.minusSeconds(1), Hold.Reason.GUARD, "digest");
        List<HeldRun.Item> items = List.of(item("17", null));
        hold(held, items);
        end(run, Outcome.HELD);

        assertHeld(held, items, "heldRun of a run whose approval has expired");
        finishedRun("run-2", STAFF, 1);
        finishedRun("run-3", PARTNERS, 2);
        assertHeld(held, items, "what finished removes: no held run");
    }

    @Test
    @DisplayName("A hold that breaks off keeps nothing")
    void aHoldThatBreaksOffKeepsNothing() {
        IllegalStateException own = new IllegalStateException("the plan cannot be read");
        RunJournal journal = journal();

        Throwable thrown = catchThrowable(() ->
                journal.hold(held("run-1"), breakingOff(List.of(item("17", null), item("18", null)), own)));

        String lookAt = "the transaction of hold: the run and its items together";
        assertThat(thrown).as(guide("what hold catches: nothing for good")).isNotNull();
        assertThat(journal.heldRun("run-1")).as(guide(lookAt)).isEmpty();
        assertThat(itemsOf("run-1")).as(guide(lookAt)).isEmpty();
        hold(held("run-2"), List.of(item("19", null)));
        assertHeld(held("run-2"), List.of(item("19", null)), lookAt);
    }

    @Test
    @DisplayName("What the consumer of held items throws is thrown as it is, and the journal can be used after it")
    void anExceptionOverHeldItemsPasses() {
        hold(held("run-1"), List.of(item("17", null), item("18", null)));
        RunJournal journal = journal();

        assertPasses(own -> journal.heldItems("run-1", item -> {
            throw own;
        }));
        assertHeld(
                held("run-1"),
                List.of(item("17", null), item("18", null)),
                "what heldItems leaves behind when the consumer throws: no open cursor, connection or lock");
    }
}
