package dev.rollcall.testkit.contracts;

import dev.rollcall.identity.DirectoryName;
import dev.rollcall.lock.Fence;
import dev.rollcall.lock.Lease;
import dev.rollcall.lock.RunLock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What a lock may do wrong. */
final class LockDefects {

    private LockDefects() {}

    private static Defect<TextbookLock.Table, RunLock> defect(
            String what, String caughtBy, Function<TextbookLock.Table, RunLock> adapter) {
        return new Defect<>(what, caughtBy, adapter);
    }

    static List<Defect<TextbookLock.Table, RunLock>> all() {
        return List.of(
                defect("everybody gets the lock", "oneHolderAtATime", table -> new TextbookLock(table) {
                    @Override
                    boolean isAlive(Row row) {
                        return false;
                    }
                }),
                defect("the thread that holds the lock gets it again", "oneHolderAtATime", ReentrantDefect::new),
                defect(
                        "who asks in vain sets the holder's time to live",
                        "askingInVainDoesNoHarm",
                        table -> new TextbookLock(table) {
                            @Override
                            void askedInVain(Row holder, Duration timeToLive) {
                                holder.ends = now().plus(timeToLive);
                            }
                        }),
                defect("all directories share a lock", "eachDirectoryHasItsOwnLock", table -> new TextbookLock(table) {
                    @Override
                    String key(DirectoryName directory) {
                        return "the lock";
                    }
                }),
                defect("closing frees every directory", "eachDirectoryHasItsOwnLock", table -> new TextbookLock(table) {
                    @Override
                    TextbookLease lease(DirectoryName directory, Row row, Duration timeToLive) {
                        return new TextbookLease(directory, row.token, timeToLive) {
                            @Override
                            public void close() {
                                table.rows.clear();
                            }
                        };
                    }
                }),
                defect(
                        "directories are compared without regard to letter case",
                        "comparesDirectoriesExactly",
                        table -> new TextbookLock(table) {
                            @Override
                            String key(DirectoryName directory) {
                                return directory.value().toLowerCase(Locale.ROOT);
                            }
                        }),
                defect("names of directories are cut", "comparesDirectoriesExactly", table -> new TextbookLock(table) {
                    @Override
                    String key(DirectoryName directory) {
                        String name = directory.value();
                        return name.substring(0, Math.min(name.length(), 100));
                    }
                }),
                defect("acquire waits for the lock", "acquireDoesNotWait", table -> new TextbookLock(table) {
                    @Override
                    public Optional<Lease> acquire(DirectoryName directory, Duration timeToLive) {
                        Optional<Lease> lease = super.acquire(directory, timeToLive);
                        while (lease.isEmpty() && !Thread.currentThread().isInterrupted()) {
                            LockSupport.parkNanos(1_000_000);
                            lease = super.acquire(directory, timeToLive);
                        }
                        return lease;
                    }
                }),
                defect("a lease ends with its time alone", "closeFreesAtOnce", table -> new TextbookLock(table) {
                    @Override
                    TextbookLease lease(DirectoryName directory, Row row, Duration timeToLive) {
                        return new TextbookLease(directory, row.token, timeToLive) {
                            @Override
                            boolean mayFree(@Nullable Row current) {
                                return false;
                            }
                        };
                    }
                }),
                defect(
                        "closing frees the lock whoever holds it",
                        "closingTwiceIsHarmless",
                        LockDefects::freeingWhoeverHoldsIt),
                defect("closing twice fails", "closingTwiceIsHarmless", LockDefects::failingToClose),
                defect(
                        "renewing brings a closed lease back",
                        "aLeaseThatWasGivenBackIsNotRenewed",
                        table -> new TextbookLock(table) {
                            @Override
                            TextbookLease lease(DirectoryName directory, Row row, Duration timeToLive) {
                                return new TextbookLease(directory, row.token, timeToLive) {
                                    @Override
                                    public boolean renew() {
                                        table.rows.putIfAbsent(key(directory), row);
                                        return super.renew();
                                    }
                                };
                            }
                        }),
                defect(
                        "finding the lock free and taking it are two steps",
                        "oneOfSeveralThreadsHasTheLock",
                        TwoStepsDefect::new),
                defect(
                        "each process has a lock of its own",
                        "oneOfSeveralProcessesHasTheLock",
                        table -> new TextbookLock(new TextbookLock.Table())),
                defect(
                        "processes do not see one another's leases",
                        "anotherProcessKnowsTheHolder",
                        table -> new TextbookLock(new TextbookLock.Table())),
                defect("a lease ends at once", "aLeaseLastsForItsTime", table -> new TextbookLock(table) {
                    @Override
                    boolean isAlive(Row row) {
                        return now().plusMillis(1_000).isBefore(row.ends);
                    }
                }),
                defect("a lease never ends", "aLeaseThatIsNotRenewedExpires", table -> new TextbookLock(table) {
                    @Override
                    boolean isAlive(Row row) {
                        return true;
                    }
                }),
                defect(
                        "every lease lives as long as the last one that was asked for",
                        "eachLeaseHasItsOwnTime",
                        table -> new TextbookLock(table) {
                            @Override
                            public Optional<Lease> acquire(DirectoryName directory, Duration timeToLive) {
                                table.rows.values().forEach(row -> row.ends = now().plus(timeToLive));
                                return super.acquire(directory, timeToLive);
                            }
                        }),
                defect(
                        "renewing tells, but does not extend",
                        "renewingExtendsTheLease",
                        table -> renewing(table, (lock, row, timeToLive) -> row.ends)),
                defect(
                        "renewing adds the time to live to the end",
                        "renewingDoesNotAddUp",
                        table -> renewing(table, (lock, row, timeToLive) -> row.ends.plus(timeToLive))),
                defect(
                        "a lease that expired can be renewed while nobody took it",
                        "aLeaseThatExpiredDoesNotComeBack",
                        table -> new TextbookLock(table) {
                            @Override
                            TextbookLease lease(DirectoryName directory, Row row, Duration timeToLive) {
                                return new TextbookLease(directory, row.token, timeToLive) {
                                    @Override
                                    boolean mayRenew(@Nullable Row current) {
                                        return isMine(current);
                                    }
                                };
                            }
                        }),
                defect(
                        "whoever held the lock may renew it",
                        "aLeaseThatWasTakenOverIsLost",
                        table -> new TextbookLock(table) {
                            @Override
                            TextbookLease lease(DirectoryName directory, Row row, Duration timeToLive) {
                                return new TextbookLease(directory, row.token, timeToLive) {
                                    @Override
                                    boolean mayRenew(@Nullable Row current) {
                                        return current != null && isAlive(current);
                                    }
                                };
                            }
                        }),
                defect(
                        "a lost lease frees the lock of the new holder",
                        "closingALostLeaseTakesNothing",
                        LockDefects::freeingWhoeverHoldsIt),
                defect(
                        "closing a lease that expired fails",
                        "closingAnExpiredLeaseDoesNotFail",
                        LockDefects::failingToClose),
                defect(
                        "another process does not take over",
                        "anotherProcessTakesOver",
                        table -> new TextbookLock(table) {
                            private final Set<Long> own = new HashSet<>();

                            @Override
                            boolean isAlive(Row row) {
                                return !own.contains(row.token) || super.isAlive(row);
                            }

                            @Override
                            TextbookLease lease(DirectoryName directory, Row row, Duration timeToLive) {
                                own.add(row.token);
                                return super.lease(directory, row, timeToLive);
                            }
                        }),
                defect(
                        "every fence is of one directory",
                        "theFenceNamesTheDirectory",
                        table -> fencing(
                                table, (lease, directory, token) -> new Fence(DirectoryName.of("staff"), token))),
                defect(
                        "fences are not checked",
                        "theFenceNamesTheDirectory",
                        table -> fencing(table, (lease, directory, token) -> Fence.none(directory))),
                defect(
                        "the fence is that of whoever holds the lock",
                        "theFenceStaysTheSame",
                        table -> fencing(table, (lease, directory, token) -> {
                            TextbookLock.Row row = table.rows.get(directory.value());
                            return new Fence(directory, row == null ? token : row.token);
                        })),
                defect(
                        "renewing gives another token",
                        "theFenceStaysTheSame",
                        table -> fencing(
                                table,
                                (lease, directory, token) -> new Fence(
                                        directory,
                                        Optional.ofNullable(table.rows.get(directory.value()))
                                                .map(row -> token + row.ends.toEpochMilli())
                                                .orElse(token)))),
                defect(
                        "the token is removed with the lease that is closed",
                        "tokensGrowOverARelease",
                        table -> new TextbookLock(table) {
                            @Override
                            long nextToken(String key) {
                                Row row = table.rows.get(key);
                                return row == null ? 1 : row.token + 1;
                            }
                        }),
                defect(
                        "a lease that expired is forgotten with its token",
                        "tokensGrowOverAnExpiry",
                        table -> new TextbookLock(table) {
                            @Override
                            long nextToken(String key) {
                                return table.rows.containsKey(key) ? 1 : super.nextToken(key);
                            }
                        }),
                defect("tokens are the time", "tokensGrowOverManyLeases", table -> new TextbookLock(table) {
                    @Override
                    long nextToken(String key) {
                        return now().toEpochMilli();
                    }
                }),
                defect("tokens begin anew after 64", "tokensGrowOverManyLeases", table -> new TextbookLock(table) {
                    @Override
                    long nextToken(String key) {
                        return super.nextToken(key) % 64 + 1;
                    }
                }),
                defect(
                        "another directory's lease sets the token back",
                        "tokensGrowForEachDirectory",
                        table -> new TextbookLock(table) {
                            @Override
                            long nextToken(String key) {
                                table.tokens.keySet().retainAll(Set.of(key));
                                return super.nextToken(key);
                            }
                        }),
                defect(
                        "each process counts for itself",
                        "tokensGrowFromProcessToProcess",
                        table -> new TextbookLock(table) {
                            private long last;

                            @Override
                            long nextToken(String key) {
                                return ++last;
                            }
                        }));
    }

