package dev.rollcall.testkit.repository;

import static dev.rollcall.testkit.repository.Defects.defect;

import dev.rollcall.account.Account;
import dev.rollcall.account.ChangeResult;
import dev.rollcall.account.Holder;
import dev.rollcall.account.RepositoryException;
import dev.rollcall.account.UserRepository;
import dev.rollcall.account.Write;
import dev.rollcall.identity.AccountId;
import dev.rollcall.identity.DirectoryName;
import dev.rollcall.identity.ExternalId;
import dev.rollcall.identity.Username;
import dev.rollcall.lock.Fence;
import dev.rollcall.testkit.contracts.Defect;
import dev.rollcall.testkit.repository.TextbookRepository.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** What may be wrong with a repository whose store does not answer. */
final class OutageDefects {

    private OutageDefects() {}

    static List<Defect<Table, UserRepository>> all() {
        return List.of(
                defect(
                        "a commit without answer is a refusal",
                        "aLostAnswerIsNoRefusal",
                        table -> new TextbookRepository(table) {
                            @Override
                            public List<ChangeResult> apply(Fence fence, List<Write> batch) {
                                try {
                                    return super.apply(fence, batch);
                                } catch (RepositoryException e) {
                                    return batch.stream()
                                            .map(write -> ChangeResult.refused("the connection broke"))
                                            .toList();
                                }
                            }
                        }),
                defect(
                        "a batch is simply sent again",
                        "aLostAnswerIsNoRefusal",
                        table -> new TextbookRepository(table) {
                            @Override
                            public List<ChangeResult> apply(Fence fence, List<Write> batch) {
                                try {
                                    return super.apply(fence, batch);
                                } catch (RepositoryException e) {
                                    return super.apply(fence, batch);
                                }
                            }

                            @Override
                            ChangeResult once(Write write) {
                                return apply(write);
                            }
                        }),
                defect(
                        "a commit that fails has no answer at all",
                        "aCommitThatFailsIsNoRefusal",
                        table -> new TextbookRepository(table) {
                            @Override
                            public List<ChangeResult> apply(Fence fence, List<Write> batch) {
                                try {
                                    return super.apply(fence, batch);
                                } catch (RepositoryException e) {
                                    return List.of();
                                }
                            }
                        }),
                defect("a broken commit is not noticed", "aCommitThatFailsIsNoRefusal", Unworried::new),
                defect("half of a batch stays", "aCommitThatFailsIsNoRefusal", table -> new TextbookRepository(table) {
                    @Override
                    Runnable rollback() {
                        Runnable rollback = super.rollback();
                        return () -> {
                            List<Account> now = List.copyOf(table.rows.values());
                            rollback.run();
                            now.stream()
                                    .filter(row -> table.rows.containsKey(row.id()))
                                    .forEach(row -> table.rows.put(
                                            row.id(),
                                            table.rows.get(row.id()).toBuilder()
                                                    .username(row.username())
                                                    .build()));
                        };
                    }
                }),
                defect(
                        "the connection that broke is used for the next batch",
                        "aCommitThatFailsIsNoRefusal",
                        table -> new TextbookRepository(table) {
                            private boolean broken;

                            @Override
                            public List<ChangeResult> apply(Fence fence, List<Write> batch) {
                                if (broken) {
                                    throw down();
                                }
                                broken = true;
                                List<ChangeResult> results = super.apply(fence, batch);
                                broken = false;
                                return results;
                            }
                        }),
                defect(
                        "events are stored before the commit, by themselves",
                        "eventsGoWithTheirChangesWhenACommitBreaksOff",
                        table -> new TextbookRepository(table) {
                            @Override
                            Runnable rollback() {
                                Runnable rollback = super.rollback();
                                return () -> {
                                    var log = List.copyOf(table.log);
                                    rollback.run();
                                    table.log.clear();
                                    table.log.addAll(log);
                                };
                            }
                        }),
                defect(
                        "events are stored after the commit",
                        "eventsGoWithTheirChangesWhenACommitBreaksOff",
                        table -> new TextbookRepository(table) {
                            @Override
                            public List<ChangeResult> apply(Fence fence, List<Write> batch) {
                                int before = table.log.size();
                                try {
                                    return super.apply(fence, batch);
                                } catch (RepositoryException e) {
                                    table.log.subList(before, table.log.size()).clear();
                                    throw e;
                                }
                            }
                        }),
                defect("whoever cannot write says that it was refused", "aStoreThatIsDownIsThrown", Refusing::new),
                defect(
                        "no answer is an empty answer",
                        "aStoreThatIsDownIsThrown",
                        table -> new TextbookRepository(table) {
                            @Override
                            public List<Holder> holders(
                                    DirectoryName directory, Set<Username> names, Set<ExternalId> ids) {
                                try {
                                    return super.holders(directory, names, ids);
                                } catch (RepositoryException e) {
                                    return List.of();
                                }
                            }
                        }),
                defect("nobody is loaded", "aStoreThatIsDownIsThrown", table -> new TextbookRepository(table) {
                    @Override
                    public List<Account> load(Set<AccountId> ids, Set<String> fields) {
                        return table.stopped ? List.of() : super.load(ids, fields);
                    }
                }),
                defect(
                        "seats are counted from a cache",
                        "aStoreThatIsDownIsThrown",
                        table -> new TextbookRepository(table) {
                            @Override
                            public long activeAccounts() {
                                return seatsTaken();
                            }
                        }),
                defect(
                        "an error of the store is quoted with the batch",
                        "aStoreThatIsDownIsReportedWithoutPersonalData",
                        table -> new TextbookRepository(table) {
                            @Override
                            public List<ChangeResult> apply(Fence fence, List<Write> batch) {
                                try {
                                    return super.apply(fence, batch);
                                } catch (RepositoryException e) {
                                    throw new RepositoryException("Could not write " + batch, e);
                                }
                            }
                        }),
                defect(
                        "who could not be found is told",
                        "aStoreThatIsDownIsReportedWithoutPersonalData",
                        table -> new TextbookRepository(table) {
                            @Override
                            public List<Holder> holders(
                                    DirectoryName directory, Set<Username> names, Set<ExternalId> ids) {
                                try {
                                    return super.holders(directory, names, ids);
                                } catch (RepositoryException e) {
                                    throw new RepositoryException("Could not ask for " + names, e);
                                }
                            }
                        }),
                defect(
                        "who could not be loaded is told",
                        "aStoreThatIsDownIsReportedWithoutPersonalData",
                        table -> new TextbookRepository(table) {
                            @Override
                            public List<Account> load(Set<AccountId> ids, Set<String> fields) {
                                try {
                                    return super.load(ids, fields);
                                } catch (RepositoryException e) {
                                    throw new RepositoryException("Could not load " + ids, e);
                                }
                            }
                        }),
                defect("a scan of nothing finds nobody", "aStoreThatIsDownIsThrown", QuietScan::new),
                defect("a scan ends early without a word", "aScanThatBreaksOffDoesNotLookComplete", QuietScan::new));
    }

