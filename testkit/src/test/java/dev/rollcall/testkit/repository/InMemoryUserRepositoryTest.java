package dev.rollcall.testkit.repository;

import dev.rollcall.account.Account;
import dev.rollcall.account.BlockReason;
import dev.rollcall.account.InMemoryUserRepository;
import dev.rollcall.account.UserRepository;
import dev.rollcall.identity.AccountId;
import dev.rollcall.testkit.UserRepositoryContract;
import java.time.Instant;

class InMemoryUserRepositoryTest extends UserRepositoryContract {

    private final InMemoryUserRepository table = new InMemoryUserRepository();

    @Override
    protected UserRepository emptyRepository() {
        return table;
    }

    @Override
    protected boolean knowsEveryField() {
        return true;
    }

    @Override
    protected void editBehindBack(AccountId account) {
        table.edit(account, edited -> edited.field("email", "edited@example.org"));
    }

    @Override
    protected void removeBehindBack(AccountId account) {
        table.remove(account);
    }

    @Override
    protected AccountId createBehindBack(String username, boolean active) {
        Account.Builder account = Account.builder("made by the host: " + username, username);
        return table.put(
                        active
                                ? account.build()
                                : account.blocked(BlockReason.MANUAL, Instant.EPOCH)
                                        .build())
                .id();
    }
}
