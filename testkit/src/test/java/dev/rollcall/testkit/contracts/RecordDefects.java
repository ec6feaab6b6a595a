package dev.rollcall.testkit.contracts;

import dev.rollcall.audit.AuditAction;
import dev.rollcall.audit.AuditEvent;
import dev.rollcall.audit.AuditLog;
import dev.rollcall.audit.FieldChange;
import dev.rollcall.audit.Subject;
import dev.rollcall.rules.Rule;
import java.text.Normalizer;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** What {@code record} may do wrong. */
final class RecordDefects {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    private RecordDefects() {}

    private static Defect<TextbookLog.Table, AuditLog> defect(
            String what, String caughtBy, Function<TextbookLog.Table, AuditLog> adapter) {
        return new Defect<>(what, caughtBy, adapter);
    }

    /** Something is lost of an event on its way into the table. */
    private static Defect<TextbookLog.Table, AuditLog> keeping(
            String what, String caughtBy, UnaryOperator<AuditEvent> kept) {
        return defect(what, caughtBy, table -> new TextbookLog(table) {
            @Override
            AuditEvent kept(AuditEvent event) {
                return kept.apply(event);
            }
        });
    }

    /** Something is done to the texts of an event. */
    private static Defect<TextbookLog.Table, AuditLog> texts(
            String what, String caughtBy, UnaryOperator<String> change) {
        return keeping(what, caughtBy, event -> Altered.texts(event, change));
    }

