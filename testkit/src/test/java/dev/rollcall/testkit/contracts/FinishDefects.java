package dev.rollcall.testkit.contracts;

import static dev.rollcall.testkit.contracts.JournalDefects.defect;
import static dev.rollcall.testkit.contracts.JournalDefects.permissions;
import static dev.rollcall.testkit.contracts.JournalDefects.refusals;

import dev.rollcall.identity.DirectoryName;
import dev.rollcall.plan.RefusalCode;
import dev.rollcall.policy.Guard;
import dev.rollcall.run.Outcome;
import dev.rollcall.run.Permission;
import dev.rollcall.run.RunJournal;
import dev.rollcall.run.RunRecord;
import dev.rollcall.run.StandingRefusal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What may be wrong with permissions and refusals. */
final class FinishDefects {

    private static final Instant MONDAY = Instant.parse("2024-03-04T08:15:30.123Z");

    private FinishDefects() {}

    static List<Defect<TextbookJournal.Table, RunJournal>> all() {
        return List.of(
                defect("permissions come by time", "keepsPermissions", table -> new TextbookJournal(table) {
                    @Override
                    public List<Permission> permissions(DirectoryName directory) {
                        return super.permissions(directory).stream()
                                .sorted(Comparator.comparing(Permission::expiresAt))
                                .toList();
                    }
                }),
                permissions(
                        "the approved run is not stored",
                        "keepsPermissions",
                        permission -> new Permission(
                                permission.actor(),
                                permission.expiresAt(),
                                null,
                                permission.emptySnapshot(),
                                permission.raisedGuards())),
                guards(
                        "shares are kept in percent",
                        "keepsRaisedGuards",
                        guard -> new Guard(Math.round(guard.share() * 100) / 100.0, guard.floor())),
                guards(
                        "floors are of 32 bits",
                        "keepsRaisedGuards",
                        guard -> new Guard(guard.share(), Math.min(guard.floor(), Integer.MAX_VALUE))),
                defect(
                        "expired permissions are not told",
                        "tellsExpiredPermissions",
                        table -> new TextbookJournal(table) {
                            @Override
                            public List<Permission> permissions(DirectoryName directory) {
                                return super.permissions(directory).stream()
                                        .filter(permission ->
                                                permission.expiresAt().isAfter(MONDAY))
                                        .toList();
                            }
                        }),
                defect(
                        "one permission is used up",
                        "aFinishedRunUsesUpThePermissions",
                        table -> new TextbookJournal(table) {
                            @Override
                            void useUp(DirectoryName directory) {
                                List<Permission> given = table.permissions.get(key(directory));
                                if (given != null) {
                                    given.remove(0);
                                }
                            }
                        }),
                defect(
                        "only COMPLETED uses permissions up",
                        "aFinishedRunUsesUpThePermissions",
                        table -> new TextbookJournal(table) {
                            @Override
                            public void finished(RunRecord run, @Nullable Iterable<StandingRefusal> standing) {
                                super.finished(run, run.outcome() == Outcome.COMPLETED ? standing : null);
                            }
                        }),
                defect(
                        "a run that begins uses permissions up",
                        "anUnfinishedRunLeavesThemAsTheyAre",
                        table -> new TextbookJournal(table) {
                            @Override
                            public void started(RunRecord run) {
                                super.started(run);
                                useUp(run.directory());
                            }
                        }),
                defect(
                        "any end uses permissions up",
                        "anUnfinishedRunLeavesThemAsTheyAre",
                        table -> new TextbookJournal(table) {
                            @Override
                            public void finished(RunRecord run, @Nullable Iterable<StandingRefusal> standing) {
                                super.finished(run, standing);
                                useUp(run.directory());
                            }
                        }),
                defect(
                        "no refusals are empty ones",
                        "anUnfinishedRunLeavesThemAsTheyAre",
                        table -> new TextbookJournal(table) {
                            @Override
                            public void finished(RunRecord run, @Nullable Iterable<StandingRefusal> standing) {
                                super.finished(run, standing);
                                if (standing == null) {
                                    replace(run.directory(), List.of());
                                }
                            }
                        }),
                refusals(
                        "everybody was rejected",
                        "keepsRefusals",
                        refusal -> new StandingRefusal(refusal.person(), refusal.code(), refusal.what(), true)),
                refusals(
                        "new codes are not known",
                        "keepsRefusals",
                        refusal -> new StandingRefusal(
                                refusal.person(),
                                refusal.code() == RefusalCode.CHANGED_MEANWHILE
                                        ? RefusalCode.REFUSED_BY_REPOSITORY
                                        : refusal.code(),
                                refusal.what(),
                                refusal.rejected())),
                defect("a person has one refusal", "keepsRefusals", table -> new TextbookJournal(table) {
                    @Override
                    void replace(DirectoryName directory, List<StandingRefusal> standing) {
                        Map<String, StandingRefusal> byPerson = standing.stream()
                                .collect(Collectors.toMap(
                                        StandingRefusal::person, refusal -> refusal, (first, second) -> second));
                        super.replace(directory, List.copyOf(byPerson.values()));
                    }
                }),
                defect("refusals pile up", "refusalsReplaceThoseOfBefore", table -> new TextbookJournal(table) {
                    @Override
                    void replace(DirectoryName directory, List<StandingRefusal> standing) {
                        table.refusals
                                .computeIfAbsent(key(directory), unused -> new ArrayList<>())
                                .addAll(standing);
                    }
                }),
                defect("no refusals replace none", "refusalsReplaceThoseOfBefore", table -> new TextbookJournal(table) {
                    @Override
                    void replace(DirectoryName directory, List<StandingRefusal> standing) {
                        if (!standing.isEmpty()) {
                            super.replace(directory, standing);
                        }
                    }
                }),
                people("people are trimmed", "keepsTheTextsOfRefusals", String::strip),
                people(
                        "people are cut",
                        "keepsTheTextsOfRefusals",
                        person -> person.substring(0, Math.min(person.length(), 4_000))),
                people(
                        "half a surrogate pair is replaced",
                        "keepsTheTextsOfRefusals",
                        person -> person.replaceAll("[\\x{D800}-\\x{DFFF}]", "?")),
                defect("refusals are iterated twice", "keepsManyRefusals", table -> new TextbookJournal(table) {
                    @Override
                    public void finished(RunRecord run, @Nullable Iterable<StandingRefusal> standing) {
                        if (standing != null) {
                            standing.forEach(refusal -> {});
                        }
                        super.finished(run, standing);
                    }
                }),
                defect("a thousand refusals are kept", "keepsManyRefusals", table -> new TextbookJournal(table) {
                    @Override
                    void replace(DirectoryName directory, List<StandingRefusal> standing) {
                        super.replace(directory, standing.subList(0, Math.min(standing.size(), 1_000)));
                    }
                }),
                defect(
                        "the record is written first",
                        "refusalsThatBreakOffChangeNothing",
                        table -> new TextbookJournal(table) {
                            @Override
                            public void finished(RunRecord run, @Nullable Iterable<StandingRefusal> standing) {
                                write(run);
                                super.finished(run, standing);
                            }
                        }),
                defect(
                        "refusals are replaced one by one",
                        "refusalsThatBreakOffChangeNothing",
                        table -> new TextbookJournal(table) {
                            @Override
                            public void finished(RunRecord run, @Nullable Iterable<StandingRefusal> standing) {
                                if (standing != null) {
                                    List<StandingRefusal> now = new ArrayList<>();
                                    replace(run.directory(), now);
                                    standing.forEach(now::add);
                                }
                                super.finished(run, standing);
                            }
                        }),
                defect(
                        "permissions are used up first",
                        "refusalsThatBreakOffChangeNothing",
                        table -> new TextbookJournal(table) {
                            @Override
                            public void finished(RunRecord run, @Nullable Iterable<StandingRefusal> standing) {
                                if (standing != null) {
                                    useUp(run.directory());
                                }
                                super.finished(run, standing);
                            }
                        }),
                defect(
                        "permissions of all directories are used up",
                        "eachDirectoryHasItsOwn",
                        table -> new TextbookJournal(table) {
                            @Override
                            void useUp(DirectoryName directory) {
                                table.permissions.clear();
                            }
                        }),
                defect(
                        "refusals of all directories are replaced",
                        "eachDirectoryHasItsOwn",
                        table -> new TextbookJournal(table) {
                            @Override
                            void replace(DirectoryName directory, List<StandingRefusal> standing) {
                                table.refusals.clear();
                                super.replace(directory, standing);
                            }
                        }),
                defect(
                        "a consumer's exception ends the reading without a word",
                        "anExceptionOverRefusalsPasses",
                        table -> new TextbookJournal(table) {
                            @Override
                            public void standingRefusals(DirectoryName directory, Consumer<StandingRefusal> refusals) {
                                try {
                                    super.standingRefusals(directory, refusals);
                                } catch (IllegalStateException e) {
                                    table.lastNumber++;
                                }
                            }
                        }));
    }

    private static Defect<TextbookJournal.Table, RunJournal> guards(
            String what, String caughtBy, UnaryOperator<Guard> kept) {
        return permissions(
                what,
                caughtBy,
                permission -> new Permission(
                        permission.actor(),
                        permission.expiresAt(),
                        permission.approvedRun(),
                        permission.emptySnapshot(),
                        permission.raisedGuards().entrySet().stream()
                                .collect(Collectors.toMap(Map.Entry::getKey, entry -> kept.apply(entry.getValue())))));
    }

    private static Defect<TextbookJournal.Table, RunJournal> people(
            String what, String caughtBy, UnaryOperator<String> kept) {
        return refusals(
                what,
                caughtBy,
                refusal -> new StandingRefusal(
                        kept.apply(refusal.person()), refusal.code(), refusal.what(), refusal.rejected()));
    }
}
