package dev.rollcall.testkit.contracts;

import static dev.rollcall.testkit.contracts.JournalDefects.defect;

import dev.rollcall.identity.DirectoryName;
import dev.rollcall.identity.ExternalId;
import dev.rollcall.run.Permission;
import dev.rollcall.run.RunJournal;
import dev.rollcall.run.RunRecord;
import dev.rollcall.run.StandingRefusal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** What may be wrong with the ignore list, and with the store as a whole. */
final class StoreDefects {

    private StoreDefects() {}

    static List<Defect<TextbookJournal.Table, RunJournal>> all() {
        return List.of(
                defect("nobody is taken off", "ignoresAPersonUntilTakenOff", table -> new TextbookJournal(table) {
                    @Override
                    public void unignore(DirectoryName directory, ExternalId person) {}
                }),
                defect(
                        "taking one off takes all off",
                        "ignoresAPersonUntilTakenOff",
                        table -> new TextbookJournal(table) {
                            @Override
                            public void unignore(DirectoryName directory, ExternalId person) {
                                table.ignored.remove(key(directory));
                            }
                        }),
                defect(
                        "ignoring twice is an error",
                        "ignoringTwiceIsIgnoringOnce",
                        table -> new TextbookJournal(table) {
                            @Override
                            public void ignore(DirectoryName directory, ExternalId person) {
                                if (ignored(directory).contains(person)) {
                                    throw new IllegalStateException("Unique constraint");
                                }
                                super.ignore(directory, person);
                            }
                        }),
                defect(
                        "taking off whoever is not on it is an error",
                        "ignoringTwiceIsIgnoringOnce",
                        table -> new TextbookJournal(table) {
                            @Override
                            public void unignore(DirectoryName directory, ExternalId person) {
                                if (!ignored(directory).contains(person)) {
                                    throw new IllegalStateException("No row");
                                }
                                super.unignore(directory, person);
                            }
                        }),
                defect("ids are folded", "comparesIgnoredIdsExactly", table -> new TextbookJournal(table) {
                    @Override
                    String key(ExternalId person) {
                        return person.value().toLowerCase(Locale.ROOT);
                    }
                }),
                defect("ids are trimmed", "comparesIgnoredIdsExactly", table -> new TextbookJournal(table) {
                    @Override
                    String key(ExternalId person) {
                        return person.value().stripTrailing();
                    }
                }),
                defect(
                        "directories share an ignore list",
                        "eachDirectoryHasItsOwnIgnoreList",
                        table -> new TextbookJournal(table) {
                            @Override
                            String key(DirectoryName directory) {
                                return "the directory";
                            }
                        }),
                defect(
                        "a run that finished clears the list",
                        "noRunChangesTheIgnoreList",
                        table -> new TextbookJournal(table) {
                            @Override
                            void useUp(DirectoryName directory) {
                                super.useUp(directory);
                                table.ignored.remove(key(directory));
                            }
                        }),
                defect(
                        "all is kept in memory",
                        "everythingOutlivesTheProcess",
                        table -> new TextbookJournal(new TextbookJournal.Table())),
                defect(
                        "permissions are kept in memory",
                        "everythingOutlivesTheProcess",
                        table -> new TextbookJournal(table) {
                            private final List<Permission> own = new ArrayList<>();

                            @Override
                            public void permit(DirectoryName directory, Permission permission) {
                                own.add(permission);
                            }

                            @Override
                            public List<Permission> permissions(DirectoryName directory) {
                                return List.copyOf(own);
                            }
                        }),
                defect(
                        "permissions are used up in memory",
                        "whatIsGoneDoesNotComeBack",
                        table -> new TextbookJournal(table) {
                            private boolean usedUp;

                            @Override
                            void useUp(DirectoryName directory) {
                                usedUp = true;
                            }

                            @Override
                            public List<Permission> permissions(DirectoryName directory) {
                                return usedUp ? List.of() : super.permissions(directory);
                            }
                        }),
                defect(
                        "each process numbers runs anew",
                        "ofOneMillisecondTheLaterIsTheLastAfterARestart",
                        table -> new TextbookJournal(table) {
                            private long last;

                            @Override
                            long nextNumber() {
                                return ++last;
                            }

                            @Override
                            Comparator<Row> order() {
                                return Comparator.comparing(
                                                (Row row) -> row.run().startedAt())
                                        .thenComparingLong(Row::number);
                            }
                        }),
                defect("two runs at once are an error", "severalDirectoriesRunAtOnce", BusyJournal::new),
                defect("a permission is lost to another", "severalAdministratorsActAtOnce", RacingJournal::new));
    }

    /** A journal that does not wait for its table, which the first two want at once. */
    private static final class BusyJournal extends TextbookJournal {
        private final AtomicInteger writing = new AtomicInteger();
        private final Overlap overlap = new Overlap();

        BusyJournal(Table table) {
            super(table);
        }

        @Override
        public void finished(RunRecord run, @Nullable Iterable<StandingRefusal> standing) {
            boolean locked = writing.incrementAndGet() > 1;
            overlap.await();
            if (locked) {
                throw new IllegalStateException("The table is locked");
            }
            super.finished(run, standing);
            writing.decrementAndGet();
        }
    }

    /** A journal whose threads read, think, and write over one another, the first two for certain. */
    private static final class RacingJournal extends TextbookJournal {
        private final Overlap overlap = new Overlap();

        RacingJournal(Table table) {
            super(table);
        }

        @Override
        public void permit(DirectoryName directory, Permission permission) {
            List<Permission> given = new ArrayList<>(permissions(directory));
            overlap.await();
            given.add(permission);
            synchronized (table) {
                table.permissions.put(key(directory), given);
            }
        }
    }
}
