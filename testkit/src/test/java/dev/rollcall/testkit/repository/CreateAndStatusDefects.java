package dev.rollcall.testkit.repository;

import static dev.rollcall.testkit.repository.Defects.defect;

import dev.rollcall.account.Account;
import dev.rollcall.account.BlockReason;
import dev.rollcall.account.Change;
import dev.rollcall.account.ChangeResult;
import dev.rollcall.account.UserRepository;
import dev.rollcall.identity.AccountId;
import dev.rollcall.identity.Username;
import dev.rollcall.testkit.contracts.Defect;
import dev.rollcall.testkit.repository.TextbookRepository.Table;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a creation, a block and an activation may do wrong. */
final class CreateAndStatusDefects {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    private CreateAndStatusDefects() {}

    static List<Defect<Table, UserRepository>> all() {
        return List.of(
                defect(
                        "Create forgets the external id",
                        "createsAnActiveAccount",
                        table -> new TextbookRepository(table) {
                            @Override
                            Account created(Change.Create create, AccountId id) {
                                return super.created(create, id).toBuilder()
                                        .externalId(null)
                                        .build();
                            }
                        }),
                defect("Create forgets a field", "createsAnActiveAccount", table -> new TextbookRepository(table) {
                    @Override
                    Account created(Change.Create create, AccountId id) {
                        return super.created(create, id).toBuilder()
                                .field("email", null)
                                .build();
                    }
                }),
                defect(
                        "a column has a default",
                        "createsWithoutTheFieldsThatAreNotNamed",
                        table -> new TextbookRepository(table) {
                            @Override
                            Account created(Change.Create create, AccountId id) {
                                Account account = super.created(create, id);
                                return account.fields().isEmpty()
                                                || create.fields().size() == COLUMNS.size()
                                        ? account
                                        : account.toBuilder()
                                                .field("displayName", "(unknown)")
                                                .build();
                            }
                        }),
                defect(
                        "who has to wait is created active",
                        "createsAWaitingAccount",
                        table -> new TextbookRepository(table) {
                            @Override
                            Account created(Change.Create create, AccountId id) {
                                return super.created(create, id).toBuilder()
                                        .active()
                                        .build();
                            }
                        }),
                defect(
                        "who has to wait is created with the time of today",
                        "createsAWaitingAccount",
                        table -> new TextbookRepository(table) {
                            @Override
                            Account created(Change.Create create, AccountId id) {
                                Account account = super.created(create, id);
                                return account.isActive()
                                        ? account
                                        : account.toBuilder()
                                                .blocked(BlockReason.LICENCE_LIMIT, Instant.now())
                                                .build();
                            }
                        }),
                defect(
                        "the result of Create has the version of an empty row",
                        "theResultNamesTheNewAccount",
                        table -> new TextbookRepository(table) {
                            @Override
                            ChangeResult create(Change.Create create) {
                                ChangeResult result = super.create(create);
                                return result.versions().isEmpty()
                                        ? result
                                        : ChangeResult.applied(
                                                result.versions()
                                                        .keySet()
                                                        .iterator()
                                                        .next(),
                                                "0");
                            }
                        }),
                defect("names are stored folded", "theNameKeepsItsSpelling", table -> new TextbookRepository(table) {
                    @Override
                    Account created(Change.Create create, AccountId id) {
                        return super.created(create, id).toBuilder()
                                .username(Username.of(create.username().folded()))
                                .build();
                    }
                }),
                defect(
                        "names are unique for each owner",
                        "aNameOfAnotherAccountIsRefusedToANewOne",
                        table -> new TextbookRepository(table) {
                            @Override
                            boolean isSameName(Account left, Account right) {
                                return left.owner().equals(right.owner()) && super.isSameName(left, right);
                            }
                        }),
                defect(
                        "names are unique by spelling",
                        "aRespelledNameOfAnotherAccountIsRefusedToANewOne",
                        table -> new TextbookRepository(table) {
                            @Override
                            boolean isSameName(Account left, Account right) {
                                return left.username().hasSpellingOf(right.username());
                            }
                        }),
                defect(
                        "a new name is folded, and those there are not",
                        "aRespelledNameOfAnotherAccountIsRefusedToANewOne",
                        table -> new TextbookRepository(table) {
                            @Override
                            boolean isSameName(Account left, Account right) {
                                return left.username()
                                        .value()
                                        .equals(right.username().folded());
                            }
                        }),
                defect(
                        "names are unique in lower case",
                        "aRespelledNameOfAnotherAccountIsRefusedToANewOne",
                        table -> new TextbookRepository(table) {
                            @Override
                            boolean isSameName(Account left, Account right) {
                                return left.username()
                                        .value()
                                        .equalsIgnoreCase(right.username().value());
                            }
                        }),
                defect(
                        "ids are unique among active accounts",
                        "aTakenIdIsRefusedToANewAccount",
                        table -> new TextbookRepository(table) {
                            @Override
                            boolean isSameId(Account left, Account right) {
                                return left.isActive() && right.isActive() && super.isSameId(left, right);
                            }
                        }),
                defect(
                        "ids are unique in the whole host",
                        "theSameIdIsFreeInAnotherDirectory",
                        table -> new TextbookRepository(table) {
                            @Override
                            boolean isSameId(Account left, Account right) {
                                return left.externalId().isPresent()
                                        && left.externalId().equals(right.externalId());
                            }
                        }),
                defect(
                        "ids are unique without regard to letter case",
                        "theSameIdIsFreeInAnotherDirectory",
                        table -> new TextbookRepository(table) {
                            @Override
                            boolean isSameId(Account left, Account right) {
                                return left.owner().equals(right.owner())
                                        && left.externalId().isPresent()
                                        && right.externalId()
                                                .filter(id -> id.value()
                                                        .equalsIgnoreCase(left.externalId()
                                                                .get()
                                                                .value()))
                                                .isPresent();
                            }
                        }),
                defect(
                        "a refusal quotes the row",
                        "aRefusalSaysWhyWithoutPersonalData",
                        table -> new TextbookRepository(table) {
                            @Override
                            Optional<String> violation(Account changed) {
                                return super.violation(changed)
                                        .map(reason -> "Duplicate entry '" + changed.username() + "': " + reason);
                            }
                        }),
                defect(
                        "a refusal says nothing",
                        "aRefusalSaysWhyWithoutPersonalData",
                        table -> new TextbookRepository(table) {
                            @Override
                            Optional<String> violation(Account changed) {
                                return super.violation(changed).map(reason -> "");
                            }
                        }),
                defect("Block knows one reason", "blocksForEachReason", table -> new TextbookRepository(table) {
                    @Override
                    Account blocked(Account row, Change.Block block) {
                        return row.toBuilder()
                                .blocked(BlockReason.INACTIVE_IN_DIRECTORY, block.since())
                                .build();
                    }
                }),
                defect("Block forgets its moment", "blocksForEachReason", table -> new TextbookRepository(table) {
                    @Override
                    Account blocked(Account row, Change.Block block) {
                        return row.toBuilder().blocked(block.reason(), null).build();
                    }
                }),
                defect(
                        "Block leaves an account that is blocked",
                        "relabelsABlockedAccount",
                        table -> new TextbookRepository(table) {
                            @Override
                            Account blocked(Account row, Change.Block block) {
                                return row.isActive() ? super.blocked(row, block) : row;
                            }
                        }),
                defect(
                        "another reason keeps the moment of the first",
                        "relabelsABlockedAccount",
                        table -> new TextbookRepository(table) {
                            @Override
                            Account blocked(Account row, Change.Block block) {
                                return row.toBuilder()
                                        .blocked(
                                                block.reason(),
                                                row.blockedSince().orElse(block.since()))
                                        .build();
                            }
                        }),
                defect(
                        "moments are kept to the second",
                        "keepsMomentsToTheMillisecond",
                        table -> new TextbookRepository(table) {
                            @Override
                            Account blocked(Account row, Change.Block block) {
                                return row.toBuilder()
                                        .blocked(block.reason(), block.since().truncatedTo(ChronoUnit.SECONDS))
                                        .build();
                            }
                        }),
                defect(
                        "moments are kept in local time",
                        "keepsMomentsToTheMillisecond",
                        table -> new TextbookRepository(table) {
                            @Override
                            Account blocked(Account row, Change.Block block) {
                                Instant since = LocalDateTime.ofInstant(block.since(), BERLIN)
                                        .atZone(BERLIN)
                                        .toInstant();
                                return row.toBuilder()
                                        .blocked(block.reason(), since)
                                        .build();
                            }
                        }),
                defect(
                        "Activate leaves the status",
                        "activatesAndForgetsTheBlock",
                        table -> new TextbookRepository(table) {
                            @Override
                            Account activated(Account row, Change.Activate activate) {
                                return row;
                            }
                        }),
                defect(
                        "the moment of a block outlives the activation",
                        "activatesAndForgetsTheBlock",
                        table -> new TextbookRepository(table) {
                            private final Map<AccountId, Instant> first = new HashMap<>();

                            @Override
                            Account activated(Account row, Change.Activate activate) {
                                first.put(row.id(), row.blockedSince().orElse(Instant.EPOCH));
                                return super.activated(row, activate);
                            }

                            @Override
                            Account blocked(Account row, Change.Block block) {
                                return row.toBuilder()
                                        .blocked(block.reason(), first.getOrDefault(row.id(), block.since()))
                                        .build();
                            }
                        }),
                defect("Activate does not link", "activatesAndLinks", table -> new TextbookRepository(table) {
                    @Override
                    Account activated(Account row, Change.Activate activate) {
                        return row.toBuilder().active().build();
                    }
                }),
                defect(
                        "a refused link leaves the account active",
                        "activatingWithATakenIdIsRefused",
                        table -> new TextbookRepository(table) {
                            @Override
                            void undo(Map<AccountId, Account> before, Change change) {
                                super.undo(before, change);
                                if (change instanceof Change.Activate activate
                                        && activate.externalId() != null
                                        && table.rows.containsKey(activate.account())) {
                                    table.rows.computeIfPresent(
                                            activate.account(),
                                            (id, row) ->
                                                    row.toBuilder().active().build());
                                }
                            }
                        }),
                defect(
                        "Block forgets an absence",
                        "aChangeOfStatusLeavesTheRest",
                        table -> new TextbookRepository(table) {
                            @Override
                            Account blocked(Account row, Change.Block block) {
                                return super.blocked(row, block).toBuilder()
                                        .absentSince(null)
                                        .build();
                            }
                        }),
                defect(
                        "Block does not find local accounts",
                        "statusChangesWhoeverOwnsTheAccount",
                        table -> new TextbookRepository(table) {
                            @Override
                            ChangeResult block(Change.Block block) {
                                Account row = current(block.account(), block.version());
                                return row != null && row.owner().isEmpty()
                                        ? ChangeResult.conflict()
                                        : super.block(block);
                            }
                        }));
    }
}
