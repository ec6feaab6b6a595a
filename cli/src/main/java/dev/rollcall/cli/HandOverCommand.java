package dev.rollcall.cli;

import dev.rollcall.AccountActs;
import dev.rollcall.identity.AccountId;
import dev.rollcall.identity.Username;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;

/** Hands an account over to the directory. */
@Command(
        name = "hand-over",
        description =
                "Hands an account over to the directory, so that the next sync links it with the person of the same username (R9)."
                        + " It loses the external id it had.")
final class HandOverCommand extends ReassignCommand {

    HandOverCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    AccountActs.Result reassign(AccountActs acts, AccountId account, @Nullable Username name) {
        return acts.handOver(account, name);
    }
}
