package dev.rollcall.testkit.repository;

import static dev.rollcall.testkit.repository.Defects.defect;

import dev.rollcall.account.Account;
import dev.rollcall.account.Change;
import dev.rollcall.account.ChangeResult;
import dev.rollcall.account.ChangeResult.Status;
import dev.rollcall.account.UserRepository;
import dev.rollcall.account.Write;
import dev.rollcall.identity.AccountId;
import dev.rollcall.identity.ExternalId;
import dev.rollcall.identity.Username;
import dev.rollcall.lock.Fence;
import dev.rollcall.testkit.contracts.Defect;
import dev.rollcall.testkit.repository.TextbookRepository.Table;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a rename, a cycle of renames and a change of owner may do wrong. */
final class RenameAndReassignDefects {

    private RenameAndReassignDefects() {}

    static List<Defect<Table, UserRepository>> all() {
        return List.of(
                defect(
                        "a former name still finds the account",
                        "renamesInPlace",
                        table -> new TextbookRepository(table) {
                            private final Map<AccountId, Set<String>> former = new HashMap<>();

                            @Override
                            Account updated(Account row, Change.Update update) {
                                former.computeIfAbsent(row.id(), id -> new HashSet<>())
                                        .add(row.username().folded());
                                return super.updated(row, update);
                            }

                            @Override
                            boolean hasName(Account row, Username name) {
                                return super.hasName(row, name)
                                        || former.getOrDefault(row.id(), Set.of())
                                                .contains(name.folded());
                            }
                        }),
                defect("a name is taken by its own account", "respellsAName", table -> new TextbookRepository(table) {
                    @Override
                    ChangeResult update(Change.Update update) {
                        Account row = table.rows.get(update.account());
                        return row != null && row.username().equals(update.username())
                                ? ChangeResult.refused("constraint accounts_username")
                                : super.update(update);
                    }
                }),
                defect("a respelling is no change", "respellsAName", table -> new TextbookRepository(table) {
                    @Override
                    Account updated(Account row, Change.Update update) {
                        Account changed = super.updated(row, update);
                        return changed.username().equals(row.username())
                                ? changed.toBuilder().username(row.username()).build()
                                : changed;
                    }
                }),
                defect(
                        "a refused name leaves the fields changed",
                        "aNameOfAnotherAccountIsRefusedToAnOldOne",
                        table -> new TextbookRepository(table) {
                            @Override
                            void undo(Map<AccountId, Account> before, Change change) {
                                super.undo(before, change);
                                if (change instanceof Change.Update update && update.username() != null) {
                                    table.rows.computeIfPresent(update.account(), (id, row) -> {
                                        Account.Builder changed = row.toBuilder();
                                        update.fields().forEach(changed::field);
                                        return changed.build();
                                    });
                                }
                            }
                        }),
                defect(
                        "names of local accounts are free",
                        "aNameOfAnotherAccountIsRefusedToAnOldOne",
                        table -> new TextbookRepository(table) {
                            @Override
                            boolean isSameName(Account left, Account right) {
                                return left.owner().isPresent() && super.isSameName(left, right);
                            }
                        }),
                defect(
                        "creations are written first",
                        "aNameGivenUpIsFreeInTheSameBatch",
                        table -> new TextbookRepository(table) {
                            @Override
                            public List<ChangeResult> apply(Fence fence, List<Write> batch) {
                                List<Write> sorted = new ArrayList<>(batch);
                                sorted.sort((left, right) -> left.change()
                                        .kind()
                                        .compareTo(right.change().kind()));
                                List<ChangeResult> results = super.apply(fence, sorted);
                                return batch.stream()
                                        .map(write -> results.get(sorted.indexOf(write)))
                                        .toList();
                            }
                        }),
                defect(
                        "a cycle is one rename after the other",
                        "swapsTwoNames",
                        table -> new TextbookRepository(table) {
                            @Override
                            ChangeResult written(List<Account> changed) {
                                Map<AccountId, String> versions = new LinkedHashMap<>();
                                for (Account account : changed) {
                                    ChangeResult result = super.written(List.of(account));
                                    if (result.status() != Status.APPLIED) {
                                        return result;
                                    }
                                    versions.putAll(result.versions());
                                }
                                return ChangeResult.applied(versions);
                            }
                        }),
                defect("a cycle has two names", "passesThreeNamesOn", table -> new TextbookRepository(table) {
                    @Override
                    ChangeResult rename(Change.RenameCycle cycle) {
                        return cycle.updates().size() > 2
                                ? ChangeResult.refused("only two names can be swapped")
                                : super.rename(cycle);
                    }
                }),
                defect("a cycle writes names only", "aCycleWritesFieldsToo", table -> new TextbookRepository(table) {
                    @Override
                    ChangeResult rename(Change.RenameCycle cycle) {
                        return super.rename(new Change.RenameCycle(cycle.updates().stream()
                                .map(update -> new Change.Update(
                                        update.account(), update.version(), null, update.username(), Map.of(), null))
                                .toList()));
                    }
                }),
                defect(
                        "a cycle answers with one version",
                        "aCycleAnswersWithEveryVersion",
                        table -> new TextbookRepository(table) {
                            @Override
                            ChangeResult rename(Change.RenameCycle cycle) {
                                ChangeResult result = super.rename(cycle);
                                AccountId first = cycle.updates().get(0).account();
                                return result.versions().isEmpty()
                                        ? result
                                        : ChangeResult.applied(
                                                first, result.versions().getOrDefault(first, ""));
                            }
                        }),
                defect(
                        "a cycle checks its first version",
                        "aCycleWithAStaleVersionWritesNothing",
                        table -> new TextbookRepository(table) {
                            @Override
                            ChangeResult rename(Change.RenameCycle cycle) {
                                List<Change.Update> updates = new ArrayList<>();
                                for (Change.Update update : cycle.updates()) {
                                    Account row = table.rows.get(update.account());
                                    String version = updates.isEmpty() || row == null ? update.version() : version(row);
                                    updates.add(new Change.Update(
                                            update.account(),
                                            version,
                                            update.externalId(),
                                            update.username(),
                                            update.fields(),
                                            update.absence()));
                                }
                                return super.rename(new Change.RenameCycle(updates));
                            }
                        }),
                defect(
                        "a cycle writes up to the stale version",
                        "aCycleWithAStaleVersionWritesNothing",
                        table -> new TextbookRepository(table) {
                            @Override
                            void undo(Map<AccountId, Account> before, Change change) {
                                super.undo(before, change);
                                if (change instanceof Change.RenameCycle cycle) {
                                    Change.Update first = cycle.updates().get(0);
                                    Account row = current(first.account(), first.version());
                                    if (row != null) {
                                        Account.Builder changed = row.toBuilder();
                                        first.fields().forEach(changed::field);
                                        table.rows.put(row.id(), changed.build());
                                    }
                                }
                            }
                        }),
                defect(
                        "a refused cycle leaves its parked name",
                        "aCycleWithATakenNameWritesNothing",
                        table -> new TextbookRepository(table) {
                            @Override
                            void undo(Map<AccountId, Account> before, Change change) {
                                super.undo(before, change);
                                if (change instanceof Change.RenameCycle cycle) {
                                    AccountId first = cycle.updates().get(0).account();
                                    table.rows.computeIfPresent(
                                            first,
                                            (id, row) -> row.toBuilder()
                                                    .username(Username.of("parked-" + id))
                                                    .build());
                                }
                            }
                        }),
                defect(
                        "a refused cycle undoes its batch",
                        "aCycleAndItsNeighbours",
                        table -> new TextbookRepository(table) {
                            private Map<AccountId, Account> start = Map.of();

                            @Override
                            public List<ChangeResult> apply(Fence fence, List<Write> batch) {
                                start = new LinkedHashMap<>(table.rows);
                                return super.apply(fence, batch);
                            }

                            @Override
                            void undo(Map<AccountId, Account> before, Change change) {
                                super.undo(change.kind() == Change.Kind.RENAME_CYCLE ? start : before, change);
                            }
                        }),
                defect("a local account loses its id", "makesLocal", table -> new TextbookRepository(table) {
                    @Override
                    Account reassigned(Account row, Change.Reassign reassign) {
                        return super.reassigned(row, reassign).toBuilder()
                                .externalId(null)
                                .build();
                    }
                }),
                defect("a local account forgets whose its id is", "makesLocal", table -> new TextbookRepository(table) {
                    @Override
                    Account reassigned(Account row, Change.Reassign reassign) {
                        return super.reassigned(row, reassign).toBuilder()
                                .formerOwner(null)
                                .build();
                    }
                }),
                defect(
                        "a handed over account keeps its id",
                        "handsOverToADirectory",
                        table -> new TextbookRepository(table) {
                            @Override
                            Account reassigned(Account row, Change.Reassign reassign) {
                                return super.reassigned(row, reassign).toBuilder()
                                        .externalId(row.externalId().orElse(null))
                                        .build();
                            }
                        }),
                defect(
                        "an account that becomes local again has its first id",
                        "forgetsWhoseTheIdWas",
                        table -> new TextbookRepository(table) {
                            private final Map<AccountId, ExternalId> first = new HashMap<>();

                            @Override
                            Account reassigned(Account row, Change.Reassign reassign) {
                                row.externalId().ifPresent(id -> first.putIfAbsent(row.id(), id));
                                Account changed = super.reassigned(row, reassign);
                                return changed.owner().isPresent()
                                                || changed.externalId().isPresent()
                                        ? changed
                                        : changed.toBuilder()
                                                .externalId(first.get(row.id()))
                                                .formerOwner(row.owner().orElse(null))
                                                .build();
                            }
                        }),
                defect("Reassign keeps an absence", "forgetsAnAbsence", table -> new TextbookRepository(table) {
                    @Override
                    Account reassigned(Account row, Change.Reassign reassign) {
                        return super.reassigned(row, reassign).toBuilder()
                                .absentSince(row.absentSince().orElse(null))
                                .build();
                    }
                }),
                defect("Reassign does not rename", "reassignsAndRenames", table -> new TextbookRepository(table) {
                    @Override
                    Account reassigned(Account row, Change.Reassign reassign) {
                        return super.reassigned(row, reassign).toBuilder()
                                .username(row.username())
                                .build();
                    }
                }),
                defect(
                        "a refused name leaves the new owner",
                        "reassigningToATakenNameIsRefused",
                        table -> new TextbookRepository(table) {
                            @Override
                            void undo(Map<AccountId, Account> before, Change change) {
                                super.undo(before, change);
                                if (change instanceof Change.Reassign reassign) {
                                    table.rows.computeIfPresent(
                                            reassign.account(),
                                            (id, row) -> row.toBuilder()
                                                    .owner(reassign.owner())
                                                    .build());
                                }
                            }
                        }),
                defect("Reassign activates", "reassigningLeavesTheRest", table -> new TextbookRepository(table) {
                    @Override
                    Account reassigned(Account row, Change.Reassign reassign) {
                        return super.reassigned(row, reassign).toBuilder()
                                .active()
                                .build();
                    }
                }));
    }
}
