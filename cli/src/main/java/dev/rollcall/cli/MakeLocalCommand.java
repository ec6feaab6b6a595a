package dev.rollcall.cli;

import dev.rollcall.AccountActs;
import dev.rollcall.identity.AccountId;
import dev.rollcall.identity.Username;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;

/** Makes an account local. */
@Command(
        name = "make-local",
        description = "Makes an account local, so that no sync touches it. It keeps its external id (R9).")
final class MakeLocalCommand extends ReassignCommand {

    MakeLocalCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    AccountActs.Result reassign(AccountActs acts, AccountId account, @Nullable Username name) {
        return acts.makeLocal(account, name);
    }
}
