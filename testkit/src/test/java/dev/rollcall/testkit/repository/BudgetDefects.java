package dev.rollcall.testkit.repository;

import static dev.rollcall.testkit.repository.Defects.defect;

import dev.rollcall.account.Account;
import dev.rollcall.account.Change;
import dev.rollcall.account.ChangeResult;
import dev.rollcall.account.Holder;
import dev.rollcall.account.UserRepository;
import dev.rollcall.identity.AccountId;
import dev.rollcall.identity.DirectoryName;
import dev.rollcall.identity.ExternalId;
import dev.rollcall.identity.Username;
import dev.rollcall.testkit.contracts.Defect;
import dev.rollcall.testkit.repository.TextbookRepository.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What may be sent too often. */
final class BudgetDefects {

    private BudgetDefects() {}

    static List<Defect<Table, UserRepository>> all() {
        return List.of(
                defect(
                        "the fields of each account are read by themselves",
                        "aScanSendsNoStatementForEachAccount",
                        table -> new TextbookRepository(table) {
                            @Override
                            Account scanned(Account row, Set<String> fields) {
                                send();
                                return super.scanned(row, fields);
                            }
                        }),
                defect(
                        "a scan reads pages of ten",
                        "aScanSendsNoStatementForEachAccount",
                        table -> new TextbookRepository(table) {
                            private int scanned;

                            @Override
                            Account scanned(Account row, Set<String> fields) {
                                if (scanned++ % 10 == 0) {
                                    send();
                                }
                                return super.scanned(row, fields);
                            }
                        }),
                defect(
                        "each name is looked up by itself",
                        "holdersAreFoundManyAtATime",
                        table -> new TextbookRepository(table) {
                            @Override
                            public List<Holder> holders(
                                    DirectoryName directory, Set<Username> names, Set<ExternalId> ids) {
                                names.forEach(name -> send());
                                return super.holders(directory, names, ids);
                            }
                        }),
                defect(
                        "the owner of each account is read when asked for",
                        "holdersAreFoundManyAtATime",
                        table -> new TextbookRepository(table) {
                            @Override
                            Holder holder(Account row, DirectoryName directory) {
                                send();
                                return super.holder(row, directory);
                            }
                        }),
                defect(
                        "each account is loaded by itself",
                        "accountsAreLoadedManyAtATime",
                        table -> new TextbookRepository(table) {
                            @Override
                            public List<Account> load(Set<AccountId> ids, Set<String> fields) {
                                List<Account> accounts = new ArrayList<>();
                                ids.forEach(id -> accounts.addAll(super.load(Set.of(id), fields)));
                                return accounts;
                            }
                        }),
                defect(
                        "accounts are counted by reading each",
                        "activeAccountsAreCountedInOneQuery",
                        table -> new TextbookRepository(table) {
                            @Override
                            boolean isCounted(Account row) {
                                send();
                                return super.isCounted(row);
                            }
                        }),
                defect(
                        "a row with an id is looked for before it is created",
                        "creationsSendNoQueryForEachPerson",
                        table -> new TextbookRepository(table) {
                            @Override
                            Account created(Change.Create create, AccountId id) {
                                send();
                                return super.created(create, id);
                            }
                        }),
                defect("seats are counted for each change", "creationsSendNoQueryForEachPerson", Recounting::new),
                defect("each account is read before it is changed", "updatesSendNoQueryForEachAccount", Rereading::new),
                defect(
                        "the new version of each account is read by itself",
                        "updatesSendNoQueryForEachAccount",
                        table -> new TextbookRepository(table) {
                            @Override
                            ChangeResult written(List<Account> changed) {
                                send();
                                return super.written(changed);
                            }
                        }),
                defect(
                        "each account is read before its status is changed",
                        "changesOfStatusSendNoQueryForEachAccount",
                        Rereading::new),
                defect(
                        "seats are counted for each grant",
                        "changesOfStatusSendNoQueryForEachAccount",
                        Recounting::new));
    }

    /** Counts again for every change. */
    private static final class Recounting extends TextbookRepository {
        Recounting(Table table) {
            super(table);
        }

        @Override
        long seatsTaken() {
            send();
            return super.seatsTaken();
        }
    }

    /** Reads an account in the moment in which it is changed. */
    private static final class Rereading extends TextbookRepository {
        Rereading(Table table) {
            super(table);
        }

        @Override
        @Nullable
        Account current(AccountId id, String version) {
            send();
            return super.current(id, version);
        }
    }
}
