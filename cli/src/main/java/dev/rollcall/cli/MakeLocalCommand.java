package dev.rollcall.cli;

import dev.rollcall.AccountActs;
import dev.rollcall.identity.Username;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes an account local. */
@Command(
        name = "make-local",
        description = "Makes an account local, so that no sync touches it. It keeps its external id (R9).")
final class MakeLocalCommand extends ActCommand {

    @Parameters(paramLabel = "USERNAME", description = "The username of the account.")
    private @Nullable String username;

    @Option(names = "--new-name", paramLabel = "USERNAME", description = "Rename the account in the same step.")
    private @Nullable String newName;

    MakeLocalCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    List<AccountActs.Result> act(Acting acting) {
        AccountActs.HandOver line = new AccountActs.HandOver(
                Username.of(String.valueOf(username)),
                newName == null ? null : Username.of(newName),
                null);
        acting.account(String.valueOf(username));
        return told(acting.acts().handOver(List.of(line), false).get(0));
    }
}
