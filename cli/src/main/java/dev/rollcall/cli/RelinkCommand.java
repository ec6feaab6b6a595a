package dev.rollcall.cli;

import dev.rollcall.AccountActs;
import dev.rollcall.identity.AccountId;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Gives an account another external id. */
@Command(
        name = "relink",
        description =
                "Gives an account the external id of another person in scope. Refused while the old person is in scope (R46).")
final class RelinkCommand extends AccountActCommand {

    @Parameters(index = "1", paramLabel = "EXTERNAL_ID", description = "The new external id.")
    private @Nullable String externalId;

    RelinkCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    AccountActs.Result act(AccountActs acts, AccountId account) {
        return acts.relink(account, externalId(externalId));
    }
}
