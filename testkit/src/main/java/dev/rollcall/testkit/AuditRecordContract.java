package dev.rollcall.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.audit.AuditAction;
import dev.rollcall.audit.AuditEvent;
import dev.rollcall.audit.FieldChange;
import dev.rollcall.rules.Rule;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What is kept of an event: all of it. */
abstract class AuditRecordContract extends AuditWorkbench {

    private static final int LONG = 100_000;

    private static final String COLUMNS = "what is stored of an event, and how it is read back";

    private static final String TEXTS = "the columns of texts: of no limited length, in Unicode, and filled with"
            + " parameters; nothing in them is trimmed, normalised or cut";

    @Test
    @DisplayName("Whatever an event says is kept as it is (R41)")
    void keepsAllOfAnEvent() {
        AuditEvent event = EventDraft.of("Account updated")
                .directory("partners")
                .run("run-17")
                .actor("jane")
                .action(AuditAction.ACTIVATED)
                .outcome(AuditEvent.Outcome.FAILURE)
                .about("ann", "5f-0c", "account 4")
                .rule(Rule.R25)
                .changes(new FieldChange("email", "ann@example.org", "ann@example.com", false))
                .event();

        record(event);

        assertStored(List.of(event), COLUMNS);
    }

    @Test
    @DisplayName("Every action, outcome and rule is kept")
    void keepsEveryActionOutcomeAndRule() {
        List<AuditEvent> events = new ArrayList<>();
        for (AuditAction action : AuditAction.values()) {
            events.add(EventDraft.of(action.name()).action(action).event());
        }
        for (AuditEvent.Outcome outcome : AuditEvent.Outcome.values()) {
            events.add(EventDraft.of(outcome.name()).outcome(outcome).event());
        }
        for (Rule rule : Rule.values()) {
            events.add(EventDraft.of(rule.name()).rule(rule).event());
        }

        record(events);

        assertStored(events, "how actions, outcomes and rules are stored: any of the enum's, by name");
    }

    @Test
    @DisplayName("What an event does not have stays away: run, username, ids, rule, changes, old and new value")
    void keepsWhatIsMissing() {
        AuditEvent nothing = EventDraft.of("").run(null).rule(null).event();
        AuditEvent nameOnly = EventDraft.of("name").about("ann", null, null).event();
        AuditEvent externalIdOnly =
                EventDraft.of("external id").about(null, "5f-0c", null).event();
        AuditEvent accountOnly =
                EventDraft.of("account").about(null, null, "account 4").event();
        AuditEvent values = EventDraft.of("values")
                .changes(
                        new FieldChange("set", null, "new", false),
                        new FieldChange("cleared", "old", null, false),
                        new FieldChange("nothing", null, null, false),
                        new FieldChange("secretly set", null, "new", true))
                .event();
        List<AuditEvent> events = List.of(nothing, nameOnly, externalIdOnly, accountOnly, values);

        record(events);

        assertStored(events, "the columns that may be null, and what is read from a null");
    }

    @Test
    @DisplayName("A blank text is kept, and is not the same as none")
    void keepsBlankText() {
        List<AuditEvent> events = new ArrayList<>();
        for (String blank : List.of("", " ", "\t\n", "\u00A0")) {
            events.add(EventDraft.of(blank)
                    .run(blank)
                    .actor(blank)
                    .about(blank, null, null)
                    .changes(new FieldChange(blank, blank, null, false), new FieldChange("x", null, blank, false))
                    .event());
        }

        record(events);

        assertStored(
                events, "how an empty text is told from null; a store that takes them for one needs a mark of its own");
    }

    @Test
    @DisplayName("Any text is kept as it is: quotes, line breaks, separators, emoji, text from right to left")
    void keepsAwkwardText() {
        List<AuditEvent> events = new ArrayList<>();
        for (String text : AWKWARD) {
            events.add(inEveryPart(text));
        }

        record(events);

        assertStored(events, TEXTS);
    }

    @Test
    @DisplayName("Text of any length is kept: a directory may send names, ids and values of 100,000 characters")
    void keepsLongText() {
        List<AuditEvent> events = new ArrayList<>();
        for (String unit : List.of("x", "\u00FC", "\uD83D\uDE00")) {
            String text = unit.repeat(LONG / unit.length());
            events.add(EventDraft.of(text)
                    .actor(text)
                    .about(text, text, "17")
                    .changes(new FieldChange("title", text, text + "!", false))
                    .event());
        }

        record(events);

        assertStored(events, TEXTS + "; an index over a name needs a prefix or a digest of it");
    }

