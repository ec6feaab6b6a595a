package dev.rollcall.cli;

import dev.rollcall.AccountActs;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Gives an account another external id. */
@Command(
        name = "relink",
        description =
                "Gives an account the external id of another person in scope. Refused while the old person is in scope (R46).")
final class RelinkCommand extends ActCommand {

    @Parameters(index = "0", paramLabel = "USERNAME", description = "The username of the account.")
    private @Nullable String username;

    @Parameters(index = "1", paramLabel = "EXTERNAL_ID", description = "The new external id.")
    private @Nullable String externalId;

    RelinkCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    List<AccountActs.Result> act(Acting acting) {
        return told(acting.acts().relink(acting.account(String.valueOf(username)), externalId(externalId)));
    }
}
