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
import dev.rollcall.identity.Username;
import dev.rollcall.testkit.contracts.Defect;
import dev.rollcall.testkit.repository.TextbookRepository.Table;
import java.util.List;
import java.util.OptionalLong;

/** What may be wrong with a batch that is handed over a second time. */
final class RepeatDefects {

    private RepeatDefects() {}

    static List<Defect<Table, UserRepository>> all() {
        return List.of(
                defect(
                        "who is there already is created under a free name",
                        "aBatchHandedOverAgainCreatesNobodyTwice",
                        table -> new Forgetful(table) {
                            @Override
                            Account created(Change.Create create, AccountId id) {
                                Account account = super.created(create, id);
                                return violation(account).isEmpty()
                                        ? account
                                        : account.toBuilder()
                                                .username(Username.of(
                                                        create.username().value() + id))
                                                .externalId(null)
                                                .build();
                            }
                        }),
                defect(
                        "an answer that was given before names no versions of today",
                        "aBatchHandedOverAgainCreatesNobodyTwice",
                        table -> new TextbookRepository(table) {
                            @Override
                            ChangeResult made(Change change, AuditEvent event) {
                                return ChangeResult.applied(
                                        super.made(change, event)
                                                .versions()
                                                .keySet()
                                                .iterator()
                                                .next(),
                                        "1");
                            }
                        }),
                defect(
                        "what was made before is an error",
                        "aBatchHandedOverAgainCreatesNobodyTwice",
                        table -> new TextbookRepository(table) {
                            @Override
                            ChangeResult made(Change change, AuditEvent event) {
                                throw new IllegalStateException("There is an event " + event.id());
                            }
                        }),
                defect(
                        "who is handed over is not asked for the version",
                        "aBatchHandedOverLateUndoesNothing",
                        table -> new Forgetful(table) {
                            @Override
                            ChangeResult reassign(Change.Reassign reassign) {
                                Account row = table.rows.get(reassign.account());
                                return row == null
                                        ? ChangeResult.conflict()
                                        : written(List.of(reassigned(row, reassign)));
                            }
                        }),
                defect(
                        "names are exchanged again",
                        "aBatchHandedOverAgainChangesNothing",
                        table -> new Forgetful(table) {
                            @Override
                            ChangeResult rename(Change.RenameCycle cycle) {
                                Account first =
                                        table.rows.get(cycle.updates().get(0).account());
                                Account second =
                                        table.rows.get(cycle.updates().get(1).account());
                                return written(List.of(
                                        first.toBuilder()
                                                .username(second.username())
                                                .build(),
                                        second.toBuilder()
                                                .username(first.username())
                                                .build()));
                            }
                        }),
                defect(
                        "what is known to be made is made again",
                        "aBatchHandedOverLateUndoesNothing",
                        table -> new TextbookRepository(table) {
                            @Override
                            ChangeResult made(Change change, AuditEvent event) {
                                if (change instanceof Change.Block block) {
                                    return written(List.of(blocked(table.rows.get(block.account()), block)));
                                }
                                return super.made(change, event);
                            }
                        }),
                defect(
                        "who was renamed is created again",
                        "aBatchHandedOverLateUndoesNothing",
                        table -> new Forgetful(table) {
                            @Override
                            boolean isSameId(Account left, Account right) {
                                return false;
                            }
                        }),
                defect(
                        "what is made again moves the count of seats",
                        "aBatchHandedOverAgainMovesNoSeat",
                        table -> new TextbookRepository(table) {
                            private long moved;

                            @Override
                            ChangeResult made(Change change, AuditEvent event) {
                                moved += change.kind() == Change.Kind.CREATE ? 1 : 0;
                                return super.made(change, event);
                            }

                            @Override
                            boolean isFull(OptionalLong limit) {
                                return limit.isPresent() && seatsTaken() + moved >= limit.getAsLong();
                            }
                        }),
                defect(
                        "the same events are stored again",
                        "aBatchHandedOverAgainStoresNoEventTwice",
                        table -> new TextbookRepository(table) {
                            @Override
                            ChangeResult once(Write write) {
                                ChangeResult result = super.once(write);
                                if (result.status() == Status.APPLIED && !table.log.containsAll(write.events())) {
                                    write.events().forEach(event -> table.log.add(stored(event, result)));
                                }
                                return result;
                            }
                        }),
                defect(
                        "the events of a change that leaves everything as it is are stored again",
                        "aBatchHandedOverAgainStoresNoEventTwice",
                        Forgetful::new));
    }

    /** Does not look whether an event is stored already. */
    private static class Forgetful extends TextbookRepository {
        Forgetful(Table table) {
            super(table);
        }

        @Override
        ChangeResult once(Write write) {
            return apply(write);
        }
    }
}