    static List<Defect<TextbookLog.Table, AuditLog>> all() {
        return List.of(
                keeping("the directory is not stored", "keepsAllOfAnEvent", event -> Altered.directory(event, "staff")),
                keeping("changes are not stored", "keepsAllOfAnEvent", event -> Altered.changes(event, List.of())),
                keeping(
                        "rules from R45 on are not known",
                        "keepsEveryActionOutcomeAndRule",
                        event -> event.rule() == null || event.rule().compareTo(Rule.R45) < 0
                                ? event
                                : Altered.rule(event, null)),
                defect(
                        "an action that the store does not list is refused",
                        "keepsEveryActionOutcomeAndRule",
                        table -> new TextbookLog(table) {
                            @Override
                            void write(AuditEvent event) {
                                if (event.action().compareTo(AuditAction.HANDED_OVER) >= 0) {
                                    throw new IllegalArgumentException("A constraint");
                                }
                                super.write(event);
                            }
                        }),
                keeping(
                        "no run becomes an empty one",
                        "keepsWhatIsMissing",
                        event -> Altered.run(event, event.runId() == null ? "" : event.runId())),
                keeping(
                        "values that are missing become text",
                        "keepsWhatIsMissing",
                        event -> Altered.changes(
                                event,
                                event.changes().stream()
                                        .map(change -> new FieldChange(
                                                change.field(),
                                                String.valueOf(change.before()),
                                                change.after(),
                                                change.sensitive()))
                                        .toList())),
                keeping(
                        "a subject without username is none",
                        "keepsWhatIsMissing",
                        event -> event.subject().username() == null ? Altered.subject(event, Subject.NOBODY) : event),
                keeping(
                        "an empty run is none",
                        "keepsBlankText",
                        event -> Altered.run(event, "".equals(event.runId()) ? null : event.runId())),
                texts("texts are trimmed", "keepsBlankText", String::strip),
                texts("texts are trimmed", "keepsAwkwardText", String::strip),
                texts("line breaks become spaces", "keepsAwkwardText", text -> text.replaceAll("\\R", " ")),
                texts("quotes are doubled", "keepsAwkwardText", text -> text.replace("'", "''")),
                texts(
                        "texts are normalised",
                        "keepsAwkwardText",
                        text -> Normalizer.normalize(text, Normalizer.Form.NFC)),
                texts(
                        "emoji become question marks",
                        "keepsAwkwardText",
                        text -> text.replaceAll("[^\\x{0}-\\x{FFFF}]", "?")),
                texts("texts are cut", "keepsLongText", text -> text.substring(0, Math.min(text.length(), 65_535))),
                defect("long names are refused", "keepsLongText", table -> new TextbookLog(table) {
                    @Override
                    void write(AuditEvent event) {
                        if (event.actor().length() > 2_704) {
                            throw new IllegalArgumentException("The index row is too long");
                        }
                        super.write(event);
                    }
                }),
                defect(
                        "an event with U+0000 is refused",
                        "textThatAStoreDoesNotTakeLosesNoEvent",
                        table -> new TextbookLog(table) {
                            @Override
                            void write(AuditEvent event) {
                                if (event.details().indexOf('\0') >= 0) {
                                    throw new IllegalArgumentException("Invalid byte sequence");
                                }
                                super.write(event);
                            }
                        }),
                defect(
                        "an event with half a surrogate pair is passed over",
                        "textThatAStoreDoesNotTakeLosesNoEvent",
                        table -> new TextbookLog(table) {
                            @Override
                            void write(AuditEvent event) {
                                if (event.details().chars().noneMatch(c -> Character.isSurrogate((char) c))) {
                                    super.write(event);
                                }
                            }
                        }),
                texts(
                        "a text ends at U+0000",
                        "textThatAStoreDoesNotTakeLosesNoEvent",
                        text -> text.indexOf('\0') < 0 ? text : text.substring(0, text.indexOf('\0'))),
                keeping(
                        "changes are sorted",
                        "keepsTheChangesInTheirOrder",
                        event -> Altered.changes(
                                event,
                                event.changes().stream()
                                        .sorted(Comparator.comparing(FieldChange::field))
                                        .toList())),
                keeping(
                        "a field changes once",
                        "keepsTheChangesInTheirOrder",
                        event -> Altered.changes(
                                event,
                                List.copyOf(event.changes().stream()
                                        .collect(Collectors.toMap(
                                                FieldChange::field,
                                                change -> change,
                                                (first, second) -> first,
                                                LinkedHashMap::new))
                                        .values()))),
                keeping(
                        "the mark of a sensitive value is lost",
                        "sensitiveValuesStayMasked",
                        event -> Altered.changes(
                                event,
                                event.changes().stream()
                                        .map(change ->
                                                new FieldChange(change.field(), change.before(), change.after(), false))
                                        .toList())),
                keeping(
                        "times are kept in seconds",
                        "keepsTimesToTheMillisecond",
                        event -> Altered.time(
                                event, Instant.ofEpochSecond(event.time().getEpochSecond()))),
                keeping("times are of a zone", "keepsTimesToTheMillisecond", event -> {
                    LocalDateTime local = LocalDateTime.ofInstant(event.time(), BERLIN);
                    return Altered.time(event, local.atZone(BERLIN).toInstant());
                }),
                keeping(
                        "times are rounded to a second",
                        "losesNoMoreThanAMillisecond",
                        event -> Altered.time(
                                event, Instant.ofEpochSecond(event.time().getEpochSecond()))),
                defect(
                        "events of one moment are sorted by id",
                        "keepsTheOrderOfRecording",
                        table -> new TextbookLog(table) {
                            @Override
                            Comparator<Row> order() {
                                return Comparator.comparing(
                                                (Row row) -> row.event().time())
                                        .thenComparing(row -> row.event().id());
                            }
                        }),
                defect("a call holds a thousand events", "recordsManyInOneCall", table -> new TextbookLog(table) {
                    @Override
                    public void record(List<AuditEvent> events) {
                        if (events.size() > 1_000) {
                            throw new IllegalArgumentException("Too many parameters");
                        }
                        super.record(events);
                    }
                }),
                defect(
                        "ids are looked up once for the call",
                        "keepsAnEventOnceThatComesTwiceInOneCall",
                        table -> new TextbookLog(table) {
                            @Override
                            public void record(List<AuditEvent> events) {
                                Set<String> known = knownIds();
                                events.stream()
                                        .filter(event -> !known.contains(event.id()))
                                        .forEach(this::write);
                            }
                        }),
                defect("ids are not looked at", "keepsAnEventOnceThatComesAgain", table -> new TextbookLog(table) {
                    @Override
                    Set<String> knownIds() {
                        return new HashSet<>();
                    }
                }),
                defect(
                        "an event that is there already is an error",
                        "keepsAnEventOnceThatComesAgain",
                        table -> new TextbookLog(table) {
                            @Override
                            void cameAgain(AuditEvent event) {
                                throw new IllegalStateException("Unique constraint");
                            }
                        }),
                defect(
                        "a call is passed over if its first event is there already",
                        "keepsAnEventOnceThatComesAgain",
                        table -> new TextbookLog(table) {
                            @Override
                            public void record(List<AuditEvent> events) {
                                if (!knownIds().contains(events.get(0).id())) {
                                    super.record(events);
                                }
                            }
                        }),
                defect(
                        "the ids are known to the process alone",
                        "keepsAnEventOnceThatComesAgainAfterARestart",
                        table -> new TextbookLog(table) {
                            private final Set<String> own = new HashSet<>();

                            @Override
                            Set<String> knownIds() {
                                return own;
                            }
                        }),
                defect("ids are folded", "comparesIdsExactly", table -> new TextbookLog(table) {
                    @Override
                    String key(String id) {
                        return id.toLowerCase(Locale.ROOT);
                    }
                }),
                defect(
                        "each event is committed on its own",
                        "aCallThatFailsRecordsNothing",
                        RecordDefects::withoutTransaction),
                defect("an exception is only logged", "aCallThatFailsRecordsNothing", RecordDefects::swallowing),
                defect(
                        "each event is committed on its own",
                        "aCallInWhichTheStoreFailsRecordsNothing",
                        RecordDefects::withoutTransaction),
                defect(
                        "a store that fails is only logged",
                        "aCallInWhichTheStoreFailsRecordsNothing",
                        RecordDefects::swallowing),
                defect(
                        "events are kept in memory",
                        "whatIsRecordedIsDurable",
                        table -> new TextbookLog(new TextbookLog.Table())),
                defect("two threads write the same list", "severalThreadsRecordAtOnce", RacingLog::new));
    }

    private static AuditLog withoutTransaction(TextbookLog.Table table) {
        return new TextbookLog(table) {
            @Override
            void failed(List<Row> before, RuntimeException exception) {
                throw exception;
            }
        };
    }

    private static AuditLog swallowing(TextbookLog.Table table) {
        return new TextbookLog(table) {
            @Override
            void failed(List<Row> before, RuntimeException exception) {
                table.rows = new ArrayList<>(before);
            }
        };
    }

    /** A log whose threads read, think, and write over one another, the first two for certain. */
    private static final class RacingLog extends TextbookLog {
        private final Overlap overlap = new Overlap();

        RacingLog(Table table) {
            super(table);
        }

        @Override
        public void record(List<AuditEvent> events) {
            List<Row> rows = new ArrayList<>(table.rows);
            overlap.await();
            events.forEach(event -> rows.add(new Row(rows.size(), event)));
            table.rows = rows;
        }
    }
}
