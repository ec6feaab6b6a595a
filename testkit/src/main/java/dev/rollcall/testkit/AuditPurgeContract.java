package dev.rollcall.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.audit.AuditEvent;
import dev.rollcall.audit.AuditLog;
import dev.rollcall.audit.AuditQuery;
import dev.rollcall.audit.FieldChange;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What {@code purge} removes, and what it leaves. */
abstract class AuditPurgeContract extends AuditFindContract {

    private static final String BOUND = "the bound of purge: what is older than it goes, what happened at it stays";

    private void assertPurged(Instant olderThan, long expected, String lookAt) {
        AuditLog log = log();
        assertThat(trying("purge", () -> log.purge(olderThan)))
                .as(guide(lookAt + "; and the number of events that purge returns"))
                .isEqualTo(expected);
    }

    @Test
    @DisplayName("Events that are older than the moment are removed, those of the moment are not (R42)")
    void purgesWhatIsOlder() {
        List<AuditEvent> events = events(10, i -> EventDraft.of("event " + i).later(i / 2));
        record(events);

        assertPurged(MONDAY, 0, BOUND);
        assertStored(events, BOUND);
        assertPurged(MONDAY.plusMillis(2), 4, BOUND);
        assertStored(events.subList(4, 10), BOUND);
        assertPurged(MONDAY.plusMillis(2).plusNanos(1), 2, BOUND);
        assertStored(events.subList(6, 10), BOUND);
    }

    @Test
    @DisplayName("Purging goes by the time of an event, not by when it was recorded")
    void purgesByTheTimeOfAnEvent() {
        AuditEvent young = EventDraft.of("young").later(1_000).event();
        AuditEvent old = EventDraft.of("old").event();
        record(young, old);

        assertPurged(MONDAY.plusMillis(500), 1, BOUND);
        assertStored(List.of(young), BOUND);
    }

    @Test
    @DisplayName("Purging again removes nothing more, and an empty log nothing at all")
    void purgingAgainRemovesNothing() {
        assertPurged(MONDAY, 0, "purge of a log without events");
        record(events(10));

        assertPurged(MONDAY.plusMillis(5), 5, BOUND);
        assertPurged(MONDAY.plusMillis(5), 0, "what purge counts: what it removed now");
    }

    @Test
    @DisplayName("What is left after purging is as it was, with its changes, and is found")
    void leavesTheRestAsItIs() {
        List<AuditEvent> events = events(
                30,
                i -> EventDraft.of("event " + i)
                        .later(i)
                        .actor("jane")
                        .about("user " + i % 3)
                        .changes(new FieldChange("title", "old", "new " + i, false)));
        record(events);

        assertPurged(MONDAY.plusMillis(20), 20, BOUND);

        assertStored(events.subList(20, 30), "what purge removes beside the events: their own changes, and no others");
        assertFound(AuditQuery.everything().user("USER 0"), "find after a purge", "event 21", "event 24", "event 27");
    }

    @Test
    @DisplayName("After purging, the log goes on: late events are recorded, in their order")
    void recordsOnAfterPurging() {
        List<AuditEvent> events = events(6);
        record(events.subList(0, 4));
        assertPurged(MONDAY.plusMillis(100), 4, BOUND);

        record(events.subList(4, 6));

        assertStored(events.subList(4, 6), "record after a purge, for events that are older than its bound too");
    }

    @Test
    @DisplayName("The bound may be any moment there is")
    void purgesUpToAnyMoment() {
        record(events(5));

        String lookAt = BOUND + "; a bound out of the store's range stands for no event or for all";
        assertPurged(Instant.MIN, 0, lookAt);
        assertPurged(Instant.MAX, 5, lookAt);
    }

    @Test
    @DisplayName("A large log is purged as a whole, and counted")
    void purgesALargeLog() {
        List<AuditEvent> events = events(
                MANY, i -> EventDraft.of("event " + i).later(i).changes(new FieldChange("title", null, "new", false)));
        record(events);

        assertPurged(
                MONDAY.plusMillis(MANY - 10), MANY - 10, "how many events are removed in pieces: all that are older");
        assertStored(events.subList(MANY - 10, MANY), BOUND);
    }

    @Test
    @DisplayName("What was purged is gone when purge returns")
    void whatIsPurgedIsGone() {
        List<AuditEvent> events = events(4);
        record(events);
        assertPurged(MONDAY.plusMillis(2), 2, BOUND);

        reopen();

        assertStored(events.subList(2, 4), "when the transaction of purge is committed: before it returns");
    }
}
