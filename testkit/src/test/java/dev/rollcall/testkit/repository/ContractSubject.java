package dev.rollcall.testkit.repository;

import dev.rollcall.account.Account;
import dev.rollcall.account.BlockReason;
import dev.rollcall.account.UserRepository;
import dev.rollcall.audit.AuditEvent;
import dev.rollcall.identity.AccountId;
import dev.rollcall.testkit.UserRepositoryContract;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;

/**
 * The contract on whichever repository {@link UserRepositoryContractBitesTest} is trying, with everything a host can
 * offer. Not run by itself.
 */
class ContractSubject extends UserRepositoryContract {

    static @Nullable Function<TextbookRepository.Table, UserRepository> adapter;

    final TextbookRepository.Table table = new TextbookRepository.Table();

    @Override
    protected UserRepository emptyRepository() {
        return open();
    }

    private UserRepository open() {
        Function<TextbookRepository.Table, UserRepository> current = adapter;
        return current == null ? Assumptions.abort("There is no repository to try") : current.apply(table);
    }

    @Override
    protected Optional<String> valueThatDoesNotFit(String field) {
        return Optional.of("z".repeat(TextbookRepository.COLUMN_WIDTH + 1));
    }

    @Override
    protected UserRepository reopened() {
        return open();
    }

    @Override
    protected void editBehindBack(AccountId account) {
        Account row = table.rows.get(account);
        table.rows.put(
                account, row.toBuilder().field("email", "edited@example.org").build());
    }

    @Override
    protected void removeBehindBack(AccountId account) {
        table.rows.remove(account);
    }

    @Override
    protected AccountId createBehindBack(String username, boolean active) {
        Account.Builder account = Account.builder(table.nextId().value(), username);
        Account row = active
                ? account.build()
                : account.blocked(BlockReason.MANUAL, Instant.EPOCH).build();
        table.rows.put(row.id(), row);
        return row.id();
    }

    @Override
    protected List<AuditEvent> storedEvents() {
        return List.copyOf(table.log);
    }

    @Override
    protected long statementsSent() {
        return table.statements.get();
    }

    @Override
    protected void breakNextCommit(boolean made) {
        table.breakCommit(made);
    }

    @Override
    protected void stopStore() {
        table.stopped = true;
    }
}
