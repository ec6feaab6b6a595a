package dev.rollcall.cli;

import dev.rollcall.AccountActs;
import dev.rollcall.identity.AccountId;
import picocli.CommandLine.Command;

/** Blocks an account. */
@Command(name = "block", description = "Blocks an account by hand. No sync activates it again (R26).")
final class BlockCommand extends AccountActCommand {

    BlockCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    AccountActs.Result act(AccountActs acts, AccountId account) {
        return acts.block(account);
    }
}
