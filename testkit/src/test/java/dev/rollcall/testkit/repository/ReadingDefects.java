package dev.rollcall.testkit.repository;

import dev.rollcall.account.Account;
import dev.rollcall.account.BlockReason;
import dev.rollcall.account.ChangeResult;
import dev.rollcall.account.RepositoryException;
import dev.rollcall.account.Write;
import dev.rollcall.identity.AccountId;
import dev.rollcall.identity.DirectoryName;
import dev.rollcall.testkit.repository.TextbookRepository.Table;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What {@code scan}, {@code load} and {@code activeAccounts} may do wrong. */
final class ReadingDefects {

    private ReadingDefects() {}

    static List<Defect> all() {
        return List.of(
                new Defect("a row of an earlier test is left", "theTableIsEmptyBeforeEachTest", table -> {
                    Account left = Account.builder("left", "left").build();
                    table.rows.put(left.id(), left);
                    return new TextbookRepository(table);
                }),
                new Defect(
                        "scan leaves out blocked accounts",
                        "scanHandsOverEveryAccountOfTheOwnerOnce",
                        table -> new TextbookRepository(table) {
                            @Override
                            boolean isScanned(Account row, DirectoryName owner) {
                                return super.isScanned(row, owner) && row.isActive();
                            }
                        }),
                new Defect(
                        "scan leaves out accounts without external id",
                        "scanHandsOverEveryAccountOfTheOwnerOnce",
                        table -> new TextbookRepository(table) {
                            @Override
                            boolean isScanned(Account row, DirectoryName owner) {
                                return isIdOf(row, owner);
                            }
                        }),
                new Defect(
                        "scan hands over every directory's accounts",
                        "scanHandsOverEveryAccountOfTheOwnerOnce",
                        table -> new TextbookRepository(table) {
                            @Override
                            boolean isScanned(Account row, DirectoryName owner) {
                                return row.owner().isPresent();
                            }
                        }),
                new Defect(
                        "scan hands over local accounts too",
                        "scanHandsOverEveryAccountOfTheOwnerOnce",
                        table -> new TextbookRepository(table) {
                            @Override
                            boolean isScanned(Account row, DirectoryName owner) {
                                return row.owner().isEmpty() || row.isOwnedBy(owner);
                            }
                        }),
                new Defect(
                        "scan hands an account over twice",
                        "scanHandsOverEveryAccountOfTheOwnerOnce",
                        table -> new TextbookRepository(table) {
                            @Override
                            public void scan(DirectoryName owner, Set<String> fields, Consumer<Account> accounts) {
                                super.scan(owner, fields, accounts);
                                rows().filter(row -> isScanned(row, owner))
                                        .limit(1)
                                        .forEach(row -> accounts.accept(scanned(row, fields)));
                            }
                        }),
                new Defect(
                        "scan does not read since when somebody is absent",
                        "scanReadsWhatLoadReads",
                        table -> new TextbookRepository(table) {
                            @Override
                            Account scanned(Account row, Set<String> fields) {
                                return read(row, fields).toBuilder()
                                        .absentSince(null)
                                        .build();
                            }
                        }),
                new Defect(
                        "scan gives another version than load",
                        "scanReadsWhatLoadReads",
                        table -> new TextbookRepository(table) {
                            @Override
                            Account scanned(Account row, Set<String> fields) {
                                return read(row, fields).toBuilder()
                                        .version("scanned")
                                        .build();
                            }
                        }),
                new Defect(
                        "accounts have no version", "everyAccountHasAVersion", table -> new TextbookRepository(table) {
                            @Override
                            String version(Account row) {
                                return "";
                            }
                        }),
                new Defect(
                        "scan reads all fields",
                        "scanReadsOnlyTheFieldsThatAreAskedFor",
                        table -> new TextbookRepository(table) {
                            @Override
                            Account scanned(Account row, Set<String> fields) {
                                return read(row, COLUMNS);
                            }
                        }),
                new Defect(
                        "load reads all fields",
                        "loadReadsOnlyTheFieldsThatAreAskedFor",
                        table -> new TextbookRepository(table) {
                            @Override
                            Account loaded(Account row, Set<String> fields) {
                                return read(row, COLUMNS);
                            }
                        }),
                new Defect(
                        "a field that nobody knows reads as empty",
                        "scanRefusesAnUnknownField",
                        ReadingDefects::checkingNothing),
                new Defect(
                        "scan checks the fields with the first row",
                        "scanRefusesAnUnknownField",
                        table -> new TextbookRepository(table) {
                            @Override
                            public void scan(DirectoryName owner, Set<String> fields, Consumer<Account> accounts) {
                                super.scan(owner, COLUMNS, accounts);
                                checkNames(fields);
                            }
                        }),
                new Defect(
                        "load reads a field that nobody knows as empty",
                        "loadRefusesAnUnknownField",
                        ReadingDefects::checkingNothing),
                new Defect(
                        "scan swallows what the consumer throws",
                        "theConsumerMayEndTheScan",
                        table -> new TextbookRepository(table) {
                            @Override
                            public void scan(DirectoryName owner, Set<String> fields, Consumer<Account> accounts) {
                                try {
                                    super.scan(owner, fields, accounts);
                                } catch (IllegalStateException e) {
                                    // Nobody hears of it.
                                }
                            }
                        }),
                new Defect(
                        "scan wraps what the consumer throws",
                        "theConsumerMayEndTheScan",
                        table -> new TextbookRepository(table) {
                            @Override
                            public void scan(DirectoryName owner, Set<String> fields, Consumer<Account> accounts) {
                                try {
                                    super.scan(owner, fields, accounts);
                                } catch (IllegalStateException e) {
                                    throw new RepositoryException("could not scan", e);
                                }
                            }
                        }),
                new Defect(
                        "scan cannot be repeated after the consumer has ended it",
                        "theConsumerMayEndTheScan",
                        table -> new TextbookRepository(table) {
                            private final AtomicBoolean open = new AtomicBoolean();

                            @Override
                            public void scan(DirectoryName owner, Set<String> fields, Consumer<Account> accounts) {
                                if (!open.compareAndSet(false, true)) {
                                    return;
                                }
                                super.scan(owner, fields, accounts);
                                open.set(false);
                            }
                        }),
                new Defect(
                        "load reads only accounts that a directory owns",
                        "loadReadsAccountsWhoeverOwnsThem",
                        table -> new TextbookRepository(table) {
                            @Override
                            public List<Account> load(Set<AccountId> ids, Set<String> fields) {
                                return super.load(ids, fields).stream()
                                        .filter(account -> account.owner().isPresent())
                                        .toList();
                            }
                        }),
                new Defect(
                        "load reads only active accounts",
                        "loadReadsAccountsWhoeverOwnsThem",
                        table -> new TextbookRepository(table) {
                            @Override
                            public List<Account> load(Set<AccountId> ids, Set<String> fields) {
                                return super.load(ids, fields).stream()
                                        .filter(Account::isActive)
                                        .toList();
                            }
                        }),
                new Defect(
                        "load takes every id for a number",
                        "loadLeavesOutIdsOfNobody",
                        table -> new TextbookRepository(table) {
                            @Override
                            public List<Account> load(Set<AccountId> ids, Set<String> fields) {
                                ids.forEach(id -> Long.parseLong(id.value()));
                                return super.load(ids, fields);
                            }
                        }),
                new Defect(
                        "load of no ids reads everybody",
                        "loadOfNothingIsNothing",
                        table -> new TextbookRepository(table) {
                            @Override
                            public List<Account> load(Set<AccountId> ids, Set<String> fields) {
                                return super.load(ids.isEmpty() ? Set.copyOf(table.rows.keySet()) : ids, fields);
                            }
                        }),
                new Defect(
                        "local accounts are not counted",
                        "activeAccountsCountsTheWholeHost",
                        table -> new TextbookRepository(table) {
                            @Override
                            boolean isCounted(Account row) {
                                return row.isActive() && row.owner().isPresent();
                            }
                        }),
                new Defect(
                        "accounts of other directories are not counted",
                        "activeAccountsCountsTheWholeHost",
                        table -> new TextbookRepository(table) {
                            @Override
                            boolean isCounted(Account row) {
                                return row.isActive() && !row.owner().equals(Optional.of(DirectoryName.of("partners")));
                            }
                        }),
                new Defect(
                        "blocked accounts are counted",
                        "activeAccountsCountsTheWholeHost",
                        table -> new TextbookRepository(table) {
                            @Override
                            boolean isCounted(Account row) {
                                return true;
                            }
                        }),
                new Defect(
                        "a block of the host's is taken for want of a licence",
                        "readsAccountsThatTheHostMade",
                        table -> new TextbookRepository(table) {
                            @Override
                            Account read(Account row, Set<String> fields) {
                                Account read = super.read(row, fields);
                                return read.blockedSince().equals(Optional.of(Instant.EPOCH))
                                        ? read.toBuilder()
                                                .blocked(BlockReason.LICENCE_LIMIT, null)
                                                .build()
                                        : read;
                            }
                        }),
                new Defect(
                        "load answers from a cache that its own writes empty",
                        "readingSeesWhatSomebodyElseWrote",
                        table -> new TextbookRepository(table) {
                            private final Map<AccountId, Account> cache = new HashMap<>();

                            @Override
                            Account loaded(Account row, Set<String> fields) {
                                return fields.isEmpty()
                                        ? super.loaded(row, fields)
                                        : cache.computeIfAbsent(row.id(), id -> super.loaded(row, fields));
                            }

                            @Override
                            ChangeResult apply(Write write) {
                                cache.clear();
                                return super.apply(write);
                            }
                        }),
                new Defect(
                        "reading goes on in the transaction that it began",
                        "eachCallSeesWhatIsCommitted",
                        table -> new TextbookRepository(table) {
                            private @Nullable List<Account> seen;

                            @Override
                            Stream<Account> rows() {
                                if (seen == null) {
                                    seen = super.rows().toList();
                                }
                                return seen.stream();
                            }

                            @Override
                            ChangeResult apply(Write write) {
                                seen = null;
                                ChangeResult result = super.apply(write);
                                seen = null;
                                return result;
                            }
                        }),
                new Defect(
                        "scan ends after its first page",
                        "writesAndReadsSeveralHundred",
                        table -> new TextbookRepository(table) {
                            @Override
                            public void scan(DirectoryName owner, Set<String> fields, Consumer<Account> accounts) {
                                rows().filter(row -> isScanned(row, owner))
                                        .limit(100)
                                        .forEach(row -> accounts.accept(scanned(row, fields)));
                            }
                        }),
                new Defect(
                        "load takes no more than 250 ids",
                        "writesAndReadsSeveralHundred",
                        table -> new TextbookRepository(table) {
                            @Override
                            public List<Account> load(Set<AccountId> ids, Set<String> fields) {
                                return super.load(ids, fields).stream()
                                        .limit(250)
                                        .toList();
                            }
                        }));
    }

    private static TextbookRepository checkingNothing(Table table) {
        return new TextbookRepository(table) {
            @Override
            void checkNames(Set<String> fields) {}
        };
    }
}
