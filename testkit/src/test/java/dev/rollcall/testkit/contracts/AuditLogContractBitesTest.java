package dev.rollcall.testkit.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.audit.AuditLog;
import dev.rollcall.testkit.AuditLogContract;
import dev.rollcall.testkit.AuditSinkContract;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The contract, and with it that of a sink, lets pass whoever keeps it, and each of its tests catches a log that does
 * not.
 */
class AuditLogContractBitesTest {

    private static @Nullable Function<TextbookLog.Table, AuditLog> adapter;

    /** The contract on whichever log is tried, with everything an author can offer. Not run by itself. */
    static class Subject extends AuditLogContract {

        final TextbookLog.Table table = new TextbookLog.Table();

        private AuditLog open() {
            Function<TextbookLog.Table, AuditLog> current = adapter;
            return current == null ? Assumptions.abort("There is no log to try") : current.apply(table);
        }

        @Override
        protected AuditLog emptyLog() {
            return open();
        }

        @Override
        protected AuditLog reopened() {
            return open();
        }

        @Override
        protected void failNextWrite() {
            table.failsNext = true;
        }
    }

    static List<Defect<TextbookLog.Table, AuditLog>> defects() {
        return Stream.of(RecordDefects.all(), FindDefects.all())
                .flatMap(List::stream)
                .toList();
    }

    @ParameterizedTest
    @MethodSource("defects")
    void catches(Defect<TextbookLog.Table, AuditLog> defect) {
        adapter = defect.adapter();
        try {
            Trial.of(Subject.class, defect.caughtBy()).assertCaught(defect, "AuditLog");
        } finally {
            adapter = null;
        }
    }

    @Test
    void everyTestOfTheContractCatchesSomething() {
        Set<String> caught = defects().stream().map(Defect::caughtBy).collect(Collectors.toCollection(TreeSet::new));

        assertThat(caught).isEqualTo(Trial.testsOf(AuditLogContract.class));
        assertThat(caught).containsAll(Trial.testsOf(AuditSinkContract.class));
    }

    @Test
    void letsPassWhoeverKeepsTheContract() {
        adapter = TextbookLog::new;
        try {
            Trial.of(Subject.class).assertKept(AuditLogContract.class);
        } finally {
            adapter = null;
        }
    }

    @Test
    void letsPassTheLogInMemoryAndSaysWhatItCannotCheck() {
        Trial.of(InMemoryAuditLogTest.class)
                .assertKeptExcept(
                        "aCallInWhichTheStoreFailsRecordsNothing",
                        "findsTheOldestFirstAfterARestart",
                        "keepsAnEventOnceThatComesAgainAfterARestart",
                        "whatIsPurgedIsGone",
                        "whatIsRecordedIsDurable");
    }

    @Test
    void letsPassASinkAndSaysWhatItCannotCheck() {
        Trial.of(InMemoryAuditSinkTest.class)
                .assertKeptExcept(
                        "aCallInWhichTheStoreFailsRecordsNothing",
                        "keepsAnEventOnceThatComesAgainAfterARestart",
                        "whatIsRecordedIsDurable");
    }
}