    /** Takes the silence of a commit for consent. */
    private static final class Unworried extends TextbookRepository {
        Unworried(Table table) {
            super(table);
        }

        @Override
        void commit(Runnable rollback) {
            try {
                super.commit(rollback);
            } catch (RepositoryException e) {
                // Nobody is told.
            }
        }
    }

    /** Tries each change by itself, and takes every failure for a refusal. */
    private static final class Refusing extends TextbookRepository {
        Refusing(Table table) {
            super(table);
        }

        @Override
        public List<ChangeResult> apply(Fence fence, List<Write> batch) {
            List<ChangeResult> results = new ArrayList<>();
            for (Write write : batch) {
                try {
                    results.addAll(super.apply(fence, List.of(write)));
                } catch (RepositoryException e) {
                    results.add(ChangeResult.refused(String.valueOf(e.getMessage())));
                }
            }
            return results;
        }
    }

    /** Takes the end of a connection for the end of the table. */
    private static final class QuietScan extends TextbookRepository {
        QuietScan(Table table) {
            super(table);
        }

        @Override
        public void scan(DirectoryName owner, Set<String> fields, Consumer<Account> accounts) {
            try {
                super.scan(owner, fields, accounts);
            } catch (RepositoryException e) {
                // Whoever was handed over was handed over.
            }
        }
    }
}
