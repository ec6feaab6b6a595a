package dev.rollcall.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.rollcall.audit.AuditEvent;
import dev.rollcall.audit.AuditLog;
import dev.rollcall.audit.AuditQuery;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What {@code find} hands over, and in which order. */
abstract class AuditFindContract extends AuditSinkContract {

    private static final String USER =
            "how a query's user is compared: NameFolding.fold of it with the folded actor and the"
                    + " folded subject, each in a column of its own, and with nothing else";

    private static final String BOUNDS = "the bounds of a query: from is inclusive, until is exclusive";

    private static final String PAGES =
            "how many events are read in pieces: the next piece begins behind the last event, by time"
                    + " and by order of recording";

    /** The log under test. */
    final AuditLog log() {
        return (AuditLog) sink();
    }

    final List<AuditEvent> found(AuditQuery query) {
        List<AuditEvent> found = new ArrayList<>();
        AuditLog log = log();
        trying("find", () -> log.find(query, found::add));
        return found;
    }

    final List<String> details(AuditQuery query) {
        return found(query).stream().map(AuditEvent::details).toList();
    }

    final void assertFound(AuditQuery query, String lookAt, String... details) {
        assertThat(details(query))
                .as(guide(lookAt + "; the query was " + query))
                .isEqualTo(Arrays.asList(details));
    }

    @Test
    @DisplayName("A query without criteria finds everything, each event as it was recorded (R42)")
    void findsEverything() {
        List<AuditEvent> events = events(
                20, i -> EventDraft.of("event " + i).later(i).actor("jane").about("user " + i));
        record(events);

        assertThat(found(AuditQuery.everything()))
                .withRepresentation(BRIEF)
                .as(guide("find without any criterion"))
                .isEqualTo(events);
    }

    @Test
    @DisplayName("An empty log finds nothing")
    void findsNothingInAnEmptyLog() {
        assertFound(AuditQuery.everything(), "find in a log without events");
    }

    @Test
    @DisplayName("The oldest event comes first, in whatever order they were recorded")
    void findsTheOldestFirst() {
        record(EventDraft.of("third").later(30).event());
        record(
                EventDraft.of("fifth").later(50).event(),
                EventDraft.of("first").later(10).event());
        record(
                EventDraft.of("fourth").later(40).event(),
                EventDraft.of("second").later(20).event());

        assertFound(
                AuditQuery.everything(), "the order of find: by time", "first", "second", "third", "fourth", "fifth");
    }

    @Test
    @DisplayName("Events of one moment come in the order of recording")
    void findsEventsOfOneMomentAsRecorded() {
        record(events(15, i -> EventDraft.of("late " + i).later(1)));
        record(events(15, i -> EventDraft.of("early " + i)));
        record(events(15, i -> EventDraft.of("latest " + i).later(1)));

        List<String> expected = new ArrayList<>();
        for (String time : List.of("early ", "late ", "latest ")) {
            for (int i = 0; i < 15; i++) {
                expected.add(time + i);
            }
        }
        assertThat(details(AuditQuery.everything()))
                .as(guide("the order of find: by time, and then by a number that grows with each event"))
                .isEqualTo(expected);
    }

    @Test
    @DisplayName("A query from a moment on includes that moment")
    void fromIsInclusive() {
        recordThreeMoments();

        assertFound(AuditQuery.everything().from(MONDAY), BOUNDS, "first", "second", "third");
        assertFound(AuditQuery.everything().from(MONDAY.plusMillis(1)), BOUNDS, "second", "third");
        assertFound(AuditQuery.everything().from(MONDAY.plusMillis(3)), BOUNDS);
    }

