package dev.rollcall.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.rollcall.audit.AuditEvent;
import dev.rollcall.audit.AuditSink;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What calls of record do: all or none, in order, and each event once. */
abstract class AuditCallContract extends AuditRecordContract {

    private static final int THREADS = 8;
    private static final int CALLS = 20;

    private static final String ONCE =
            "what happens to an event whose id is stored already: it is passed over, without an"
                    + " error and without a second copy, and the others of the call are stored";

    private static final String TRANSACTION = "the transaction of record: one for the call, undone if anything fails";

    @Test
    @DisplayName("Events are kept in the order in which they are recorded, those of one moment too (R41)")
    void keepsTheOrderOfRecording() {
        List<AuditEvent> events = events(60, i -> EventDraft.of("event " + i).later(i / 20));

        record(events.subList(0, 1));
        record(events.subList(1, 45));
        record(events.subList(45, 60));

        assertStored(events, "the order in which events are stored: by a number that grows, not by id or time alone");
    }

    @Test
    @DisplayName("One call may hold any number of events")
    void recordsManyInOneCall() {
        List<AuditEvent> events = events(MANY);

        record(events);

        assertStored(events, "how the events of one call are written: in as many statements as it takes");
    }

    @Test
    @DisplayName("An event that comes twice in one call is kept once")
    void keepsAnEventOnceThatComesTwiceInOneCall() {
        List<AuditEvent> events = events(3);

        record(events.get(0), events.get(1), events.get(0), events.get(2), events.get(2));

        assertStored(events, ONCE);
    }

    @Test
    @DisplayName("An event that comes again in another call is kept once, and hinders none beside it")
    void keepsAnEventOnceThatComesAgain() {
        List<AuditEvent> events = events(4);

        record(events.get(0), events.get(1));
        record(events.get(1));
        record(events.get(0), events.get(2), events.get(1), events.get(3));

        assertStored(events, ONCE);
    }

    @Test
    @DisplayName("An event that comes again after a restart is kept once")
    void keepsAnEventOnceThatComesAgainAfterARestart() {
        List<AuditEvent> events = events(3);
        record(events.subList(0, 2));

        reopen();
        record(events);

        assertStored(events, ONCE + "; the store knows the ids, not the process");
    }

    @Test
    @DisplayName("Ids are compared exactly: in another letter case it is another event")
    void comparesIdsExactly() {
        List<AuditEvent> events = List.of(
                EventDraft.of("lower").id("run-a-1").event(),
                EventDraft.of("upper").id("run-a-1".toUpperCase(Locale.ROOT)).event(),
                EventDraft.of("longer").id("run-a-10").event());

        record(events);

        assertStored(events, "the collation of the column with the ids: binary");
    }

    @Test
    @DisplayName("A call that fails half way has recorded nothing, and may be made again")
    void aCallThatFailsRecordsNothing() {
        List<AuditEvent> earlier = events(2);
        List<AuditEvent> events =
                events(3, i -> EventDraft.of("second call " + i).later(100 + i));
        record(earlier);

        AuditSink sink = sink();
        Throwable thrown = catchThrowable(() -> sink.record(breakingAt(2, events)));

        assertThat(thrown)
                .as(guide("what record does with an exception: it does not keep it to itself"))
                .isInstanceOf(RuntimeException.class);
        assertStored(earlier, TRANSACTION);
        record(events);
        assertStored(joined(earlier, events), TRANSACTION);
    }

    @Test
    @DisplayName("A call in which the store fails throws and has recorded nothing, and may be made again (R43)")
    void aCallInWhichTheStoreFailsRecordsNothing() {
        List<AuditEvent> earlier = events(2);
        List<AuditEvent> events =
                events(3, i -> EventDraft.of("second call " + i).later(100 + i));
        record(earlier);
        failNextWrite();

        AuditSink sink = sink();
        Throwable thrown = catchThrowable(() -> sink.record(events));

        assertThat(thrown)
                .as(guide("what record does when the store fails: it throws, so that the run is told"))
                .isInstanceOf(RuntimeException.class);
        assertStored(earlier, TRANSACTION);
        record(events);
        assertStored(joined(earlier, events), TRANSACTION);
    }

    @Test
    @DisplayName("What is recorded is stored when record returns")
    void whatIsRecordedIsDurable() {
        List<AuditEvent> events = events(3);
        record(events);

        reopen();

        assertStored(events, "when the transaction of record is committed: before it returns");
    }

    @Test
    @DisplayName("Several runs may record at once, and nothing is lost")
    void severalThreadsRecordAtOnce() {
        AuditSink sink = sink();
        List<List<AuditEvent>> byThread = new ArrayList<>();
        List<Callable<Boolean>> acts = new ArrayList<>();
        for (int thread = 0; thread < THREADS; thread++) {
            String name = "thread " + thread;
            List<AuditEvent> events =
                    events(2 * CALLS, i -> EventDraft.of("event " + i).run(name));
            byThread.add(events);
            acts.add(() -> {
                for (int call = 0; call < CALLS; call++) {
                    sink.record(events.subList(2 * call, 2 * call + 2));
                }
                return true;
            });
        }

        String lookAt = "what several threads do to one another in record";
        atOnce(lookAt, acts);

        List<AuditEvent> stored = stored();
        assertThat(stored).as(guide(lookAt)).hasSize(THREADS * 2 * CALLS);
        for (List<AuditEvent> events : byThread) {
            assertThat(stored.stream().filter(events::contains).toList())
                    .as(guide(lookAt + "; the events of one run stay in their order"))
                    .isEqualTo(events);
        }
    }

    static List<AuditEvent> joined(List<AuditEvent> first, List<AuditEvent> second) {
        List<AuditEvent> joined = new ArrayList<>(first);
        joined.addAll(second);
        return joined;
    }

    private static List<AuditEvent> breakingAt(int place, List<AuditEvent> events) {
        return new AbstractList<>() {
            @Override
            public AuditEvent get(int index) {
                if (index == place) {
                    throw new IllegalStateException("The contract's list of events breaks off here");
                }
                return events.get(index);
            }

            @Override
            public int size() {
                return events.size();
            }
        };
    }
}
