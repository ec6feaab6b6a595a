package dev.rollcall.cli;

import dev.rollcall.AccountActs;
import dev.rollcall.cli.config.Configuration;
import dev.rollcall.cli.config.DirectorySettings;
import dev.rollcall.identity.ExternalId;
import dev.rollcall.policy.Policy;
import dev.rollcall.run.SyncListener;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;

/** One act of an administrator. */
abstract class ActCommand extends HostCommand {

    @Mixin
    private final Actor actor = new Actor();

    ActCommand(Surroundings surroundings) {
        super(surroundings);
    }

    /** Does it. */
    abstract List<AccountActs.Result> act(Acting acting);

    /**
     * What an act needs.
     *
     * @param acts what can be done
     * @param directory where
     * @param host finds accounts
     */
    record Acting(AccountActs acts, DirectorySettings directory, Host host) {}

    @Override
    final ExitCode run(Configuration configuration) {
        DirectorySettings directory = protectingAll(directory(configuration), configuration);
        String name = understood(() -> actor.name(surroundings().user()));
        try (Host host = Host.open(configuration)) {
            AccountActs acts = host.engine(directory, new SyncListener() {}).acts(name);
            List<AccountActs.Result> results = act(new Acting(acts, directory, host));
            return results.stream().allMatch(AccountActs.Result::done) ? ExitCode.OK : ExitCode.REFUSED;
        } finally {
            out().flush();
        }
    }

    /** What one directory protects (R27) is protected whichever directory an act names. */
    private static DirectorySettings protectingAll(DirectorySettings directory, Configuration configuration) {
        Policy.Builder policy = directory.policy().toBuilder();
        configuration
                .directories()
                .values()
                .forEach(each -> policy.protect(each.policy().protectedAccounts()));
        return new DirectorySettings(directory.name(), directory.provider(), policy.build(), directory.deadline());
    }

    /** The id as it was typed. */
    final ExternalId externalId(@Nullable String text) {
        return understood(() -> ExternalId.of(String.valueOf(text)));
    }

    /** Prints what became of a single act. */
    final List<AccountActs.Result> told(AccountActs.Result result) {
        out().line(result);
        return List.of(result);
    }
}
