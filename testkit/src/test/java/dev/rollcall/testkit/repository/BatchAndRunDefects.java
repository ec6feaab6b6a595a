package dev.rollcall.testkit.repository;

import static dev.rollcall.testkit.repository.Defects.defect;

import dev.rollcall.account.Account;
import dev.rollcall.account.Change;
import dev.rollcall.account.ChangeResult;
import dev.rollcall.account.ChangeResult.Status;
import dev.rollcall.account.UserRepository;
import dev.rollcall.account.Write;
import dev.rollcall.audit.AuditEvent;
import dev.rollcall.identity.AccountId;
import dev.rollcall.identity.DirectoryName;
import dev.rollcall.lock.Fence;
import dev.rollcall.lock.StaleFenceException;
import dev.rollcall.testkit.contracts.Defect;
import dev.rollcall.testkit.repository.TextbookRepository.Table;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What may be wrong with a batch as a whole, with fences and with events. */
final class BatchAndRunDefects {

    private BatchAndRunDefects() {}

    static List<Defect<Table, UserRepository>> all() {
        return List.of(
                defect(
                        "results come grouped by kind",
                        "answersInTheOrderOfTheBatch",
                        table -> new TextbookRepository(table) {
                            @Override
                            public List<ChangeResult> apply(Fence fence, List<Write> batch) {
                                return super.apply(
                                        fence,
                                        batch.stream()
                                                .sorted(Comparator.comparing(
                                                        write -> write.change().kind()))
                                                .toList());
                            }
                        }),
                defect(
                        "results are those that were applied",
                        "answersInTheOrderOfTheBatch",
                        table -> new TextbookRepository(table) {
                            @Override
                            public List<ChangeResult> apply(Fence fence, List<Write> batch) {
                                return super.apply(fence, batch).stream()
                                        .filter(result -> result.status() == Status.APPLIED)
                                        .toList();
                            }
                        }),
                defect(
                        "a batch ends with the first refusal",
                        "aRefusedChangeHarmsNoOther",
                        table -> new TextbookRepository(table) {
                            private boolean ended;

                            @Override
                            public List<ChangeResult> apply(Fence fence, List<Write> batch) {
                                ended = false;
                                return super.apply(fence, batch);
                            }

                            @Override
                            ChangeResult apply(Write write) {
                                ChangeResult result = ended ? ChangeResult.conflict() : super.apply(write);
                                ended |= result.status() == Status.REFUSED;
                                return result;
                            }
                        }),
                defect(
                        "a refusal undoes its batch",
                        "aRefusedChangeHarmsNoOther",
                        table -> new TextbookRepository(table) {
                            private Map<AccountId, Account> start = Map.of();

                            @Override
                            public List<ChangeResult> apply(Fence fence, List<Write> batch) {
                                start = new LinkedHashMap<>(table.rows);
                                return super.apply(fence, batch);
                            }

                            @Override
                            void undo(Map<AccountId, Account> before, Change change) {
                                super.undo(start, change);
                            }
                        }),
                defect("a refusal throws", "aRefusedChangeHarmsNoOther", table -> new TextbookRepository(table) {
                    @Override
                    Optional<String> violation(Account changed) {
                        super.violation(changed).ifPresent(reason -> {
                            throw new IllegalStateException(reason);
                        });
                        return Optional.empty();
                    }
                }),
                defect(
                        "changes stay in a transaction that nobody commits",
                        "whatIsAppliedIsDurable",
                        table -> new TextbookRepository(copyOf(table))),
                defect("a refused change is committed", "whatIsAppliedIsDurable", LateUndo::new),
                defect("a stale fence passes", "aStaleFenceWritesNothing", table -> new TextbookRepository(table) {
                    @Override
                    void pass(Fence fence) {}
                }),
                defect(
                        "a stale fence is noticed after writing",
                        "aStaleFenceWritesNothing",
                        table -> new TextbookRepository(table) {
                            @Override
                            public List<ChangeResult> apply(Fence fence, List<Write> batch) {
                                List<ChangeResult> results = super.apply(Fence.none(fence.directory()), batch);
                                pass(fence);
                                return results;
                            }
                        }),
                defect(
                        "a stale fence is a conflict",
                        "aStaleFenceWritesNothing",
                        table -> new TextbookRepository(table) {
                            @Override
                            public List<ChangeResult> apply(Fence fence, List<Write> batch) {
                                try {
                                    return super.apply(fence, batch);
                                } catch (StaleFenceException e) {
                                    return batch.stream()
                                            .map(write -> ChangeResult.conflict())
                                            .toList();
                                }
                            }
                        }),
                defect("a fence passes once", "theSameFenceAndAHigherOnePass", table -> new TextbookRepository(table) {
                    @Override
                    void pass(Fence fence) {
                        super.pass(fence);
                        table.fences.computeIfPresent(fence.directory(), (directory, token) -> token + 1);
                    }
                }),
                defect(
                        "a token is a small number",
                        "theSameFenceAndAHigherOnePass",
                        table -> new TextbookRepository(table) {
                            @Override
                            void pass(Fence fence) {
                                super.pass(new Fence(fence.directory(), Math.toIntExact(fence.token())));
                            }
                        }),
                defect(
                        "tokens are compared as numbers of JSON",
                        "tokensAreComparedToTheLastBit",
                        table -> new TextbookRepository(table) {
                            @Override
                            void pass(Fence fence) {
                                double token = fence.token();
                                super.pass(new Fence(fence.directory(), (long) token));
                            }
                        }),
                defect(
                        "all directories share a fence",
                        "eachDirectoryHasItsOwnFence",
                        table -> new TextbookRepository(table) {
                            @Override
                            void pass(Fence fence) {
                                super.pass(new Fence(DirectoryName.of("all"), fence.token()));
                            }
                        }),
                defect(
                        "an act without a fence is stale",
                        "unfencedActsAlwaysPass",
                        table -> new TextbookRepository(table) {
                            @Override
                            void pass(Fence fence) {
                                long seen = table.fences.getOrDefault(fence.directory(), 0L);
                                if (seen > fence.token()) {
                                    throw new StaleFenceException(fence, seen);
                                }
                                super.pass(fence);
                            }
                        }),
                defect(
                        "an act without a fence makes the run stale",
                        "unfencedActsAlwaysPass",
                        table -> new TextbookRepository(table) {
                            @Override
                            void pass(Fence fence) {
                                super.pass(fence);
                                if (!fence.isChecked()) {
                                    table.fences.computeIfPresent(fence.directory(), (directory, token) -> token + 1);
                                }
                            }
                        }),
                defect(
                        "an act without a fence lowers it",
                        "unfencedActsLeaveTheFence",
                        table -> new TextbookRepository(table) {
                            @Override
                            void pass(Fence fence) {
                                super.pass(fence);
                                table.fences.put(fence.directory(), fence.token());
                            }
                        }),
                defect(
                        "each process has fences of its own",
                        "everyRepositoryKnowsTheFence",
                        table -> new TextbookRepository(table) {
                            private final Map<DirectoryName, Long> own = new HashMap<>();

                            @Override
                            void pass(Fence fence) {
                                table.fences.clear();
                                table.fences.putAll(own);
                                super.pass(fence);
                                own.putAll(table.fences);
                            }
                        }),
                defect("a long event is refused", "eventsDoNotAlterTheChange", table -> new TextbookRepository(table) {
                    @Override
                    ChangeResult apply(Write write) {
                        return write.events().stream()
                                        .anyMatch(event -> event.details().length() > 4_000)
                                ? ChangeResult.refused("constraint audit_details")
                                : super.apply(write);
                    }
                }),
                defect(
                        "events are not stored",
                        "eventsAreStoredWithTheirChanges",
                        table -> new TextbookRepository(table) {
                            @Override
                            ChangeResult apply(Write write) {
                                ChangeResult result = super.apply(write);
                                table.log.clear();
                                return result;
                            }
                        }),
                defect(
                        "a creation's event knows no account",
                        "eventsAreStoredWithTheirChanges",
                        table -> new TextbookRepository(table) {
                            @Override
                            AuditEvent stored(AuditEvent event, ChangeResult result) {
                                return event;
                            }
                        }),
                defect("events are stored first", "noEventsOfWhatWasNotMade", table -> new TextbookRepository(table) {
                    @Override
                    ChangeResult apply(Write write) {
                        ChangeResult result = super.apply(write);
                        if (result.status() != Status.APPLIED) {
                            table.log.addAll(write.events());
                        }
                        return result;
                    }
                }));
    }

    private static Table copyOf(Table table) {
        Table copy = new Table();
        copy.rows.putAll(table.rows);
        return copy;
    }

    /** Undoes a refused change for itself alone: what others see of it stays. */
    private static final class LateUndo extends TextbookRepository {
        private final Map<AccountId, Account> undone = new HashMap<>();

        LateUndo(Table table) {
            super(table);
        }

        @Override
        void undo(Map<AccountId, Account> before, Change change) {
            if (change instanceof Change.Update update && before.containsKey(update.account())) {
                undone.put(update.account(), before.get(update.account()));
            } else {
                super.undo(before, change);
            }
        }

        @Override
        Stream<Account> rows() {
            return super.rows().map(row -> undone.getOrDefault(row.id(), row));
        }
    }
}
