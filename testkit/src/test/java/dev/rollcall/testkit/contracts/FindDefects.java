package dev.rollcall.testkit.contracts;

import dev.rollcall.audit.AuditEvent;
import dev.rollcall.audit.AuditLog;
import dev.rollcall.audit.AuditQuery;
import dev.rollcall.audit.FieldChange;
import dev.rollcall.identity.NameFolding;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What {@code find} and {@code purge} may do wrong. */
final class FindDefects {

    private FindDefects() {}

    private static Defect<TextbookLog.Table, AuditLog> defect(
            String what, String caughtBy, Function<TextbookLog.Table, AuditLog> adapter) {
        return new Defect<>(what, caughtBy, adapter);
    }

    /** Events are compared with a query in another way. */
    private static Defect<TextbookLog.Table, AuditLog> matching(
            String what, String caughtBy, BiPredicate<AuditQuery, AuditEvent> matches) {
        return defect(what, caughtBy, table -> new TextbookLog(table) {
            @Override
            boolean matches(AuditQuery query, AuditEvent event) {
                return matches.test(query, event);
            }
        });
    }

    /** The user of a query is compared with a name in another way. */
    private static Defect<TextbookLog.Table, AuditLog> users(
            String what, String caughtBy, BiPredicate<String, String> isUser) {
        return matching(
                what,
                caughtBy,
                (query, event) -> withoutUser(query).matches(event)
                        && (query.user() == null
                                || isUser.test(query.user(), event.actor())
                                || isUserOrNull(
                                        isUser, query.user(), event.subject().username())));
    }

    private static boolean isUserOrNull(BiPredicate<String, String> isUser, String user, @Nullable String name) {
        return name != null && isUser.test(user, name);
    }

    /** Events come in another order. */
    private static Defect<TextbookLog.Table, AuditLog> ordered(
            String what, String caughtBy, Comparator<TextbookLog.Row> order) {
        return defect(what, caughtBy, table -> new TextbookLog(table) {
            @Override
            Comparator<Row> order() {
                return order;
            }
        });
    }

    /** What is older is told in another way. */
    private static Defect<TextbookLog.Table, AuditLog> older(
            String what, String caughtBy, BiPredicate<TextbookLog.Row, Instant> isOlder) {
        return defect(what, caughtBy, table -> new TextbookLog(table) {
            @Override
            boolean isOlder(Row row, Instant moment) {
                return isOlder.test(row, moment);
            }
        });
    }

    private static AuditQuery withoutUser(AuditQuery query) {
        return new AuditQuery(query.from(), query.until(), null, query.category(), query.subcategory());
    }

    private static boolean isWithin(AuditQuery query, AuditEvent event) {
        return new AuditQuery(query.from(), query.until(), null, null, null).matches(event);
    }

    private static boolean isOfUser(AuditQuery query, AuditEvent event) {
        return new AuditQuery(null, null, query.user(), null, null).matches(event);
    }

    private static String fold(String name) {
        return NameFolding.fold(name);
    }

    static List<Defect<TextbookLog.Table, AuditLog>> all() {
        List<Defect<TextbookLog.Table, AuditLog>> all = new ArrayList<>(inFind());
        all.addAll(inPurge());
        return all;
    }

