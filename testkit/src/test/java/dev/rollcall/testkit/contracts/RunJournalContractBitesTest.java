package dev.rollcall.testkit.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.run.RunJournal;
import dev.rollcall.testkit.RunJournalContract;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The contract lets pass whoever keeps it, and each of its tests catches a journal that does not. */
class RunJournalContractBitesTest {

    private static @Nullable Function<TextbookJournal.Table, RunJournal> adapter;

    /** The contract on whichever journal is tried, with everything an author can offer. Not run by itself. */
    static class Subject extends RunJournalContract {

        final TextbookJournal.Table table = new TextbookJournal.Table();

        private RunJournal open() {
            Function<TextbookJournal.Table, RunJournal> current = adapter;
            return current == null ? Assumptions.abort("There is no journal to try") : current.apply(table);
        }

        @Override
        protected RunJournal emptyJournal() {
            return open();
        }

        @Override
        protected RunJournal reopened() {
            return open();
        }
    }

    static List<Defect<TextbookJournal.Table, RunJournal>> defects() {
        return JournalDefects.all();
    }

    @ParameterizedTest
    @MethodSource("defects")
    void catches(Defect<TextbookJournal.Table, RunJournal> defect) {
        adapter = defect.adapter();
        try {
            Trial.of(Subject.class, defect.caughtBy()).assertCaught(defect, "RunJournal");
        } finally {
            adapter = null;
        }
    }

    @Test
    void everyTestOfTheContractCatchesSomething() {
        Set<String> caught = defects().stream().map(Defect::caughtBy).collect(Collectors.toCollection(TreeSet::new));

        assertThat(caught).isEqualTo(Trial.testsOf(RunJournalContract.class));
    }

    @Test
    void letsPassWhoeverKeepsTheContract() {
        adapter = TextbookJournal::new;
        try {
            Trial.of(Subject.class).assertKept(RunJournalContract.class);
        } finally {
            adapter = null;
        }
    }

    @Test
    void letsPassTheJournalInMemoryAndSaysWhatItCannotCheck() {
        Trial.of(InMemoryRunJournalTest.class)
                .assertKeptExcept(
                        "everythingOutlivesTheProcess",
                        "whatIsGoneDoesNotComeBack",
                        "ofOneMillisecondTheLaterIsTheLastAfterARestart");
    }
}