    @Test
    @DisplayName("A query until a moment excludes that moment")
    void untilIsExclusive() {
        recordThreeMoments();

        assertFound(AuditQuery.everything().until(MONDAY), BOUNDS);
        assertFound(AuditQuery.everything().until(MONDAY.plusMillis(2)), BOUNDS, "first", "second");
        assertFound(AuditQuery.everything().until(MONDAY.plusMillis(3)), BOUNDS, "first", "second", "third");
        assertFound(AuditQuery.everything().from(MONDAY.plusMillis(1)).until(MONDAY.plusMillis(2)), BOUNDS, "second");
        assertFound(AuditQuery.everything().from(MONDAY).until(MONDAY), BOUNDS);
        assertFound(AuditQuery.everything().from(MONDAY.plusMillis(2)).until(MONDAY), BOUNDS);
    }

    @Test
    @DisplayName("A bound may be finer than the times that are stored, and as far away as there are moments")
    void boundsMayBeAnyMoment() {
        recordThreeMoments();
        Instant justAfter = MONDAY.plusMillis(1).plusNanos(1);

        String lookAt =
                BOUNDS + "; a bound that is finer than the store's times is rounded up, one out of its range is none";
        assertFound(AuditQuery.everything().from(justAfter), lookAt, "third");
        assertFound(AuditQuery.everything().until(justAfter), lookAt, "first", "second");
        assertFound(AuditQuery.everything().from(Instant.MIN).until(Instant.MAX), lookAt, "first", "second", "third");
        assertFound(AuditQuery.everything().from(Instant.MAX), lookAt);
        assertFound(AuditQuery.everything().until(Instant.MIN), lookAt);
    }

    private void recordThreeMoments() {
        record(
                EventDraft.of("first").event(),
                EventDraft.of("second").later(1).event(),
                EventDraft.of("third").later(2).event());
    }

    @Test
    @DisplayName("A user is found as actor and as subject, and an event of both once")
    void findsAUserAsActorAndAsSubject() {
        record(
                EventDraft.of("actor").actor("jane").about("bob").event(),
                EventDraft.of("subject").actor("root").about("jane").event(),
                EventDraft.of("both").actor("jane").about("jane").event(),
                EventDraft.of("neither").actor("root").about("bob").event(),
                EventDraft.of("nobody").event(),
                EventDraft.of("by id")
                        .about(null, "jane", "jane")
                        .run("jane")
                        .changes()
                        .event());

        assertFound(AuditQuery.everything().user("jane"), USER, "actor", "subject", "both");
        assertFound(AuditQuery.everything().user("bob"), USER, "actor", "neither");
        assertFound(AuditQuery.everything().user("carl"), USER);
    }

    @Test
    @DisplayName(
            "Names are compared as R13 says: without regard to letter case, form of the accents and spaces around them")
    void comparesNamesAsR13Says() {
        record(
                EventDraft.of("jane").actor("jane").about("J\u00DCRGEN").event(),
                EventDraft.of("JANE").actor(" JANE ").about("ju\u0308rgen").event(),
                EventDraft.of("strasse").actor("strasse").about("jurgen").event(),
                EventDraft.of("stra\u00DFe")
                        .actor("STRA\u00DFE")
                        .about("\u03A3\u03AF\u03C3\u03C5\u03C6\u03BF\u03C2")
                        .event(),
                EventDraft.of("ali").actor("ali").about("\u0130smail").event());

        assertFound(AuditQuery.everything().user("Jane"), USER, "jane", "JANE");
        assertFound(AuditQuery.everything().user("\u00A0jane\u200D "), USER, "jane", "JANE");
        assertFound(AuditQuery.everything().user("J\u00FCrgen"), USER, "jane", "JANE");
        assertFound(AuditQuery.everything().user("JU\u0308RGEN"), USER, "jane", "JANE");
        assertFound(AuditQuery.everything().user("Jurgen"), USER, "strasse");
        assertFound(AuditQuery.everything().user("STRASSE"), USER, "strasse");
        assertFound(AuditQuery.everything().user("Stra\u00DFe"), USER, "stra\u00DFe");
        assertFound(AuditQuery.everything().user("\u03A3\u038A\u03A3\u03A5\u03A6\u039F\u03A3"), USER, "stra\u00DFe");
        assertFound(AuditQuery.everything().user("ALI"), USER, "ali");
    }

