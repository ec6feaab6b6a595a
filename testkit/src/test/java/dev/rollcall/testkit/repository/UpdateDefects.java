package dev.rollcall.testkit.repository;

import static dev.rollcall.testkit.repository.Defects.defect;

import dev.rollcall.account.Account;
import dev.rollcall.account.Change;
import dev.rollcall.account.ChangeResult;
import dev.rollcall.account.UserRepository;
import dev.rollcall.account.Write;
import dev.rollcall.identity.AccountId;
import dev.rollcall.identity.ExternalId;
import dev.rollcall.lock.Fence;
import dev.rollcall.testkit.contracts.Defect;
import dev.rollcall.testkit.repository.TextbookRepository.Table;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** What an update of fields, id and absence may do wrong, and what may happen to values. */
final class UpdateDefects {

    private UpdateDefects() {}

    static List<Defect<Table, UserRepository>> all() {
        return List.of(
                defect(
                        "Update clears what it does not name",
                        "setsTheFieldsThatAreNamed",
                        table -> new TextbookRepository(table) {
                            @Override
                            Account updated(Account row, Change.Update update) {
                                Account.Builder changed = super.updated(row, update).toBuilder();
                                COLUMNS.stream()
                                        .filter(column -> !update.fields().containsKey(column))
                                        .forEach(column -> changed.field(column, null));
                                return changed.build();
                            }
                        }),
                defect(
                        "Update takes null for no change",
                        "aNullClearsTheField",
                        table -> new TextbookRepository(table) {
                            @Override
                            Account updated(Account row, Change.Update update) {
                                Account.Builder changed = super.updated(row, update).toBuilder();
                                update.fields().forEach((field, value) -> {
                                    if (value == null) {
                                        changed.field(field, row.field(field));
                                    }
                                });
                                return changed.build();
                            }
                        }),
                defect("Update writes the word null", "aNullClearsTheField", table -> new TextbookRepository(table) {
                    @Override
                    Account updated(Account row, Change.Update update) {
                        Account.Builder changed = super.updated(row, update).toBuilder();
                        update.fields().forEach((field, value) -> changed.field(field, String.valueOf(value)));
                        return changed.build();
                    }
                }),
                defect(
                        "Update takes an empty text for no change",
                        "anEmptyFieldIsLeftOut",
                        table -> new TextbookRepository(table) {
                            @Override
                            Account updated(Account row, Change.Update update) {
                                Account.Builder changed = super.updated(row, update).toBuilder();
                                update.fields().forEach((field, value) -> {
                                    if (value != null && value.isEmpty()) {
                                        changed.field(field, row.field(field));
                                    }
                                });
                                return changed.build();
                            }
                        }),
                altering("Update trims values", String::strip),
                altering("Update cuts values", value -> value.substring(0, Math.min(255, value.length()))),
                altering("Update cannot write four bytes", value -> value.replaceAll("[^\\u0000-\\uFFFF]", "?")),
                altering("Update normalizes values", value -> Normalizer.normalize(value, Normalizer.Form.NFC)),
                altering("Update unifies line breaks", value -> value.replace("\r\n", "\n")),
                altering("Update drops invisible characters", value -> value.replace("\uFEFF", "")),
                altering(
                        "Update takes digits for a number",
                        value -> value.matches("[0-9.]+") ? value.replaceAll("^0+", "") : value),
                altering("Update escapes values", value -> value.replace("<", "&lt;")),
                altering("Update ends values at a NUL", value -> value.replaceAll("\u0000.*", "")),
                altering("Update sends values as UTF-8", UpdateDefects::asUtf8),
                defect(
                        "Create sends values as UTF-8",
                        "aCreatedValueIsReadBackExactly",
                        table -> new TextbookRepository(table) {
                            @Override
                            Account created(Change.Create create, AccountId id) {
                                return altered(super.created(create, id), UpdateDefects::asUtf8);
                            }
                        }),
                defect("Create trims values", "aCreatedValueIsReadBackExactly", table -> new TextbookRepository(table) {
                    @Override
                    Account created(Change.Create create, AccountId id) {
                        return altered(super.created(create, id), String::strip);
                    }
                }),
                defect(
                        "Block writes all fields, trimmed",
                        "aValueThatIsNotNamedKeepsEveryByte",
                        table -> new TextbookRepository(table) {
                            @Override
                            Account blocked(Account row, Change.Block block) {
                                return altered(super.blocked(row, block), String::strip);
                            }
                        }),
                defect(
                        "Reassign writes all fields, normalized",
                        "aValueThatIsNotNamedKeepsEveryByte",
                        table -> new TextbookRepository(table) {
                            @Override
                            Account reassigned(Account row, Change.Reassign reassign) {
                                return altered(
                                        super.reassigned(row, reassign),
                                        value -> Normalizer.normalize(value, Normalizer.Form.NFC));
                            }
                        }),
                defect("a value that does not fit throws", "aValueThatDoesNotFitIsRefused", UpdateDefects::throwing),
                defect(
                        "a value that does not fit is cut",
                        "aValueThatDoesNotFitIsRefused",
                        table -> new TextbookRepository(table) {
                            @Override
                            boolean fits(String value) {
                                return true;
                            }
                        }),
                defect(
                        "a refusal quotes the value",
                        "aValueThatDoesNotFitIsRefused",
                        table -> new TextbookRepository(table) {
                            @Override
                            Optional<String> violation(Account changed) {
                                return super.violation(changed).map(reason -> reason + changed.fields());
                            }
                        }),
                defect(
                        "after a value that does not fit the transaction is of no use",
                        "aValueThatDoesNotFitHarmsNoOther",
                        AbortedTransaction::new),
                defect("Update activates", "anUpdateLeavesTheStatus", table -> new TextbookRepository(table) {
                    @Override
                    Account updated(Account row, Change.Update update) {
                        return super.updated(row, update).toBuilder().active().build();
                    }
                }),
                defect(
                        "Update begins the block anew",
                        "anUpdateLeavesTheStatus",
                        table -> new TextbookRepository(table) {
                            @Override
                            Account updated(Account row, Change.Update update) {
                                Account changed = super.updated(row, update);
                                return changed.isActive()
                                        ? changed
                                        : changed.toBuilder()
                                                .blocked(changed.blockReason().orElse(null), null)
                                                .build();
                            }
                        }),
                defect("an id once given is kept", "linksAndRelinks", table -> new TextbookRepository(table) {
                    @Override
                    Account updated(Account row, Change.Update update) {
                        ExternalId id = row.externalId().orElse(null);
                        Account changed = super.updated(row, update);
                        return id == null
                                ? changed
                                : changed.toBuilder().externalId(id).build();
                    }
                }),
                defect(
                        "a refused link leaves the fields changed",
                        "linkingToATakenIdIsRefused",
                        table -> new TextbookRepository(table) {
                            @Override
                            void undo(Map<AccountId, Account> before, Change change) {
                                super.undo(before, change);
                                if (change instanceof Change.Update update && update.externalId() != null) {
                                    table.rows.computeIfPresent(update.account(), (id, row) -> {
                                        Account.Builder changed = row.toBuilder();
                                        update.fields().forEach(changed::field);
                                        return changed.build();
                                    });
                                }
                            }
                        }),
                defect(
                        "an update may take another's id",
                        "linkingToATakenIdIsRefused",
                        table -> new TextbookRepository(table) {
                            @Override
                            ChangeResult update(Change.Update update) {
                                Account row = current(update.account(), update.version());
                                if (row == null || update.username() != null || update.externalId() == null) {
                                    return super.update(update);
                                }
                                Account changed = updated(row, update);
                                table.rows.put(changed.id(), changed);
                                return ChangeResult.applied(changed.id(), version(changed));
                            }
                        }),
                defect(
                        "an absence is never forgotten",
                        "notesAndForgetsAnAbsence",
                        table -> new TextbookRepository(table) {
                            @Override
                            Account updated(Account row, Change.Update update) {
                                Account changed = super.updated(row, update);
                                return changed.absentSince().isPresent()
                                        ? changed
                                        : changed.toBuilder()
                                                .absentSince(row.absentSince().orElse(null))
                                                .build();
                            }
                        }),
                defect(
                        "an update that says nothing of an absence forgets it",
                        "notesAndForgetsAnAbsence",
                        table -> new TextbookRepository(table) {
                            @Override
                            Account updated(Account row, Change.Update update) {
                                Account changed = super.updated(row, update);
                                return update.absence() != null
                                        ? changed
                                        : changed.toBuilder().absentSince(null).build();
                            }
                        }));
    }

