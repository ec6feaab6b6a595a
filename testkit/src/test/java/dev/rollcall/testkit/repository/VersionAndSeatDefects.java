package dev.rollcall.testkit.repository;

import static dev.rollcall.testkit.repository.Defects.defect;

import dev.rollcall.account.Account;
import dev.rollcall.account.Change;
import dev.rollcall.account.ChangeResult;
import dev.rollcall.account.ChangeResult.Status;
import dev.rollcall.account.UserRepository;
import dev.rollcall.account.Write;
import dev.rollcall.identity.AccountId;
import dev.rollcall.identity.DirectoryName;
import dev.rollcall.identity.Username;
import dev.rollcall.lock.Fence;
import dev.rollcall.testkit.contracts.Defect;
import dev.rollcall.testkit.repository.TextbookRepository.Table;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.ToLongFunction;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What may be wrong with versions and with the count of seats. */
final class VersionAndSeatDefects {

    private VersionAndSeatDefects() {}

    static List<Defect<Table, UserRepository>> all() {
        return List.of(
                overlooking("an absence", row -> row.absentSince(null)),
                overlooking(
                        "the moment of a block",
                        row -> row.build().isActive()
                                ? row
                                : row.blocked(row.build().blockReason().orElse(null), null)),
                overlooking("the external id", row -> row.externalId(null)),
                overlooking(
                        "the spelling of the name",
                        row -> row.username(Username.of(row.build().username().folded()))),
                overlooking("a field", row -> row.field("displayName", null)),
                defect(
                        "the result names the version before",
                        "everyWriteGivesANewVersion",
                        table -> new TextbookRepository(table) {
                            @Override
                            ChangeResult update(Change.Update update) {
                                ChangeResult result = super.update(update);
                                return result.status() == Status.APPLIED
                                        ? ChangeResult.applied(update.account(), update.version())
                                        : result;
                            }
                        }),
                unchecked(Change.Kind.BLOCK),
                unchecked(Change.Kind.ACTIVATE),
                unchecked(Change.Kind.UPDATE),
                unchecked(Change.Kind.REASSIGN),
                defect("a stale version throws", "aStaleVersionIsAConflict", table -> new TextbookRepository(table) {
                    @Override
                    @Nullable
                    Account current(AccountId id, String version) {
                        Account row = super.current(id, version);
                        if (row == null) {
                            throw new IllegalStateException("row was updated or deleted by another transaction");
                        }
                        return row;
                    }
                }),
                defect(
                        "the version is of the fields asked for",
                        "aVersionStaysWhileNothingChanges",
                        table -> new TextbookRepository(table) {
                            @Override
                            Account read(Account row, Set<String> fields) {
                                Account read = super.read(row, fields);
                                return read.toBuilder().version(version(read)).build();
                            }
                        }),
                defect(
                        "the version is of the table",
                        "aVersionStaysWhileNothingChanges",
                        table -> new TextbookRepository(table) {
                            @Override
                            String version(Account row) {
                                return table.rows.values().stream()
                                        .map(super::version)
                                        .reduce("", String::concat);
                            }
                        }),
                defect(
                        "the version is known to one process",
                        "aVersionIsTheSameForEveryRepository",
                        table -> new TextbookRepository(table) {
                            @Override
                            String version(Account row) {
                                return System.identityHashCode(this) + super.version(row);
                            }
                        }),
                defect(
                        "the version counts the repository's own writes",
                        "anEditBehindTheRepositoryIsNoticed",
                        table -> new TextbookRepository(table) {
                            private final Map<AccountId, Integer> writes = new HashMap<>();

                            @Override
                            String version(Account row) {
                                return String.valueOf(writes.getOrDefault(row.id(), 0));
                            }

                            @Override
                            ChangeResult written(List<Account> changed) {
                                changed.forEach(account -> writes.merge(account.id(), 1, Integer::sum));
                                return super.written(changed);
                            }
                        }),
                defect(
                        "a change to nobody counts as made",
                        "aChangeToAnAccountThatIsGoneIsAConflict",
                        table -> new TextbookRepository(table) {
                            @Override
                            ChangeResult block(Change.Block block) {
                                return table.rows.containsKey(block.account())
                                        ? super.block(block)
                                        : ChangeResult.applied(block.account(), block.version());
                            }
                        }),
                defect(
                        "a change to nobody throws",
                        "aChangeToAnAccountThatIsGoneIsAConflict",
                        table -> new TextbookRepository(table) {
                            @Override
                            @Nullable
                            Account current(AccountId id, String version) {
                                if (!table.rows.containsKey(id)) {
                                    throw new IllegalStateException("no row with this id");
                                }
                                return super.current(id, version);
                            }
                        }),
                full(
                        "one account more than the limit fits",
                        "createsUpToTheLimit",
                        repository -> repository.activeAccounts() - 1),
                defect(
                        "who gets no seat is created blocked",
                        "createsUpToTheLimit",
                        table -> new TextbookRepository(table) {
                            @Override
                            void undo(Map<AccountId, Account> before, Change change) {
                                super.undo(before, change);
                                if (change instanceof Change.Create create && isFull(create.seatLimit())) {
                                    Account row = created(create, table.nextId());
                                    table.rows.put(
                                            row.id(),
                                            row.toBuilder().blocked(null, null).build());
                                }
                            }
                        }),
                defect(
                        "Activate does not ask for a seat",
                        "activatesUpToTheLimit",
                        table -> new TextbookRepository(table) {
                            @Override
                            ChangeResult activate(Change.Activate activate) {
                                return super.activate(new Change.Activate(
                                        activate.account(),
                                        activate.version(),
                                        activate.externalId(),
                                        OptionalLong.empty()));
                            }
                        }),
                defect("who gets no seat is linked", "activatesUpToTheLimit", table -> new TextbookRepository(table) {
                    @Override
                    void undo(Map<AccountId, Account> before, Change change) {
                        super.undo(before, change);
                        if (change instanceof Change.Activate activate && activate.externalId() != null) {
                            table.rows.computeIfPresent(
                                    activate.account(),
                                    (id, row) -> row.toBuilder()
                                            .externalId(activate.externalId())
                                            .build());
                        }
                    }
                }),
                full(
                        "local accounts take no seat",
                        "countsSeatsOverTheWholeHost",
                        repository -> repository
                                .rows()
                                .filter(row -> row.isActive() && row.owner().isPresent())
                                .count()),
                full(
                        "only the directory's accounts take seats",
                        "countsSeatsOverTheWholeHost",
                        repository -> repository
                                .rows()
                                .filter(row -> row.isActive() && row.isOwnedBy(DirectoryName.of("staff")))
                                .count()),
                full(
                        "blocked accounts take seats",
                        "countsSeatsOverTheWholeHost",
                        repository -> repository.rows().count()),
                defect(
                        "blocks free no seat in their batch",
                        "aBlockFreesASeatForTheSameBatch",
                        table -> new Counting(table) {
                            @Override
                            void count(Change change, Status status) {
                                active += status == Status.APPLIED ? Math.max(0, seats(change)) : 0;
                            }
                        }),
                defect(
                        "grants take no seat in their batch",
                        "aGrantTakesASeatInTheSameBatch",
                        table -> new Counting(table) {
                            @Override
                            void count(Change change, Status status) {
                                active += status == Status.APPLIED ? Math.min(0, seats(change)) : 0;
                            }
                        }),
                defect(
                        "a block frees a seat, made or not",
                        "aChangeThatIsNotMadeMovesNoSeat",
                        table -> new Counting(table) {
                            @Override
                            void count(Change change, Status status) {
                                boolean counts = status == Status.APPLIED || change.kind() == Change.Kind.BLOCK;
                                active += counts ? seats(change) : 0;
                            }
                        }),
                defect(
                        "a creation takes a seat, made or not",
                        "aChangeThatIsNotMadeMovesNoSeat",
                        table -> new Counting(table) {
                            @Override
                            void count(Change change, Status status) {
                                boolean counts = status == Status.APPLIED || status == Status.REFUSED;
                                active += counts ? seats(change) : 0;
                            }
                        }),
                defect(
                        "an active account needs a seat to stay so",
                        "anActiveAccountTakesNoSecondSeat",
                        table -> new TextbookRepository(table) {
                            @Override
                            boolean needsSeat(Account row) {
                                return true;
                            }
                        }),
                defect(
                        "an active account takes a second seat of the batch",
                        "anActiveAccountTakesNoSecondSeat",
                        table -> new Counting(table) {
                            @Override
                            void count(Change change, Status status) {
                                active += status == Status.APPLIED ? seats(change) : 0;
                            }
                        }),
                defect(
                        "a counter of the store counts activations, not accounts",
                        "anActiveAccountTakesNoSecondSeat",
                        table -> new TextbookRepository(table) {
                            private long twice;

                            @Override
                            Account activated(Account row, Change.Activate activate) {
                                twice += row.isActive() ? 1 : 0;
                                return super.activated(row, activate);
                            }

                            @Override
                            long seatsTaken() {
                                return super.seatsTaken() + twice;
                            }
                        }),
                defect(
                        "the count keeps the seat of an account that is gone",
                        "whatAnAccountHeldThatIsGoneIsFree",
                        table -> new TextbookRepository(table) {
                            private final Set<AccountId> active = new HashSet<>();

                            @Override
                            ChangeResult written(List<Account> changed) {
                                changed.forEach(account -> active.add(account.id()));
                                return super.written(changed);
                            }

                            @Override
                            long seatsTaken() {
                                return active.size();
                            }
                        }),
                defect(
                        "an entry keeps the name of an account that is gone",
                        "whatAnAccountHeldThatIsGoneIsFree",
                        table -> new TextbookRepository(table) {
                            private final Map<String, AccountId> entries = new HashMap<>();

                            @Override
                            Optional<String> violation(Account changed) {
                                AccountId holder = entries.putIfAbsent(nameKey(changed.username()), changed.id());
                                return holder == null || holder.equals(changed.id())
                                        ? super.violation(changed)
                                        : Optional.of("the entry of the name is taken");
                            }
                        }),
                defect(
                        "names are looked at before versions",
                        "aStaleVersionIsAConflictWhateverElseIsWrong",
                        table -> new TextbookRepository(table) {
                            @Override
                            ChangeResult update(Change.Update update) {
                                Username name = update.username();
                                return name != null
                                                && table.rows.values().stream().anyMatch(row -> hasName(row, name))
                                        ? ChangeResult.refused("constraint accounts_username")
                                        : super.update(update);
                            }
                        }),
                defect(
                        "seats are looked at before versions",
                        "aStaleVersionIsAConflictWhateverElseIsWrong",
                        table -> new TextbookRepository(table) {
                            @Override
                            ChangeResult activate(Change.Activate activate) {
                                return isFull(activate.seatLimit()) ? ChangeResult.noSeat() : super.activate(activate);
                            }
                        }),
                defect("a limit of 0 is none", "zeroIsALimitAndNoneIsNot", table -> new TextbookRepository(table) {
                    @Override
                    boolean isFull(OptionalLong limit) {
                        return limit.orElse(0) != 0 && super.isFull(limit);
                    }
                }),
                defect("no limit is 0", "zeroIsALimitAndNoneIsNot", table -> new TextbookRepository(table) {
                    @Override
                    ChangeResult activate(Change.Activate activate) {
                        return activate.seatLimit().isEmpty() && table.rows.size() == 1
                                ? ChangeResult.noSeat()
                                : super.activate(activate);
                    }
                }),
                defect("who waits needs a seat too", "onlyGrantsNeedASeat", table -> new TextbookRepository(table) {
                    private OptionalLong limit = OptionalLong.empty();

                    @Override
                    ChangeResult create(Change.Create create) {
                        limit = create.seatLimit().isPresent() ? create.seatLimit() : limit;
                        return create.waitingSince() != null && isFull(limit)
                                ? ChangeResult.noSeat()
                                : super.create(create);
                    }
                }));
    }

