package dev.rollcall.cli;

import dev.rollcall.AccountActs;
import dev.rollcall.identity.AccountId;
import dev.rollcall.identity.Username;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** An account changes hands, and possibly its name. */
abstract class ReassignCommand extends AccountActCommand {

    @Option(names = "--new-name", paramLabel = "USERNAME", description = "Rename the account in the same step.")
    private @Nullable String newName;

    ReassignCommand(Surroundings surroundings) {
        super(surroundings);
    }

    /** Does it; a new name of null keeps the old one. */
    abstract AccountActs.Result reassign(AccountActs acts, AccountId account, @Nullable Username name);

    @Override
    final AccountActs.Result act(AccountActs acts, AccountId account) {
        return reassign(acts, account, newName == null ? null : Username.of(newName));
    }
}
