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
import java.text.Normalizer;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What {@code holders} may do wrong. */
final class HolderDefects {

    private HolderDefects() {}

    static List<Defect<Table, UserRepository>> all() {
        return List.of(
                defect(
                        "only the directory's own accounts hold names",
                        "findsTheHolderOfANameWhoeverOwnsTheAccount",
                        table -> new TextbookRepository(table) {
                            @Override
                            public List<Holder> holders(
                                    DirectoryName directory, Set<Username> names, Set<ExternalId> ids) {
                                return super.holders(directory, names, ids).stream()
                                        .filter(holder -> directory.equals(holder.owner()))
                                        .toList();
                            }
                        }),
                defect(
                        "only active accounts hold names",
                        "findsTheHolderOfANameWhoeverOwnsTheAccount",
                        table -> new TextbookRepository(table) {
                            @Override
                            boolean hasName(Account row, Username name) {
                                return row.isActive() && super.hasName(row, name);
                            }
                        }),
                defect(
                        "names are compared by spelling",
                        "comparesNamesAsR13Says",
                        table -> new TextbookRepository(table) {
                            @Override
                            String nameKey(Username name) {
                                return name.value();
                            }
                        }),
                defect(
                        "names are compared in lower case",
                        "comparesNamesAsR13Says",
                        table -> new TextbookRepository(table) {
                            @Override
                            String nameKey(Username name) {
                                return name.value().toLowerCase(Locale.ROOT);
                            }
                        }),
                defect(
                        "names are compared in upper case, where \u00DF becomes SS",
                        "tellsDifferentNamesApart",
                        table -> new TextbookRepository(table) {
                            @Override
                            String nameKey(Username name) {
                                return name.folded().toUpperCase(Locale.ROOT);
                            }
                        }),
                defect(
                        "names are compared without accents",
                        "tellsDifferentNamesApart",
                        table -> new TextbookRepository(table) {
                            @Override
                            String nameKey(Username name) {
                                return Normalizer.normalize(name.folded(), Normalizer.Form.NFD)
                                        .replaceAll("\\p{M}", "");
                            }
                        }),
                defect(
                        "names are compared with LIKE",
                        "tellsDifferentNamesApart",
                        table -> new TextbookRepository(table) {
                            @Override
                            boolean hasName(Account row, Username name) {
                                String pattern = Pattern.quote(name.folded())
                                        .replace("_", "\\E.\\Q")
                                        .replace("%", "\\E.*\\Q");
                                return !name.isBlank()
                                        && row.username().folded().matches(pattern);
                            }
                        }),
                defect(
                        "a name with letters outside of ASCII is in conflict with nobody",
                        "comparesNamesAsR13Says",
                        table -> new TextbookRepository(table) {
                            @Override
                            ChangeResult create(Change.Create create) {
                                return create.username().value().matches("\\p{ASCII}*")
                                        ? super.create(create)
                                        : ChangeResult.conflict();
                            }
                        }),
                defect(
                        "names are folded in the JVM's locale",
                        "comparesNamesAlikeInEveryLocale",
                        table -> new TextbookRepository(table) {
                            @Override
                            String nameKey(Username name) {
                                return name.value().toLowerCase(Locale.getDefault());
                            }
                        }),
                defect("a blank name is everybody's", "aBlankNameIsNobodys", table -> new TextbookRepository(table) {
                    @Override
                    boolean hasName(Account row, Username name) {
                        return name.isBlank() || super.hasName(row, name);
                    }
                }),
                defect(
                        "only rows that the repository wrote have a folded name",
                        "findsAccountsThatTheHostMade",
                        table -> new TextbookRepository(table) {
                            private final Set<AccountId> folded = new HashSet<>();

                            @Override
                            ChangeResult written(List<Account> changed) {
                                changed.forEach(account -> folded.add(account.id()));
                                return super.written(changed);
                            }

                            @Override
                            boolean hasName(Account row, Username name) {
                                return folded.contains(row.id()) && super.hasName(row, name);
                            }
                        }),
                defect(
                        "ids are compared without regard to letter case",
                        "comparesExternalIdsExactly",
                        table -> new TextbookRepository(table) {
                            @Override
                            boolean hasId(Account row, DirectoryName directory, ExternalId id) {
                                return isIdOf(row, directory)
                                        && row.externalId()
                                                .filter(held -> held.value().equalsIgnoreCase(id.value()))
                                                .isPresent();
                            }
                        }),
                defect(
                        "ids are compared in one Unicode form",
                        "comparesExternalIdsExactly",
                        table -> new TextbookRepository(table) {
                            @Override
                            String idKey(ExternalId id) {
                                return Normalizer.normalize(id.value(), Normalizer.Form.NFC);
                            }
                        }),
                defect(
                        "ids are padded with spaces",
                        "comparesExternalIdsExactly",
                        table -> new TextbookRepository(table) {
                            @Override
                            String idKey(ExternalId id) {
                                return id.value().stripTrailing();
                            }
                        }),
                defect(
                        "a local account's id is not found",
                        "findsALocalAccountByTheIdItKeeps",
                        table -> new TextbookRepository(table) {
                            @Override
                            boolean hasId(Account row, DirectoryName directory, ExternalId id) {
                                return row.isOwnedBy(directory) && super.hasId(row, directory, id);
                            }
                        }),
                defect(
                        "an id is found in every directory",
                        "theSameIdInAnotherDirectoryIsSomebodyElses",
                        table -> new TextbookRepository(table) {
                            @Override
                            boolean hasId(Account row, DirectoryName directory, ExternalId id) {
                                return row.externalId().filter(id::equals).isPresent();
                            }
                        }),
                defect(
                        "a local account's id is found in every directory",
                        "theSameIdInAnotherDirectoryIsSomebodyElses",
                        table -> new TextbookRepository(table) {
                            @Override
                            boolean hasId(Account row, DirectoryName directory, ExternalId id) {
                                return (row.owner().isEmpty() || row.isOwnedBy(directory))
                                        && row.externalId().filter(id::equals).isPresent();
                            }
                        }),
                defect(
                        "a holder tells the id of another directory",
                        "aHolderTellsItsIdInTheDirectoryAskedAbout",
                        table -> new TextbookRepository(table) {
                            @Override
                            Holder holder(Account row, DirectoryName directory) {
                                return new Holder(
                                        row.id(),
                                        row.owner().orElse(null),
                                        row.username(),
                                        row.externalId().orElse(null));
                            }
                        }),
                defect(
                        "who is found by name and by id is found twice",
                        "returnsEachHolderOnce",
                        table -> new TextbookRepository(table) {
                            @Override
                            public List<Holder> holders(
                                    DirectoryName directory, Set<Username> names, Set<ExternalId> ids) {
                                return Stream.concat(
                                                super.holders(directory, names, Set.of()).stream(),
                                                super.holders(directory, Set.of(), ids).stream())
                                        .toList();
                            }
                        }),
                defect(
                        "an account must have one of the names and one of the ids",
                        "returnsEachHolderOnce",
                        table -> new TextbookRepository(table) {
                            @Override
                            public List<Holder> holders(
                                    DirectoryName directory, Set<Username> names, Set<ExternalId> ids) {
                                List<Holder> named = super.holders(directory, names, Set.of());
                                List<Holder> linked = super.holders(directory, Set.of(), ids);
                                return names.isEmpty() || ids.isEmpty()
                                        ? Stream.concat(named.stream(), linked.stream())
                                                .toList()
                                        : named.stream()
                                                .filter(linked::contains)
                                                .toList();
                            }
                        }),
                defect(
                        "everybody holds no names and no ids",
                        "nothingIsHeldByNobody",
                        table -> new TextbookRepository(table) {
                            @Override
                            public List<Holder> holders(
                                    DirectoryName directory, Set<Username> names, Set<ExternalId> ids) {
                                return names.isEmpty() && ids.isEmpty()
                                        ? rows().map(row -> holder(row, directory))
                                                .toList()
                                        : super.holders(directory, names, ids);
                            }
                        }));
    }
}
