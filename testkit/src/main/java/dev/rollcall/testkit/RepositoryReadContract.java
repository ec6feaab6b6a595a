package dev.rollcall.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.rollcall.account.Account;
import dev.rollcall.account.AccountStatus;
import dev.rollcall.account.BlockReason;
import dev.rollcall.account.Change;
import dev.rollcall.account.ChangeResult;
import dev.rollcall.account.Write;
import dev.rollcall.identity.AccountId;
import dev.rollcall.identity.DirectoryName;
import dev.rollcall.lock.Fence;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What the reading methods promise, but for {@code holders}. */
abstract class RepositoryReadContract extends RepositoryWorkbench {

    private static final String NO_FIELD = "rollcallHasNoSuchField";

    /** More than the pages, fetch sizes and lists of a thousand that are common. */
    private static final int MORE_THAN_A_PAGE = 1_100;

    /** Accounts of every sort: of either directory and of none, active and blocked, with id and without. */
    private List<Account> population() {
        List<Account> accounts = new ArrayList<>();
        accounts.add(person("anna"));
        accounts.add(make(personCreation(STAFF, "wanda").waitingSince(MONDAY).change()));
        accounts.add(blocked(person("bert"), BlockReason.MANUAL, TUESDAY));
        accounts.add(make(Edit.of(person("alice")).absentSince(MONDAY).change()));
        accounts.add(unlinked(STAFF, "nils"));
        accounts.add(person(PARTNERS, "paul"));
        accounts.add(blocked(person(PARTNERS, "petra"), BlockReason.REMOVED_FROM_SCOPE, MONDAY));
        accounts.add(local("lea"));
        accounts.add(formerPerson("lars"));
        accounts.add(blocked(local("lotte"), BlockReason.MANUAL, MONDAY));
        return accounts;
    }

    private List<Account> scanned(DirectoryName owner, Set<String> fields) {
        List<Account> scanned = new ArrayList<>();
        repository().scan(owner, fields, scanned::add);
        return scanned;
    }

    @Test
    @DisplayName("The table is empty before each test")
    void theTableIsEmptyBeforeEachTest() {
        String lookAt = "emptyRepository of your test: it has to leave no account behind from an earlier test";
        assertThat(scanned(STAFF, fields())).as(guide(lookAt)).isEmpty();
        assertThat(scanned(PARTNERS, fields())).as(guide(lookAt)).isEmpty();
        assertThat(repository().activeAccounts()).as(guide(lookAt)).isZero();
    }

    @Test
    @DisplayName("scan hands over every account that the owner owns, and no other, each once")
    void scanHandsOverEveryAccountOfTheOwnerOnce() {
        population();

        assertThat(scanned(STAFF, fields()))
                .extracting(account -> account.username().value())
                .as(guide("the condition of scan: the owner and nothing else, neither the status nor the external id"))
                .containsExactlyInAnyOrder("anna", "wanda", "bert", "alice", "nils");
        assertThat(scanned(PARTNERS, fields()))
                .extracting(account -> account.username().value())
                .as(guide("the condition of scan: the directory that was asked for"))
                .containsExactlyInAnyOrder("paul", "petra");
        assertThat(scanned(DirectoryName.of("nobody's"), fields()))
                .as(guide("the condition of scan: a directory that owns nothing has no accounts, not those"
                        + " without owner"))
                .isEmpty();
    }

    @Test
    @DisplayName("scan hands over more than a thousand accounts, each once")
    void scanGoesOnAfterAThousand() {
        Set<AccountId> people = new HashSet<>();
        while (people.size() < MORE_THAN_A_PAGE) {
            List<Change.Create> creations = IntStream.range(0, Math.min(BATCH, MORE_THAN_A_PAGE - people.size()))
                    .mapToObj(i -> Creation.of(STAFF, people.size() + "." + i).change())
                    .toList();
            apply(repository(), Fence.none(STAFF), creations)
                    .forEach(result -> people.addAll(result.versions().keySet()));
        }

        List<AccountId> scanned =
                scanned(STAFF, NO_FIELDS).stream().map(Account::id).toList();

        assertThat(scanned.size())
                .as(guide("how scan goes through the table: after each page comes the next, until one is empty"))
                .isEqualTo(MORE_THAN_A_PAGE);
        assertThat(Set.copyOf(scanned).equals(people))
                .as(guide("how scan goes from page to page: nobody on two of them, and nobody in between"))
                .isTrue();
    }

