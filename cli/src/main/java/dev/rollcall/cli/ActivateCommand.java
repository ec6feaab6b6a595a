package dev.rollcall.cli;

import dev.rollcall.AccountActs;
import dev.rollcall.identity.AccountId;
import picocli.CommandLine.Command;

/** Activates an account. */
@Command(
        name = "activate",
        description =
                "Activates an account by hand, if there is a seat. If its person is absent or inactive in the directory, the next sync blocks it again (R22).")
final class ActivateCommand extends AccountActCommand {

    ActivateCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    AccountActs.Result act(AccountActs acts, AccountId account) {
        return acts.activate(account);
    }
}