    /** When a lease ends that was renewed. */
    private interface Renewal {
        Instant end(TextbookLock lock, TextbookLock.Row row, Duration timeToLive);
    }

    private static RunLock renewing(TextbookLock.Table table, Renewal renewal) {
        return new TextbookLock(table) {
            @Override
            TextbookLease lease(DirectoryName directory, Row row, Duration timeToLive) {
                TextbookLock lock = this;
                return new TextbookLease(directory, row.token, timeToLive) {
                    @Override
                    Instant renewedUntil(Row current) {
                        return renewal.end(lock, current, timeToLive);
                    }
                };
            }
        };
    }

    /** Which fence a lease tells. */
    private interface Fencing {
        Fence fence(Lease lease, DirectoryName directory, long token);
    }

    private static RunLock fencing(TextbookLock.Table table, Fencing fencing) {
        return new TextbookLock(table) {
            @Override
            TextbookLease lease(DirectoryName directory, Row row, Duration timeToLive) {
                return new TextbookLease(directory, row.token, timeToLive) {
                    @Override
                    public Fence fence() {
                        return fencing.fence(this, directory, token);
                    }
                };
            }
        };
    }

    private static RunLock freeingWhoeverHoldsIt(TextbookLock.Table table) {
        return new TextbookLock(table) {
            @Override
            TextbookLease lease(DirectoryName directory, Row row, Duration timeToLive) {
                return new TextbookLease(directory, row.token, timeToLive) {
                    @Override
                    boolean mayFree(@Nullable Row current) {
                        return true;
                    }
                };
            }
        };
    }