    @Test
    @DisplayName("An account that is scanned is the account that load reads: the same data, the same version")
    void scanReadsWhatLoadReads() {
        Map<String, Object> expected = new TreeMap<>();
        population().stream()
                .filter(account -> account.isOwnedBy(STAFF))
                .forEach(account -> expected.put(account.username().value(), fullPicture(account)));

        Map<String, Object> scanned = new TreeMap<>();
        scanned(STAFF, fields())
                .forEach(account -> scanned.put(account.username().value(), fullPicture(account)));

        assertThat(scanned)
                .as(guide("how scan and load turn a row into an account: best in one place for both"))
                .isEqualTo(expected);
    }

    @Test
    @DisplayName("Every account has a version")
    void everyAccountHasAVersion() {
        assertThat(population())
                .as(guide("the version of an account, which must not be empty for any row, however the row came to be"))
                .allSatisfy(account -> assertThat(account.version()).isNotBlank());
    }

    @Test
    @DisplayName("scan reads the fields that are asked for and no other (R34)")
    void scanReadsOnlyTheFieldsThatAreAskedFor() {
        person("anna");

        assertThat(scanned(STAFF, Set.of(field(1))))
                .as(guide("the columns that scan reads: only those of the names it was given"))
                .singleElement()
                .satisfies(account -> assertThat(account.fields()).isEqualTo(Map.of(field(1), valueOf(field(1), 1))));
        assertThat(scanned(STAFF, NO_FIELDS))
                .as(guide("the columns that scan reads when no field is asked for"))
                .singleElement()
                .satisfies(account -> assertThat(account.fields()).isEmpty());
    }

    @Test
    @DisplayName("load reads the fields that are asked for and no other (R34)")
    void loadReadsOnlyTheFieldsThatAreAskedFor() {
        Set<AccountId> ids = Set.of(person("anna").id());

        assertThat(repository().load(ids, Set.of(field(1))))
                .as(guide("the columns that load reads: only those of the names it was given"))
                .singleElement()
                .satisfies(account -> assertThat(account.fields()).isEqualTo(Map.of(field(1), valueOf(field(1), 1))));
        assertThat(repository().load(ids, NO_FIELDS))
                .as(guide("the columns that load reads when no field is asked for"))
                .singleElement()
                .satisfies(account -> assertThat(account.fields()).isEmpty());
    }

    @Test
    @DisplayName("scan: a field that the repository does not know is an error before anything else happens")
    void scanRefusesAnUnknownField() {
        assumeSomeFieldIsUnknown();
        person("anna");
        List<Account> scanned = new ArrayList<>();

        Throwable error = catchThrowable(() -> repository().scan(STAFF, Set.of(field(0), NO_FIELD), scanned::add));

        assertThat(error)
                .as(guide(
                        "how scan finds the column of a field: a name it does not know must throw, not read as empty"))
                .isNotNull();
        assertThat(scanned)
                .as(guide("when scan checks the names: before the first account"))
                .isEmpty();
    }

    @Test
    @DisplayName("load: a field that the repository does not know is an error, never an empty field")
    void loadRefusesAnUnknownField() {
        assumeSomeFieldIsUnknown();
        Set<AccountId> ids = Set.of(person("anna").id());

        assertThat(catchThrowable(() -> repository().load(ids, Set.of(field(0), NO_FIELD))))
                .as(guide(
                        "how load finds the column of a field: a name it does not know must throw, not read as empty"))
                .isNotNull();
    }

    @Test
    @DisplayName("apply: a field that the repository does not know is an error, and nothing is written")
    void applyRefusesAnUnknownField() {
        assumeSomeFieldIsUnknown();
        Account anna = person("anna");
        Map<String, Object> before = table();
        List<Write> batch = writes(List.of(
                Edit.of(anna)
                        .field(field(0), valueOf(field(0), 2))
                        .field(NO_FIELD, "a")
                        .change(),
                Creation.of(STAFF, "bert").field(NO_FIELD, "a").change()));

        for (Write write : batch) {
            List<ChangeResult> results = new ArrayList<>();
            Throwable error =
                    catchThrowable(() -> results.addAll(repository().apply(Fence.none(STAFF), List.of(write))));
            if (error == null) {
                assertStatuses(
                        results,
                        "how apply finds the column of a field: a name it does not know must throw, not be left out",
                        ChangeResult.Status.REFUSED);
            }
        }
        assertNothingWritten(before, "when apply looks for the columns of the fields: before it writes anything");
    }

    private void assumeSomeFieldIsUnknown() {
        assumeFalse(
                knowsEveryField(),
                "knowsEveryField() says that this repository takes any name for a field: nobody will notice a misspelt"
                        + " mapping");
    }

