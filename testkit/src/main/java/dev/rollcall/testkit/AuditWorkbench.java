package dev.rollcall.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.audit.AuditEvent;
import dev.rollcall.audit.AuditSink;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;

/** What the sentences about audit events are tried with: the sink, events to record, and a look at what it stored. */
abstract class AuditWorkbench extends ContractWorkbench {

    static final Instant MONDAY = Instant.parse("2024-03-04T08:15:30.123Z");

    /** More than fits into one page, one list of parameters or one round trip. */
    static final int MANY = 5_000;

    private @Nullable AuditSink opened;

    abstract AuditSink emptySink();

    abstract List<AuditEvent> recorded();

    abstract AuditSink reopened();

    abstract void failNextWrite();

    @BeforeEach
    void forgetTheSink() {
        opened = null;
    }

    /**
     * The sink under test. Opened at first use, so that whatever the author's class sets up before each test is there.
     */
    final AuditSink sink() {
        AuditSink sink = opened;
        if (sink == null) {
            sink = emptySink();
            opened = sink;
        }
        return sink;
    }

    /** From now on the sink under test is the one that another process would have. */
    final void reopen() {
        sink();
        opened = reopened();
    }

    final void record(AuditEvent... events) {
        record(List.of(events));
    }

    /** Records these in one call, which has to succeed. */
    final void record(List<AuditEvent> events) {
        AuditSink sink = sink();
        trying("record, which has to take any event", () -> sink.record(List.copyOf(events)));
    }

    /** Everything that is stored by now. */
    final List<AuditEvent> stored() {
        sink();
        return trying("how what was recorded is read back", this::recorded);
    }

    /** So many events, a millisecond apart. */
    static List<AuditEvent> events(int count) {
        return events(count, i -> EventDraft.of("event " + i).later(i));
    }

    static List<AuditEvent> events(int count, IntFunction<EventDraft> draft) {
        List<AuditEvent> events = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            events.add(draft.apply(i).event());
        }
        return events;
    }

    /** Exactly these are stored, each as it was, in this order. */
    final void assertStored(List<AuditEvent> expected, String lookAt) {
        assertThat(stored()).withRepresentation(BRIEF).as(guide(lookAt)).isEqualTo(expected);
    }
}