    private static Defect<Table, UserRepository> altering(String what, UnaryOperator<String> alteration) {
        return defect(what, "anUpdatedValueIsReadBackExactly", table -> new TextbookRepository(table) {
            @Override
            Account updated(Account row, Change.Update update) {
                return altered(super.updated(row, update), alteration);
            }
        });
    }

    /** Half a surrogate pair becomes a question mark, without a word. */
    private static String asUtf8(String value) {
        return new String(value.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }

    private static Account altered(Account account, UnaryOperator<String> alteration) {
        Account.Builder altered = account.toBuilder();
        account.fields().forEach((field, value) -> altered.field(field, alteration.apply(value)));
        return altered.build();
    }

    private static TextbookRepository throwing(Table table) {
        return new TextbookRepository(table) {
            @Override
            boolean fits(String value) {
                if (!super.fits(value)) {
                    throw new IllegalStateException("ERROR: value too long for type character varying");
                }
                return true;
            }
        };
    }

    /** Goes on in a transaction after an error of the database in it. */
    private static final class AbortedTransaction extends TextbookRepository {
        private boolean aborted;

        AbortedTransaction(Table table) {
            super(table);
        }

        @Override
        public List<ChangeResult> apply(Fence fence, List<Write> batch) {
            aborted = false;
            return super.apply(fence, batch);
        }

        @Override
        ChangeResult apply(Write write) {
            return aborted ? ChangeResult.refused("current transaction is aborted") : super.apply(write);
        }

        @Override
        boolean fits(String value) {
            aborted |= !super.fits(value);
            return super.fits(value);
        }
    }
}