    @Test
    @DisplayName("A name is compared as a whole, and no character of it is a wildcard")
    void comparesWholeNames() {
        record(
                EventDraft.of("ann").actor("ann").event(),
                EventDraft.of("anna").actor("anna").event(),
                EventDraft.of("a_n").actor("a_n").event(),
                EventDraft.of("an%").about("an%").event(),
                EventDraft.of("o'neil").about("o'neil").event());

        assertFound(AuditQuery.everything().user("ann"), USER, "ann");
        assertFound(AuditQuery.everything().user("a_n"), USER, "a_n");
        assertFound(AuditQuery.everything().user("AN%"), USER, "an%");
        assertFound(AuditQuery.everything().user("%"), USER);
        assertFound(AuditQuery.everything().user("O'Neil"), USER, "o'neil");
        assertFound(AuditQuery.everything().user("' OR 1=1 --"), USER);
    }

    @Test
    @DisplayName("A long name is found whole, and not by its beginning")
    void findsALongName() {
        String longName = "n".repeat(3_000);
        record(
                EventDraft.of("longer").actor(longName + "x").event(),
                EventDraft.of("long").about(longName + "y").event());

        assertFound(AuditQuery.everything().user(longName + "X"), USER, "longer");
        assertFound(AuditQuery.everything().user(longName + "y"), USER, "long");
        assertFound(AuditQuery.everything().user(longName), USER);
        assertFound(AuditQuery.everything().user("n".repeat(255)), USER);
    }

    @Test
    @DisplayName("A blank user is nobody: events without actor or subject are not theirs")
    void aBlankUserIsNobody() {
        record(
                EventDraft.of("schedule").actor("").event(),
                EventDraft.of("blank").actor(" ").about(" ").event(),
                EventDraft.of("jane").actor("jane").about("").event());

        for (String blank : List.of("", " ", "\u00A0", "\u200D")) {
            assertFound(AuditQuery.everything().user(blank), USER + "; a name that folds to nothing finds nothing");
        }
    }

    @Test
    @DisplayName("Category and subcategory are compared without regard to letter case, and any other finds nothing")
    void findsByCategory() {
        record(EventDraft.of("event").event());

        String lookAt = "a query's category and subcategory: every event is of System and Users";
        assertFound(AuditQuery.everything().category("System"), lookAt, "event");
        assertFound(AuditQuery.everything().category("sYSTEM").subcategory("USERS"), lookAt, "event");
        assertFound(AuditQuery.everything().subcategory("users"), lookAt, "event");
        assertFound(AuditQuery.everything().category("Users"), lookAt);
        assertFound(AuditQuery.everything().subcategory("System"), lookAt);
        assertFound(AuditQuery.everything().category("System").subcategory("Groups"), lookAt);
        assertFound(AuditQuery.everything().category("Mail").subcategory("Users"), lookAt);
        assertFound(AuditQuery.everything().category(""), lookAt);
        assertFound(AuditQuery.everything().subcategory(" "), lookAt);
    }

    @Test
    @DisplayName("An event is found if it fits every criterion, just as AuditQuery.matches tells")
    void findsWhatFitsEveryCriterion() {
        List<AuditEvent> events = events(
                24,
                i -> EventDraft.of("event " + i)
                        .later(23 - i)
                        .actor(List.of("jane", "root", "").get(i % 3))
                        .about(List.of("Jane", "bob").get(i % 2)));
        record(events);
        List<AuditEvent> oldestFirst =
                events.stream().sorted(Comparator.comparing(AuditEvent::time)).toList();

        for (AuditQuery query : queries()) {
            assertThat(details(query))
                    .as(guide(
                            "how the criteria of a query are put together: all of them have to fit, and within the user's"
                                    + " one of actor and subject; the query was " + query))
                    .isEqualTo(oldestFirst.stream()
                            .filter(query::matches)
                            .map(AuditEvent::details)
                            .toList());
        }
    }

