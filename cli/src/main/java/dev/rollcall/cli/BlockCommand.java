package dev.rollcall.cli;

import dev.rollcall.AccountActs;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Blocks an account. */
@Command(name = "block", description = "Blocks an account by hand. No sync activates it again (R26).")
final class BlockCommand extends ActCommand {

    @Parameters(paramLabel = "USERNAME", description = "The username of the account.")
    private @Nullable String username;

    BlockCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    List<AccountActs.Result> act(Acting acting) {
        return told(acting.acts().block(acting.account(String.valueOf(username))));
    }
}
