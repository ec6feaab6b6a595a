package dev.rollcall.testkit.repository;

import static dev.rollcall.testkit.repository.Defects.defect;

import dev.rollcall.account.Account;
import dev.rollcall.account.BlockReason;
import dev.rollcall.account.Change;
import dev.rollcall.account.ChangeResult;
import dev.rollcall.account.RepositoryException;
import dev.rollcall.account.UserRepository;
import dev.rollcall.account.Write;
import dev.rollcall.identity.AccountId;
import dev.rollcall.identity.DirectoryName;
import dev.rollcall.testkit.contracts.Defect;
import dev.rollcall.testkit.repository.TextbookRepository.Table;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What {@code scan}, {@code load} and {@code activeAccounts} may do wrong. */
final class ReadingDefects {

    private ReadingDefects() {}

    static List<Defect<Table, UserRepository>> all() {
        return List.of(
                defect("a row of an earlier test is left", "theTableIsEmptyBeforeEachTest", table -> {
                    Account left = Account.builder("left", "left").build();
                    table.rows.put(left.id(), left);
                    return new TextbookRepository(table);
                }),
                defect(
                        "scan leaves out blocked accounts",
                        "scanHandsOverEveryAccountOfTheOwnerOnce",
                        table -> new TextbookRepository(table) {
                            @Override
                            boolean isScanned(Account row, DirectoryName owner) {
                                return super.isScanned(row, owner) && row.isActive();
                            }
                        }),
                defect(
                        "scan leaves out accounts without external id",
                        "scanHandsOverEveryAccountOfTheOwnerOnce",
                        table -> new TextbookRepository(table) {
                            @Override
                            boolean isScanned(Account row, DirectoryName owner) {
                                return isIdOf(row, owner);
                            }
                        }),
                defect(
                        "scan hands over every directory's accounts",
                        "scanHandsOverEveryAccountOfTheOwnerOnce",
                        table -> new TextbookRepository(table) {
                            @Override
                            boolean isScanned(Account row, DirectoryName owner) {
                                return row.owner().isPresent();
                            }
                        }),
                defect(
                        "scan hands over local accounts too",
                        "scanHandsOverEveryAccountOfTheOwnerOnce",
                        table -> new TextbookRepository(table) {
                            @Override
                            boolean isScanned(Account row, DirectoryName owner) {
                                return row.owner().isEmpty() || row.isOwnedBy(owner);
                            }
                        }),
                defect(
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
                defect(
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
                defect(
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
                defect("accounts have no version", "everyAccountHasAVersion", table -> new TextbookRepository(table) {
                    @Override
                    String version(Account row) {
                        return "";
                    }
                }),
                defect(
                        "scan reads all fields",
                        "scanReadsOnlyTheFieldsThatAreAskedFor",
                        table -> new TextbookRepository(table) {
                            @Override
                            Account scanned(Account row, Set<String> fields) {
                                return read(row, COLUMNS);
                            }
                        }),
                defect(
                        "load reads all fields",
                        "loadReadsOnlyTheFieldsThatAreAskedFor",
                        table -> new TextbookRepository(table) {
                            @Override
                            Account loaded(Account row, Set<String> fields) {
                                return read(row, COLUMNS);
                            }
                        }),
                defect(
                        "a field that nobody knows reads as empty",
                        "scanRefusesAnUnknownField",
                        ReadingDefects::checkingNothing),
                defect(
                        "scan checks the fields with the first row",
                        "scanRefusesAnUnknownField",
                        table -> new TextbookRepository(table) {
                            @Override
                            public void scan(DirectoryName owner, Set<String> fields, Consumer<Account> accounts) {
                                super.scan(owner, COLUMNS, accounts);
                                checkNames(fields);
                            }
                        }),
                defect(
                        "load reads a field that nobody knows as empty",
                        "loadRefusesAnUnknownField",
                        ReadingDefects::checkingNothing),
                defect(
                        "apply leaves out a field that nobody knows",
                        "applyRefusesAnUnknownField",
                        table -> new TextbookRepository(table) {
                            @Override
                            void checkNames(Set<String> fields) {}

                            @Override
                            Account created(Change.Create create, AccountId id) {
                                return read(super.created(create, id), COLUMNS);
                            }

                            @Override
                            Account updated(Account row, Change.Update update) {
                                return read(super.updated(row, update), COLUMNS);
                            }
                        }),
                defect(
                        "apply looks for the columns after it has written",
                        "applyRefusesAnUnknownField",
                        table -> new TextbookRepository(table) {
                            @Override
                            void checkNames(Set<String> fields) {}

                            @Override
                            ChangeResult written(List<Account> changed) {
                                ChangeResult result = super.written(changed);
                                changed.forEach(account ->
                                        super.checkNames(account.fields().keySet()));
                                return result;
                            }
                        }),
                defect(
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
                defect(
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
                defect(
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
                defect(
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
                defect(
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
                defect(
                        "load takes every id for a number",
                        "loadLeavesOutIdsOfNobody",
                        table -> new TextbookRepository(table) {
                            @Override
                            public List<Account> load(Set<AccountId> ids, Set<String> fields) {
                                ids.forEach(id -> Long.parseLong(id.value()));
                                return super.load(ids, fields);
                            }
                        }),
                defect(
                        "load takes what a parser of numbers takes",
                        "loadComparesIdsAsText",
                        table -> new TextbookRepository(table) {
                            @Override
                            public List<Account> load(Set<AccountId> ids, Set<String> fields) {
                                return super.load(
                                        ids.stream()
                                                .map(AccountId::value)
                                                .map(id ->
                                                        id.matches("[+-]?[0-9]{1,9}") ? "" + Integer.parseInt(id) : id)
                                                .map(AccountId::of)
                                                .collect(Collectors.toSet()),
                                        fields);
                            }
                        }),
                defect(
                        "load takes only those for ids that are numbers",
                        "loadComparesIdsAsText",
                        table -> new TextbookRepository(table) {
                            @Override
                            public List<Account> load(Set<AccountId> ids, Set<String> fields) {
                                if (ids.stream().anyMatch(id -> id.value().startsWith("+"))) {
                                    throw new NumberFormatException("not a number");
                                }
                                return super.load(ids, fields);
                            }
                        }),
                defect(
                        "load of no ids reads everybody",
                        "loadOfNothingIsNothing",
                        table -> new TextbookRepository(table) {
                            @Override
                            public List<Account> load(Set<AccountId> ids, Set<String> fields) {
                                return super.load(ids.isEmpty() ? Set.copyOf(table.rows.keySet()) : ids, fields);
                            }
                        }),
                defect(
                        "local accounts are not counted",
                        "activeAccountsCountsTheWholeHost",
                        table -> new TextbookRepository(table) {
                            @Override
                            boolean isCounted(Account row) {
                                return row.isActive() && row.owner().isPresent();
                            }
                        }),
                defect(
                        "accounts of other directories are not counted",
                        "activeAccountsCountsTheWholeHost",
                        table -> new TextbookRepository(table) {
                            @Override
                            boolean isCounted(Account row) {
                                return row.isActive() && !row.owner().equals(Optional.of(DirectoryName.of("partners")));
                            }
                        }),
                defect(
                        "blocked accounts are counted",
                        "activeAccountsCountsTheWholeHost",
                        table -> new TextbookRepository(table) {
                            @Override
                            boolean isCounted(Account row) {
                                return true;
                            }
                        }),
                defect(
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
                defect(
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
                defect(
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
                defect(
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
                defect(
                        "scan ends after a thousand",
                        "scanGoesOnAfterAThousand",
                        table -> new TextbookRepository(table) {
                            @Override
                            public void scan(DirectoryName owner, Set<String> fields, Consumer<Account> accounts) {
                                rows().filter(row -> isScanned(row, owner))
                                        .limit(1_000)
                                        .forEach(row -> accounts.accept(scanned(row, fields)));
                            }
                        }),
                defect(
                        "a page of scan begins where the one before ended, with the same account",
                        "scanGoesOnAfterAThousand",
                        table -> new TextbookRepository(table) {
                            @Override
                            public void scan(DirectoryName owner, Set<String> fields, Consumer<Account> accounts) {
                                List<Account> owned = rows().filter(row -> isScanned(row, owner))
                                        .map(row -> scanned(row, fields))
                                        .toList();
                                for (int from = 0; from < owned.size(); from += 500) {
                                    owned.subList(Math.max(0, from - 1), Math.min(owned.size(), from + 500))
                                            .forEach(accounts);
                                }
                            }
                        }),
                defect(
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
