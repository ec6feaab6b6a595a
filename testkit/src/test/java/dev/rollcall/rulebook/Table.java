package dev.rollcall.rulebook;

import dev.rollcall.account.Account;
import dev.rollcall.account.AccountStatus;
import dev.rollcall.account.BlockReason;
import dev.rollcall.account.Change;
import dev.rollcall.account.ChangeResult;
import dev.rollcall.account.InMemoryUserRepository;
import dev.rollcall.account.Write;
import dev.rollcall.lock.Fence;
import dev.rollcall.testkit.Accounts;
import dev.rollcall.testkit.Accounts.Row;
import dev.rollcall.testkit.ForwardingRepository;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** A user table that notes what is written, refuses the creation of chosen people, and dies on demand. */
final class Table extends ForwardingRepository {

    private final InMemoryUserRepository memory;
    private final List<Change> written = new ArrayList<>();
    private final Set<String> refused = new TreeSet<>();
    private int writesLeft = Integer.MAX_VALUE;

    private Table(InMemoryUserRepository memory) {
        super(memory);
        this.memory = memory;
    }

    static Table of(Row... rows) {
        return new Table(Accounts.table(rows));
    }

    Table refusing(String externalId) {
        refused.add(externalId);
        return this;
    }

    /** Dies after so many changes, until told otherwise. */
    Table diesAfter(int changes) {
        writesLeft = changes;
        return this;
    }

    Table lives() {
        return diesAfter(Integer.MAX_VALUE);
    }

    /** Every change that was applied. */
    List<Change> written() {
        return written;
    }

    Account named(String username) {
        return memory.find(username).orElseThrow(() -> new AssertionError("Nobody is named " + username));
    }

    /** The status of an account in short: {@code ACTIVE} or the block reason. */
    String status(String username) {
        Account account = named(username);
        return account.status() == AccountStatus.ACTIVE
                ? "ACTIVE"
                : account.blockReason().map(BlockReason::name).orElse("BLOCKED");
    }

    /** Everybody in short, in the order of their names. */
    List<String> all() {
        return memory.all().stream()
                .map(account -> account.username() + " " + account.externalId().orElse(null) + " "
                        + status(account.username().value()) + " " + account.fields())
                .sorted()
                .toList();
    }

    @Override
    public List<ChangeResult> apply(Fence fence, List<Write> batch) {
        List<ChangeResult> results = new ArrayList<>();
        for (Write write : batch) {
            if (writesLeft-- <= 0) {
                throw new IllegalStateException("The table is gone");
            }
            if (write.change() instanceof Change.Create create
                    && refused.contains(create.externalId().value())) {
                results.add(ChangeResult.refused("the column 'badge' must not be empty"));
                continue;
            }
            ChangeResult result = super.apply(fence, List.of(write)).get(0);
            if (result.status() == ChangeResult.Status.APPLIED) {
                written.add(write.change());
            }
            results.add(result);
        }
        return results;
    }
}