    private static RunLock failingToClose(TextbookLock.Table table) {
        return new TextbookLock(table) {
            @Override
            TextbookLease lease(DirectoryName directory, Row row, Duration timeToLive) {
                return new TextbookLease(directory, row.token, timeToLive) {
                    @Override
                    public void close() {
                        Row current = table.rows.get(key(directory));
                        if (!isMine(current) || !isAlive(row)) {
                            throw new IllegalStateException("The lease was lost");
                        }
                        super.close();
                    }
                };
            }
        };
    }

    /** A lock that knows its holder by the thread. */
    private static final class ReentrantDefect extends TextbookLock {
        private long holder;

        ReentrantDefect(Table table) {
            super(table);
        }

        @Override
        boolean isAlive(Row row) {
            return super.isAlive(row) && holder != Thread.currentThread().getId();
        }

        @Override
        TextbookLease lease(DirectoryName directory, Row row, Duration timeToLive) {
            holder = Thread.currentThread().getId();
            return super.lease(directory, row, timeToLive);
        }
    }

    /** A lock that looks first and writes later: the first two who ask have both looked before either writes. */
    private static final class TwoStepsDefect extends TextbookLock {
        private final Overlap overlap = new Overlap();

        TwoStepsDefect(Table table) {
            super(table);
        }

        @Override
        public Optional<Lease> acquire(DirectoryName directory, Duration timeToLive) {
            Row row;
            synchronized (table) {
                row = table.rows.get(key(directory));
            }
            overlap.await();
            if (row != null && isAlive(row)) {
                return Optional.empty();
            }
            synchronized (table) {
                Row mine = new Row(nextToken(key(directory)), now().plus(timeToLive));
                table.rows.put(key(directory), mine);
                return Optional.of(lease(directory, mine, timeToLive));
            }
        }
    }
}