    private static List<Defect<TextbookLog.Table, AuditLog>> inFind() {
        return List.of(
                matching(
                        "a query without criteria finds nothing",
                        "findsEverything",
                        (query, event) -> !query.equals(AuditQuery.everything()) && query.matches(event)),
                defect("an empty log fails", "findsNothingInAnEmptyLog", table -> new TextbookLog(table) {
                    @Override
                    public void find(AuditQuery query, Consumer<AuditEvent> events) {
                        table.rows.iterator().next();
                        super.find(query, events);
                    }
                }),
                ordered(
                        "events come as they were recorded",
                        "findsTheOldestFirst",
                        Comparator.comparingLong(TextbookLog.Row::number)),
                ordered(
                        "the latest event comes first",
                        "findsTheOldestFirst",
                        Comparator.comparing(
                                        (TextbookLog.Row row) -> row.event().time())
                                .reversed()),
                ordered(
                        "events of one moment come by id",
                        "findsEventsOfOneMomentAsRecorded",
                        Comparator.comparing(
                                        (TextbookLog.Row row) -> row.event().time())
                                .thenComparing(row -> row.event().id())),
                matching(
                        "from is exclusive",
                        "fromIsInclusive",
                        (query, event) -> query.matches(event) && !event.time().equals(query.from())),
                matching(
                        "until is inclusive",
                        "untilIsExclusive",
                        (query, event) -> query.matches(event)
                                || (event.time().equals(query.until())
                                        && new AuditQuery(
                                                        query.from(),
                                                        null,
                                                        query.user(),
                                                        query.category(),
                                                        query.subcategory())
                                                .matches(event))),
                matching(
                        "bounds are cut to the millisecond",
                        "boundsMayBeAnyMoment",
                        (query, event) -> new AuditQuery(
                                        cut(query.from()),
                                        cut(query.until()),
                                        query.user(),
                                        query.category(),
                                        query.subcategory())
                                .matches(event)),
                defect("bounds are counted in milliseconds", "boundsMayBeAnyMoment", table -> new TextbookLog(table) {
                    @Override
                    List<Row> found(AuditQuery query) {
                        if (query.from() != null && query.from().toEpochMilli() == 0) {
                            return List.of();
                        }
                        return super.found(query);
                    }
                }),
                matching(
                        "only actors are users",
                        "findsAUserAsActorAndAsSubject",
                        (query, event) -> withoutUser(query).matches(event)
                                && (query.user() == null || fold(query.user()).equals(fold(event.actor())))),
                defect(
                        "an event of both is found twice",
                        "findsAUserAsActorAndAsSubject",
                        table -> new TextbookLog(table) {
                            @Override
                            public void find(AuditQuery query, Consumer<AuditEvent> events) {
                                super.find(query, event -> {
                                    events.accept(event);
                                    if (query.user() != null
                                            && event.actor()
                                                    .equals(event.subject().username())) {
                                        events.accept(event);
                                    }
                                });
                            }
                        }),
                users("names are compared by letter case alone", "comparesNamesAsR13Says", String::equalsIgnoreCase),
                users(
                        "the letters of one locale are folded",
                        "comparesNamesAsR13Says",
                        (user, name) -> !user.isBlank()
                                && fold(user)
                                        .toUpperCase(Locale.ROOT)
                                        .equals(fold(name).toUpperCase(Locale.ROOT))),
                users(
                        "a part of a name is enough",
                        "comparesWholeNames",
                        (user, name) -> fold(name).contains(fold(user))),
                users(
                        "an underscore stands for any letter",
                        "comparesWholeNames",
                        (user, name) -> fold(name)
                                .matches(fold(user).replaceAll("[^a-z_]", ".").replace('_', '.'))),
                users(
                        "long names are compared by their beginning",
                        "findsALongName",
                        (user, name) -> !fold(user).isEmpty() && start(user).equals(start(name))),
                users(
                        "a blank user finds blank names",
                        "aBlankUserIsNobody",
                        (user, name) -> fold(user).equals(fold(name))),
                matching(
                        "a blank user is everybody",
                        "aBlankUserIsNobody",
                        (query, event) ->
                                (query.user() != null && fold(query.user()).isEmpty()) || query.matches(event)),
                matching(
                        "categories are compared exactly",
                        "findsByCategory",
                        (query, event) -> query.matches(event)
                                && (query.category() == null || query.category().equals("System"))),
                matching(
                        "subcategories are not looked at",
                        "findsByCategory",
                        (query, event) -> new AuditQuery(
                                        query.from(), query.until(), query.user(), query.category(), null)
                                .matches(event)),
                matching(
                        "one criterion is enough",
                        "findsWhatFitsEveryCriterion",
                        (query, event) -> (isWithin(query, event) && query.user() == null)
                                || (query.user() != null && isOfUser(query, event))),
                defect("a page begins behind a moment", "findsALargeLogAsAWhole", PagingLog::new),
                defect("a page is all there is", "findsALargeLogAsAWhole", table -> new TextbookLog(table) {
                    @Override
                    List<Row> found(AuditQuery query) {
                        List<Row> rows = super.found(query);
                        return rows.subList(0, Math.min(rows.size(), 1_000));
                    }
                }),
                defect(
                        "what is recorded meanwhile moves the pages",
                        "recordingGoesOnWhileEventsAreFound",
                        table -> new TextbookLog(table) {
                            @Override
                            public void find(AuditQuery query, Consumer<AuditEvent> events) {
                                int place = 0;
                                for (List<Row> rows = found(query); place < rows.size(); rows = found(query)) {
                                    events.accept(rows.get(place++).event());
                                }
                            }
                        }),
                defect(
                        "the list of events is gone through as it is",
                        "recordingGoesOnWhileEventsAreFound",
                        table -> new TextbookLog(table) {
                            @Override
                            public void find(AuditQuery query, Consumer<AuditEvent> events) {
                                table.rows.stream()
                                        .filter(row -> query.matches(row.event()))
                                        .forEach(row -> events.accept(row.event()));
                            }
                        }),
                defect(
                        "a consumer's exception is wrapped",
                        "aConsumersExceptionPasses",
                        table -> new TextbookLog(table) {
                            @Override
                            public void find(AuditQuery query, Consumer<AuditEvent> events) {
                                try {
                                    super.find(query, events);
                                } catch (RuntimeException e) {
                                    throw new IllegalStateException("The events cannot be read", e);
                                }
                            }
                        }),
                defect("a consumer's exception leaves a connection open", "aConsumersExceptionPasses", LeakingLog::new),
                defect(
                        "each process numbers events anew",
                        "findsTheOldestFirstAfterARestart",
                        table -> new TextbookLog(table) {
                            private long last;

                            @Override
                            long nextNumber() {
                                return ++last;
                            }
                        }));
    }