    @Test
    @DisplayName("U+0000 and half a surrogate pair, which some stores do not take, lose no event:"
            + " they are kept or replaced, and all the rest stays as it is")
    void textThatAStoreDoesNotTakeLosesNoEvent() {
        List<AuditEvent> events = new ArrayList<>();
        for (String text : UNSTORABLE) {
            events.add(inEveryPart(text));
            events.add(EventDraft.of("the next one").event());
        }

        record(events);

        List<AuditEvent> stored = stored();
        String lookAt = "what becomes of characters that the store does not take, before it refuses them";
        assertThat(stored).extracting(AuditEvent::id).as(guide(lookAt)).isEqualTo(ids(events));
        for (int i = 0; i < events.size(); i++) {
            assertThat(withoutText(stored.get(i))).as(guide(lookAt)).isEqualTo(withoutText(events.get(i)));
            List<String> texts = texts(stored.get(i));
            for (int part = 0; part < texts.size(); part++) {
                assertAround(texts(events.get(i)).get(part), texts.get(part), lookAt);
            }
        }
    }

    private void assertAround(String expected, String stored, String lookAt) {
        if (expected.startsWith("before")) {
            assertThat(stored).as(guide(lookAt)).startsWith("before").endsWith("after");
        } else {
            assertThat(stored).as(guide(lookAt)).isEqualTo(expected);
        }
    }

    @Test
    @DisplayName("The changes of an event are kept in their order, however many they are")
    void keepsTheChangesInTheirOrder() {
        List<FieldChange> changes = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            changes.add(new FieldChange("field " + (i * 7) % 100, "old " + i, "new " + i, false));
        }
        List<AuditEvent> events = List.of(
                EventDraft.of("many").changes(changes).event(),
                EventDraft.of("none").event(),
                EventDraft.of("one").changes(changes.get(0)).event());

        record(events);

        assertStored(events, "how changes are stored: each with its place, each with its event");
    }

    @Test
    @DisplayName("A sensitive value stays masked, and is known to be sensitive")
    void sensitiveValuesStayMasked() {
        AuditEvent event = EventDraft.of("Account updated")
                .changes(
                        new FieldChange("salary", "1000", "2000", true),
                        new FieldChange("title", "Engineer", null, false),
                        new FieldChange("diagnosis", null, "flu", true))
                .event();

        record(event);

        assertStored(List.of(event), "how changes are stored: with the mark that their values are masked");
    }

    @Test
    @DisplayName("A time is kept to the millisecond, whatever the zone and the season of the year")
    void keepsTimesToTheMillisecond() {
        List<AuditEvent> events = new ArrayList<>();
        for (String time : List.of(
                "1970-01-01T00:00:00Z",
                "2024-02-29T23:59:59.999Z",
                "2024-03-10T10:30:00.001Z",
                "2024-03-31T01:30:00.123Z",
                "2024-10-27T00:30:00.456Z",
                "2024-10-27T01:30:00.456Z",
                "2024-11-03T06:30:00.789Z",
                "2038-01-19T03:14:08.001Z",
                "2100-01-01T00:00:00.010Z")) {
            events.add(EventDraft.of(time).at(Instant.parse(time)).event());
        }

        record(events);

        assertStored(events, "how times are stored: as a moment, not as the time of day of some zone");
    }

    @Test
    @DisplayName("Of a time that is finer than a millisecond no more than that is lost")
    void losesNoMoreThanAMillisecond() {
        AuditEvent event = EventDraft.of("fine")
                .at(Instant.parse("2024-03-04T08:15:30.123456789Z"))
                .event();

        record(event);

        assertThat(stored())
                .as(guide("how times are stored: what is finer than the store's own may be cut or rounded"))
                .singleElement()
                .satisfies(kept -> assertThat(
                                Duration.between(kept.time(), event.time()).abs())
                        .isLessThan(Duration.ofMillis(1)));
    }

    private static AuditEvent inEveryPart(String text) {
        return EventDraft.of(text)
                .directory("directory " + text + ".")
                .run(text)
                .actor(text)
                .about(text, text, text)
                .changes(new FieldChange(text, text, null, false), new FieldChange("title", null, text, false))
                .event();
    }

    static List<String> ids(List<AuditEvent> events) {
        return events.stream().map(AuditEvent::id).toList();
    }

    private static List<Object> withoutText(AuditEvent event) {
        return List.of(
                event.id(),
                event.time(),
                event.action(),
                event.outcome(),
                String.valueOf(event.rule()),
                event.changes().size());
    }

    private static List<String> texts(AuditEvent event) {
        List<Function<AuditEvent, Object>> parts = List.of(
                AuditEvent::actor,
                AuditEvent::details,
                each -> String.valueOf(each.runId()),
                each -> String.valueOf(each.subject().username()),
                each -> String.valueOf(each.subject().externalId()),
                each -> String.valueOf(each.subject().accountId()));
        List<String> texts = new ArrayList<>();
        parts.forEach(part -> texts.add(part.apply(event).toString()));
        event.changes().forEach(change -> {
            texts.add(change.field());
            texts.add(String.valueOf(change.before()));
            texts.add(String.valueOf(change.after()));
        });
        return texts;
    }
}
