package dev.rollcall.testkit.contracts;

import static dev.rollcall.testkit.contracts.JournalDefects.defect;
import static dev.rollcall.testkit.contracts.JournalDefects.items;

import dev.rollcall.plan.Hold;
import dev.rollcall.policy.GuardKind;
import dev.rollcall.run.HeldRun;
import dev.rollcall.run.RunJournal;
import dev.rollcall.run.RunRecord;
import dev.rollcall.run.StandingRefusal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What may be wrong with runs that were held. */
final class HoldDefects {

    private HoldDefects() {}

    static List<Defect<TextbookJournal.Table, RunJournal>> all() {
        return List.of(
                defect("every run is held for a guard", "keepsWhatARunWasHeldFor", table -> new TextbookJournal(table) {
                    @Override
                    HeldRun kept(HeldRun run) {
                        return new HeldRun(
                                run.runId(), run.directory(), run.expiresAt(), Hold.Reason.GUARD, run.digest());
                    }
                }),
                items(
                        "the guard of an item is not stored",
                        "keepsWhatARunWasHeldFor",
                        item -> new HeldRun.Item(GuardKind.BLOCKS, item.key(), item.value())),
                items(
                        "no value becomes an empty one",
                        "keepsWhatARunWasHeldFor",
                        item -> new HeldRun.Item(item.guard(), item.key(), item.value() == null ? "" : item.value())),
                defect("a hold needs items", "aRunMayBeHeldWithoutItems", table -> new TextbookJournal(table) {
                    @Override
                    public Optional<HeldRun> heldRun(String runId) {
                        return super.heldRun(runId)
                                .filter(run -> !table.items.get(runId).isEmpty());
                    }
                }),
                defect("equal items are one", "keepsItemsAsOftenAsTheyCame", table -> new TextbookJournal(table) {
                    @Override
                    public void hold(HeldRun run, Iterable<HeldRun.Item> items) {
                        super.hold(run, new HashSet<>(list(items)));
                    }
                }),
                items(
                        "keys are folded",
                        "keepsTheTextsOfItems",
                        item -> new HeldRun.Item(item.guard(), item.key().toLowerCase(Locale.ROOT), item.value())),
                items(
                        "keys are cut",
                        "keepsTheTextsOfItems",
                        item -> new HeldRun.Item(
                                item.guard(),
                                item.key().substring(0, Math.min(item.key().length(), 4_000)),
                                item.value())),
                items(
                        "what the store does not take is replaced",
                        "keepsTheTextsOfItems",
                        item -> new HeldRun.Item(item.guard(), item.key().replace('\0', '?'), item.value())),
                defect("items are iterated twice", "keepsManyItems", table -> new TextbookJournal(table) {
                    @Override
                    public void hold(HeldRun run, Iterable<HeldRun.Item> items) {
                        items.forEach(item -> {});
                        super.hold(run, items);
                    }
                }),
                defect("a thousand items are kept", "keepsManyItems", table -> new TextbookJournal(table) {
                    @Override
                    public void hold(HeldRun run, Iterable<HeldRun.Item> items) {
                        super.hold(run, list(items).stream().limit(1_000).toList());
                    }
                }),
                defect(
                        "runs are looked for by a folded id",
                        "knowsNothingOfOtherRuns",
                        table -> new TextbookJournal(table) {
                            @Override
                            String key(String runId) {
                                return runId.toLowerCase(Locale.ROOT);
                            }
                        }),
                defect("an unknown run is an error", "knowsNothingOfOtherRuns", table -> new TextbookJournal(table) {
                    @Override
                    public Optional<HeldRun> heldRun(String runId) {
                        return Optional.of(table.held.get(runId));
                    }
                }),
                defect(
                        "items of all runs are handed over",
                        "eachHeldRunHasItsOwnItems",
                        table -> new TextbookJournal(table) {
                            @Override
                            public void heldItems(String runId, Consumer<HeldRun.Item> items) {
                                table.items.values().forEach(each -> each.forEach(items));
                            }
                        }),
                defect(
                        "a new hold replaces the last one",
                        "eachHeldRunHasItsOwnItems",
                        table -> new TextbookJournal(table) {
                            @Override
                            public void hold(HeldRun run, Iterable<HeldRun.Item> items) {
                                table.held.clear();
                                table.items.clear();
                                super.hold(run, items);
                            }
                        }),
                defect("a hold that expired is not told", "aHeldRunIsKnownOn", table -> new TextbookJournal(table) {
                    @Override
                    public Optional<HeldRun> heldRun(String runId) {
                        return super.heldRun(runId)
                                .filter(run -> run.expiresAt().isAfter(Instant.parse("2024-03-04T08:15:30.123Z")));
                    }
                }),
                defect(
                        "a run that finished removes what is held",
                        "aHeldRunIsKnownOn",
                        table -> new TextbookJournal(table) {
                            @Override
                            public void finished(RunRecord run, @Nullable Iterable<StandingRefusal> standing) {
                                super.finished(run, standing);
                                if (standing != null) {
                                    table.held.clear();
                                }
                            }
                        }),
                defect(
                        "items are kept one by one, after the run",
                        "aHoldThatBreaksOffKeepsNothing",
                        table -> new TextbookJournal(table) {
                            @Override
                            public void hold(HeldRun run, Iterable<HeldRun.Item> items) {
                                super.hold(run, List.of());
                                items.forEach(table.items.get(run.runId())::add);
                            }
                        }),
                defect(
                        "a hold that breaks off is kept as far as it came",
                        "aHoldThatBreaksOffKeepsNothing",
                        table -> new TextbookJournal(table) {
                            @Override
                            public void hold(HeldRun run, Iterable<HeldRun.Item> items) {
                                List<HeldRun.Item> came = new ArrayList<>();
                                try {
                                    items.forEach(came::add);
                                } catch (IllegalStateException e) {
                                    came.add(came.get(0));
                                }
                                super.hold(run, came);
                            }
                        }),
                defect(
                        "a consumer's exception is wrapped",
                        "anExceptionOverHeldItemsPasses",
                        table -> new TextbookJournal(table) {
                            @Override
                            public void heldItems(String runId, Consumer<HeldRun.Item> items) {
                                try {
                                    super.heldItems(runId, items);
                                } catch (RuntimeException e) {
                                    throw new IllegalStateException("The items cannot be read", e);
                                }
                            }
                        }));
    }

    private static <T> List<T> list(Iterable<T> elements) {
        List<T> list = new ArrayList<>();
        elements.forEach(list::add);
        return list;
    }
}