    @Test
    @DisplayName("The consumer of scan may throw, which ends the scan")
    void theConsumerMayEndTheScan() {
        person("anna");
        person("bert");
        person("carl");
        IllegalStateException enough = new IllegalStateException("enough");
        List<Account> scanned = new ArrayList<>();
        Consumer<Account> firstOnly = account -> {
            scanned.add(account);
            throw enough;
        };

        Throwable error = catchThrowable(() -> repository().scan(STAFF, NO_FIELDS, firstOnly));

        assertThat(error)
                .as(guide("what scan does with an exception of the consumer: let it pass as it is"))
                .isSameAs(enough);
        assertThat(scanned)
                .as(guide("scan, which went on after the consumer had thrown"))
                .hasSize(1);
        assertThat(scanned(STAFF, NO_FIELDS))
                .as(guide("what scan leaves behind when it is ended: close the cursor and the connection"))
                .hasSize(3);
    }

    @Test
    @DisplayName("load reads the accounts as they are now, whoever owns them")
    void loadReadsAccountsWhoeverOwnsThem() {
        Set<AccountId> ids = population().stream().map(Account::id).collect(Collectors.toSet());

        assertThat(repository().load(ids, fields()))
                .extracting(account -> account.username().value())
                .as(guide("the condition of load: the ids and nothing else, neither the owner nor the status"))
                .containsExactlyInAnyOrder(
                        "anna", "wanda", "bert", "alice", "nils", "paul", "petra", "lea", "lars", "lotte");
    }

    @Test
    @DisplayName("An id that belongs to no account, or cannot be one of the host's, is left out and is no error")
    void loadLeavesOutIdsOfNobody() {
        Account anna = person("anna");
        Set<AccountId> ids = Set.of(
                anna.id(),
                AccountId.of("nobody's id"),
                AccountId.of("-1"),
                AccountId.of("99999999999999999999999999999999"),
                AccountId.of("00000000-0000-0000-0000-000000000000"),
                AccountId.of("' OR '1'='1"),
                AccountId.of("\u00E4\u20AC\uD83D\uDE00"),
                AccountId.of("x".repeat(1_000)));

        List<Account> loaded;
        try {
            loaded = repository().load(ids, fields());
        } catch (RuntimeException e) {
            throw new AssertionError(
                    guide("how load reads the text of an id: skip those that are no id; it threw " + e), e);
        }
        assertThat(loaded)
                .extracting(Account::id)
                .as(guide("the condition of load"))
                .containsExactly(anna.id());
    }

    @Test
    @DisplayName("load compares ids as text: with a zero or a plus before it, an id is another one")
    void loadComparesIdsAsText() {
        AccountId anna = person("anna").id();
        Set<AccountId> others = Set.of(AccountId.of("0" + anna), AccountId.of("+" + anna));

        List<Account> loaded;
        try {
            loaded = repository().load(others, fields());
        } catch (RuntimeException e) {
            throw new AssertionError(
                    guide("how load reads the text of an id: skip those that are no id; it threw " + e), e);
        }
        assertThat(loaded)
                .extracting(Account::id)
                .as(guide("how load reads the text of an id: parsers of numbers take 0" + anna + " and +" + anna
                        + " for " + anna + ", so see that the number gives the same text again"))
                .isSubsetOf(others);
    }

    @Test
    @DisplayName("load of no ids reads nothing")
    void loadOfNothingIsNothing() {
        person("anna");

        assertThat(repository().load(Set.of(), fields()))
                .as(guide("load for an empty set: no id must not come to mean every account"))
                .isEmpty();
    }

    @Test
    @DisplayName(
            "activeAccounts counts the active accounts of the whole host: of every directory, and local ones (R30)")
    void activeAccountsCountsTheWholeHost() {
        long active = population().stream().filter(Account::isActive).count();

        assertThat(repository().activeAccounts())
                .as(guide("the condition of activeAccounts: the status and nothing else"))
                .isEqualTo(active)
                .isEqualTo(6);
    }

    @Test
    @DisplayName("An account that the host made itself is read like any other: local, counted, with a version")
    void readsAccountsThatTheHostMade() {
        AccountId active = hostMade("host.made", true);
        AccountId blocked = hostMade("host.blocked", false);

        Account read = reread(active);
        assertThat(read.owner())
                .as(guide("how the owner is read: none for a row without directory"))
                .isEmpty();
        assertThat(read.status()).as(guide("how the status is read")).isEqualTo(AccountStatus.ACTIVE);
        assertThat(read.version())
                .as(guide("the version of a row that the sync never wrote"))
                .isNotBlank();
        assertThat(repository().activeAccounts())
                .as(guide("the condition of activeAccounts: accounts that the host made take seats like any other"))
                .isEqualTo(1);
        assertThat(reread(blocked).status()).as(guide("how the status is read")).isEqualTo(AccountStatus.BLOCKED);
        assertThat(reread(blocked).blockReason())
                .as(guide("how the reason of a block is read: MANUAL, or none where the table does not say (R26)"))
                .matches(reason -> reason.isEmpty() || reason.get() == BlockReason.MANUAL, "MANUAL or none");
    }
}
