package dev.rollcall.cli;

import dev.rollcall.AccountActs;
import dev.rollcall.identity.Username;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Hands an account over to the directory. */
@Command(
        name = "hand-over",
        description = "Hands an account over to the directory, so that the next sync links it with the person of the same username (R9). It loses the external id it had.")
final class HandOverCommand extends ActCommand {

    @Parameters(paramLabel = "USERNAME", description = "The username of the account.")
    private @Nullable String username;

    @Option(names = "--new-name", paramLabel = "USERNAME", description = "Rename the account in the same step.")
    private @Nullable String newName;

    HandOverCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    List<AccountActs.Result> act(Acting acting) {
        AccountActs.HandOver line = new AccountActs.HandOver(
                Username.of(String.valueOf(username)),
                newName == null ? null : Username.of(newName),
                acting.directory().name());
        acting.account(String.valueOf(username));
        return told(acting.acts().handOver(List.of(line), false).get(0));
    }
}
