package dev.rollcall.testkit.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.lock.RunLock;
import dev.rollcall.testkit.RunLockContract;
import java.time.Duration;
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

/** The contract lets pass whoever keeps it, and each of its tests catches a lock that does not. */
class RunLockContractBitesTest {

    private static final Duration A_WHILE = Duration.ofMillis(300);

    private static @Nullable Function<TextbookLock.Table, RunLock> adapter;
    private static boolean sound;

    /** The contract on whichever lock is tried, with everything an author can offer. Not run by itself. */
    static class Subject extends RunLockContract {

        final TextbookLock.Table table = new TextbookLock.Table();

        private RunLock open() {
            Function<TextbookLock.Table, RunLock> current = adapter;
            return current == null ? Assumptions.abort("There is no lock to try") : current.apply(table);
        }

        @Override
        protected RunLock lock() {
            return open();
        }

        @Override
        protected RunLock anotherLock() {
            return open();
        }

        @Override
        protected void pass(Duration time) {
            table.clock.advance(time);
        }

        @Override
        protected Duration patience() {
            return sound ? super.patience() : A_WHILE;
        }
    }

    static List<Defect<TextbookLock.Table, RunLock>> defects() {
        return LockDefects.all();
    }

    @ParameterizedTest
    @MethodSource("defects")
    void catches(Defect<TextbookLock.Table, RunLock> defect) {
        adapter = defect.adapter();
        try {
            Trial.of(Subject.class, defect.caughtBy()).assertCaught(defect, "RunLock");
        } finally {
            adapter = null;
        }
    }

    @Test
    void everyTestOfTheContractCatchesSomething() {
        Set<String> caught = defects().stream().map(Defect::caughtBy).collect(Collectors.toCollection(TreeSet::new));

        assertThat(caught).isEqualTo(Trial.testsOf(RunLockContract.class));
    }

    @Test
    void letsPassWhoeverKeepsTheContract() {
        adapter = TextbookLock::new;
        sound = true;
        try {
            Trial.of(Subject.class).assertKept(RunLockContract.class);
        } finally {
            adapter = null;
            sound = false;
        }
    }

    @Test
    void letsPassTheLockInMemoryAndSaysWhatItCannotCheck() {
        Trial.of(LocalRunLockTest.class)
                .assertKeptExcept(
                        "oneOfSeveralProcessesHasTheLock",
                        "anotherProcessKnowsTheHolder",
                        "anotherProcessTakesOver",
                        "tokensGrowFromProcessToProcess");
    }
}
