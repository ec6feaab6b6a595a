package dev.rollcall.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.account.Account;
import dev.rollcall.account.BlockReason;
import dev.rollcall.account.Change;
import dev.rollcall.account.ChangeResult;
import dev.rollcall.account.ChangeResult.Status;
import dev.rollcall.identity.AccountId;
import dev.rollcall.identity.ExternalId;
import dev.rollcall.identity.Username;
import dev.rollcall.lock.Fence;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * How many statements the repository sends. A query for each account is not noticed on a developer's machine with ten
 * accounts, and takes an hour with a hundred thousand of them and a database that is a millisecond away.
 */
abstract class RepositoryBudgetContract extends RepositoryOutageContract {

    /** As many names or ids go into one query at least, and as many accounts into a page. */
    private static final int CHUNK = 50;

    /** For what a call sends besides: settings of the session, a lock, a second table that is read with the first. */
    private static final int BESIDES = 5;

    /** For what a batch sends besides: its locks, its fence, its count of seats, and each of a few reads in chunks. */
    private static final int BESIDES_A_BATCH = 40;

    private interface Act {
        void perform();
    }

    private long statementsOf(Act act) {
        repository();
        long before = statementsSent();
        act.perform();
        long sent = statementsSent() - before;
        assertThat(sent)
                .as(guide("statementsSent of your test, which has counted nothing: it must count what the"
                        + " repository sends"))
                .isPositive();
        return sent;
    }

    @Test
    @DisplayName("A scan of ten times as many accounts does not send ten times as many statements")
    void aScanSendsNoStatementForEachAccount() {
        List<Account> few = manyPeople("few", 30);
        long forFew = statementsOf(() -> scanned(few.size()));
        List<Account> more = manyPeople("more", 270);

        long forMany = statementsOf(() -> scanned(few.size() + more.size()));

        assertThat(forMany)
                .as(guide("the statements of a scan: one, or one for each page of " + CHUNK
                        + " accounts or more, and none for" + " what belongs to a single account; a scan of "
                        + few.size() + " accounts sent " + forFew))
                .isLessThanOrEqualTo(forFew + more.size() / CHUNK + 1);
    }

    private void scanned(int expected) {
        int[] seen = new int[1];
        repository().scan(STAFF, fields(), account -> seen[0]++);
        assertThat(seen[0])
                .as(guide("scan, which has to hand over every account"))
                .isEqualTo(expected);
    }

    @Test
    @DisplayName("Names and external ids are looked up many at a time")
    void holdersAreFoundManyAtATime() {
        List<Account> people = manyPeople("person", BATCH);
        Set<Username> names = people.stream().map(Account::username).collect(Collectors.toSet());
        Set<ExternalId> ids =
                people.stream().map(person -> person.externalId().orElseThrow()).collect(Collectors.toSet());

        long sent = statementsOf(() -> assertThat(repository().holders(STAFF, names, ids))
                .as(guide("holders, which has to find everybody"))
                .hasSize(BATCH));

        assertThat(sent)
                .as(guide("the statements of holders for " + BATCH + " names and as many ids: one for " + CHUNK
                        + " or more of them"))
                .isLessThanOrEqualTo(2 * BATCH / CHUNK + BESIDES);
    }

    @Test
    @DisplayName("Accounts are loaded many at a time")
    void accountsAreLoadedManyAtATime() {
        Set<AccountId> ids =
                manyPeople("person", BATCH).stream().map(Account::id).collect(Collectors.toSet());

        long sent = statementsOf(() -> assertThat(repository().load(ids, fields()))
                .as(guide("load, which has to return all of them"))
                .hasSize(BATCH));

        assertThat(sent)
                .as(guide("the statements of load for " + BATCH + " accounts: one for " + CHUNK
                        + " or more of them, and none for what belongs to a single account"))
                .isLessThanOrEqualTo(BATCH / CHUNK + BESIDES);
    }

    @Test
    @DisplayName("Active accounts are counted by the store, in one query")
    void activeAccountsAreCountedInOneQuery() {
        manyPeople("person", BATCH);

        long sent = statementsOf(() -> assertThat(repository().activeAccounts())
                .as(guide("activeAccounts, which has to count all of them"))
                .isEqualTo(BATCH));

        assertThat(sent)
                .as(guide("the statements of activeAccounts: a count, and what opens a transaction"))
                .isLessThanOrEqualTo(BESIDES);
    }

    @Test
    @DisplayName("A batch of creations sends no query for each person")
    void creationsSendNoQueryForEachPerson() {
        manyPeople("person", 1);
        assertWithinBudget(IntStream.range(0, BATCH)
                .mapToObj(i -> personCreation(STAFF, "newcomer" + i)
                        .seatLimit(2L * BATCH)
                        .change())
                .toList());
    }

    @Test
    @DisplayName("A batch of updates sends no query for each account")
    void updatesSendNoQueryForEachAccount() {
        assertWithinBudget(manyPeople("person", BATCH).stream()
                .map(account -> Edit.of(account)
                        .rename("new." + account.username())
                        .field(field(0), valueOf(field(0), 2))
                        .change())
                .toList());
    }

    @Test
    @DisplayName("A batch of blocks, and one of grants, sends no query for each account")
    void changesOfStatusSendNoQueryForEachAccount() {
        List<Account> people = manyPeople("person", BATCH);
        assertWithinBudget(people.stream()
                .map(account -> block(account, BlockReason.REMOVED_FROM_SCOPE, MONDAY))
                .toList());
        Set<AccountId> ids = people.stream().map(Account::id).collect(Collectors.toSet());
        assertWithinBudget(repository().load(ids, fields()).stream()
                .map(account -> activate(account, BATCH))
                .toList());
    }

    private void assertWithinBudget(List<? extends Change> changes) {
        long sent = statementsOf(() -> assertThat(apply(repository(), new Fence(STAFF, 1), changes))
                .extracting(ChangeResult::status)
                .as(guide("apply for " + changes.size() + " changes at once"))
                .containsOnly(Status.APPLIED));

        assertThat(sent)
                .as(guide("the statements of apply for " + changes.size()
                        + " changes: what has to be read is read for the"
                        + " whole batch, before writing and after it; statementsPerChange() says that it takes "
                        + statementsPerChange() + " to write one"))
                .isLessThanOrEqualTo((long) changes.size() * statementsPerChange() + BESIDES_A_BATCH);
    }
}
