package dev.rollcall.testkit.repository;

import static dev.rollcall.testkit.repository.Defects.defect;

import dev.rollcall.account.Account;
import dev.rollcall.account.Change;
import dev.rollcall.account.ChangeResult;
import dev.rollcall.account.ChangeResult.Status;
import dev.rollcall.account.RepositoryException;
import dev.rollcall.account.UserRepository;
import dev.rollcall.account.Write;
import dev.rollcall.identity.AccountId;
import dev.rollcall.identity.DirectoryName;
import dev.rollcall.lock.Fence;
import dev.rollcall.testkit.contracts.Defect;
import dev.rollcall.testkit.repository.TextbookRepository.Table;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What may be wrong with two runs at once. */
final class ConcurrencyDefects {

    private ConcurrencyDefects() {}

    static List<Defect<Table, UserRepository>> all() {
        return List.of(
                defect(
                        "seats are counted before the lock",
                        "twoRunsDoNotBothTakeTheLastSeat",
                        table -> new Racing(table) {
                            @Override
                            boolean isFull(OptionalLong limit) {
                                return !decided && super.isFull(limit);
                            }
                        }),
                defect(
                        "versions are checked before the lock",
                        "twoRunsDoNotBothChangeAnAccount",
                        table -> new Racing(table) {
                            @Override
                            @Nullable
                            Account current(AccountId id, String version) {
                                return decided ? table.rows.get(id) : super.current(id, version);
                            }
                        }),
                defect("names are checked before the lock", "twoRunsDoNotBothTakeAName", table -> new Racing(table) {
                    @Override
                    Optional<String> violation(Account changed) {
                        return decided ? Optional.empty() : super.violation(changed);
                    }
                }),
                defect(
                        "external ids are checked before the lock",
                        "twoRunsDoNotBothTakeAnExternalId",
                        table -> new Racing(table) {
                            @Override
                            Optional<String> violation(Account changed) {
                                return decided ? Optional.empty() : super.violation(changed);
                            }
                        }),
                defect(
                        "a process counts the seats that it has seen taken",
                        "twoProcessesAreKeptApartLikeTwoThreads",
                        table -> new TextbookRepository(table) {
                            private final Set<AccountId> mine = new HashSet<>();

                            @Override
                            boolean isFull(OptionalLong limit) {
                                return limit.isPresent() && mine.size() >= limit.getAsLong();
                            }

                            @Override
                            ChangeResult written(List<Account> changed) {
                                changed.stream().filter(Account::isActive).forEach(account -> mine.add(account.id()));
                                return super.written(changed);
                            }
                        }),
                defect(
                        "a process checks versions against what it has seen",
                        "twoProcessesAreKeptApartLikeTwoThreads",
                        table -> new TextbookRepository(table) {
                            private final Map<AccountId, Account> seen = new HashMap<>();

                            @Override
                            @Nullable
                            Account current(AccountId id, String version) {
                                Account row = seen.computeIfAbsent(id, table.rows::get);
                                return row == null || !version(row).equals(version) ? null : row;
                            }

                            @Override
                            ChangeResult written(List<Account> changed) {
                                changed.forEach(account -> seen.put(account.id(), account));
                                return super.written(changed);
                            }

                            @Override
                            Account loaded(Account row, Set<String> fields) {
                                seen.put(row.id(), row);
                                return super.loaded(row, fields);
                            }
                        }),
                defect(
                        "seats are counted before the batch",
                        "severalRunsTakeNoMoreSeatsThanThereAre",
                        table -> new TextbookRepository(table) {
                            private long taken;

                            @Override
                            public List<ChangeResult> apply(Fence fence, List<Write> batch) {
                                synchronized (table) {
                                    taken = seatsTaken();
                                    return super.apply(fence, batch);
                                }
                            }

                            @Override
                            boolean isFull(OptionalLong limit) {
                                return limit.isPresent() && taken >= limit.getAsLong();
                            }
                        }),
                defect(
                        "waiting for the lock of another run is no seat",
                        "severalRunsTakeNoMoreSeatsThanThereAre",
                        table -> new TextbookRepository(table) {
                            @Override
                            boolean isFull(OptionalLong limit) {
                                return Thread.currentThread().getName().endsWith("thread-1") || super.isFull(limit);
                            }
                        }),
                defect(
                        "a deadlock is the end of the store",
                        "batchesInOppositeOrderEnd",
                        table -> new TextbookRepository(table) {
                            @Override
                            ChangeResult update(Change.Update update) {
                                ChangeResult result = super.update(update);
                                if (result.status() == Status.CONFLICT) {
                                    throw new RepositoryException("deadlock detected", null);
                                }
                                return result;
                            }
                        }),
                defect("whoever comes last wins", "batchesInOppositeOrderEnd", table -> new TextbookRepository(table) {
                    @Override
                    @Nullable
                    Account current(AccountId id, String version) {
                        return table.rows.get(id);
                    }
                }),
                defect(
                        "a scan reads pages that it counts",
                        "aScanSeesEverybodyOnceWhileOthersWrite",
                        PagedByName::new));
    }

    /** Reads in pages that begin after so many rows, in the order of the names. */
    private static final class PagedByName extends TextbookRepository {
        private static final int PAGE = 20;

        PagedByName(Table table) {
            super(table);
        }

        @Override
        public void scan(DirectoryName owner, Set<String> fields, Consumer<Account> accounts) {
            int offset = 0;
            List<Account> page;
            do {
                page = rows().filter(row -> row.isOwnedBy(owner))
                        .sorted(Comparator.comparing(row -> row.username().value()))
                        .skip(offset)
                        .limit(PAGE)
                        .toList();
                page.forEach(row -> accounts.accept(scanned(row, fields)));
                offset += PAGE;
            } while (!page.isEmpty());
        }
    }

    /** Decides in one transaction and writes in another, and is overtaken in between by whoever does the same. */
    private abstract static class Racing extends TextbookRepository {
        private final CyclicBarrier bothHaveDecided = new CyclicBarrier(2);
        boolean decided;

        Racing(Table table) {
            super(table);
        }

        @Override
        public List<ChangeResult> apply(Fence fence, List<Write> batch) {
            if (!Thread.currentThread().getName().startsWith("pool-")) {
                return super.apply(fence, batch);
            }
            List<ChangeResult> foreseen = new ArrayList<>();
            synchronized (table) {
                Runnable rollback = rollback();
                foreseen.addAll(super.apply(fence, batch));
                rollback.run();
            }
            try {
                bothHaveDecided.await(30, TimeUnit.SECONDS);
            } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
                throw new IllegalStateException(e);
            }
            if (foreseen.get(0).status() != Status.APPLIED) {
                return foreseen;
            }
            synchronized (table) {
                decided = true;
                try {
                    return super.apply(fence, batch);
                } finally {
                    decided = false;
                }
            }
        }
    }
}
