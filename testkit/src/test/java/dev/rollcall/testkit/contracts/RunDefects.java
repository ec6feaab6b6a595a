package dev.rollcall.testkit.contracts;

import static dev.rollcall.testkit.contracts.JournalDefects.defect;
import static dev.rollcall.testkit.contracts.JournalDefects.records;

import dev.rollcall.identity.DirectoryName;
import dev.rollcall.plan.Count;
import dev.rollcall.plan.Figures;
import dev.rollcall.plan.Hold;
import dev.rollcall.plan.PersonResult;
import dev.rollcall.run.FailureCause;
import dev.rollcall.run.Outcome;
import dev.rollcall.run.Permission;
import dev.rollcall.run.RunJournal;
import dev.rollcall.run.RunRecord;
import dev.rollcall.run.StandingRefusal;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What may be wrong with the records of runs. */
final class RunDefects {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    private RunDefects() {}

    static List<Defect<TextbookJournal.Table, RunJournal>> all() {
        return List.of(
                defect("an empty journal fails", "anEmptyJournalKnowsNothing", table -> new TextbookJournal(table) {
                    @Override
                    public List<Permission> permissions(DirectoryName directory) {
                        return List.copyOf(table.permissions.get(key(directory)));
                    }
                }),
                defect("a run is noted when it ends", "aRunThatBeganIsTheLast", table -> new TextbookJournal(table) {
                    @Override
                    public void started(RunRecord run) {}
                }),
                defect("only runs that ended are told", "aRunThatDiedHasNoEnd", table -> new TextbookJournal(table) {
                    @Override
                    public Optional<RunRecord> lastRun(DirectoryName directory) {
                        return super.lastRun(directory).filter(run -> run.outcome() != null);
                    }
                }),
                defect("a run that died has finished", "aRunThatDiedHasNoEnd", table -> new TextbookJournal(table) {
                    @Override
                    boolean isFinished(RunRecord run) {
                        return run.outcome() == null || super.isFinished(run);
                    }
                }),
                defect("the end is not stored", "aRunThatEndedHasItsEnd", table -> new TextbookJournal(table) {
                    @Override
                    void write(RunRecord run) {
                        if (run.finishedAt() == null) {
                            super.write(run);
                        }
                    }
                }),
                defect(
                        "only COMPLETED has finished",
                        "theLastFinishedRunIsOneThatFinished",
                        table -> new TextbookJournal(table) {
                            @Override
                            boolean isFinished(RunRecord run) {
                                return run.outcome() == Outcome.COMPLETED;
                            }
                        }),
                defect(
                        "whatever has an end has finished",
                        "theLastFinishedRunIsOneThatFinished",
                        table -> new TextbookJournal(table) {
                            @Override
                            boolean isFinished(RunRecord run) {
                                return run.finishedAt() != null;
                            }
                        }),
                defect(
                        "the last run is the one that was written last",
                        "aRunThatEndsLateIsNotTheLast",
                        table -> new TextbookJournal(table) {
                            @Override
                            void write(RunRecord run) {
                                table.runs.remove(run.runId());
                                super.write(run);
                            }
                        }),
                ordered(
                        "of one moment the greater id is the last",
                        "ofOneMillisecondTheLaterIsTheLast",
                        Comparator.comparing(
                                        (TextbookJournal.Row row) -> row.run().startedAt())
                                .thenComparing(row -> row.run().runId())),
                ordered(
                        "the greatest id is the last",
                        "findsTheLastAmongMany",
                        Comparator.comparing(row -> row.run().runId())),
                defect(
                        "the runs of all directories are looked at",
                        "eachDirectoryHasItsOwnRuns",
                        table -> new TextbookJournal(table) {
                            @Override
                            String key(DirectoryName directory) {
                                return "";
                            }
                        }),
                defect(
                        "directories are compared without regard to letter case",
                        "eachDirectoryHasItsOwnRuns",
                        table -> new TextbookJournal(table) {
                            @Override
                            String key(DirectoryName directory) {
                                return directory.value().toLowerCase(Locale.ROOT);
                            }
                        }),
                records(
                        "the reason of a hold is not stored",
                        "keepsEverythingOfARecord",
                        run -> with(run, null, run.cause(), run.figures())),
                records(
                        "the cause of a failure is not stored",
                        "keepsEverythingOfARecord",
                        run -> with(run, run.heldFor(), null, run.figures())),
                records(
                        "a failure has a cause",
                        "keepsEverythingOfARecord",
                        run -> with(
                                run,
                                run.heldFor(),
                                run.outcome() == Outcome.FAILED && run.cause() == null
                                        ? FailureCause.REPOSITORY_DOWN
                                        : run.cause(),
                                run.figures())),
                records(
                        "one figure is not stored",
                        "keepsEveryFigure",
                        run -> with(
                                run,
                                run.heldFor(),
                                run.cause(),
                                run.figures().toBuilder()
                                        .add(Count.VETOED, -run.figures().of(Count.VETOED))
                                        .build())),
                records(
                        "figures are of 32 bits",
                        "keepsEveryFigure",
                        run -> with(
                                run,
                                run.heldFor(),
                                run.cause(),
                                Figures.builder()
                                        .add(
                                                PersonResult.UNCHANGED,
                                                Math.min(run.figures().of(PersonResult.UNCHANGED), Integer.MAX_VALUE))
                                        .build())),
                records(
                        "messages are trimmed",
                        "keepsTheTextsOfARecord",
                        run -> with(run, run.actor(), run.message().strip(), run.startedAt())),
                records(
                        "messages are cut",
                        "keepsTheTextsOfARecord",
                        run -> with(
                                run,
                                run.actor(),
                                run.message()
                                        .substring(0, Math.min(run.message().length(), 4_000)),
                                run.startedAt())),
                records(
                        "a blank actor is named",
                        "keepsTheTextsOfARecord",
                        run -> with(
                                run, run.actor().isBlank() ? "schedule" : run.actor(), run.message(), run.startedAt())),
                defect(
                        "a message with U+0000 is refused",
                        "aMessageThatAStoreDoesNotTakeLosesNoRecord",
                        table -> new TextbookJournal(table) {
                            @Override
                            public void finished(RunRecord run, @Nullable Iterable<StandingRefusal> standing) {
                                if (run.message().indexOf('\0') >= 0) {
                                    throw new IllegalArgumentException("Invalid byte sequence");
                                }
                                super.finished(run, standing);
                            }
                        }),
                records(
                        "a message ends at half a surrogate pair",
                        "aMessageThatAStoreDoesNotTakeLosesNoRecord",
                        run -> with(
                                run,
                                run.actor(),
                                run.message().replaceFirst("[\\x{D800}-\\x{DFFF}].*", ""),
                                run.startedAt())),
                records(
                        "times are kept in seconds",
                        "keepsTimesToTheMillisecond",
                        run -> with(
                                run,
                                run.actor(),
                                run.message(),
                                Instant.ofEpochSecond(run.startedAt().getEpochSecond()))),
                records(
                        "times are of a zone",
                        "keepsTimesToTheMillisecond",
                        run -> with(
                                run,
                                run.actor(),
                                run.message(),
                                LocalDateTime.ofInstant(run.startedAt(), BERLIN)
                                        .atZone(BERLIN)
                                        .toInstant())));
    }

    private static Defect<TextbookJournal.Table, RunJournal> ordered(
            String what, String caughtBy, Comparator<TextbookJournal.Row> order) {
        return defect(what, caughtBy, table -> new TextbookJournal(table) {
            @Override
            Comparator<Row> order() {
                return order;
            }
        });
    }

    private static RunRecord with(
            RunRecord run, Hold.@Nullable Reason heldFor, @Nullable FailureCause cause, Figures figures) {
        return new RunRecord(
                run.runId(),
                run.directory(),
                run.actor(),
                run.startedAt(),
                run.finishedAt(),
                run.outcome(),
                heldFor,
                cause,
                run.message(),
                figures);
    }

    private static RunRecord with(RunRecord run, String actor, String message, Instant startedAt) {
        return new RunRecord(
                run.runId(),
                run.directory(),
                actor,
                startedAt,
                run.finishedAt(),
                run.outcome(),
                run.heldFor(),
                run.cause(),
                message,
                run.figures());
    }
}