    private static List<AuditQuery> queries() {
        List<AuditQuery> queries = new ArrayList<>();
        for (@Nullable Instant from : Arrays.asList(null, MONDAY.plusMillis(5))) {
            for (@Nullable Instant until : Arrays.asList(null, MONDAY.plusMillis(17))) {
                for (@Nullable String user : Arrays.asList(null, "JANE", "bob", "nobody")) {
                    for (@Nullable String category : Arrays.asList(null, "system", "mail")) {
                        for (@Nullable String subcategory : Arrays.asList(null, "users", "groups")) {
                            queries.add(new AuditQuery(from, until, user, category, subcategory));
                        }
                    }
                }
            }
        }
        return queries;
    }

    @Test
    @DisplayName("A large log is found as a whole, and nothing in it twice")
    void findsALargeLogAsAWhole() {
        List<AuditEvent> events = events(
                MANY,
                i -> EventDraft.of("event " + i).later(i < 2_000 ? 0 : i / 3).actor(i % 2 == 0 ? "jane" : ""));
        record(events);

        assertThat(ids(found(AuditQuery.everything()))).as(guide(PAGES)).isEqualTo(ids(events));
        assertThat(ids(found(AuditQuery.everything().user("jane"))))
                .as(guide(PAGES))
                .isEqualTo(events.stream()
                        .filter(event -> event.actor().equals("jane"))
                        .map(AuditEvent::id)
                        .toList());
    }

    @Test
    @DisplayName("What is recorded while events are handed over does not disturb: each earlier event comes once")
    void recordingGoesOnWhileEventsAreFound() {
        List<AuditEvent> events = events(300);
        record(events);
        AuditLog log = log();
        List<String> found = new ArrayList<>();
        List<AuditEvent> meanwhile = new ArrayList<>();

        trying(
                "what record does to a find that is not finished; the consumer may record, on the same thread",
                () -> log.find(AuditQuery.everything(), event -> {
                    found.add(event.id());
                    if (meanwhile.size() < 200) {
                        List<AuditEvent> more = List.of(
                                EventDraft.of("before").later(-5_000).event(),
                                EventDraft.of("after").later(5_000).event());
                        log.record(more);
                        meanwhile.addAll(more);
                    }
                }));

        assertThat(found)
                .as(guide("find: later events may be handed over or not, earlier ones have to, once each"))
                .doesNotHaveDuplicates()
                .containsSubsequence(ids(events));
        assertThat(ids(found(AuditQuery.everything())))
                .as(guide("whether what was recorded meanwhile is stored"))
                .containsExactlyInAnyOrderElementsOf(ids(joined(events, meanwhile)));
    }

    @Test
    @DisplayName("What the consumer throws is thrown as it is, and the log can be used after it")
    void aConsumersExceptionPasses() {
        record(events(10));
        IllegalStateException own = new IllegalStateException("the screen was closed");
        AuditLog log = log();

        for (int times = 0; times < 30; times++) {
            Throwable thrown = catchThrowable(() -> log.find(AuditQuery.everything(), event -> {
                throw own;
            }));
            assertThat(thrown)
                    .as(guide("what find catches: nothing that the consumer throws"))
                    .isSameAs(own);
        }

        record(EventDraft.of("another").later(100).event());
        assertThat(found(AuditQuery.everything()))
                .as(guide("what find leaves behind when the consumer throws: no open cursor, connection or lock"))
                .hasSize(11);
    }

    @Test
    @DisplayName("Events that are recorded late are found where their time belongs, after a restart too")
    void findsTheOldestFirstAfterARestart() {
        record(
                EventDraft.of("second").later(Duration.ofDays(1).toMillis()).event(),
                EventDraft.of("third").later(Duration.ofDays(1).toMillis()).event());
        reopen();
        record(
                EventDraft.of("fourth").later(Duration.ofDays(1).toMillis()).event(),
                EventDraft.of("first").event());

        assertFound(
                AuditQuery.everything(),
                "the number that orders events of one moment: it grows on after a restart",
                "first",
                "second",
                "third",
                "fourth");
    }
}
