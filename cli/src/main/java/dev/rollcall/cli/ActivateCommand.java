package dev.rollcall.cli;

import dev.rollcall.AccountActs;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Activates an account. */
@Command(
        name = "activate",
        description =
                "Activates an account by hand, if there is a seat. If its person is absent or inactive in the directory, the next sync blocks it again (R22).")
final class ActivateCommand extends ActCommand {

    @Parameters(paramLabel = "USERNAME", description = "The username of the account.")
    private @Nullable String username;

    ActivateCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    List<AccountActs.Result> act(Acting acting) {
        return told(acting.acts().activate(acting.account(String.valueOf(username))));
    }
}