    private static Defect<Table, UserRepository> overlooking(String what, UnaryOperator<Account.Builder> blindness) {
        return defect(
                "the version overlooks " + what, "everyWriteGivesANewVersion", table -> new TextbookRepository(table) {
                    @Override
                    String version(Account row) {
                        return super.version(blindness.apply(row.toBuilder()).build());
                    }
                });
    }

    private static Defect<Table, UserRepository> unchecked(Change.Kind kind) {
        return defect(
                kind + " does not look at the version",
                "aStaleVersionIsAConflict",
                table -> new TextbookRepository(table) {
                    private Change.@Nullable Kind making;

                    @Override
                    ChangeResult make(Change change) {
                        making = change.kind();
                        return super.make(change);
                    }

                    @Override
                    @Nullable
                    Account current(AccountId id, String version) {
                        return making == kind ? table.rows.get(id) : super.current(id, version);
                    }
                });
    }

    private static Defect<Table, UserRepository> full(
            String what, String caughtBy, ToLongFunction<TextbookRepository> count) {
        return defect(what, caughtBy, table -> new TextbookRepository(table) {
            @Override
            boolean isFull(OptionalLong limit) {
                return limit.isPresent() && count.applyAsLong(this) >= limit.getAsLong();
            }
        });
    }

    /** Counts once per batch, and keeps the count by what it makes. */
    abstract static class Counting extends TextbookRepository {
        long active;

        Counting(Table table) {
            super(table);
        }

        abstract void count(Change change, Status status);

        @Override
        public List<ChangeResult> apply(Fence fence, List<Write> batch) {
            active = activeAccounts();
            return super.apply(fence, batch);
        }

        @Override
        boolean isFull(OptionalLong limit) {
            return limit.isPresent() && active >= limit.getAsLong();
        }

        @Override
        ChangeResult apply(Write write) {
            ChangeResult result = super.apply(write);
            count(write.change(), result.status());
            return result;
        }

        static long seats(Change change) {
            return switch (change.kind()) {
                case CREATE -> ((Change.Create) change).waitingSince() == null ? 1 : 0;
                case ACTIVATE -> 1;
                case BLOCK -> -1;
                case UPDATE, RENAME_CYCLE, REASSIGN -> 0;
            };
        }
    }
}
