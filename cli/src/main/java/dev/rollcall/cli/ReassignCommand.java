package dev.rollcall.cli;

import dev.rollcall.AccountActs;
import dev.rollcall.identity.DirectoryName;
import dev.rollcall.identity.Username;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** An account changes hands, and possibly its name. */
abstract class ReassignCommand extends ActCommand {

    @Parameters(paramLabel = "USERNAME", description = "The username of the account.")
    private @Nullable String username;

    @Option(names = "--new-name", paramLabel = "USERNAME", description = "Rename the account in the same step.")
    private @Nullable String newName;

    ReassignCommand(Surroundings surroundings) {
        super(surroundings);
    }

    /** Who is to own it; null for nobody. */
    abstract @Nullable DirectoryName target(Acting acting);

    @Override
    final List<AccountActs.Result> act(Acting acting) {
        acting.account(String.valueOf(username)); // says so if there is none
        AccountActs.HandOver line = new AccountActs.HandOver(
                Username.of(String.valueOf(username)), newName == null ? null : Username.of(newName), target(acting));
        return told(acting.acts().handOver(List.of(line), false).get(0));
    }
}