    private static List<Defect<TextbookLog.Table, AuditLog>> inPurge() {
        return List.of(
                older(
                        "what happened at the moment goes too",
                        "purgesWhatIsOlder",
                        (row, moment) -> !row.event().time().isAfter(moment)),
                defect("purging counts what is left", "purgesWhatIsOlder", table -> new TextbookLog(table) {
                    @Override
                    public long purge(Instant olderThan) {
                        super.purge(olderThan);
                        return table.rows.size();
                    }
                }),
                defect(
                        "purging stops at the first young event",
                        "purgesByTheTimeOfAnEvent",
                        table -> new TextbookLog(table) {
                            @Override
                            public long purge(Instant olderThan) {
                                long purged = 0;
                                while (!table.rows.isEmpty() && isOlder(table.rows.get(0), olderThan)) {
                                    table.rows.remove(0);
                                    purged++;
                                }
                                return purged;
                            }
                        }),
                defect(
                        "purging counts what it would remove",
                        "purgingAgainRemovesNothing",
                        table -> new TextbookLog(table) {
                            private long total;

                            @Override
                            public long purge(Instant olderThan) {
                                total += super.purge(olderThan);
                                return total;
                            }
                        }),
                defect("purging removes all changes", "leavesTheRestAsItIs", table -> new TextbookLog(table) {
                    @Override
                    public long purge(Instant olderThan) {
                        long purged = super.purge(olderThan);
                        List<FieldChange> none = List.of();
                        table.rows.replaceAll(row -> new Row(row.number(), Altered.changes(row.event(), none)));
                        return purged;
                    }
                }),
                defect(
                        "events that are older than the last purge are not recorded",
                        "recordsOnAfterPurging",
                        table -> new TextbookLog(table) {
                            private Instant bound = Instant.MIN;

                            @Override
                            public long purge(Instant olderThan) {
                                bound = olderThan;
                                return super.purge(olderThan);
                            }

                            @Override
                            void write(AuditEvent event) {
                                if (!event.time().isBefore(bound)) {
                                    super.write(event);
                                }
                            }
                        }),
                defect("the bound is counted in milliseconds", "purgesUpToAnyMoment", table -> new TextbookLog(table) {
                    @Override
                    public long purge(Instant olderThan) {
                        return super.purge(Instant.ofEpochMilli(olderThan.toEpochMilli()));
                    }
                }),
                defect("a purge removes a thousand", "purgesALargeLog", table -> new TextbookLog(table) {
                    @Override
                    public long purge(Instant olderThan) {
                        Set<Row> old = new HashSet<>(table.rows.stream()
                                .filter(row -> isOlder(row, olderThan))
                                .limit(1_000)
                                .toList());
                        table.rows.removeAll(old);
                        return old.size();
                    }
                }),
                defect("what is purged is only hidden", "whatIsPurgedIsGone", table -> new TextbookLog(table) {
                    private Instant bound = Instant.MIN;

                    @Override
                    public long purge(Instant olderThan) {
                        bound = olderThan;
                        return table.rows.stream()
                                .filter(row -> isOlder(row, olderThan))
                                .count();
                    }

                    @Override
                    boolean matches(AuditQuery query, AuditEvent event) {
                        return !event.time().isBefore(bound) && super.matches(query, event);
                    }
                }));
    }

    private static @Nullable Instant cut(@Nullable Instant bound) {
        return bound == null || bound.equals(Instant.MIN) || bound.equals(Instant.MAX)
                ? bound
                : bound.truncatedTo(ChronoUnit.MILLIS);
    }

    private static String start(String name) {
        String folded = fold(name);
        return folded.substring(0, Math.min(folded.length(), 255));
    }

    /** A log that reads pages of a thousand, each behind the last moment of the one before. */
    private static final class PagingLog extends TextbookLog {
        PagingLog(Table table) {
            super(table);
        }

        @Override
        List<Row> found(AuditQuery query) {
            List<Row> found = new ArrayList<>();
            Instant behind = Instant.MIN;
            while (true) {
                Instant last = behind;
                List<Row> page = super.found(query).stream()
                        .filter(row -> row.event().time().isAfter(last))
                        .limit(1_000)
                        .toList();
                if (page.isEmpty()) {
                    return found;
                }
                found.addAll(page);
                behind = page.get(page.size() - 1).event().time();
            }
        }
    }

    /** A log with ten connections that it gives back only if all goes well. */
    private static final class LeakingLog extends TextbookLog {
        private int free = 10;

        LeakingLog(Table table) {
            super(table);
        }

        @Override
        public void find(AuditQuery query, Consumer<AuditEvent> events) {
            if (free == 0) {
                throw new IllegalStateException("There is no connection left");
            }
            free--;
            super.find(query, events);
            free++;
        }
    }
}
